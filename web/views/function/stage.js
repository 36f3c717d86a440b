/** @import { RunSource } from '../../store/pinned-run.js' */
/** @import { ShownData } from '../../store/shown-data.js' */
import { adoptStyle } from '../../charts/adopt-style.js';
import { html, setAttributes } from '../../charts/dom.js';
import { shownData } from '../../store/shown-data.js';
import { createLinePicture } from './line-picture.js';

/** @typedef {{ element: HTMLElement, style: string, draw: (data: ShownData, output: number) => void, destroy: () => void }} Picture */

/** @type {Record<string, (store: RunSource) => Promise<Picture>>} */
const pictures = {
  line: async (store) => createLinePicture(store),
  plane: async (store) => (await import('./plane-picture.js')).createPlanePicture(store),
  rows: async (store) => (await import('./rows-picture.js')).createRowsPicture(store),
};

/** @param {ShownData} data */
function pictureOf({ constants: { probeX }, coordinates, probes }) {
  if (coordinates === 1 && probeX.every((x, i) => i === 0 || x > probeX[i - 1])) return 'line';
  const side = Math.round(Math.sqrt(probes));
  const isGrid = side > 1 && side ** 2 === probes;
  const at = (/** @type {number} */ i, /** @type {number} */ axis) => probeX[2 * i + axis];
  const isInOrder = (/** @type {number} */ i) =>
    at(i, 0) === at(i % side, 0) && at(i, 1) === at(i - (i % side), 1);
  if (coordinates === 2 && isGrid && Array.from({ length: probes }, (_, i) => i).every(isInOrder))
    return 'plane';
  return 'rows';
}

/**
 * The picture of one run's functions: curves over one number, heat maps over two, predicted against true over more. Each
 * kind is loaded when it is first shown.
 * @param {RunSource} store
 */
export function createStage(store) {
  const element = html('div', { class: 'function-stage' });
  let name = '';
  /** @type {Picture | undefined} */ let picture;
  /** @type {unknown} */ let judged;
  let isDestroyed = false;

  /** @param {string} wanted */
  async function show(wanted) {
    name = wanted;
    const made = await pictures[wanted](store);
    if (isDestroyed || name !== wanted) return made.destroy();
    picture?.destroy();
    picture = made;
    adoptStyle(element, made.style);
    element.replaceChildren(made.element);
    draw();
  }

  function draw() {
    const data = shownData(store.runs);
    if (!data?.constants.probeX) return;
    if (judged !== data.constants) {
      judged = data.constants;
      const wanted = pictureOf(data);
      setAttributes(element, { 'data-picture': wanted });
      if (wanted !== name) void show(wanted);
    }
    if (picture && element.firstChild === picture.element && element.dataset.picture === name)
      picture.draw(data, store.shownOutput.value);
  }

  function destroy() {
    isDestroyed = true;
    picture?.destroy();
  }
  return { element, draw, destroy };
}

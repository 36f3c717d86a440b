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
 * kind is loaded when it is first shown; until then the picture before stays as it is.
 * @param {RunSource} store
 * @param {typeof pictures} [makers] of each kind
 */
export function createStage(store, makers = pictures) {
  const element = html('div', { class: 'function-stage' });
  const retry = html('button', { type: 'button' }, 'Try again');
  const failure = html('p', { class: 'readout', role: 'alert' }, 'This picture could not be loaded. ', retry);
  retry.addEventListener('click', () => void show(wanted));
  /** The kind that suits the data, the one that is loaded or being loaded, and the one on the screen. */
  let [wanted, asked, shown] = ['', '', ''];
  /** @type {Picture | undefined} */ let picture;
  /** @type {unknown} */ let judged;
  let isDestroyed = false;

  /** @param {string} kind */
  async function show(kind) {
    asked = kind;
    const made = await makers[kind](store).catch(() => undefined);
    if (isDestroyed || asked !== kind) return made?.destroy();
    picture?.destroy();
    picture = made;
    shown = made ? kind : '';
    // What failed is asked for again with the next run, or by the person.
    asked = shown;
    setAttributes(element, { 'data-picture': shown || undefined });
    if (made) adoptStyle(element, made.style);
    element.replaceChildren(made?.element ?? failure);
    draw();
  }

  function draw() {
    const data = shownData(store.runs);
    if (!data?.constants.probeX) return;
    if (judged !== data.constants) {
      judged = data.constants;
      wanted = pictureOf(data);
      if (wanted === shown) asked = shown;
      else if (wanted !== asked) void show(wanted);
    }
    if (wanted === shown) picture?.draw(data, store.shownOutput.value);
  }

  function destroy() {
    isDestroyed = true;
    picture?.destroy();
  }
  return { element, draw, destroy };
}

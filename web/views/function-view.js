/** @import { FigureStore } from '../store/figure-store.js' */
/** @import { ShownData } from '../store/shown-data.js' */
import { adoptStyle } from '../charts/adopt-style.js';
import { html, setAttributes, setText } from '../charts/dom.js';
import { formatNumber } from '../charts/format.js';
import { numbersAt } from '../store/selectors.js';
import { shownData } from '../store/shown-data.js';

/** @typedef {{ element: HTMLElement, style: string, draw: (data: ShownData, output: number) => void, destroy: () => void }} Picture */

/** @type {Record<string, (store: FigureStore) => Promise<Picture>>} */
const pictures = {
  line: async (store) => (await linePicture).createLinePicture(store),
  plane: async (store) => (await import('./function/plane-picture.js')).createPlanePicture(store),
  rows: async (store) => (await import('./function/rows-picture.js')).createRowsPicture(store),
};
/** Most figures begin with it: loaded while the engine is. */
const linePicture = import('./function/line-picture.js');

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
 * Network, linearisation and limit at the same t: curves over one number, heat maps over two, predicted against true
 * over more. Each kind of picture is loaded when it is first shown.
 * @param {FigureStore} store
 */
export function createFunctionView(store) {
  const stage = html('div', { class: 'function-stage' });
  const output = html('select', { id: 'shown-output' });
  const outputField = html('label', { for: 'shown-output', hidden: true }, 'Output shown ', output);
  const tableFold = html('details', { class: 'table-fold' }, html('summary', {}, 'Table of the points'));
  const description = html('p', { class: 'visually-hidden', id: 'function-description' });
  const element = html(
    'section',
    {
      class: 'panel function-panel',
      part: 'function',
      'aria-label': 'Functions',
      'aria-describedby': 'function-description',
    },
    stage,
    html('div', { class: 'function-tools' }, outputField),
    tableFold,
    description,
  );
  tableFold.addEventListener('toggle', () => void openTable());
  output.addEventListener('change', () => (store.output.value = Number(output.value)));

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
    adoptStyle(stage, made.style);
    stage.replaceChildren(made.element);
    draw();
  }

  /** @type {Omit<Picture, 'destroy'> | undefined} */ let table;
  async function openTable() {
    if (!tableFold.open) return;
    const { createPointTable } = await import('./data/point-table.js');
    if (!table) {
      table = createPointTable(store);
      adoptStyle(tableFold, table.style);
      tableFold.append(table.element);
    }
    draw();
  }

  /** @param {ShownData} data */
  function drawOutputs({ outputs }) {
    outputField.hidden = outputs === 1;
    if (output.options.length !== outputs) {
      const option = (/** @type {number} */ o) =>
        html('option', { value: String(o) }, `${o + 1} of ${outputs}`);
      output.replaceChildren(...Array.from({ length: outputs }, (_, o) => option(o)));
    }
    if (store.output.value >= outputs) store.output.value = 0;
    output.value = String(store.output.value);
  }

  function draw() {
    const data = shownData(store.runs);
    if (!data?.constants.probeX) return;
    if (judged !== data.constants) {
      judged = data.constants;
      const wanted = pictureOf(data);
      setAttributes(stage, { 'data-picture': wanted });
      if (wanted !== name) void show(wanted);
    }
    drawOutputs(data);
    if (stage.firstChild === picture?.element && picture && stage.dataset.picture === name)
      picture.draw(data, store.output.value);
    if (tableFold.open) table?.draw(data, store.output.value);
    const { time, gapToLimit, gapToLinearisation } = numbersAt(store);
    setText(
      description,
      `At time ${formatNumber(time)} the network differs from the infinite-width limit by at most ${formatNumber(gapToLimit)} ` +
        `and from its linearisation by at most ${formatNumber(gapToLinearisation)}.`,
    );
  }

  function destroy() {
    isDestroyed = true;
    picture?.destroy();
  }
  return { element, draw, destroy };
}

/** @import { FigureStore } from '../store/figure-store.js' */
/** @import { TrainingSet } from '../store/training-set.js' */
/** @import { KernelName } from './kernel/kernel-matrices.js' */
import { cividis, paintColourBar, paintMatrix } from '../charts/colour-map.js';
import { diverging } from '../charts/diverging-map.js';
import { html, setText, withSubscripts } from '../charts/dom.js';
import { formatNumber } from '../charts/format.js';
import { trainingSetOf } from '../store/training-set.js';
import { physical } from '../store/units.js';
import { axesOf, rowAxesOf } from './function/axes.js';
import { createHeatMap } from './kernel/heat-map.js';
import { blockPart, kernels, matricesOf, rangesOf } from './kernel/kernel-matrices.js';
import { createKernelRow } from './kernel/kernel-row.js';
import { createLayerShares } from './kernel/layer-shares.js';
import { createPartChoice } from './kernel/part-choice.js';

/** @typedef {ReturnType<ReturnType<typeof createPartChoice>['current']>} PartChoice */

const shownNames = /** @type {KernelName[]} */ (Object.keys(kernels));

/** @param {string} names of the matrices @param {Uint32Array} table */
function createColourScale(names, table) {
  const bar = html('canvas', { class: 'colour-bar', 'aria-hidden': 'true' });
  const [low, high] = [html('span'), html('span')];
  paintColourBar(bar, table);
  const draw = (/** @type {{ minimum: number, maximum: number }} */ { minimum, maximum }) => {
    setText(low, formatNumber(minimum));
    setText(high, formatNumber(maximum));
  };
  return {
    element: html(
      'div',
      { class: 'colour-scale' },
      html('span', { class: 'scale-name' }, ...withSubscripts(names)),
      low,
      bar,
      high,
    ),
    draw,
  };
}

/**
 * The kernel matrices over the training points, K_0, K_t and Θ on one scale and what training changed on its own; the
 * cell under the pointer, or chosen with the arrow keys, tells its numbers and lights its two points everywhere.
 * @param {FigureStore} store
 */
export function createKernelView(store) {
  const partChoice = createPartChoice(store, () => draw());
  /** @type {PartChoice | undefined} */ let chosen;
  const choose = (/** @type {import('./kernel/heat-map.js').Cell | undefined} */ cell) => {
    const order = chosen?.part.order ?? [];
    store.pair.value = cell && chosen?.pairOf(order[cell.row], order[cell.column]);
  };
  const maps = shownNames.map((name) => ({ name, map: createHeatMap(kernels[name], choose) }));
  const [valueScale, changeScale] = [
    createColourScale('K_0, K_t, Θ', cividis),
    createColourScale('K_t − K_0', diverging),
  ];
  const readout = html('p', { class: 'readout' });
  const row = createKernelRow(store);
  const rowTitle = html('h3');
  const shares = createLayerShares();
  const note = html('p', { class: 'help' });
  const element = html(
    'section',
    { class: 'panel', part: 'kernel' },
    html('h2', {}, 'Kernel matrices'),
    partChoice.element,
    html('div', { class: 'heat-maps' }, ...maps.map(({ map }) => map.element)),
    valueScale.element,
    changeScale.element,
    readout,
    note,
    rowTitle,
    row.element,
    shares.element,
  );

  function draw() {
    const set = trainingSetOf(store);
    if (!set) return;
    chosen = partChoice.current(set);
    const matrices = matricesOf(store, chosen.part);
    drawMaps(set, chosen, matrices);
    readout.replaceChildren(...withSubscripts(readoutText(set, chosen, matrices)));
    const shown = row.draw(set, chosen.isWhole ? ownBlock(set, chosen) : matrices);
    rowTitle.replaceChildren(
      ...withSubscripts(`Row k(x, ·) at ${pointText(store, set, shown)}: K_t, K_0 and Θ`),
    );
    shares.draw(store.runs.states.limit.value.constants?.layerShares);
    setText(note, `Training points ${set.orderName}${chosen.isWhole ? ', output by output' : ''}.`);
  }

  /** The block that the row is of, where all are shown. @param {TrainingSet} set @param {PartChoice} choice */
  function ownBlock(set, { outputsOf }) {
    const own = outputsOf(store.pair.value ?? { row: 0, column: 0 });
    return matricesOf(store, blockPart(set, own.row, own.column));
  }

  /** Where the pair is, if these data have it. @param {TrainingSet} data @param {PartChoice} choice */
  function entriesOf({ count }, choice) {
    const pair = store.pair.value;
    return pair && pair.row < count && pair.column < count ? choice.entriesOf(pair) : undefined;
  }

  /** @param {TrainingSet} data @param {PartChoice} choice @param {Record<KernelName, Float32Array | undefined>} matrices */
  function drawMaps(data, choice, matrices) {
    const { order } = choice.part;
    const side = order.length;
    const ranges = rangesOf(store, choice.part);
    const entries = entriesOf(data, choice);
    const cell = entries && { row: order.indexOf(entries.row), column: order.indexOf(entries.column) };
    for (const { name, map } of maps) {
      const matrix = matrices[name];
      const range = name === 'change' ? ranges.change : ranges.values;
      if (matrix) paintMatrix(map.canvas, matrix, order, range, name === 'change' ? diverging : cividis);
      map.draw(
        side,
        cell,
        `Kernel matrix, ${kernels[name].name}, ${side} by ${side}, ${extentText(matrix)}, ` +
          `colours from ${formatNumber(range.minimum)} to ${formatNumber(range.maximum)}. Arrow keys choose a cell.`,
      );
    }
    valueScale.draw(ranges.values);
    changeScale.draw(ranges.change);
  }

  /** @param {TrainingSet} data @param {PartChoice} choice @param {Record<KernelName, Float32Array | undefined>} matrices */
  function readoutText(data, choice, matrices) {
    const pair = store.pair.value;
    const entries = entriesOf(data, choice);
    if (!pair || !entries)
      return 'Point at a cell, or move through them with the arrow keys, to read its numbers.';
    const at = (/** @type {KernelName} */ name) =>
      formatNumber(matrices[name]?.[entries.row * choice.part.order.length + entries.column]);
    const of = choice.outputsOf(pair);
    const outputs = data.outputs > 1 ? `, outputs ${of.row + 1} and ${of.column + 1}` : '';
    return (
      `${pointText(store, data, pair.row)}, ${pointText(store, data, pair.column, '′')}${outputs}: ` +
      shownNames.map((name) => `${kernels[name].symbol} = ${at(name)}`).join(', ')
    );
  }

  return { element, draw, destroy: () => row.destroy() };
}

/** @param {Float32Array | undefined} matrix */
function extentText(matrix) {
  const finite = Array.from(matrix ?? []).filter(Number.isFinite);
  if (finite.length === 0) return 'without numbers';
  return `entries from ${formatNumber(finite.reduce((a, b) => Math.min(a, b)))} to ${formatNumber(finite.reduce((a, b) => Math.max(a, b)))}`;
}

/**
 * A training point in words: its place on a line, in higher dimensions its first coordinates, as the data have them.
 * @param {FigureStore} store
 * @param {TrainingSet} set
 * @param {number} i
 * @param {string} [mark]
 */
function pointText(store, { x, coordinates }, i, mark = '') {
  const { inputs } = coordinates === 1 ? axesOf(store) : rowAxesOf(store, coordinates);
  const own = Array.from(x.subarray(i * coordinates, (i + 1) * coordinates), (value, c) =>
    formatNumber(physical(inputs[c], value)),
  );
  if (coordinates === 1) return `${inputs[0].label}${mark} = ${own[0]}`;
  return `x${mark} = (${own.slice(0, 2).join(', ')}${coordinates > 2 ? ', …' : ''})`;
}

/** @import { FigureStore } from '../store/figure-store.js' */
import { paintColourBar, paintMatrix } from '../charts/colour-map.js';
import { html, setAttributes, withSubscripts } from '../charts/dom.js';
import { formatNumber } from '../charts/format.js';
import { frameAt } from '../store/selectors.js';

const titles = { initial: 'K_0', current: 'K_t', limit: 'Θ' };
const names = { initial: 'network at t = 0', current: 'network now', limit: 'infinite width' };
/** @typedef {keyof typeof titles} Name */
const order = /** @type {Name[]} */ (['initial', 'current', 'limit']);

/**
 * The three kernel matrices on one colour scale, training points in the order of x; the cell under the pointer, or
 * chosen with the arrow keys, tells its numbers and lights its two points.
 * @param {FigureStore} store
 */
export function createKernelView(store) {
  const maps = order.map((name) => {
    const canvas = html('canvas', { class: 'heat-map', role: 'img', tabindex: '0' });
    const figure = html(
      'figure',
      {},
      canvas,
      html('figcaption', {}, html('strong', {}, ...withSubscripts(titles[name])), ` ${names[name]}`),
    );
    return { name, canvas, figure };
  });
  const bar = html('canvas', { class: 'colour-bar', 'aria-hidden': 'true' });
  const [low, high] = [html('span'), html('span')];
  const readout = html('p', { class: 'readout' });
  const element = html(
    'section',
    { class: 'panel', part: 'kernel' },
    html('h2', {}, 'Kernel matrices'),
    html('div', { class: 'heat-maps' }, ...maps.map(({ figure }) => figure)),
    html('div', { class: 'colour-scale' }, low, bar, high),
    readout,
  );
  paintColourBar(bar);
  /** @type {number[]} */ let ranks = [];

  /** @param {number} i place in the picture @param {number} j */
  const choose = (i, j) => {
    const clamp = (/** @type {number} */ k) => Math.min(ranks.length - 1, Math.max(0, k));
    if (ranks.length > 0) store.pair.value = { row: ranks[clamp(i)], column: ranks[clamp(j)] };
  };
  for (const { canvas } of maps) {
    canvas.addEventListener('pointermove', (event) => {
      const box = canvas.getBoundingClientRect();
      const place = (/** @type {number} */ share) => Math.floor(share * ranks.length);
      choose(place((event.clientY - box.top) / box.height), place((event.clientX - box.left) / box.width));
    });
    canvas.addEventListener('pointerleave', () => (store.pair.value = undefined));
    canvas.addEventListener('blur', () => (store.pair.value = undefined));
    canvas.addEventListener('keydown', (event) => {
      const move = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key];
      if (!move) return;
      const { row, column } = store.pair.value ?? { row: ranks[0], column: ranks[0] };
      choose(ranks.indexOf(row) + move[0], ranks.indexOf(column) + move[1]);
      event.preventDefault();
      event.stopPropagation();
    });
  }

  /** @returns {Record<Name, Float32Array | undefined>} */
  const matrices = () => {
    const { network, limit } = store.runs.states;
    return {
      initial: network.value.constants?.kernel,
      current: frameAt(network.value, store.shown.value)?.kernel,
      limit: limit.value.constants?.kernel,
    };
  };

  /** The scale rests while time runs: K_0, Θ and the network's last kernel decide. */
  const scaleOf = () => {
    const { network, limit } = store.runs.states;
    const decisive = [
      network.value.constants?.kernel,
      limit.value.constants?.kernel,
      network.value.frames.at(-1)?.kernel,
    ];
    let [minimum, maximum] = [Infinity, -Infinity];
    for (const value of decisive.flatMap((matrix) => (matrix ? [...matrix] : []))) {
      if (Number.isFinite(value)) [minimum, maximum] = [Math.min(minimum, value), Math.max(maximum, value)];
    }
    return minimum <= maximum ? { minimum, maximum } : { minimum: 0, maximum: 1 };
  };

  function draw() {
    const x = (store.runs.states.network.value.constants ?? store.runs.states.limit.value.constants)?.trainX;
    if (!x) return;
    ranks = Array.from(x.keys()).sort((a, b) => x[a] - x[b]);
    const all = matrices();
    const scale = scaleOf();
    for (const { name, canvas } of maps) {
      const matrix = all[name];
      if (matrix?.length === x.length ** 2) paintMatrix(canvas, matrix, ranks, scale);
      setAttributes(canvas, {
        'aria-label':
          `Kernel matrix of the ${names[name]}, ${x.length} by ${x.length}, ` +
          `colours from ${formatNumber(scale.minimum)} to ${formatNumber(scale.maximum)}. Arrow keys choose a cell.`,
      });
    }
    low.textContent = formatNumber(scale.minimum);
    high.textContent = formatNumber(scale.maximum);
    readout.replaceChildren(...withSubscripts(readoutText(all, x)));
  }

  /** @param {Record<Name, Float32Array | undefined>} all @param {Float32Array} x */
  function readoutText(all, x) {
    const pair = store.pair.value;
    if (!pair || pair.row >= x.length || pair.column >= x.length)
      return 'Point at a cell to read its numbers.';
    const at = (/** @type {Name} */ name) => formatNumber(all[name]?.[pair.row * x.length + pair.column]);
    return (
      `x = ${formatNumber(x[pair.row])}, x′ = ${formatNumber(x[pair.column])}: ` +
      order.map((name) => `${titles[name]} ${at(name)}`).join(', ')
    );
  }

  return { element, draw, destroy: () => {} };
}

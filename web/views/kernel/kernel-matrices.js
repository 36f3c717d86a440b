/** @import { FigureStore } from '../../store/figure-store.js' */
/** @import { TrainingSet } from '../../store/training-set.js' */
import { blockOf, wholeOf } from '../../store/training-set.js';
import { frameAt } from '../../store/selectors.js';

/** The four matrices of the panel: symbol as text with subscripts, and what it is. */
export const kernels = /** @type {const} */ ({
  initial: { symbol: 'K_0', name: 'network at t = 0' },
  current: { symbol: 'K_t', name: 'network now' },
  limit: { symbol: 'Θ', name: 'infinite width' },
  change: { symbol: 'K_t − K_0', name: 'what training changed' },
});

/** @typedef {keyof typeof kernels} KernelName */
/** @typedef {{ minimum: number, maximum: number }} Range */

/**
 * Which entries of the kernels over k·n rows are shown.
 *
 * @typedef {object} KernelPart
 * @property {number[]} order of its rows and columns in pictures
 * @property {(matrix: Float32Array | undefined) => Float32Array | undefined} cut its entries
 */

/** One block: rows of one output, columns of another. @param {TrainingSet} set @param {number} row @param {number} column @returns {KernelPart} */
export const blockPart = (set, row, column) => ({
  order: set.order,
  cut: (matrix) => blockOf(matrix, set, row, column),
});

/** All outputs. @param {TrainingSet} set @returns {KernelPart} */
export const wholePart = (set) => ({
  order: Array.from({ length: set.outputs }, (_, o) => set.order.map((i) => o * set.count + i)).flat(),
  cut: (matrix) => wholeOf(matrix, set),
});

/**
 * @param {FigureStore} store
 * @param {KernelPart} part
 * @returns {Record<KernelName, Float32Array | undefined>}
 */
export function matricesOf(store, { cut }) {
  const { network, limit } = store.runs.states;
  const initial = cut(network.value.constants?.kernel);
  const current = cut(frameAt(network.value, store.shown.value)?.kernel);
  return {
    initial,
    current,
    limit: cut(limit.value.constants?.kernel),
    change: initial && current?.map((value, i) => value - initial[i]),
  };
}

/**
 * Scales that rest while time runs: K_0, Θ and the network's last kernel decide. That of K_t − K_0 has 0 in its middle.
 * @param {FigureStore} store
 * @param {KernelPart} part
 * @returns {{ values: Range, change: Range }}
 */
export function rangesOf(store, { cut }) {
  const { network, limit } = store.runs.states;
  const initial = cut(network.value.constants?.kernel);
  const last = cut(network.value.frames.at(-1)?.kernel);
  let [minimum, maximum] = [Infinity, -Infinity];
  for (const matrix of [initial, last, cut(limit.value.constants?.kernel)]) {
    for (const value of matrix ?? [])
      if (Number.isFinite(value)) [minimum, maximum] = [Math.min(minimum, value), Math.max(maximum, value)];
  }
  let largest = 0;
  if (initial && last)
    for (const [i, value] of last.entries()) {
      const change = Math.abs(value - initial[i]);
      if (Number.isFinite(change)) largest = Math.max(largest, change);
    }
  return {
    values: minimum <= maximum ? { minimum, maximum } : { minimum: 0, maximum: 1 },
    change: { minimum: -largest, maximum: largest },
  };
}

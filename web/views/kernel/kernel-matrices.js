/** @import { FigureStore } from '../../store/figure-store.js' */
/** @import { TrainingSet } from '../../store/training-set.js' */
import { firstBlock } from '../../store/training-set.js';
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
 * @param {FigureStore} store
 * @param {TrainingSet} set
 * @returns {Record<KernelName, Float32Array | undefined>} n × n each
 */
export function matricesOf(store, set) {
  const { network, limit } = store.runs.states;
  const initial = firstBlock(network.value.constants?.kernel, set);
  const current = firstBlock(frameAt(network.value, store.shown.value)?.kernel, set);
  return {
    initial,
    current,
    limit: firstBlock(limit.value.constants?.kernel, set),
    change: initial && current?.map((value, i) => value - initial[i]),
  };
}

/**
 * Scales that rest while time runs: K_0, Θ and the network's last kernel decide. That of K_t − K_0 has 0 in its middle.
 * @param {FigureStore} store
 * @param {TrainingSet} set
 * @returns {{ values: Range, change: Range }}
 */
export function rangesOf(store, set) {
  const { network, limit } = store.runs.states;
  const initial = firstBlock(network.value.constants?.kernel, set);
  const last = firstBlock(network.value.frames.at(-1)?.kernel, set);
  let [minimum, maximum] = [Infinity, -Infinity];
  for (const matrix of [initial, last, firstBlock(limit.value.constants?.kernel, set)]) {
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

/** @import { FigureStore } from '../../store/figure-store.js' */

/** Modes whose lines are drawn at once, besides the one that is looked at. */
const mostLines = 5;

/**
 * Which modes are drawn: equally spaced in log i, the first one always.
 * @param {number} count
 * @returns {number[]} from 0
 */
export function drawnModes(count) {
  const lines = Math.min(mostLines, count);
  const at = (/** @type {number} */ i) => Math.round(count ** (i / Math.max(1, lines - 1)));
  return [...new Set(Array.from({ length: lines }, (_, i) => Math.max(i, at(i) - 1)))];
}

/**
 * Of several outputs Θ has each of its eigenvalues once for each.
 * @param {FigureStore} store
 * @returns {{ initial: Float32Array, limit: Float32Array | undefined } | undefined} eigenvalues, largest first
 */
export function spectraOf({ runs: { states } }) {
  const initial = states.network.value.constants?.eigenvalues;
  const limit = states.limit.value.constants?.eigenvalues;
  if (!initial || !limit) return initial && { initial, limit };
  const copies = initial.length / limit.length;
  return { initial, limit: initial.map((_, i) => limit[Math.floor(i / copies)]) };
}

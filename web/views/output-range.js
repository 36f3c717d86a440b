/** @import { FigureStore } from '../store/figure-store.js' */
import { drawingOrder } from '../charts/series.js';

/** Curves may leave the picture by more than this many times the height of the data: then they are cut off. */
const largestStretch = 2;

/**
 * The y range of the function plot: data, target and all frames so far, so that it rests while time runs.
 * @param {FigureStore} store
 * @returns {{ minimum: number, maximum: number }}
 */
export function outputRange(store) {
  const states = drawingOrder.map((job) => store.runs.states[job].value);
  const data = states.flatMap(({ constants }) =>
    constants ? [constants.trainY, constants.probeTarget] : [],
  );
  const [low, high] = extent(data);
  const height = Math.max(high - low, 0.5);
  const curves = states.flatMap(({ frames }) => [
    frames[0],
    frames[frames.length >> 1],
    frames[frames.length - 1],
  ]);
  const [lowest, highest] = extent(curves.flatMap((frame) => (frame ? [frame.probeOutput] : [])));
  const minimum = Math.max(Math.min(low, lowest), low - largestStretch * height);
  const maximum = Math.min(Math.max(high, highest), high + largestStretch * height);
  const margin = 0.08 * Math.max(maximum - minimum, 0.5);
  return { minimum: minimum - margin, maximum: maximum + margin };
}

/** @param {Float32Array[]} arrays @returns {[number, number]} of the finite entries; [0, 0] if there is none */
function extent(arrays) {
  let low = Infinity;
  let high = -Infinity;
  for (const array of arrays)
    for (const value of array) {
      if (!Number.isFinite(value)) continue;
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
  return low <= high ? [low, high] : [0, 0];
}

/** @import { JobName } from '../../engine/types.js' */
/** @import { FigureStore } from '../../store/figure-store.js' */
import { drawingOrder } from '../../charts/series.js';
import { ofOutput } from '../../store/shown-data.js';

/** Curves may leave the picture by more than this many times the height of the data: then they are cut off. */
const largestStretch = 2;

/**
 * The range of one output: data, target and all frames so far, so that it rests while time runs.
 * @param {FigureStore} store
 * @param {number} output
 * @param {number} outputs
 * @returns {{ minimum: number, maximum: number }}
 */
export function outputRange(store, output, outputs) {
  const chosen = (/** @type {Float32Array | undefined} */ values) =>
    values ? [ofOutput(values, output, values.length / outputs)] : [];
  const states = drawingOrder.map((job) => store.runs.states[job].value);
  const [low, high] = extent(
    states.flatMap(({ constants }) => [...chosen(constants?.trainY), ...chosen(constants?.probeTarget)]),
  );
  const height = Math.max(high - low, 0.5);
  const curves = states.flatMap(({ frames }) => [frames[0], frames[frames.length >> 1], frames.at(-1)]);
  const [lowest, highest] = extent(curves.flatMap((frame) => chosen(frame?.probeOutput)));
  return {
    minimum: Math.max(Math.min(low, lowest), low - largestStretch * height),
    maximum: Math.min(Math.max(high, highest), high + largestStretch * height),
  };
}

/** With a margin, for plots whose lines should not touch the frame. @param {{ minimum: number, maximum: number }} range */
export function withMargin({ minimum, maximum }) {
  const margin = 0.08 * Math.max(maximum - minimum, 0.5);
  return { minimum: minimum - margin, maximum: maximum + margin };
}

/**
 * The largest |network − limit| of all frames that both have, at the probe points of one output; 0 if there is none.
 * @param {FigureStore} store
 * @param {number} output
 * @param {number} length p
 */
export function largestGapSoFar(store, output, length) {
  const framesOf = (/** @type {JobName} */ job) => store.runs.states[job].value.frames;
  const [networks, limits] = [framesOf('network'), framesOf('limit')];
  let largest = 0;
  for (let i = 0; i < Math.min(networks.length, limits.length); i += 1) {
    const [a, b] = [networks[i].probeOutput, limits[i].probeOutput];
    if (a.length !== b.length) return 0;
    for (let j = output * length; j < (output + 1) * length; j += 1) {
      const gap = Math.abs(a[j] - b[j]);
      if (gap > largest && Number.isFinite(gap)) largest = gap;
    }
  }
  return largest;
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

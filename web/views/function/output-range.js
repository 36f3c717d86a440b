/** @import { RunSource } from '../../store/pinned-run.js' */
/** @import { RunState } from '../../store/runs.js' */
import { drawingOrder } from '../../charts/series.js';
import { getField } from '../../store/document.js';
import { ofOutput, shownData } from '../../store/shown-data.js';
import { axesOf } from './axes.js';

/** Curves may leave the picture by more than this many times the height of the data: then they are cut off. */
const largestStretch = 2;

/**
 * Runs that stand beside this one, itself among them, whose outputs have the same unit: they share one scale.
 * @param {RunSource} source
 */
export const onOneScale = (source) =>
  source.compared().filter((other) => {
    const [a, b] = [axesOf(source).output, axesOf(other).output];
    return a.label === b.label && a.scale === b.scale && a.offset === b.offset;
  });

/**
 * The range of one output: data, target and all frames so far of all runs on one scale, so that it rests while time
 * runs.
 * @param {RunSource} source
 * @returns {{ minimum: number, maximum: number }}
 */
export function outputRange(source) {
  const states = onOneScale(source).flatMap(({ runs, shownOutput }) =>
    drawingOrder.map((job) => ({ ...runs.states[job].value, output: shownOutput.value })),
  );
  const [low, high] = extent(
    states.flatMap((state) => [
      ...chosen(state, state.constants?.trainY),
      ...chosen(state, state.constants?.probeTarget),
    ]),
  );
  const height = Math.max(high - low, 0.5);
  const [lowest, highest] = extent(
    states.flatMap((state) =>
      [state.frames[0], state.frames[state.frames.length >> 1], state.frames.at(-1)].flatMap((frame) =>
        chosen(state, frame?.probeOutput),
      ),
    ),
  );
  return {
    minimum: Math.max(Math.min(low, lowest), low - largestStretch * height),
    maximum: Math.min(Math.max(high, highest), high + largestStretch * height),
  };
}

/**
 * @param {RunState & { output: number }} state
 * @param {Float32Array | undefined} values of all outputs
 */
function chosen({ document, output }, values) {
  if (!document || !values) return [];
  return [ofOutput(values, output, values.length / getField(document, 'network.outputs'))];
}

/** With a margin, for plots whose lines should not touch the frame. @param {{ minimum: number, maximum: number }} range */
export function withMargin({ minimum, maximum }) {
  const margin = 0.08 * Math.max(maximum - minimum, 0.5);
  return { minimum: minimum - margin, maximum: maximum + margin };
}

/**
 * The largest |network − limit| at the probe points of one output in all frames that both have, of all runs on one
 * scale; 0 if there is none.
 * @param {RunSource} source
 */
export const largestGapSoFar = (source) =>
  Math.max(...onOneScale(source).map(({ runs, shownOutput }) => largestGapOf(runs, shownOutput.value)));

/** @param {import('../../store/runs.js').Runs} runs @param {number} output */
function largestGapOf({ states }, output) {
  const [{ frames: networks }, { frames: limits }] = [states.network.value, states.limit.value];
  const data = shownData({ states });
  const [first, end] = [output, output + 1].map((o) => o * (data?.probes ?? 0));
  let largest = 0;
  // The network has no frame at t = ∞: its last one stands there too.
  const isEnd = networks.length > 0 && limits.length === networks.length + 1;
  for (let i = 0; i < Math.min(networks.length + Number(isEnd), limits.length); i += 1) {
    const [a, b] = [networks[Math.min(i, networks.length - 1)].probeOutput, limits[i].probeOutput];
    if (a.length !== b.length) return 0;
    for (let j = first; j < end; j += 1) {
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

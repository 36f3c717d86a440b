/** @import { Block, JobName } from '../engine/types.js' */
/** @import { FigureStore } from './figure-store.js' */
/** @import { RunState } from './runs.js' */

/**
 * The frame of a run at a place on the time axis; the last one where there is none yet, or none any more (the network
 * has no frame at t = ∞).
 * @param {RunState} run
 * @param {number} playhead
 * @returns {Block | undefined}
 */
export const frameAt = ({ frames }, playhead) => frames[Math.min(Math.round(playhead), frames.length - 1)];

/**
 * f_t at the probe points between two frames, linear in log time: for drawing only, numbers are read from frames.
 * @param {RunState} run
 * @param {number} playhead
 * @returns {Float32Array | undefined}
 */
export function curveAt({ frames }, playhead) {
  const before = frames[Math.min(Math.floor(playhead), frames.length - 1)];
  const after = frames[Math.min(Math.ceil(playhead), frames.length - 1)];
  if (!before || before === after) return before?.probeOutput;
  const share = playhead - Math.floor(playhead);
  return before.probeOutput.map((value, i) => value + share * (after.probeOutput[i] - value));
}

/**
 * @param {Float32Array | undefined} a
 * @param {Float32Array | undefined} b
 * @returns {number | undefined} largest |a_i − b_i|
 */
export function largestGap(a, b) {
  if (!a || !b || a.length !== b.length) return undefined;
  return a.reduce((gap, value, i) => Math.max(gap, Math.abs(value - b[i])), 0);
}

/**
 * The quantities on the page at the play head, by name; undefined where there is none.
 * @param {FigureStore} store
 * @returns {Record<string, number | undefined>}
 */
export function numbersAt(store) {
  const playhead = store.playhead.value;
  const frame = (/** @type {JobName} */ job) => frameAt(store.runs.states[job].value, playhead);
  const [network, linearisation, limit] = [frame('network'), frame('linearisation'), frame('limit')];
  const scalar = (/** @type {Block | undefined} */ block, /** @type {string} */ name) => block?.[name]?.[0];
  return {
    time: scalar(limit ?? network, 'time'),
    networkTime: scalar(network, 'time'),
    networkLoss: scalar(network, 'trainLoss'),
    linearisationLoss: scalar(linearisation, 'trainLoss'),
    limitLoss: scalar(limit, 'trainLoss'),
    gapToLimit: largestGap(network?.probeOutput, limit?.probeOutput),
    gapToLinearisation: largestGap(network?.probeOutput, linearisation?.probeOutput),
    kernelDrift: scalar(network, 'kernelDrift'),
    initialKernelError: scalar(store.runs.states.limit.value.constants, 'initialKernelError'),
    movement: scalar(network, 'movement'),
    linearisationMovement: scalar(linearisation, 'movement'),
    steps: scalar(network, 'steps'),
    rejections: scalar(network, 'rejections'),
    evaluations: scalar(network, 'evaluations'),
    errorEstimate: scalar(network, 'errorEstimate'),
  };
}

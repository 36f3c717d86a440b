/** @import { Block, JobName } from '../engine/types.js' */
/** @import { FigureStore } from './figure-store.js' */
/** @import { RunState } from './runs.js' */

/**
 * The frame of a run at a place on the time axis; the last one where there is none yet, or none any more (the network
 * has no frame at t = ∞).
 * @param {RunState} run
 * @param {number} index
 * @returns {Block | undefined}
 */
export const frameAt = ({ frames }, index) => frames[Math.min(Math.round(index), frames.length - 1)];

/**
 * Times of the frames, 0 first and ∞ last, of whichever job knows them.
 * @param {Pick<FigureStore, 'runs'>} source
 * @returns {Float32Array | undefined}
 */
export const timesOf = ({ runs: { states } }) =>
  (states.limit.value.constants ?? states.network.value.constants)?.times;

/**
 * A part of the frames, f_t at the probe points if no other is named, between two frames, linear in log time: for
 * drawing only, numbers are read from frames.
 * @param {RunState} run
 * @param {number} playhead
 * @param {string} [part]
 * @returns {Float32Array | undefined}
 */
export function curveAt({ frames }, playhead, part = 'probeOutput') {
  const before = frames[Math.min(Math.floor(playhead), frames.length - 1)]?.[part];
  const after = frames[Math.min(Math.ceil(playhead), frames.length - 1)]?.[part];
  if (!before || before === after) return before;
  const share = playhead - Math.floor(playhead);
  return before.map((value, i) => value + share * (after[i] - value));
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
 * Whether two runs have frames of one time at a place: not where one has not got there, or ended before. At t = ∞ the
 * last finite time of a finished network stands for it.
 * @param {RunState} a
 * @param {RunState} b
 * @param {number} index
 */
export function areAtOneTime(a, b, index) {
  const [timeA, timeB] = [a, b].map((run) => frameAt(run, index)?.time[0]);
  if (timeA === undefined || timeB === undefined) return false;
  return timeA === timeB || (timeB === Infinity && a.status === 'finished');
}

/**
 * The frames of two runs at one time, undefined also while one run is of an older document.
 * @param {RunState} a
 * @param {RunState} b
 * @param {number} index
 * @returns {[Block, Block] | undefined}
 */
export function framesAtOneTime(a, b, index) {
  const [frameA, frameB] = [frameAt(a, index), frameAt(b, index)];
  const isKnown = !a.isOld && !b.isOld && areAtOneTime(a, b, index);
  return isKnown && frameA && frameB ? [frameA, frameB] : undefined;
}

/** Largest distance of two functions at one time. @param {RunState} a @param {RunState} b @param {number} index */
function gapAt(a, b, index) {
  const [frameA, frameB] = framesAtOneTime(a, b, index) ?? [];
  return largestGap(frameA?.probeOutput, frameB?.probeOutput);
}

/**
 * The quantities on the page at the time that is shown, by name; undefined where there is none.
 * @param {Pick<FigureStore, 'runs' | 'shown'>} store
 * @returns {Record<string, number | undefined>}
 */
export function numbersAt(store) {
  const index = store.shown.value;
  const state = (/** @type {JobName} */ job) => store.runs.states[job].value;
  const frame = (/** @type {JobName} */ job) => frameAt(state(job), index);
  const [network, linearisation, limit] = [frame('network'), frame('linearisation'), frame('limit')];
  const scalar = (/** @type {Block | undefined} */ block, /** @type {string} */ name) => block?.[name]?.[0];
  return {
    time: scalar(limit ?? network, 'time'),
    networkTime: scalar(network, 'time'),
    networkLoss: scalar(network, 'trainLoss'),
    linearisationLoss: scalar(linearisation, 'trainLoss'),
    limitLoss: scalar(limit, 'trainLoss'),
    gapToLimit: gapAt(state('network'), state('limit'), index),
    gapToLinearisation: gapAt(state('network'), state('linearisation'), index),
    kernelDrift: scalar(network, 'kernelDrift'),
    initialKernelError: scalar(state('limit').constants, 'initialKernelError'),
    movement: scalar(network, 'movement'),
    linearisationMovement: scalar(linearisation, 'movement'),
    steps: scalar(network, 'steps'),
    rejections: scalar(network, 'rejections'),
    evaluations: scalar(network, 'evaluations'),
    accuracy: scalar(network, 'accuracy'),
    heldUnits: scalar(network, 'heldUnits') || undefined,
    forks: scalar(network, 'forks') || undefined,
    rate: scalar(network, 'rate'),
    stabilityLimit: scalar(state('network').constants, 'stabilityLimit'),
    batchLoss: scalar(network, 'batchLoss'),
    minimumGradientNorm: scalar(network, 'minimumGradientNorm'),
    conditionNumber: scalar(state('limit').constants, 'conditionNumber'),
    effectiveDimension: scalar(state('limit').constants, 'effectiveDimension'),
  };
}

/**
 * Messages between the page and an engine host (a worker, or the page itself where workers are refused). Numbers that
 * identify a run never repeat, so a message of an older run is recognised and dropped.
 */
/** @import { Fault, JobName, LayoutEntry } from './types.js' */

/**
 * @typedef {{ type: 'module', module: WebAssembly.Module }
 *   | { type: 'start', run: number, job: JobName, document: unknown, weights?: Float64Array }
 *   | { type: 'cancel', run: number }
 *   | { type: 'credit', run: number, count: number }
 *   | { type: 'weights', run: number, document: unknown }} Command page to host; the engine alone judges `document`;
 *   `credit`: the page has used `count` frames, as many more may be sent
 *
 * @typedef {{ type: 'module', module: WebAssembly.Module }
 *   | { type: 'cell', run: number, document: unknown, value: number, member: number }
 *   | { type: 'cancel', run: number }} CellCommand page to a host of sweeps; `value` is the position of the cell's value,
 *   `document` the whole sweep
 *
 * @typedef {{ type: 'ready' }
 *   | { type: 'failed', message: string }
 *   | { type: 'refused', run: number, faults: Fault[] }
 *   | { type: 'begun', run: number, staticLayout: LayoutEntry[], frameLayout: LayoutEntry[], staticBlock: Float32Array }
 *   | { type: 'frame', run: number, block: Float32Array }
 *   | { type: 'report', run: number, status: string, sentence: string, progress: number, memory?: number,
 *       failure?: 'size', measures?: Float64Array }
 *   | { type: 'weights', run: number, weights?: Float64Array }} HostEvent host to page; `memory` in bytes;
 *   `measures` of a cell that is over, in the order of `sweepMeasures()`
 */

/** @typedef {(value: any) => boolean} Check */

const isText = (/** @type {unknown} */ value) => typeof value === 'string';
const isNumber = (/** @type {unknown} */ value) => typeof value === 'number';
const isRun = (/** @type {any} */ value) => Number.isInteger(value) && value >= 0;
const isJob = (/** @type {any} */ value) => ['network', 'linearisation', 'limit'].includes(value);
const isBlock = (/** @type {unknown} */ value) => value instanceof Float32Array;
const isNumbers = (/** @type {unknown} */ value) => value instanceof Float64Array;
const isAnything = () => true;
/** Where WebAssembly is switched off this file must load all the same. */
const isModule = (/** @type {unknown} */ value) =>
  typeof WebAssembly === 'object' && value instanceof WebAssembly.Module;

/** @param {Check} check @returns {Check} */
const optional = (check) => (value) => value === undefined || check(value);
/** @param {Record<string, Check>} checks @returns {Check} */
const hasAll = (checks) => (value) =>
  typeof value === 'object' && value !== null && Object.entries(checks).every(([key, is]) => is(value[key]));
/** @param {Check} check @returns {Check} */
const listOf = (check) => (value) => Array.isArray(value) && value.every(check);

const isFault = hasAll({ field: isText, value: isText, message: isText });
const isEntry = hasAll({
  name: isText,
  offset: isNumber,
  shape: listOf(isNumber),
  unit: isText,
  help: isText,
});

/** @type {Record<string, Check>} */
const commands = {
  module: hasAll({ module: isModule }),
  start: hasAll({ run: isRun, job: isJob, document: isAnything, weights: optional(isNumbers) }),
  cancel: hasAll({ run: isRun }),
  credit: hasAll({ run: isRun, count: isNumber }),
  weights: hasAll({ run: isRun, document: isAnything }),
};

/** @type {Record<string, Check>} */
const cellCommands = {
  module: commands.module,
  cell: hasAll({ run: isRun, document: isAnything, value: isNumber, member: isNumber }),
  cancel: commands.cancel,
};

/** @type {Record<string, Check>} */
const events = {
  ready: isAnything,
  failed: hasAll({ message: isText }),
  refused: hasAll({ run: isRun, faults: listOf(isFault) }),
  begun: hasAll({
    run: isRun,
    staticLayout: listOf(isEntry),
    frameLayout: listOf(isEntry),
    staticBlock: isBlock,
  }),
  frame: hasAll({ run: isRun, block: isBlock }),
  report: hasAll({
    run: isRun,
    status: isText,
    sentence: isText,
    progress: isNumber,
    memory: optional(isNumber),
    failure: optional((value) => value === 'size'),
    measures: optional(isNumbers),
  }),
  weights: hasAll({ run: isRun, weights: optional(isNumbers) }),
};

/** Frames that may be on their way before the page has used one. */
export const initialCredit = 32;

/** @param {Record<string, Check>} table @param {any} data */
const isOneOf = (table, data) =>
  isText(data?.type) && Object.hasOwn(table, data.type) && table[data.type](data);

/**
 * @param {unknown} data
 * @returns {Command | undefined} undefined for anything that is no command
 */
export const parseCommand = (data) => (isOneOf(commands, data) ? /** @type {Command} */ (data) : undefined);

/**
 * @param {unknown} data
 * @returns {CellCommand | undefined} undefined for anything that is no command of a sweep
 */
export const parseCellCommand = (data) =>
  isOneOf(cellCommands, data) ? /** @type {CellCommand} */ (data) : undefined;

/**
 * @param {unknown} data
 * @returns {HostEvent | undefined} undefined for anything that is no event
 */
export const parseEvent = (data) => (isOneOf(events, data) ? /** @type {HostEvent} */ (data) : undefined);

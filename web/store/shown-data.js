/** @import { Block, ExperimentDocument } from '../engine/types.js' */
/** @import { Runs } from './runs.js' */
import { getField } from './document.js';

/**
 * The data of the run on the screen: until a changed document has its first numbers, those of the one before.
 *
 * @typedef {object} ShownData
 * @property {ExperimentDocument} document of that run
 * @property {Block} constants
 * @property {number} count n training points
 * @property {number} coordinates c of each
 * @property {number} outputs k
 * @property {number} probes p points where functions are computed
 */

/**
 * @param {Pick<Runs, 'states'>} runs
 * @returns {ShownData | undefined}
 */
export function shownData({ states }) {
  const candidates = [states.limit.value, states.network.value, states.linearisation.value];
  const { document, constants } =
    candidates.find((state) => state.constants && !state.isOld) ??
    candidates.find((state) => state.constants) ??
    candidates[0];
  if (!document || !constants) return undefined;
  const outputs = getField(document, 'network.outputs');
  const count = constants.trainY.length / outputs;
  const coordinates = constants.trainX.length / count;
  const probes = (constants.probeX?.length ?? 0) / coordinates;
  return { document, constants, count, coordinates, outputs, probes };
}

/**
 * The output that is drawn: the one that is asked for where the document and the run on the screen have it, else their last.
 * @param {{ runs: Pick<Runs, 'states'>, document: { value: ExperimentDocument } }} source
 * @param {number} asked from 0
 */
export const drawnOutput = ({ runs, document }, asked) =>
  Math.min(
    asked,
    getField(document.value, 'network.outputs') - 1,
    (shownData(runs)?.outputs ?? Infinity) - 1,
  );

/** Floats have seven digits. */
const shorten = (/** @type {number} */ value) => Number(value.toPrecision(7));

/** @type {WeakMap<Block, number[][]>} */
const knownRows = new WeakMap();

/**
 * Training points as rows: c inputs, then k targets, noise included. They are made once a run.
 * @param {ShownData} data
 */
export function rowsOf({ constants, count, coordinates, outputs }) {
  const known = knownRows.get(constants);
  if (known) return known;
  const rows = Array.from({ length: count }, (_, i) => [
    ...Array.from(constants.trainX.subarray(i * coordinates, (i + 1) * coordinates), shorten),
    ...Array.from({ length: outputs }, (_target, o) => shorten(constants.trainY[o * count + i])),
  ]);
  knownRows.set(constants, rows);
  return rows;
}

/**
 * The entries of one output among those of all, which stand output by output.
 * @template {Float32Array | Float64Array} Values
 * @param {Values} values k·p entries
 * @param {number} output
 * @param {number} length p
 */
export const ofOutput = (values, output, length) =>
  /** @type {Values} */ (values.subarray(output * length, (output + 1) * length));

/**
 * What a sweep is to run, as the link has it: `network.width,16,1024,7,8,initialKernelError`. Numbers are not judged
 * here: the engine names what is wrong with them.
 *
 * @typedef {object} SweepPlan
 * @property {string} path of the field that is swept
 * @property {number} from
 * @property {number} to
 * @property {number} count of values at most; whole numbers may be fewer
 * @property {number} members draws of the network at every value
 * @property {string} measure that is looked at
 */
import { fields } from './document.js';

/** Fields that can be swept, with the range and the number of values that show something. */
export const sweepable = /** @type {Record<string, [from: number, to: number, count: number]>} */ ({
  'network.width': [16, 1024, 7],
  'network.depth': [1, 6, 6],
  'network.alpha': [0.1, 100, 7],
  'data.count': [4, 32, 4],
  'data.noise': [0, 1, 6],
  'data.frequency': [1, 6, 6],
  'data.dimension': [2, 32, 5],
  'network.weightScale': [0.5, 4, 7],
  'network.biasScale': [0, 2, 6],
  'limit.ridge': [0.001, 10, 9],
  'dynamics.lastTime': [1, 10000, 9],
  'dynamics.rate': [0.1, 6.4, 7],
  'dynamics.momentum': [0, 0.9, 7],
  'dynamics.batchSize': [1, 16, 5],
  'dynamics.tolerance': [0.001, 0.1, 5],
});

/** Those that the lecture speaks of. */
export const lectureFields = ['network.width', 'network.depth', 'network.alpha', 'data.count'];

/** @type {SweepPlan} */
export const firstPlan = { ...planOf('network.width'), members: 8, measure: 'initialKernelError' };

/** The usual range of a field. @param {string} path */
export function planOf(path) {
  const [from, to, count] = sweepable[path] ?? sweepable['network.width'];
  return { path, from, to, count };
}

const numberOf = (/** @type {string | undefined} */ text) => (text?.trim() ? Number(text) : NaN);

/** @param {string} text what stands in a link; what is missing is as at first @returns {SweepPlan} */
export function readPlan(text) {
  const [path = '', from, to, count, members, measure] = text.split(',');
  if (path === '') return firstPlan;
  const usual = { ...firstPlan, ...planOf(path) };
  const read = (/** @type {string | undefined} */ part, /** @type {number} */ other) =>
    part === undefined ? other : numberOf(part);
  return {
    path,
    from: read(from, usual.from),
    to: read(to, usual.to),
    count: read(count, usual.count),
    members: read(members, usual.members),
    measure: measure ?? usual.measure,
  };
}

/** @param {SweepPlan} plan @returns {string} empty for the first one */
export function planText({ path, from, to, count, members, measure }) {
  const text = [path, ...[from, to, count, members].map((n) => (Number.isNaN(n) ? '' : n)), measure].join();
  const { path: first, ...rest } = firstPlan;
  return text === [first, rest.from, rest.to, rest.count, rest.members, rest.measure].join() ? '' : text;
}

/** More values than the engine allows: it is asked all the same, and says so. */
const mostValues = 100;

/** Whether a range is chosen and drawn by ratios: positive, and wide enough to be worth it. @param {number} low @param {number} high */
export const isLogarithmic = (low, high) => low > 0 && high >= 4 * low;

/**
 * Equal ratios where the range is logarithmic, else equal steps; whole
 * numbers for fields that are whole, each once, and all of them where there are no more than asked for.
 * @param {SweepPlan} plan
 * @returns {number[]} ascending
 */
export function valuesOf({ path, from, to, count }) {
  const wanted = Math.min(Math.max(0, Math.round(count) || 0), mostValues);
  const [low, high] = from <= to ? [from, to] : [to, from];
  const isWhole = fields.get(path)?.type === 'integer';
  if (isWhole && Number.isInteger(low) && high - low < wanted)
    return Array.from({ length: Math.floor(high - low) + 1 }, (_, i) => low + i);
  const isLog = isLogarithmic(low, high);
  const at = (/** @type {number} */ share) =>
    isLog ? low * (high / low) ** share : low + (high - low) * share;
  const values = Array.from({ length: wanted }, (_, i) => {
    if (i === 0) return low;
    if (i === wanted - 1) return high;
    const value = at(i / (wanted - 1));
    return isWhole ? Math.round(value) : Number(value.toPrecision(3));
  });
  return [...new Set(values)].sort((a, b) => a - b);
}

/** @import { SweepEngine } from '../../engine/page-sweeps.js' */
/** @import { PowerLaw } from '../../engine/types.js' */
/** @import { ShownSweep } from '../../store/sweep-store.js' */
/** @import { SweepCell } from '../../engine/sweep.js' */
/** @import { Reference } from './theory.js' */
import { isLogarithmic } from '../../store/sweep-plan.js';
import { referenceOf } from './theory.js';

/**
 * What of a sweep is drawn, told and listed: one measure over the values, ascending.
 *
 * @typedef {object} SweepPicture
 * @property {ShownSweep} sweep
 * @property {string} measure
 * @property {boolean} isLog the values stand on a logarithmic axis
 * @property {number[][]} dots one list a draw, NaN where there is no number
 * @property {number[]} count of numbers at each value
 * @property {number[]} low quartile
 * @property {number[]} median
 * @property {number[]} high quartile
 * @property {PowerLaw | undefined} fit where values and numbers allow one
 * @property {Reference | undefined} reference
 */

const quartiles = [0.25, 0.5, 0.75];

/** One list a draw, in the order of the draws. @param {SweepCell[]} cells @param {number[]} values @param {string} measure */
function dotsOf(cells, values, measure) {
  const position = new Map(values.map((value, i) => [value, i]));
  /** @type {Map<number, number[]>} */ const dots = new Map();
  for (const { value, member, measures } of cells) {
    const i = position.get(value);
    if (i === undefined) continue;
    const list = dots.get(member) ?? values.map(() => NaN);
    list[i] = measures[measure] ?? NaN;
    dots.set(member, list);
  }
  return [...dots].sort(([a], [b]) => a - b).map(([, list]) => list);
}

/**
 * @param {SweepEngine} engine
 * @param {ShownSweep} sweep
 * @returns {SweepPicture}
 */
export function pictureOf(engine, sweep) {
  const { plan, values, cells, document } = sweep;
  const { measure } = plan;
  const known = cells.map((cell) => ({ ...cell, measures: { [measure]: cell.measures[measure] ?? NaN } }));
  const summary = engine.summarise(known, { probabilities: quartiles });
  const { count, quantiles, powerLaw } = summary.measures[measure];
  const at = (/** @type {number[]} */ numbers) =>
    values.map((value) => numbers[summary.values.indexOf(value)] ?? NaN);
  const dots = dotsOf(cells, values, measure);
  const [low, median, high] = quantiles.map(at);
  const isLog = isLogarithmic(values[0], values[values.length - 1]);
  const hasFit = isLog && Number.isFinite(powerLaw.slope);
  return {
    ...{ sweep, measure, isLog, dots, low, median, high },
    count: at(count).map((number) => number || 0),
    fit: hasFit ? powerLaw : undefined,
    reference: isLog ? referenceOf(document, plan.path, measure) : undefined,
  };
}

/** Draws that have dots of their own; more would only be a blot. */
export const mostDots = 64;

/** The fitted line at every value that has a number. @param {SweepPicture} picture */
export const fitLine = ({ fit, count, sweep: { values } }) =>
  values.map((x, i) => (fit && count[i] > 0 ? Math.exp(fit.intercept + fit.slope * Math.log(x)) : NaN));

/** A line of the reference's slope just above all dots. @param {SweepPicture} picture */
export function referenceLine({ reference, dots, sweep: { values } }) {
  if (!reference) return values.map(() => NaN);
  const { slope } = reference;
  const factors = dots.flat().map((y, i) => y / values[i % values.length] ** slope);
  const largest = Math.max(...factors.filter((factor) => factor > 0));
  return values.map((x) => 1.2 * largest * x ** slope);
}

import { beforeAll, describe, expect, it } from 'vitest';
import { hashOf, presets } from '../../web/lab/presets.js';
import { decodeHash } from '../../web/store/hash.js';
import { sweepIn } from '../../web/store/panel-choice.js';
import { readPlan, valuesOf } from '../../web/store/sweep-plan.js';
import { referenceOf } from '../../web/views/sweep/theory.js';
import { loadLibrary } from './library.js';

/** @import { MeasureSummary, SweepCell } from '../../web/engine/sweep.js' */
/** @typedef {{ measures: Record<string, MeasureSummary>, median: (name: string) => number[], plan: import('../../web/store/sweep-plan.js').SweepPlan, document: any }} Result */

/** @type {import('../../web/engine/api.js').Engine} */ let engine;
beforeAll(async () => {
  engine = await loadLibrary();
});

/**
 * The sweep of a preset's link, as the panel runs it.
 * @param {string} id @param {object} [network] changes
 * @returns {Promise<Result>}
 */
async function resultOf(id, network = {}) {
  const preset = presets.find((candidate) => candidate.id === id);
  if (!preset) throw new RangeError(`no preset "${id}"`);
  const { document } = decodeHash(hashOf(preset));
  const base = { ...document, network: { ...document.network, ...network } };
  const plan = readPlan(sweepIn(hashOf(preset)));
  /** @type {SweepCell[]} */ const cells = [];
  const { path, members } = plan;
  for await (const cell of engine.sweep({ version: 1, base, path, values: valuesOf(plan), members }))
    cells.push(cell);
  expect(cells.every(({ status }) => status === 'finished')).toBe(true);
  const { measures } = engine.summarise(cells);
  return { measures, median: (name) => measures[name].quantiles[1], plan, document: base };
}

/** The slope of the theory lies in the interval of the fitted one. @param {Result} result @param {string} name */
function expectTheory({ measures, plan, document }, name) {
  const { slope, low, high } = measures[name].powerLaw;
  const reference = referenceOf(document, plan.path, name)?.slope ?? NaN;
  console.log(
    `${name}: slope ${slope.toFixed(3)} [${low.toFixed(3)}, ${high.toFixed(3)}], theory ${reference}`,
  );
  expect(reference).toBeGreaterThan(low);
  expect(reference).toBeLessThan(high);
}

const isRising = (/** @type {number[]} */ values) =>
  values.every((value, i) => i === 0 || value > values[i - 1]);

/** @type {Record<string, () => Promise<void>>} */
const promises = {
  async 'sweep-width'() {
    const result = await resultOf('sweep-width');
    expectTheory(result, 'initialKernelError');
    expect(result.measures.gapToLimit.powerLaw.high).toBeLessThan(-0.3);
    expect(result.measures.gapToLimit.powerLaw.slope).toBeGreaterThan(-0.5);
  },
  async 'sweep-smooth'() {
    const result = await resultOf('sweep-smooth');
    expectTheory(result, 'kernelDrift');
    expectTheory(result, 'gapToLinearisation');
    const kinked = await resultOf('sweep-smooth', { activation: 'relu' });
    const [smooth, withKinks] = [result, kinked].map(({ measures }) => measures.gapToLinearisation.powerLaw);
    console.log(`gapToLinearisation with ReLU: slope ${withKinks.slope.toFixed(3)}`);
    expect(withKinks.low).toBeGreaterThan(smooth.high);
    expect(withKinks.slope / smooth.slope).toBeLessThan(0.55);
    expect(withKinks.high).toBeLessThan(0);
  },
  async 'sweep-depth'() {
    const { measures, median } = await resultOf('sweep-depth');
    expect(isRising(median('kernelDrift'))).toBe(true);
    expect(median('kernelDrift')[5]).toBeGreaterThan(5 * median('kernelDrift')[0]);
    expect(median('gapToLinearisation')[5]).toBeGreaterThan(1.5 * median('gapToLinearisation')[0]);
    expect(measures.kernelDrift.powerLaw.low).toBeGreaterThan(0);
  },
  async 'sweep-scale'() {
    const { measures, median } = await resultOf('sweep-scale');
    const drift = median('kernelDrift');
    expect(isRising(drift.toReversed())).toBe(true);
    expect(drift[0]).toBeGreaterThan(0.1);
    const slope = Math.log10(drift[6] / drift[2]) / 2;
    const movement = measures.movement.powerLaw.slope;
    console.log(`drift from α = 1 to 100: slope ${slope.toFixed(3)}; movement ${movement.toFixed(3)}`);
    expect(Math.abs(slope + 1)).toBeLessThan(0.1);
    expect(Math.abs(movement + 1)).toBeLessThan(0.02);
  },
  async 'sweep-threshold'() {
    const { measures, median } = await resultOf('sweep-threshold');
    expect(isRising(median('trainLoss').toReversed())).toBe(true);
    expect(median('trainLoss')[6]).toBeLessThan(median('trainLoss')[0] / 100);
    const [low, , high] = measures.trainLoss.quantiles;
    expect(high[1] / low[1]).toBeGreaterThan(3);
    expect(high[6] / low[6]).toBeLessThan(high[1] / low[1]);
  },
  async 'sweep-teacher'() {
    const { measures } = await resultOf('sweep-teacher');
    const [network, limit] = [measures.testError, measures.limitTestError];
    console.log(
      `slopes over n: ${network.powerLaw.slope.toFixed(3)}, limit ${limit.powerLaw.slope.toFixed(3)}`,
    );
    expect(network.mean[3]).toBeLessThan(0.9 * limit.mean[3]);
    expect(network.powerLaw.slope).toBeLessThan(limit.powerLaw.slope);
    expect(network.powerLaw.high).toBeGreaterThan(limit.powerLaw.low);
  },
};

describe('presets of sweeps', () => {
  const sweeps = presets.filter(({ sweep }) => sweep !== undefined);

  it('have each its promise', () => {
    expect(Object.keys(promises)).toEqual(sweeps.map(({ id }) => id));
  });

  it.each(sweeps.map(({ id }) => id))('%s is what it promises', (id) => promises[id](), 60000);
});

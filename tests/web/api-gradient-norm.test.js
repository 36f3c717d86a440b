import { beforeAll, describe, expect, it } from 'vitest';
import { collect, faultsOf, gap, loadLibrary } from './library.js';

/** @type {import('../../web/engine/api.js').Engine} */
let engine;
beforeAll(async () => {
  engine = await loadLibrary();
});

/** @param {ArrayLike<number>} x @param {ArrayLike<number>} y */
const dot = (x, y) => Array.from(x).reduce((sum, value, i) => sum + value * y[i], 0);

describe('gradientNorm (C2)', () => {
  const descent = {
    version: 1,
    data: { count: 5, probes: 3 },
    network: { activation: 'tanh', width: 32 },
    dynamics: { method: 'gradientDescent', rate: 0.5 },
  };

  it('of a model linear in its weights is that of powers of I − ηK/n', async () => {
    const network = { parametrisation: 'ntk', activation: 'tanh', width: 32, trainedLayers: [2] };
    const document = { ...descent, network };
    const { inputs, y } = engine.dataset(document);
    const kernel = engine.empiricalKernel(document, { inputs }).data;
    const image = (/** @type {ArrayLike<number>} */ v) =>
      Array.from({ length: 5 }, (_, i) => dot(kernel.subarray(5 * i, 5 * i + 5), v));
    let residual = Array.from(engine.predict(document, { inputs }).data, (f, i) => f - y.data[i]);
    const recordAt = [1, 30];
    const { results, report } = await collect(engine.gradientNorm(document, { recordAt, stride: 1 }));
    expect(report.status).toBe('finished');
    expect(results.map(({ steps }) => steps.shape)).toEqual([[1], [30]]);
    const { steps, minimum, bound, a, b, c, smoothness, initialLoss } = results[1];
    expect([a, b, c]).toEqual([0, 1, 0]);
    expect(initialLoss).toBeCloseTo(dot(residual, residual) / 10, 5);
    const largest = engine.kernelQuantities({ kernel: { data: kernel, shape: [5, 5] } }).eigenvalues.data[0];
    expect(smoothness / (largest / 5)).toBeLessThan(1.001);
    for (let s = 0; s < 30; ++s) {
      const moved = image(residual);
      const squaredNorm = dot(residual, moved) / 25;
      expect(steps.data[s]).toBe(s);
      expect(minimum.data[s] / squaredNorm).toBeCloseTo(1, 3);
      expect(bound.data[s]).toBeCloseTo((2 * initialLoss) / (0.5 * (s + 1)), 8);
      residual = residual.map((r, i) => r - (0.5 / 5) * moved[i]);
    }
  });

  const stochastic = {
    ...descent,
    dynamics: { method: 'stochasticGradientDescent', rate: 0.3, rateDecay: 0.5, batchSize: 2 },
  };

  it('of stochastic descent falls and stays below the bound, of which B is exact', async () => {
    const { results } = await collect(
      engine.gradientNorm(stochastic, { recordAt: [10, 100, 3000], stride: 10 }),
    );
    const { steps, minimum, bound, tunedBound, b, a, isSmooth, isRateAllowed } = results[2];
    expect(steps.shape).toEqual([300]);
    expect(gap(results[1].minimum.data, minimum.data.slice(0, 10))).toBe(0);
    expect(b).toBe((5 * 1) / (2 * 4));
    expect(a).toBeGreaterThan(0);
    expect([isSmooth, isRateAllowed]).toEqual([true, true]);
    for (let i = 0; i < 300; ++i) {
      if (i > 0) expect(minimum.data[i]).toBeLessThanOrEqual(minimum.data[i - 1]);
      expect(minimum.data[i]).toBeLessThan(bound.data[i]);
    }
    expect(Math.log(tunedBound.data[299] / tunedBound.data[150]) / Math.log(2991 / 1501)).toBeCloseTo(
      -0.5,
      2,
    );
  });

  it('starts from given weights, and ends as diverged with what there is', async () => {
    const weights = engine.initialWeights(descent).map((weight) => weight / 2);
    const given = await collect(engine.gradientNorm(descent, { recordAt: [1], weights }));
    const { inputs, y } = engine.dataset(descent);
    const residual = Array.from(engine.predict(descent, { inputs, weights }).data, (f, i) => f - y.data[i]);
    expect(given.results[0].initialLoss).toBeCloseTo(dot(residual, residual) / 10, 5);
    const fast = {
      ...descent,
      network: { activation: 'linear', width: 32 },
      dynamics: { ...descent.dynamics, rate: 100 },
    };
    const { results, report } = await collect(engine.gradientNorm(fast, { recordAt: [10000], stride: 1 }));
    expect(report.status).toBe('diverged');
    expect(report.sentence).toContain('smaller rate');
    expect(results.length).toBe(1);
    expect(results[0].steps.shape[0]).toBeLessThan(100);
    expect(results[0].isRateAllowed).toBe(false);
  });

  it('is cancelled between slices, and refused where the theorem says nothing', async () => {
    const controller = new AbortController();
    const onProgress = () => controller.abort();
    const call = { recordAt: [1e7], signal: controller.signal, onProgress };
    const { results, report } = await collect(engine.gradientNorm(stochastic, call));
    expect([results.length, report.status]).toEqual([0, 'interrupted']);
    const first = (/** @type {object} */ document, /** @type {any} */ options) =>
      faultsOf(() => engine.gradientNorm(document, options).next());
    expect(await first({ version: 1 }, { recordAt: [1] })).toEqual(['dynamics.method']);
    const heavy = { ...descent, dynamics: { ...descent.dynamics, momentum: 0.9 } };
    expect(await first(heavy, { recordAt: [1] })).toEqual(['dynamics.momentum']);
    expect(await first(descent, { recordAt: [1e6], stride: 1 })).toEqual(['stride']);
    expect(await first(descent, { recordAt: [0], weights: [1] })).toEqual(['weights', 'recordAt']);
  });
});

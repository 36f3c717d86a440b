import { beforeAll, describe, expect, it } from 'vitest';
import { tensor } from '../../web/engine/api.js';
import { collect, faultsOf, gap, loadLibrary } from './library.js';

/** @type {import('../../web/engine/api.js').Engine} */
let engine;
beforeAll(async () => {
  engine = await loadLibrary();
});

/** @param {ArrayLike<number>} x @param {ArrayLike<number>} y */
const dot = (x, y) => Array.from(x).reduce((sum, value, i) => sum + value * y[i], 0);

describe('linearisationBounds', () => {
  const inputs = tensor([
    [0.6, 0.8],
    [-0.28, 0.96],
  ]);

  /** |f − f_{W0}| at W_0 + change. */
  const gaps = (/** @type {object} */ document, /** @type {Float64Array} */ change) => {
    const initial = engine.initialWeights(document);
    const weights = initial.map((weight, i) => weight + change[i]);
    const f = engine.predict(document, { inputs, weights }).data;
    const linear = engine.predict(document, { inputs, weights, linearisedAt: initial }).data;
    return f.map((value, i) => Math.abs(value - linear[i]));
  };

  it('of C5 stand in order, above every gap that is tried', async () => {
    const document = { version: 1, network: { activation: 'tanh', width: 50 } };
    const { results } = await collect(engine.linearisationBounds(document, { inputs, radii: [0.5, 2] }));
    expect(results.map(({ radius }) => radius)).toEqual([0.5, 2]);
    for (const { radius, c5Bound, c5Reached, c5DualBound, c6Bound, c6WorstCase } of results) {
      const bound = (4 / (3 * Math.sqrt(3)) / (2 * Math.sqrt(50))) * radius ** 2;
      expect(gap(c5Bound.data, [bound, bound])).toBeLessThan(1e-12);
      for (const i of [0, 1]) {
        expect(c5Reached.data[i]).toBeLessThanOrEqual(c5DualBound.data[i] + 1e-12);
        expect(c5DualBound.data[i]).toBeLessThanOrEqual(bound + 1e-12);
        expect(c5Reached.data[i]).toBeGreaterThan(0.5 * c5DualBound.data[i]);
      }
      expect([...c6Bound.data, ...c6WorstCase.data].every(Number.isNaN)).toBe(true);
      for (let trial = 0; trial < 50; ++trial) {
        const change = Float64Array.from({ length: 150 }, (_, i) =>
          i < 100 ? Math.sin(31.7 * (i + 1) * (trial + 1)) : 0,
        );
        const length = Math.hypot(...change);
        const tried = gaps(document, change.map((value) => (radius * value) / length)); // prettier-ignore
        for (const i of [0, 1]) expect(tried[i]).toBeLessThan(c5DualBound.data[i] + 1e-5);
      }
    }
  });

  it('of C6 are the best over all counts of flipped neurons', async () => {
    const document = { version: 1, network: { width: 40 } };
    const initial = engine.initialWeights(document);
    const [radius, x] = [1.5, [0.6, 0.8]];
    const { results } = await collect(engine.linearisationBounds(document, { inputs, radii: [radius] }));
    const u = Array.from({ length: 40 }, (_, j) => dot(initial.subarray(2 * j, 2 * j + 2), x));
    let best = 0;
    for (const sign of [-1, 1]) {
      const side = u.map((_, j) => j).filter((j) => initial[80 + j] === sign);
      side.sort((i, j) => Math.abs(u[i]) - Math.abs(u[j]));
      for (let count = 1; count <= side.length; ++count) {
        const change = new Float64Array(120);
        for (const j of side.slice(0, count))
          for (const d of [0, 1]) change[2 * j + d] = (-Math.sign(u[j]) * x[d] * radius) / Math.sqrt(count);
        best = Math.max(best, gaps(document, change)[0]);
      }
    }
    const { c6Bound, c6WorstCase, c5Bound } = results[0];
    expect(c6WorstCase.data[0]).toBeCloseTo(best, 5);
    expect(c5Bound.data[0]).toBeNaN();
    const lemma = (2 * radius ** (4 / 3) + radius * Math.log(20) ** 0.25) / 40 ** (1 / 6);
    expect(c6Bound.data[0]).toBeCloseTo(lemma, 10);
    const given = { inputs, radii: [radius], weights: initial };
    const ofGiven = (await collect(engine.linearisationBounds(document, given))).results[0];
    expect(ofGiven.c6Bound.data[0]).toBeNaN();
    expect(ofGiven.c6WorstCase.data[0]).toBeCloseTo(best, 5);
  });

  it('are refused for other networks', async () => {
    const deep = { version: 1, network: { parametrisation: 'ntk', depth: 2 } };
    const call = () => engine.linearisationBounds(deep, { inputs, radii: [1] }).next();
    expect(await faultsOf(call)).toEqual(['network.trainedLayers']);
    const wide = { version: 1, network: { activation: 'tanh', width: 16384 } };
    const search = () => engine.linearisationBounds(wide, { inputs, radii: [1] }).next();
    expect(await faultsOf(search)).toEqual(['network.width']);
    const negative = () => engine.linearisationBounds({ version: 1 }, { inputs, radii: [-1] }).next();
    expect(await faultsOf(negative)).toEqual(['radii']);
  });
});

describe('activation and dual', () => {
  it('have derivatives that are those of differences, and β above them', () => {
    const z = [-2, -0.3, 0.7, 1.9];
    const h = 1e-5;
    for (const activation of ['tanh', 'erf', 'gelu', 'softplus', 'swish', 'sin']) {
      const at = (shift = 0) => engine.activation({ activation, z: z.map((value) => value + shift) });
      const [low, middle, high] = [at(-h), at(), at(h)];
      const slopes = high.value.data.map((value, i) => (value - low.value.data[i]) / (2 * h));
      const curvatures = high.derivative.data.map((value, i) => (value - low.derivative.data[i]) / (2 * h));
      expect(gap(middle.derivative.data, slopes)).toBeLessThan(1e-8);
      expect(gap(middle.secondDerivative.data, curvatures)).toBeLessThan(1e-8);
      expect(Math.max(...curvatures.map(Math.abs))).toBeLessThan(middle.curvatureBound);
      expect(middle.kinkJump).toBe(0);
    }
    const relu = engine.activation({ z: [-1, 2] });
    expect([...relu.value.data, relu.kinkJump, relu.curvatureBound]).toEqual([0, 2, 1, Infinity]);
  });

  it('of ReLU are the arc-cosine kernels, of tanh those of high precision', () => {
    const { value, derivative } = engine.dual({ correlations: [1, 0.5, 0, -0.5, -1] });
    expect(gap(derivative.data, [1 / 2, 1 / 3, 1 / 4, 1 / 6, 0])).toBeLessThan(1e-14);
    const kappa1 = [1 / 2, 0.3044988905221147, 1 / (2 * Math.PI), 0.05449889052211468, 0];
    expect(gap(value.data, kappa1)).toBeLessThan(1e-14);
    const tanh = { activation: 'tanh', variance: 2, otherVariance: 1, correlations: [-0.9 / Math.SQRT2] };
    const of = engine.dual(tanh);
    expect(of.value.data[0]).toBeCloseTo(-0.270264156433617, 12);
    expect(of.derivative.data[0]).toBeCloseTo(0.321331301433825, 12);
  });

  it('are refused for what is no activation, no variance, no correlation', async () => {
    expect(await faultsOf(() => engine.activation({ activation: 'step', z: [] }))).toEqual([
      'activation',
      'z',
    ]);
    const bad = { variance: -1, correlations: [2] };
    expect(await faultsOf(() => engine.dual(bad))).toEqual(['variance']);
    expect(await faultsOf(() => engine.dual({ correlations: [2] }))).toEqual(['correlations']);
  });
});

it('analytic kernels by layer sum to the whole; covariances of layers follow each other', () => {
  const inputs = tensor([
    [0.6, 0.8],
    [-0.28, 0.96],
  ]);
  const network = {
    parametrisation: 'ntk',
    activation: 'erf',
    depth: 2,
    alpha: 2,
    weightScale: 1.5,
    biasScale: 0.5,
  };
  const document = { version: 1, network };
  const layers = engine.analyticKernel(document, { inputs, byLayer: true });
  expect(layers.shape).toEqual([3, 2, 2]);
  const whole = engine.analyticKernel(document, { inputs }).data;
  expect(gap(whole, whole.map((_, i) => layers.data[i] + layers.data[4 + i] + layers.data[8 + i]))).toBeLessThan(1e-13); // prettier-ignore
  const last = { version: 1, network: { ...network, trainedLayers: [2] } };
  expect(gap(engine.analyticKernel(last, { inputs }).data, layers.data.slice(4, 8))).toBeLessThan(1e-13);
  const covariances = engine.analyticKernel(document, { inputs, kernel: 'nngp', byLayer: true });
  expect(covariances.shape).toEqual([3, 2, 2]);
  for (const l of [1, 2]) {
    const below = covariances.data.subarray(4 * l - 4, 4 * l);
    for (const at of [0, 1, 3]) {
      const [variance, otherVariance] = [below[3 * (at >> 1)], below[3 * (at & 1)]];
      const correlations = [Math.min(1, below[at] / Math.sqrt(variance * otherVariance))];
      const { value } = engine.dual({ activation: 'erf', variance, otherVariance, correlations });
      expect(covariances.data[4 * l + at]).toBeCloseTo(2.25 * value.data[0] + 0.25, 12);
    }
  }
  const nngp = engine.analyticKernel(document, { inputs, kernel: 'nngp' }).data;
  expect(
    gap(
      nngp,
      covariances.data.slice(8).map((value) => 4 * value),
    ),
  ).toBeLessThan(1e-13);
});

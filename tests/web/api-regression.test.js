import { beforeAll, describe, expect, it } from 'vitest';
import { tensor } from '../../web/engine/api.js';
import { faultsOf, gap, loadLibrary } from './library.js';

/** @type {import('../../web/engine/api.js').Engine} */
let engine;
beforeAll(async () => {
  engine = await loadLibrary();
});

/** @param {number[]} degrees */
const circle = (degrees) =>
  tensor(degrees.map((angle) => [Math.cos((angle * Math.PI) / 180), Math.sin((angle * Math.PI) / 180)]));

const relu = { version: 1, network: { parametrisation: 'ntk', depth: 2 } };
const train = circle([0, 40, 95, 200, 260]);
const probes = circle([10, 150, 300]);
const targets = tensor([
  [1, 0.3],
  [-2, 0.1],
  [0.5, 0],
  [3, -1],
  [0, 2],
]);

/** A problem with the document's kernel and a prior mean. */
const problem = (ridge = 0) => ({
  kernel: engine.analyticKernel(relu, { inputs: train }),
  probeKernel: engine.analyticKernel(relu, { inputs: probes, otherInputs: train }),
  targets,
  trainMean: { data: Array.from({ length: 10 }, (_, i) => Math.sin(i)), shape: [5, 2] },
  probeMean: { data: Array.from({ length: 6 }, (_, i) => Math.cos(i)), shape: [3, 2] },
  ridge,
});

describe('kernelRegression', () => {
  it.each([0, 0.3])('with ridge %d is the flow at t = ∞ through the eigenbasis (C17)', (ridge) => {
    const cholesky = engine.kernelRegression(problem(ridge));
    const flow = engine.kernelFlow({ ...problem(ridge), times: [0, Infinity] });
    expect(cholesky.prediction.shape).toEqual([3, 2]);
    expect(flow.probeOutputs.shape).toEqual([2, 3, 2]);
    expect(gap(cholesky.prediction.data, flow.probeOutputs.data.slice(6))).toBeLessThan(1e-11);
    expect(Math.sqrt(cholesky.squaredNorm)).toBeCloseTo(flow.movement.data[1], 10);
    const { effectiveDimension } = engine.kernelQuantities({ kernel: problem().kernel, ridge });
    expect(cholesky.effectiveDimension).toBeCloseTo(effectiveDimension, 10);
  });

  it('solves (K + λI) c = y − m, and predicts m(x) + k(x, S) c', () => {
    const { kernel, probeKernel, trainMean, probeMean } = problem();
    const { coefficients, prediction } = engine.kernelRegression(problem(0.3));
    const times = (/** @type {any} */ matrix, /** @type {any} */ c) =>
      Array.from({ length: matrix.shape[0] * 2 }, (_, at) => {
        const [row, output] = [Math.floor(at / 2), at % 2];
        let sum = 0;
        for (let j = 0; j < 5; ++j) sum += matrix.data[row * 5 + j] * c[2 * j + output];
        return sum;
      });
    const left = times(kernel, coefficients.data).map((value, i) => value + 0.3 * coefficients.data[i]);
    const right = Array.from(targets.data, (y, i) => y - trainMean.data[i]);
    expect(gap(left, right)).toBeLessThan(1e-12);
    const expected = times(probeKernel, coefficients.data).map((value, i) => value + probeMean.data[i]);
    expect(gap(prediction.data, expected)).toBeLessThan(1e-12);
  });

  it('has the posterior’s covariance: by hand on one point, its diagonal as variance, 0 on the points', () => {
    const [k, kx, kxx] = [2, [1.5, -0.5], [2, 0.25, 0.25, 3]];
    const { covariance, variance } = /** @type {any} */ (
      engine.kernelRegression({
        kernel: tensor([[k]]),
        targets: tensor([[1]]),
        probeKernel: tensor(kx.map((value) => [value])),
        probeCovariance: { data: kxx, shape: [2, 2] },
        ridge: 0.5,
      })
    );
    const expected = kxx.map((prior, at) => prior - (kx[at >> 1] * kx[at & 1]) / (k + 0.5));
    expect(gap(covariance.data, expected)).toBeLessThan(1e-14);
    expect(gap(variance.data, [expected[0], expected[3]])).toBeLessThan(1e-14);
    const nngp = engine.analyticKernel(relu, { inputs: train, kernel: 'nngp' });
    const own = { kernel: nngp, targets, probeKernel: nngp, probeCovariance: nngp };
    expect(Math.max(.../** @type {any} */ (engine.kernelRegression(own)).variance.data)).toBeLessThan(1e-10);
  });

  it('says so where the kernel is singular, and goes on with a ridge', () => {
    const kernel = engine.analyticKernel(relu, { inputs: circle([0, 50, 50]) });
    const singular = engine.kernelRegression({ kernel, targets: tensor([1, 2, 3]) });
    expect(singular.isSingular).toBe(true);
    expect(singular.prediction).toBeUndefined();
    expect(engine.kernelRegression({ kernel, targets: tensor([1, 2, 3]), ridge: 0.1 }).isSingular).toBe(
      false,
    );
  });
});

describe('kernelFlow', () => {
  it('follows df/dt = −(1/n) K (f − y), by Runge–Kutta steps of its own', () => {
    const { kernel, trainMean } = problem();
    const slope = (/** @type {number[]} */ f) =>
      f.map((_, at) => {
        let sum = 0;
        for (let j = 0; j < 5; ++j)
          sum -= kernel.data[(at >> 1) * 5 + j] * (f[2 * j + (at & 1)] - targets.data[2 * j + (at & 1)]);
        return sum / 5;
      });
    const moved = (/** @type {number[]} */ f, /** @type {number[]} */ v, h = 0) =>
      f.map((x, i) => x + h * v[i]);
    let f = Array.from(trainMean.data);
    const h = 0.01;
    for (let step = 0; step < 300; ++step) {
      const a = slope(f);
      const b = slope(moved(f, a, h / 2));
      const c = slope(moved(f, b, h / 2));
      const d = slope(moved(f, c, h));
      f = f.map((x, i) => x + (h / 6) * (a[i] + 2 * b[i] + 2 * c[i] + d[i]));
    }
    const { trainOutputs } = engine.kernelFlow({ ...problem(), times: [3] });
    expect(gap(trainOutputs.data, f)).toBeLessThan(1e-9);
  });

  it('of two points at 60° decays by e^(−t/3) and e^(−t/6), and n can be told', () => {
    const kernel = engine.analyticKernel({ version: 1 }, { inputs: circle([0, 60]) });
    const call = { kernel, targets: tensor([1, 0]), times: [0, 3] };
    const { eigenvalues, modeResiduals } = engine.kernelFlow(call);
    expect(gap(eigenvalues.data, [2 / 3, 1 / 3])).toBeLessThan(1e-14);
    const [first, second, firstLater, secondLater] = modeResiduals.data;
    expect(firstLater / first).toBeCloseTo(Math.exp(-1), 12);
    expect(secondLater / second).toBeCloseTo(Math.exp(-0.5), 12);
    const slower = engine.kernelFlow({ ...call, samples: 4, times: [6] });
    expect(gap(slower.modeResiduals.data, [firstLater, secondLater])).toBeLessThan(1e-14);
  });
});

it('kernelQuantities are those of a matrix whose spectrum is known', () => {
  const kernel = tensor([
    [2, 1],
    [1, 2],
  ]);
  const of = engine.kernelQuantities({ kernel, targets: tensor([1, 0]), ridge: 1 });
  expect(gap(of.eigenvalues.data, [3, 1])).toBeLessThan(1e-15);
  expect(of.conditionNumber).toBeCloseTo(3, 14);
  expect(of.effectiveDimension).toBeCloseTo(3 / 4 + 1 / 2, 14);
  expect(of.squaredNorm).toBeCloseTo(2 / 3, 14); // K⁻¹ = [[2, −1], [−1, 2]]/3
  expect(of.alignment).toBeCloseTo(2 / Math.sqrt(10), 14);
  expect(of.centredAlignment).toBeCloseTo(1, 14); // two points: HKH and Hyyᵀ H are multiples of each other
  expect(gap(/** @type {any} */ (of).modes.data.map(Math.abs), [Math.SQRT1_2, Math.SQRT1_2])).toBeLessThan(
    1e-15,
  );
  const singular = engine.kernelQuantities({ kernel: tensor([[1, 1], [1, 1]]), targets: tensor([1, -1]) }); // prettier-ignore
  expect([singular.conditionNumber, singular.excludedModes]).toEqual([Infinity, 1]);
  expect(singular.excludedShare).toBeCloseTo(1, 14);
});

it('statistics and powerLaw are those of samples by hand', () => {
  expect(engine.statistics({ sample: [1, 2, 4], probabilities: [0.5, 0.75] })).toEqual({
    mean: 7 / 3,
    quantiles: [2, 3],
  });
  const law = engine.powerLaw({ x: [1, 2, 4], y: [3, 1.5, 0.75] });
  expect(law.slope).toBeCloseTo(-1, 14);
  expect(law.intercept).toBeCloseTo(Math.log(3), 14);
});

describe('calls on kernels are refused with every fault by name', () => {
  const kernel = tensor([
    [2, 1],
    [1, 2],
  ]);
  const asymmetric = { data: [1, 2, 3, 4], shape: [2, 2] };
  const y = tensor([1, 2]);
  const large = { data: new Float32Array(2049 ** 2), shape: [2049, 2049] };
  const bad = /** @type {[string, any, string[]][]} */ ([
    ['nothing', {}, ['kernel', 'targets']],
    ['no square', { kernel: tensor([[1, 2]]), targets: tensor([1]) }, ['kernel.shape']],
    ['no symmetry', { kernel: asymmetric, targets: y }, ['kernel.data']],
    ['targets of another length', { kernel, targets: tensor([1, 2, 3]) }, ['targets.shape']],
    [
      'a probe kernel of another width',
      { kernel, targets: y, probeKernel: tensor([[1]]) },
      ['probeKernel.shape'],
    ],
    ['a negative ridge', { kernel, targets: y, ridge: -1 }, ['ridge']],
    ['a mean of another shape', { kernel, targets: y, trainMean: tensor([1]) }, ['trainMean.shape']],
    [
      'too many rows',
      { kernel: large, targets: { data: new Float64Array(2049), shape: [2049, 1] } },
      ['kernel.shape'],
    ],
  ]);
  it.each(bad)('%s', async (_, options, fields) => {
    expect(await faultsOf(() => engine.kernelRegression(options))).toEqual(fields);
    expect(await faultsOf(() => engine.kernelFlow({ times: [1], ...options }))).toEqual(fields);
  });

  it('times before 0, a covariance of another shape, sizes in bytes', async () => {
    expect(await faultsOf(() => engine.kernelFlow({ kernel, targets: y, times: [-1] }))).toEqual(['times']);
    const other = { kernel, targets: y, probeCovariance: tensor([1]) };
    expect(await faultsOf(() => engine.kernelRegression(other))).toEqual(['probeCovariance.shape']);
    expect(await faultsOf(() => engine.kernelQuantities({ kernel, targets: tensor([1]) }))).toEqual([
      'targets.shape',
    ]);
    expect(() => engine.kernelQuantities({ kernel: large })).toThrow('8.39 MB');
    const some = { data: new Float64Array(512 ** 2), shape: [512, 512] };
    const long = {
      kernel: some,
      targets: { data: new Float64Array(512), shape: [512, 1] },
      times: new Float64Array(20000),
    };
    expect(await faultsOf(() => engine.kernelFlow(long))).toEqual(['kernel.shape']);
  });
});

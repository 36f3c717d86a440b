import { beforeAll, describe, expect, it } from 'vitest';
import { tensor } from '../../web/engine/api.js';
import { collect, faultsOf, gap, loadLibrary } from './library.js';

/** @type {import('../../web/engine/api.js').Engine} */
let engine;
beforeAll(async () => {
  engine = await loadLibrary();
});

const inputs = tensor([
  [1, 0],
  [0.6, 0.8],
  [-0.6, 0.8],
]);

/** x·x′ of the inputs, and p of the binomial number of neurons that both activate. */
const pairs = [0, 1, 2].flatMap((i) =>
  [0, 1, 2].map((j) => {
    const row = (k = 0) => Array.from(inputs.data).slice(2 * k, 2 * k + 2);
    const cosine = row(i)[0] * row(j)[0] + row(i)[1] * row(j)[1];
    return { cosine, p: 0.5 - Math.acos(Math.min(1, cosine)) / (2 * Math.PI) };
  }),
);

it('a call that nobody asks for results holds no memory', () => {
  const { MonteCarloRun } = engine.module;
  let made = 0;
  engine.module.MonteCarloRun = class extends MonteCarloRun {
    /** @param {unknown} document @param {object} options */
    constructor(document, options) {
      super(document, options);
      made += 1;
    }
  };
  engine.monteCarloKernel({ version: 1 }, { inputs, recordAt: [1] });
  engine.module.MonteCarloRun = MonteCarloRun;
  expect(made).toBe(0);
});

describe('monteCarloKernel', () => {
  it('of the lecture’s ReLU network is binomial: mean and standard error against the exact law', async () => {
    const [width, networks] = [64, 400];
    const call = { inputs, recordAt: [2, networks] };
    const { results, report } = await collect(
      engine.monteCarloKernel({ version: 1, network: { width } }, call),
    );
    expect(report.status).toBe('finished');
    expect(results.map((result) => result.networks)).toEqual([2, networks]);
    const { mean, standardError, relativeDistance } = results[1];
    expect(mean.shape).toEqual([3, 3]);
    for (const [at, { cosine, p }] of pairs.entries()) {
      const deviation = Math.abs(cosine) * Math.sqrt((p * (1 - p)) / (width * networks));
      expect(Math.abs(mean.data[at] - cosine * p)).toBeLessThan(4 * deviation + 1e-7);
      expect(standardError.data[at] / deviation).toBeGreaterThan(0.8); // ±3.5 % of a sample of 400
      expect(standardError.data[at] / deviation).toBeLessThan(1.2);
    }
    const limit = pairs.map(({ cosine, p }) => cosine * p);
    const norm = (/** @type {ArrayLike<number>} */ of) => Math.hypot(...Array.from(of));
    expect(relativeDistance).toBeCloseTo(norm(limit.map((k, i) => k - mean.data[i])) / norm(limit), 7);
  });

  it.each(/** @type {const} */ (['ntk', 'nngp']))(
    'of two members is the mean of their %s',
    async (kernel) => {
      const network = { parametrisation: 'ntk', depth: 2, width: 16, outputs: 2, seed: 7, member: 3 };
      const document = { version: 1, network };
      const { results } = await collect(
        engine.monteCarloKernel(document, { inputs, kernel, recordAt: [1, 2] }),
      );
      const [a, b] = [3, 4].map((member) => {
        const own = { version: 1, network: { ...network, member } };
        const outputs = kernel === 'ntk' ? /** @type {const} */ ('averaged') : undefined;
        return engine.empiricalKernel(own, outputs ? { inputs, kernel, outputs } : { inputs, kernel });
      });
      expect(gap(results[0].mean.data, a.data)).toBeLessThan(1e-12);
      expect(results[0].standardError.data[0]).toBeNaN();
      expect(gap(results[1].mean.data, a.data.map((k, i) => (k + b.data[i]) / 2))).toBeLessThan(1e-12); // prettier-ignore
      expect(gap(results[1].standardError.data, a.data.map((k, i) => Math.abs(k - b.data[i]) / 2))).toBeLessThan(1e-12); // prettier-ignore
    },
  );

  it('shows progress, gives the thread back, and ends at once when it is aborted', async () => {
    const controller = new AbortController();
    /** @type {number[]} */ const progress = [];
    let turns = 0;
    const timer = setInterval(() => (turns += 1), 1);
    const generator = engine.monteCarloKernel(
      { version: 1, network: { width: 4096 } },
      {
        inputs,
        recordAt: [1, 1000000],
        signal: controller.signal,
        onProgress: (report) => {
          progress.push(report.progress);
          if (progress.length === 8) controller.abort();
        },
      },
    );
    const { results, report } = await collect(generator);
    clearInterval(timer);
    expect(results.length).toBe(1);
    expect(report.status).toBe('interrupted');
    expect(progress.length).toBe(8);
    expect(progress).toEqual([...progress].sort((a, b) => a - b));
    expect(turns).toBeGreaterThan(3);
  });
});

describe('ensemble', () => {
  const erf = {
    version: 1,
    data: { count: 4, probes: 3, inputMap: 'circle' },
    network: { parametrisation: 'ntk', activation: 'erf', width: 1024 },
    limit: { priorMean: 'zero' },
  };
  const times = [0, 3, Infinity];

  it('is what sampled networks do that are trained with the limit kernel (Lee et al. 2019)', async () => {
    const members = 1000;
    const { inputs: points, probeInputs, y } = engine.dataset(erf);
    const starts = Array.from({ length: members }, (_, member) => {
      const document = { ...erf, network: { ...erf.network, member } };
      return [points, probeInputs].map((of) => engine.predict(document, { inputs: of }).data);
    });
    const columns = (part = 0, rows = 0) => ({
      data: Float64Array.from(
        { length: rows * members },
        (_, at) => starts[at % members][part][Math.floor(at / members)],
      ),
      shape: [rows, members],
    });
    const { probeOutputs } = engine.kernelFlow({
      kernel: engine.analyticKernel(erf, { inputs: points }),
      probeKernel: engine.analyticKernel(erf, { inputs: probeInputs, otherInputs: points }),
      targets: {
        data: Float64Array.from({ length: 4 * members }, (_, at) => y.data[Math.floor(at / members)]),
        shape: [4, members],
      },
      trainMean: columns(0, 4),
      probeMean: columns(1, 3),
      times,
    });
    const { results } = await collect(engine.ensemble(erf, { times, covariance: true }));
    for (const [at, { mean, variance, covariance }] of results.entries()) {
      const row = (p = 0) => probeOutputs.data.subarray((3 * at + p) * members, (3 * at + p + 1) * members);
      const average = (/** @type {ArrayLike<number>} */ of) =>
        Array.from(of).reduce((a, b) => a + b, 0) / members;
      for (const p of [0, 1, 2]) {
        expect(Math.abs(average(row(p)) - mean.data[p])).toBeLessThan(
          4 * Math.sqrt(variance.data[p] / members) + 1e-4,
        );
        expect(/** @type {any} */ (covariance).data[4 * p]).toBeCloseTo(variance.data[p], 12);
        for (const q of [0, 1, 2]) {
          const products = row(p).map((f, i) => (f - mean.data[p]) * (row(q)[i] - mean.data[q]));
          const expected = /** @type {any} */ (covariance).data[3 * p + q];
          const error = Math.sqrt((variance.data[p] * variance.data[q] + expected ** 2) / members);
          expect(Math.abs(average(products) - expected)).toBeLessThan(4 * error + 1e-4);
        }
      }
    }
  });

  it('is what the limit job shows, and at inputs of one’s own the same', async () => {
    const document = { ...erf, observe: { ensemble: true } };
    /** @type {any} */ let last;
    for await (const frame of engine.train(document, { job: 'limit' })) last = frame;
    const { probeInputs } = engine.dataset(erf);
    for (const own of [undefined, probeInputs]) {
      const { results, report } = await collect(
        engine.ensemble(erf, { times: [Infinity], ...(own && { inputs: own }) }),
      );
      expect(report.status).toBe('finished');
      expect(gap(results[0].mean.data, last.ensembleMean)).toBeLessThan(1e-5);
      expect(gap(results[0].variance.data.map(Math.sqrt), last.ensembleDeviation)).toBeLessThan(1e-4);
    }
  });

  it('of the last layer alone ends in the NNGP posterior, by Cholesky', async () => {
    const document = { ...erf, network: { ...erf.network, trainedLayers: [2] } };
    const { inputs: points, probeInputs, y } = engine.dataset(document);
    const nngp = (/** @type {any} */ rows, /** @type {any} */ columns) =>
      engine.analyticKernel(document, { inputs: rows, otherInputs: columns, kernel: 'nngp' });
    const posterior = engine.kernelRegression({
      kernel: nngp(points, points),
      probeKernel: nngp(probeInputs, points),
      probeCovariance: nngp(probeInputs, probeInputs),
      targets: y,
    });
    const { results } = await collect(engine.ensemble(document, { times: [Infinity], covariance: true }));
    expect(gap(results[0].mean.data, posterior.prediction.data)).toBeLessThan(1e-8);
    expect(gap(/** @type {any} */ (results[0]).covariance.data, /** @type {any} */ (posterior).covariance.data)).toBeLessThan(1e-8); // prettier-ignore
  });

  it('has no spread at the start where networks are centred', async () => {
    const document = { ...erf, network: { ...erf.network, centred: true } };
    const { results } = await collect(engine.ensemble(document, { times: [0, 5], covariance: true }));
    for (const { variance, covariance } of results)
      expect(Math.max(...variance.data, .../** @type {any} */ (covariance).data)).toBe(0);
  });
});

it('slices refuse bad calls with every fault by name before they begin', async () => {
  const first = (/** @type {AsyncGenerator} */ generator) => faultsOf(() => generator.next());
  const document = { version: 1 };
  const bad = /** @type {any} */ ({ recordAt: [2, 1] });
  expect(await first(engine.monteCarloKernel(document, bad))).toEqual(['inputs', 'recordAt']);
  expect(await first(engine.monteCarloKernel({ version: 1, network: { width: -1 } }, { inputs, recordAt: [0.5] }))).toEqual(['network.width', 'recordAt']); // prettier-ignore
  const many = { data: new Float64Array(1026).fill(1), shape: [513, 2] };
  expect(await first(engine.monteCarloKernel(document, { inputs: many, recordAt: [1] }))).toEqual([
    'inputs.shape',
  ]);
  expect(await first(engine.ensemble(document, /** @type {any} */ ({ time: 1 })))).toEqual(['time', 'times']);
  expect(await first(engine.ensemble(document, { times: [1], inputs: tensor([1]) }))).toEqual([
    'inputs.shape',
  ]);
  const wide = { version: 1, data: { count: 256 }, dynamics: { frames: 2 } };
  const probes = { data: new Float64Array(8000).fill(1), shape: [4000, 2] };
  const large = engine.ensemble(wide, { times: [1], inputs: probes, covariance: true });
  expect(await first(large)).toEqual(['inputs.shape']);
});

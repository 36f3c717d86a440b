import { beforeAll, describe, expect, it } from 'vitest';
import { tensor } from '../../web/engine/api.js';
import { faultsOf, gap, loadLibrary } from './library.js';

/** @type {import('../../web/engine/api.js').Engine} */
let engine;
beforeAll(async () => {
  engine = await loadLibrary();
});

const rows = [
  [0.8, 0.6],
  [-0.28, 0.96],
  [0, 1],
  [-0.8, -0.6],
];
const inputs = tensor(rows);
const others = tensor([
  [1, 0.5],
  [-2, 0.25],
]);

/** @param {number[]} x @param {number[]} y */
const dot = (x, y) => x.reduce((sum, value, i) => sum + value * y[i], 0);

describe('analyticKernel', () => {
  it('of the lecture’s ReLU network is x·x′ (1/2 − arccos(x·x′)/2π) (C9)', () => {
    const { data, shape } = engine.analyticKernel({ version: 1 }, { inputs });
    expect(shape).toEqual([4, 4]);
    const expected = rows.flatMap((x) =>
      rows.map((y) => {
        const cosine = Math.min(1, Math.max(-1, dot(x, y)));
        return cosine * (0.5 - Math.acos(cosine) / (2 * Math.PI));
      }),
    );
    expect(gap(data, expected)).toBeLessThan(1e-8); // arccos near ±1 keeps half of the digits
  });

  it('of a linear network of depth 1 is (2 x·x′ σ_w²/d + 2 σ_b² … ) by hand', () => {
    const network = { parametrisation: 'ntk', activation: 'linear', weightScale: 1.5, biasScale: 0.5 };
    const theta = engine.analyticKernel({ version: 1, network }, { inputs, otherInputs: others });
    expect(theta.shape).toEqual([4, 2]);
    const expected = rows.flatMap((x) =>
      [
        [1, 0.5],
        [-2, 0.25],
      ].map((y) => {
        const first = (2.25 * dot(x, y)) / 2 + 0.25;
        return 2.25 * first + 0.25 + 2.25 * first;
      }),
    );
    expect(gap(theta.data, expected)).toBeLessThan(1e-13);
    const { data } = engine.analyticKernel(
      { version: 1, network },
      { inputs, otherInputs: others, kernel: 'nngp' },
    );
    expect(
      gap(
        data,
        expected.map((value) => value - (value - 0.25) / 2),
      ),
    ).toBeLessThan(1e-13);
  });

  it('is the limit job’s kernel at the document’s inputs', async () => {
    const document = {
      version: 1,
      data: { count: 7, probes: 5 },
      network: { activation: 'tanh', depth: 3, parametrisation: 'ntk' },
    };
    /** @type {any} */ let constants;
    const onBegin = (/** @type {any} */ block) => (constants = block);
    for await (const frame of engine.train(document, { job: 'limit', onBegin }))
      if (frame.index[0] === 0) break;
    const { data } = engine.analyticKernel(document, { inputs: engine.dataset(document).inputs });
    expect(gap(data, constants.kernel)).toBeLessThan(1e-6);
  });
});

const tanh = {
  version: 1,
  network: { parametrisation: 'ntk', activation: 'tanh', depth: 1, width: 5, seed: 3 },
};

/** f = σ_w/√m v·tanh(σ_w/√d W x + σ_b b) + σ_b c with the defaults of σ_w and σ_b. */
const handWritten = (/** @type {ArrayLike<number>} */ weights, /** @type {number[]} */ x) => {
  const [scale, bias, width] = [Math.SQRT2, 0.1, 5];
  const [w, b] = [(i = 0, j = 0) => weights[i * 2 + j], (i = 0) => weights[10 + i]];
  const hidden = Array.from({ length: width }, (_, i) =>
    Math.tanh((scale / Math.SQRT2) * (w(i, 0) * x[0] + w(i, 1) * x[1]) + bias * b(i)),
  );
  const sum = hidden.reduce((total, h, i) => total + weights[15 + i] * h, 0);
  return (scale / Math.sqrt(width)) * sum + bias * weights[20];
};

describe('predict', () => {
  it('is a forward pass written by hand, at the initial and at given weights', () => {
    const initial = engine.initialWeights(tanh);
    const given = initial.map((weight, i) => weight + Math.sin(i));
    for (const weights of [undefined, given]) {
      const expected = rows.map((x) => handWritten(weights ?? initial, x));
      const { data, shape } = engine.predict(tanh, { inputs, weights });
      expect(shape).toEqual([4]);
      expect(gap(data, expected)).toBeLessThan(1e-6);
    }
  });

  it('has several outputs one after another, and members of their own', () => {
    const document = { version: 1, network: { parametrisation: 'ntk', width: 9, outputs: 3 } };
    expect(engine.predict(document, { inputs }).shape).toEqual([3, 4]);
    const other = { ...document, network: { ...document.network, member: 1 } };
    expect(
      gap(engine.predict(document, { inputs }).data, engine.predict(other, { inputs }).data),
    ).toBeGreaterThan(0.1);
  });
});

describe('empiricalKernel', () => {
  /** ∂f/∂w by central differences through the hand-written pass: n × P. */
  const jacobian = (/** @type {Float64Array} */ weights) =>
    rows.map((x) =>
      Array.from(weights, (weight, p) => {
        const [up, down] = [1e-5, -1e-5].map((h) => handWritten(weights.with(p, weight + h), x));
        return (up - down) / 2e-5;
      }),
    );

  it('is J Jᵀ by finite differences, and the sum of its layers', () => {
    const weights = engine.initialWeights(tanh).map((weight, i) => weight + 0.3 * Math.cos(i));
    const gradients = jacobian(weights);
    const kernel = engine.empiricalKernel(tanh, { inputs, weights });
    expect(
      gap(
        kernel.data,
        gradients.flatMap((a) => gradients.map((b) => dot(a, b))),
      ),
    ).toBeLessThan(1e-5);
    const layers = engine.empiricalKernel(tanh, { inputs, weights, byLayer: true });
    expect(layers.shape).toEqual([2, 4, 4]);
    const first = gradients.flatMap((a) => gradients.map((b) => dot(a.slice(0, 15), b.slice(0, 15))));
    expect(gap(layers.data.slice(0, 16), first)).toBeLessThan(1e-5);
    expect(
      gap(
        kernel.data,
        layers.data.slice(0, 16).map((k, i) => k + layers.data[16 + i]),
      ),
    ).toBeLessThan(1e-6);
  });

  it('averaged is the mean of the full kernel’s diagonal blocks, pseudo the mean of all of them times k', () => {
    const document = { version: 1, network: { parametrisation: 'ntk', depth: 2, width: 12, outputs: 3 } };
    const full = engine.empiricalKernel(document, { inputs, otherInputs: others });
    expect(full.shape).toEqual([3, 4, 3, 2]);
    const at = (o = 0, i = 0, p = 0, j = 0) => full.data[((o * 4 + i) * 3 + p) * 2 + j];
    const sum = (/** @type {(o: number, p: number) => boolean} */ counts) =>
      [0, 1, 2, 3].flatMap((i) =>
        [0, 1].map((j) => {
          let total = 0;
          for (const o of [0, 1, 2]) for (const p of [0, 1, 2]) if (counts(o, p)) total += at(o, i, p, j);
          return total / 3;
        }),
      );
    const averaged = engine.empiricalKernel(document, { inputs, otherInputs: others, outputs: 'averaged' });
    const pseudo = engine.empiricalKernel(document, { inputs, otherInputs: others, outputs: 'pseudo' });
    expect([averaged.shape, pseudo.shape]).toEqual([
      [4, 2],
      [4, 2],
    ]);
    expect(
      gap(
        averaged.data,
        sum((o, p) => o === p),
      ),
    ).toBeLessThan(1e-6);
    expect(
      gap(
        pseudo.data,
        sum(() => true),
      ),
    ).toBeLessThan(1e-5);
  });

  it('comes to the analytic kernels, NTK and NNGP', () => {
    const document = { version: 1, network: { parametrisation: 'ntk', width: 20000 } };
    for (const kernel of /** @type {const} */ (['ntk', 'nngp'])) {
      const [finite, limit] = [
        engine.empiricalKernel(document, { inputs, kernel }),
        engine.analyticKernel(document, { inputs, kernel }),
      ];
      expect(gap(finite.data, limit.data)).toBeLessThan(0.05);
      expect(gap(finite.data, limit.data)).toBeGreaterThan(1e-5);
    }
  });
});

it('withProbes shows the same run at other inputs', async () => {
  const document = { version: 1, data: { count: 6, probes: 9 }, network: { width: 32, activation: 'erf' } };
  const { probeInputs } = engine.dataset(document);
  const own = engine.withProbes(document, { data: probeInputs.data.slice(0, 6), shape: [3, 2] });
  const last = async (/** @type {object} */ of) => {
    let frame;
    for await (frame of engine.train(of, { job: 'limit' }));
    return /** @type {any} */ (frame);
  };
  const [a, b] = [await last(document), await last(own)];
  expect(gap(b.probeOutput, a.probeOutput.slice(0, 3))).toBeLessThan(1e-6);
  expect(gap(b.trainOutput, a.trainOutput)).toBeLessThan(1e-6);
});

describe('calls are refused with every fault by name', () => {
  const bad = /** @type {[string, any, string[]][]} */ ([
    ['no inputs', {}, ['inputs']],
    ['rows instead of a tensor', { inputs: rows }, ['inputs']],
    ['a wrong length', { inputs: { data: [1, 2, 3], shape: [2, 2] } }, ['inputs.data']],
    ['a shape of three', { inputs: { data: [1], shape: [1, 1, 1] } }, ['inputs']],
    ['no numbers', { inputs: { data: ['1', 2], shape: [1, 2] } }, ['inputs.data[0]']],
    ['NaN', { inputs: { data: Float32Array.of(1, NaN), shape: [1, 2] } }, ['inputs.data[1]']],
    ['big integers', { inputs: { data: new BigInt64Array(2), shape: [1, 2] } }, ['inputs.data']],
    ['big integers in an array', { inputs: { data: [1n, 2n], shape: [1, 2] } }, ['inputs.data[0]']],
    ['a size that would not fit', { inputs: { data: { length: 1e12 }, shape: [1e6, 1e6] } }, ['inputs.data']],
    ['another d', { inputs, otherInputs: tensor([[1]]) }, ['otherInputs.shape']],
    ['an unknown kernel', { inputs, kernel: 'cntk' }, ['kernel']],
    ['a misspelt option', { inputs, otherInput: others }, ['otherInput']],
    ['no object', 'inputs', ['options', 'inputs']],
    ['null', null, ['options', 'inputs']],
  ]);
  it.each(bad)('%s', async (_, options, fields) => {
    expect(await faultsOf(() => engine.analyticKernel({ version: 1 }, options))).toEqual(fields);
    expect(await faultsOf(() => engine.empiricalKernel({ version: 1 }, options))).toEqual(fields);
  });

  it('a document’s and a call’s together', async () => {
    const call = () =>
      engine.analyticKernel(
        { version: 1, network: { width: -1 } },
        /** @type {any} */ ({ inputs: 7, kernel: 1 }),
      );
    expect(await faultsOf(/** @type {any} */ (call))).toEqual(['network.width', 'inputs', 'kernel']);
  });

  it('weights that do not fit, results and networks that are too large', async () => {
    const weights = engine.initialWeights(tanh);
    expect(await faultsOf(() => engine.predict(tanh, { inputs, weights: weights.slice(1) }))).toEqual([
      'weights',
    ]);
    expect(
      await faultsOf(() => engine.predict(tanh, { inputs, weights: weights.with(2, Infinity) })),
    ).toEqual(['weights[2]']);
    const many = { data: new Float64Array(10000), shape: [5000, 2] };
    expect(await faultsOf(() => engine.analyticKernel({ version: 1 }, { inputs: many }))).toEqual([
      'inputs.shape',
    ]);
    const wide = { version: 1, network: { width: 65536 } };
    const some = { data: new Float64Array(4000), shape: [2000, 2] };
    expect(await faultsOf(() => engine.empiricalKernel(wide, { inputs: some }))).toEqual(['inputs.shape']);
    const mixed = () => engine.empiricalKernel(tanh, { inputs, kernel: 'nngp', byLayer: true });
    expect(await faultsOf(mixed)).toEqual(['kernel']);
    expect(engine.predict(tanh, { inputs }).shape).toEqual([4]); // and the engine goes on
  });
});

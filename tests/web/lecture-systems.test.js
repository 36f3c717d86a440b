import { beforeAll, describe, expect, it } from 'vitest';
import { tensor } from '../../web/engine/api.js';
import { faultsOf, gap, loadLectureSystems } from './library.js';

/** @type {import('../../web/engine/lecture.js').Lecture} */
let lecture;
beforeAll(async () => {
  lecture = await loadLectureSystems();
});

/** Explicit Euler with tiny steps. @param {(y: number[]) => number[]} slope @param {number[]} y @param {number} t */
const euler = (slope, y, t, steps = 200000) => {
  for (let i = 0; i < steps; ++i) {
    const k = slope(y);
    y = y.map((value, j) => value + (t / steps) * k[j]);
  }
  return y;
};

describe('C1', () => {
  it('one ReLU: 1 − w_t = (1 − w_0) e^{−t}, and nothing moves from below', () => {
    const times = [0, 0.5, 2, Infinity];
    const { weights, losses, isStuck } = lecture.singleRelu({ initialWeight: 0.25, times });
    expect(
      gap(
        weights.data,
        times.map((t) => 1 - 0.75 * Math.exp(-t)),
      ),
    ).toBeLessThan(1e-15);
    expect(
      gap(
        losses.data,
        weights.data.map((w) => (1 - w) ** 2 / 2),
      ),
    ).toBeLessThan(1e-15);
    expect(isStuck).toBe(false);
    expect(lecture.singleRelu({ initialWeight: -1, times }).losses.data).toEqual(
      Float64Array.of(0.5, 0.5, 0.5, 0.5),
    );
  });

  it('many: the flow of given neurons against tiny explicit steps', () => {
    const [weights, signs] = [
      [0.5, 1.5, -0.3],
      [1, -1, 1],
    ];
    const flow = lecture.reluEnsemble({ weights, signs, times: [0, 1] });
    expect([flow.weights.shape, flow.status]).toEqual([[3, 2], 'finished']);
    const slope = (/** @type {number[]} */ w) => {
      const f = w.reduce((sum, value, j) => sum + (signs[j] * Math.max(value, 0)) / Math.sqrt(3), 0);
      return w.map((value, j) => (value > 0 ? ((1 - f) * signs[j]) / Math.sqrt(3) : 0));
    };
    const end = euler(slope, weights, 1);
    expect(
      gap(
        flow.weights.data.filter((_, i) => i % 2 === 1),
        end,
      ),
    ).toBeLessThan(1e-5);
    expect(flow.stuckProbability).toBeCloseTo(0.75 ** 3, 15);
  });

  it('a seed is a whole number up to 2⁵³ − 1, and decides the draw', () => {
    const of = (/** @type {number} */ seed) =>
      lecture.reluEnsemble({ neurons: 4, seed, times: [0] }).weights.data;
    expect(of(2 ** 53 - 1)).toEqual(of(2 ** 53 - 1));
    expect(of(2 ** 53 - 1)).not.toEqual(of(0));
  });
});

describe('landscapes', () => {
  const of = /** @type {const} */ ({
    network: 'neuronWithBias',
    activation: 'tanh',
    x: [1, -0.5],
    y: [0.5, 0.25],
  });
  const loss = (/** @type {number} */ p, /** @type {number} */ q) =>
    of.x.reduce((sum, x, i) => sum + (Math.tanh(p * x + q) - of.y[i]) ** 2 / 4, 0);

  it('are the loss on the grid, with its slopes', () => {
    const [p, q] = [
      [-1, 0, 2],
      [0.5, 1],
    ];
    const grid = lecture.landscape({ ...of, p, q });
    expect(grid.loss.shape).toEqual([3, 2]);
    const places = p.flatMap((a) => q.map((b) => [a, b]));
    expect(
      gap(
        grid.loss.data,
        places.map(([a, b]) => loss(a, b)),
      ),
    ).toBeLessThan(1e-15);
    const slopes = places.map(([a, b]) => (loss(a + 1e-5, b) - loss(a - 1e-5, b)) / 2e-5);
    expect(gap(grid.slopeP.data, slopes)).toBeLessThan(1e-9);
  });

  it('have flow lines that descend them, against tiny explicit steps', () => {
    const { lines } = lecture.flowLines({ ...of, starts: tensor([[1, -1]]), times: [0, 3] });
    expect(lines[0].states.shape).toEqual([2, 2]);
    const slope = (/** @type {number[]} */ [p, q]) => [
      -(loss(p + 1e-5, q) - loss(p - 1e-5, q)) / 2e-5,
      -(loss(p, q + 1e-5) - loss(p, q - 1e-5)) / 2e-5,
    ];
    expect(gap(lines[0].states.data.slice(2), euler(slope, [1, -1], 3))).toBeLessThan(1e-5);
  });
});

describe('C3', () => {
  it('a balanced deep linear network follows Saxe’s mode', () => {
    const times = [0, 2, 4, 8];
    const map = tensor([
      [1.5, 0],
      [0, 0.5],
    ]);
    const { modes, strengths } = lecture.deepLinear({ map, depth: 2, initialStrength: 0.01, times });
    expect(gap(strengths.data, [1.5, 0.5])).toBeLessThan(1e-14);
    [1.5, 0.5].forEach((s, mode) => {
      const exact = times.map((t) => s / (1 + (s / 0.01 - 1) * Math.exp(-2 * s * t)));
      expect(gap(modes.data.slice(4 * mode, 4 * mode + 4), exact)).toBeLessThan(1e-6);
      const { values } = lecture.saxeMode({ strength: s, initial: 0.01, depth: 2, times });
      expect(gap(values.data, exact)).toBeLessThan(1e-12);
    });
  });

  it('a map of zeros has no modes and a random start still flows', () => {
    const times = [0, 1];
    const map = tensor([[0, 0]]);
    const { losses } = lecture.deepLinear({ map, depth: 2, width: 3, deviation: 0.5, times });
    expect(losses.data[1]).toBeLessThan(losses.data[0]);
    expect(lecture.deepLinear({ map, depth: 2, times }).status).not.toBe('running');
  });

  it('each saddle of the chain takes longer than all before', () => {
    const { escapes, growth, status, states } = lecture.saddleChain({
      start: [0.5, 0.4, 0.3, 0.2],
      recordAt: [0, 10],
    });
    expect([status, states.shape]).toEqual(['finished', [4, 2]]);
    expect(growth).toBeGreaterThan(3.7);
    escapes.data.forEach((steps, i) => i > 0 && expect(steps / escapes.data[i - 1]).toBeGreaterThan(3.7));
  });
});

it('the catapult is the gradient descent of its own network', () => {
  const [m, rate] = [2, 0.7];
  let u = [1.2, -0.4];
  let v = [0.5, 0.9];
  const output = () => (u[0] * v[0] + u[1] * v[1]) / Math.sqrt(m);
  const kernel = () => [...u, ...v].reduce((sum, w) => sum + w * w, 0) / m;
  const run = lecture.catapult({ output: output(), kernel: kernel(), width: m, rate, steps: 20 });
  for (let step = 0; step <= 20; ++step) {
    expect(run.outputs.data[step]).toBeCloseTo(output(), 10);
    expect(run.kernels.data[step]).toBeCloseTo(kernel(), 10);
    const scale = (rate * output()) / Math.sqrt(m);
    [u, v] = [u.map((w, j) => w - scale * v[j]), v.map((w, j) => w - scale * u[j])];
  }
});

it('calls are refused with every fault by name', async () => {
  const calls = /** @type {[() => unknown, string[]][]} */ ([
    [() => lecture.singleRelu(/** @type {any} */ ({})), ['times']],
    [
      () => lecture.singleRelu(/** @type {any} */ ({ initialWeight: '1', time: [1] })),
      ['time', 'initialWeight', 'times'],
    ],
    [() => lecture.reluEnsemble({ seed: 0.5, times: [NaN] }), ['seed', 'times']],
    [() => lecture.landscape({ x: [1], y: [1, 2], p: [0], q: [0] }), ['y']],
    [
      () => lecture.landscape({ x: [1], y: [1], p: new Float64Array(8192), q: new Float64Array(8192) }),
      ['p'],
    ],
    [() => lecture.flowLines({ x: [1], y: [1], starts: tensor([[1, 2, 3]]), times: [0] }), ['starts.shape']],
    [() => lecture.deepLinear({ map: tensor([[1]]), depth: 0, times: [0] }), ['depth']],
    [() => lecture.saddleChain({ start: [0.5], rate: -1 }), ['rate']],
    [() => lecture.catapult({ steps: 1e9 }), ['steps']],
  ]);
  for (const [call, fields] of calls) expect(await faultsOf(call)).toEqual(fields);
});

it('deepLinear learns data as least squares does; catapult draws its start', async () => {
  const inputs = tensor([[1, 0], [1, 1], [1, 2]]); // prettier-ignore
  const targets = tensor([1, 2, 4]);
  const { losses } = lecture.deepLinear({ inputs, targets, depth: 2, initialStrength: 0.1, times: [0, 500] });
  expect(losses.data[1]).toBeCloseTo(1 / 36, 9); // residuals (1, −2, 1)/6
  expect(await faultsOf(() => lecture.deepLinear({ inputs, targets: tensor([1]), times: [1] }))).toEqual([
    'targets.shape',
  ]);
  expect(await faultsOf(() => lecture.deepLinear({ inputs, targets, map: targets, times: [1] }))).toEqual([
    'map',
  ]);
  const drawn = lecture.catapult({ width: 100000, seed: 3, steps: 0 });
  expect(Math.abs(drawn.kernels.data[0] - 2)).toBeLessThan(4 * Math.sqrt(4 / 100000));
  expect(lecture.catapult({ width: 100000, seed: 4, steps: 0 }).outputs.data[0]).not.toBe(
    drawn.outputs.data[0],
  );
  expect(await faultsOf(() => lecture.catapult({ seed: 1, kernel: 2 }))).toEqual(['seed']);
});

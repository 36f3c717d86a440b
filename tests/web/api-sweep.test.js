import { beforeAll, describe, expect, it } from 'vitest';
import { faultsOf, loadLibrary } from './library.js';

/** @import { SweepCell } from '../../web/engine/sweep.js' */

/** @type {import('../../web/engine/api.js').Engine} */
let engine;
beforeAll(async () => {
  engine = await loadLibrary();
});

const document = {
  version: 1,
  base: {
    version: 1,
    data: { count: 4, probes: 9 },
    network: { activation: 'tanh' },
    dynamics: { frames: 3, lastTime: 5 },
  },
  path: 'network.width',
  values: [16, 64, 256],
  members: 3,
};

/** @param {object} [options] @returns {Promise<{ cells: SweepCell[], end: any }>} */
async function run(options, sweep = document) {
  const cells = [];
  const cellsToCome = engine.sweep(sweep, options);
  for (;;) {
    const { done, value } = await cellsToCome.next();
    if (done) return { cells, end: value };
    cells.push(value);
  }
}

describe('a sweep', () => {
  it('yields every cell once, with numbers for all measures, and progress up to 1', async () => {
    /** @type {number[]} */ const shares = [];
    const { cells, end } = await run({ onProgress: (/** @type {number} */ share) => shares.push(share) });
    expect(end.status).toBe('finished');
    expect(cells.map(({ value, member }) => [value, member])).toEqual(
      document.values.flatMap((value) => [0, 1, 2].map((member) => [value, member])),
    );
    const names = engine.sweepMeasures().map(({ name }) => name);
    for (const { measures } of cells) {
      expect(Object.keys(measures)).toEqual(names);
      expect(Object.values(measures).every(Number.isFinite)).toBe(true);
    }
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(shares.at(-1)).toBe(1);
  });

  it('resumed, or shared among workers, has the same cells', async () => {
    const { cells } = await run();
    const rest = await run({ finished: cells.filter((_, i) => i % 2 === 0) });
    expect(rest.cells).toEqual(cells.filter((_, i) => i % 2 === 1));
    const shares = await Promise.all(
      [0, 1].map((worker) =>
        run({ select: (/** @type {number} */ _, /** @type {number} */ member) => member % 2 === worker }),
      ),
    );
    const order = (/** @type {SweepCell} */ a, /** @type {SweepCell} */ b) =>
      a.value - b.value || a.member - b.member;
    expect(shares.flatMap((share) => share.cells).sort(order)).toEqual(cells);
  });

  it('measures in a cell what the run of its document shows', async () => {
    const { cells } = await run({
      select: (/** @type {number} */ value, /** @type {number} */ member) => value === 64 && member === 2,
    });
    const network = { ...document.base.network, width: 64, member: 2 };
    let last;
    for await (const frame of engine.train({ ...document.base, network })) last = frame;
    expect(cells).toHaveLength(1);
    expect(cells[0].measures.trainLoss).toBeCloseTo(/** @type {any} */ (last).trainLoss[0], 6);
    expect(cells[0].measures.movement).toBeCloseTo(/** @type {any} */ (last).movement[0], 5);
  });

  it('ends when it is aborted, and its cells so far resume it', async () => {
    const controller = new AbortController();
    const sweep = engine.sweep(document, { signal: controller.signal });
    const first = /** @type {SweepCell} */ ((await sweep.next()).value);
    controller.abort();
    const { done, value } = await sweep.next();
    expect([done, /** @type {any} */ (value).status]).toEqual([true, 'interrupted']);
    const { cells } = await run({ finished: [first] });
    expect(cells).toHaveLength(8);
  });

  it('is refused with every fault by name', async () => {
    const refused = (/** @type {object} */ change) => faultsOf(() => run({}, { ...document, ...change }));
    expect(await refused({ version: 2 })).toEqual(['version']);
    expect(await refused({ base: { version: 1, network: { width: 0 } } })).toEqual(['base.network.width']);
    expect(await refused({ path: 'network.widht' })).toEqual(['path']);
    expect(await refused({ path: 7 })).toEqual(['path']);
    expect(await refused({ values: [16, 0.5] })).toEqual(['values[1]']);
    expect(await refused({ values: [] })).toEqual(['values']);
    expect(await refused({ values: 'all' })).toEqual(['values']);
    expect(await refused({ members: 1.5 })).toEqual(['members']);
    expect(await refused({ widths: [1] })).toEqual(['widths']);
  });
});

describe('summarise', () => {
  /** y = 3 x^{−1/2} times 1 ± 10 % @returns {SweepCell[]} */
  const cells = () =>
    [10, 100, 1000].flatMap((value) =>
      [0.9, 1, 1.1].map((factor, member) => ({
        value,
        member,
        measures: { error: (3 * factor) / Math.sqrt(value), unknown: NaN },
        status: /** @type {const} */ ('finished'),
        sentence: '',
      })),
    );

  it('has mean, quantiles and the fitted power law of cells in any order', () => {
    const { values, measures } = engine.summarise(cells().reverse(), { probabilities: [0, 0.5, 1] });
    expect(values).toEqual([10, 100, 1000]);
    const { mean, count, quantiles, powerLaw } = measures.error;
    expect(count).toEqual([3, 3, 3]);
    values.forEach((value, i) => {
      const exact = 3 / Math.sqrt(value);
      expect(mean[i]).toBeCloseTo(exact, 12);
      [0.9, 1, 1.1].forEach((factor, p) => expect(quantiles[p][i]).toBeCloseTo(factor * exact, 12));
    });
    expect(powerLaw.slope).toBeCloseTo(-0.5, 12);
    // Residuals r of the logarithms, 9 points at log x = −L, 0, L: s² = Σ r²/7, and Student’s quantile t(.975; 7).
    const logs = [0.9, 1, 1.1].map(Math.log);
    const average = logs.reduce((a, b) => a + b) / 3;
    const squares = 3 * logs.reduce((sum, log) => sum + (log - average) ** 2, 0);
    const error = Math.sqrt(squares / 7 / (6 * Math.log(10) ** 2));
    expect(powerLaw.standardError).toBeCloseTo(error, 12);
    expect(powerLaw.high - powerLaw.slope).toBeCloseTo(2.364624251592785 * error, 10);
  });

  it('leaves out what is not known', () => {
    const { unknown } = engine.summarise(cells()).measures;
    expect(unknown.count).toEqual([0, 0, 0]);
    expect([...unknown.mean, unknown.powerLaw.slope].every(Number.isNaN)).toBe(true);
    expect(engine.summarise([]).values).toEqual([]);
  });
});

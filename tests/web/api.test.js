import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import createModule from '../../build/wasm/engine.js';
import { DocumentError, createEngine } from '../../web/engine/api.js';

/** @param {'engine' | 'engine-scalar'} name */
const engineOf = (name) =>
  createEngine({
    createModule,
    wasm: readFileSync(new URL(`../../build/wasm/${name}.wasm`, import.meta.url)),
  });

/** @type {import('../../web/engine/api.js').Engine} */
let engine;
beforeAll(async () => {
  engine = await engineOf('engine');
});

const small = {
  version: 1,
  data: { count: 6, probes: 31 },
  network: { width: 48, activation: 'tanh' },
  dynamics: { frames: 11, lastTime: 1000 },
};
const jobs = /** @type {const} */ (['network', 'linearisation', 'limit']);

/** @param {import('../../web/engine/api.js').Engine} from @param {object} document @param {object} [options] */
async function framesOf(from, document, options = {}) {
  const frames = [];
  for await (const frame of from.train(document, options)) frames.push(frame);
  return frames;
}

describe('train', () => {
  it('yields finite frames in order of time, for every job', async () => {
    for (const job of jobs) {
      const frames = await framesOf(engine, small, { job });
      expect(frames.map(({ index }) => index[0])).toEqual(frames.map((_, i) => i));
      expect(frames).toHaveLength(job === 'network' ? 12 : 13);
      for (const { probeOutput } of frames) expect(probeOutput.every(Number.isFinite)).toBe(true);
    }
  });

  it('starts all three from one function, and ends the ridgeless limit on the data', async () => {
    /** @type {any} */ let constants;
    const onBegin = (/** @type {any} */ block) => (constants = block);
    const [network, linearisation, limit] = await Promise.all(
      jobs.map((job) => framesOf(engine, small, { job, onBegin })),
    );
    network[0].probeOutput.forEach((value, i) => {
      expect(linearisation[0].probeOutput[i]).toBeCloseTo(value, 5);
      expect(limit[0].probeOutput[i]).toBeCloseTo(value, 5);
    });
    constants.trainY.forEach((/** @type {number} */ y, /** @type {number} */ i) =>
      expect(limit[12].trainOutput[i]).toBeCloseTo(y, 4),
    );
  });

  it('throws all faults of a bad document at once', async () => {
    const bad = { version: 1, network: { width: 0 }, limit: { ridge: -1 } };
    const error = await framesOf(engine, bad).catch((caught) => caught);
    expect(error).toBeInstanceOf(DocumentError);
    expect(error.faults.map((/** @type {any} */ { field }) => field)).toEqual([
      'network.width',
      'limit.ridge',
    ]);
  });

  it('ends with the status interrupted when it is aborted', async () => {
    const controller = new AbortController();
    const run = engine.train(small, { signal: controller.signal });
    await run.next();
    controller.abort();
    const last = await run.next();
    expect(last.done).toBe(true);
    expect(/** @type {any} */ (last.value).status).toBe('interrupted');
  });

  it('reports progress that never falls, and 1 at the end', async () => {
    /** @type {number[]} */
    const progress = [];
    await framesOf(engine, small, {
      onProgress: (/** @type {any} */ report) => progress.push(report.progress),
    });
    expect(progress.at(-1)).toBe(1);
    expect(progress).toEqual([...progress].sort((a, b) => a - b));
  });

  it('runs from given weights as from the seed that drew them', async () => {
    const weights = engine.initialWeights(small);
    expect(weights).toHaveLength(48 * 3);
    const given = await framesOf(engine, small, { weights });
    expect(given).toEqual(await framesOf(engine, small));
    expect(given).not.toEqual(await framesOf(engine, small, { weights: weights.map((w) => w * 1.01) }));
  });
});

it('the scalar module agrees with the SIMD one within the tolerance', async () => {
  const scalar = await engineOf('engine-scalar');
  for (const job of jobs) {
    const [a, b] = await Promise.all([framesOf(engine, small, { job }), framesOf(scalar, small, { job })]);
    a.forEach(({ probeOutput, time }, i) => {
      if (!Number.isFinite(time[0])) return;
      probeOutput.forEach((value, j) => expect(Math.abs(b[i].probeOutput[j] - value)).toBeLessThan(1e-3));
    });
  }
});

import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import createModule from '../../build/wasm/engine.js';
import { DocumentError, createEngine } from '../../web/engine/api.js';
import { connectToPage } from '../../web/engine/page-connection.js';
import { Pool } from '../../web/engine/pool.js';
import { engineVersion, fieldTable } from '../../web/engine/field-table.js';

/** @import { Block, Report } from '../../web/engine/types.js' */

const wasm = readFileSync(new URL('../../build/wasm/engine.wasm', import.meta.url));
const jobs = /** @type {const} */ (['network', 'linearisation', 'limit']);

/** @type {import('../../web/engine/api.js').Engine} */
let engine;
beforeAll(async () => {
  engine = await createEngine({ createModule, wasm });
});

const shared = { version: 1, data: { count: 6, probes: 31 }, dynamics: { frames: 11, lastTime: 100 } };
const documents = {
  lecture: { ...shared, network: { width: 48 } },
  centred: { ...shared, network: { width: 48, centred: true, alpha: 2 } },
  deep: { ...shared, network: { parametrisation: 'ntk', activation: 'erf', depth: 2, width: 32 } },
  circle: { ...shared, data: { ...shared.data, inputMap: 'circle' }, network: { width: 48 } },
};
const named = Object.entries(documents);

/** @param {object} document @param {import('../../web/engine/api.js').TrainOptions} [options] */
async function framesOf(document, options) {
  /** @type {Block[]} */
  const frames = [];
  for await (const frame of engine.train(document, options)) frames.push(frame);
  return frames;
}

/** @param {ArrayLike<number>} a @param {ArrayLike<number>} b */
const gap = (a, b) => Math.max(...Array.from(a, (value, i) => Math.abs(value - b[i])));

describe('values that JSON cannot hold', () => {
  const strange = [NaN, Infinity, -Infinity, () => 1, Symbol('s'), 10n, new Date(0), new Map()];
  it.each(fieldTable.fields.map(({ path }) => path))('%s names them alone', (path) => {
    const [group, key] = path.split('.');
    for (const value of strange) {
      const faults = engine.validate({ version: 1, [group]: { [key]: value } });
      expect(faults.map(({ field }) => field)).toEqual([path]);
    }
    expect(engine.validate({ version: 1, [group]: { [key]: undefined } })).toEqual([]);
  });

  it.each([...strange, undefined])('are no document, group or version: %s', (value) => {
    const fieldsOf = (/** @type {unknown} */ document) => engine.validate(document).map(({ field }) => field);
    expect(fieldsOf({ version: value })).toEqual(['version']);
    if (typeof value === 'object') return;
    expect(fieldsOf(value)).toEqual(['document']);
    expect(fieldsOf({ version: 1, network: value })).toEqual(value === undefined ? [] : ['network']);
    expect(fieldsOf({ version: 1, data: { source: 'points', points: [[0, 1], value] } })).toEqual([
      'data.points[1]',
    ]);
    expect(fieldsOf({ version: 1, data: { source: 'points', points: [[value, 0]] } })).toEqual([
      'data.points[0][0]',
    ]);
  });

  it('are all named at once', () => {
    const bad = {
      version: NaN,
      data: { noise: Symbol('q'), count: NaN },
      network: { centred: 1n },
      limit: { ridge: () => 1 },
    };
    const faults = engine.validate(bad).map(({ field }) => field);
    expect(faults.sort()).toEqual(['data.count', 'data.noise', 'limit.ridge', 'network.centred', 'version']);
  });
});

describe('createEngine', () => {
  it('says so where a run is used after its end', () => {
    const run = new engine.module.Run('limit', { version: 1 }, undefined);
    run.delete();
    expect(() => run.advance(1)).toThrow('deleted');
  });

  it('takes bytes or a compiled module', async () => {
    const other = await createEngine({ createModule, wasm: new WebAssembly.Module(wasm) });
    expect(other.version).toBe(engineVersion);
    expect(other.fieldTable()).toEqual(engine.fieldTable());
  });

  it('rejects what is no module', async () => {
    await expect(createEngine({ createModule, wasm: new Uint8Array([1, 2, 3]) })).rejects.toThrow();
  });

  it('refuses faults wherever a document is read, each with its sentence', async () => {
    const bad = { version: 1, network: { width: 0, widht: 1 }, dynamics: { firstTime: 10, lastTime: 1 } };
    const fields = ['dynamics.lastTime', 'network.widht', 'network.width'];
    const calls = [
      () => engine.complete(bad),
      () => engine.initialWeights(bad),
      ...jobs.map((job) => () => framesOf(bad, { job })),
    ];
    for (const call of calls) {
      /** @type {any} */
      const error = await Promise.resolve()
        .then(call)
        .catch((caught) => caught);
      expect(error).toBeInstanceOf(DocumentError);
      const found = /** @type {import('../../web/engine/types.js').Fault[]} */ (error.faults);
      expect(found.map(({ field }) => field).sort()).toEqual(fields);
      for (const { message } of found) expect(error.message).toContain(message);
    }
  });

  it('refuses weights that do not fit, and jobs that do not exist', async () => {
    const document = documents.lecture;
    /** @param {any} options */
    const faultsOf = async (options) => {
      const error = await framesOf(document, options).catch((caught) => caught);
      return error.faults.map((/** @type {any} */ { field }) => field);
    };
    const weights = engine.initialWeights(document);
    expect(await faultsOf({ weights: weights.slice(1) })).toEqual(['weights']);
    expect(await faultsOf({ weights: weights.with(3, NaN) })).toEqual(['weights[3]']);
    expect(await faultsOf({ job: 'netwrok' })).toEqual(['job']);
  });
});

/**
 * Entries whose explanation says where they are NaN or infinite.
 * @param {string} job @param {object} document
 */
function namesNotAlwaysFinite(job, document) {
  const run = new engine.module.Run(job, document, undefined);
  const layout = [...run.staticLayout(), ...run.frameLayout()];
  run.delete();
  return new Set(layout.filter(({ help }) => /NaN|infinity/.test(help)).map(({ name }) => name));
}

describe.each(named)('train: %s', (_, document) => {
  it.each(jobs)('%s: all quantities are finite, times increase from 0', async (job) => {
    /** @type {Block[]} */
    const begun = [];
    let framesBefore = -1;
    const frames = [];
    const onBegin = (/** @type {Block} */ constants) => {
      begun.push(constants);
      framesBefore = frames.length;
    };
    for await (const frame of engine.train(document, { job, onBegin })) frames.push(frame);
    expect([begun.length, framesBefore]).toEqual([1, 0]);
    const isNotAlwaysFinite = namesNotAlwaysFinite(job, document);
    const notFinite = (/** @type {Block} */ block) =>
      Object.entries(block).filter(
        ([name, values]) => !isNotAlwaysFinite.has(name) && !values.every(Number.isFinite),
      );
    const [{ times, trainX, probeX, ...constants }] = begun;
    expect([trainX.length, probeX.length]).toEqual([6, 31]);
    expect(notFinite(constants)).toEqual([]);
    expect(times[0]).toBe(0);
    expect(times.at(-1)).toBe(Infinity);
    frames.forEach(({ time, ...frame }, i) => {
      expect(time[0]).toBe(times[i]);
      if (i > 0) expect(time[0]).toBeGreaterThan(times[i - 1]);
      expect(notFinite(frame)).toEqual([]);
    });
  });

  it('all three start from one function', async () => {
    const [network, linearisation, limit] = await Promise.all(jobs.map((job) => framesOf(document, { job })));
    for (const name of ['trainOutput', 'probeOutput', 'trainLoss']) {
      expect(gap(network[0][name], linearisation[0][name])).toBeLessThan(1e-5);
      expect(gap(network[0][name], limit[0][name])).toBeLessThan(1e-5);
    }
    expect(gap(network[5].probeOutput, limit[5].probeOutput)).toBeGreaterThan(1e-3);
  });

  const withoutC6 = (/** @type {any[]} */ frames) =>
    frames.map((frame) => ({ ...frame, c6Bound: undefined }));

  it.each(jobs)('%s: given the seed’s weights it is the same run', async (job) => {
    const weights = engine.initialWeights(document);
    // C6's bound is about drawn weights: the only part that knows whether they were given.
    const frames = withoutC6(await framesOf(document, { job }));
    expect(withoutC6(await framesOf(document, { job, weights }))).toEqual(frames);
    expect(withoutC6(await framesOf(document, { job, weights: [...weights] }))).toEqual(frames);
  });
});

describe('the ridgeless limit', () => {
  it.each(['relu', 'erf', 'tanh'])('with %s interpolates the data at t = ∞', async (activation) => {
    /** @type {Block | undefined} */ let constants;
    const document = { ...shared, network: { width: 48, activation } };
    const onBegin = (/** @type {Block} */ block) => (constants = block);
    const last = (await framesOf(document, { job: 'limit', onBegin })).at(-1);
    expect(last?.time[0]).toBe(Infinity);
    expect(gap(last?.trainOutput ?? [], constants?.trainY ?? [])).toBeLessThan(1e-4);
    const ridge = (await framesOf({ ...document, limit: { ridge: 0.1 } }, { job: 'limit' })).at(-1);
    expect(gap(ridge?.trainOutput ?? [], constants?.trainY ?? [])).toBeGreaterThan(1e-3);
  });
});

describe('a signal', () => {
  it('that was aborted before gives no frame', async () => {
    const run = engine.train(documents.lecture, { signal: AbortSignal.abort() });
    const { done, value } = await run.next();
    expect(done).toBe(true);
    expect(value).toMatchObject({ status: 'interrupted', progress: 1 });
    expect(/** @type {Report} */ (value).sentence).toContain('cancelled');
  });

  it('ends a run between two slices', async () => {
    const controller = new AbortController();
    /** @type {Report[]} */
    const reports = [];
    const onProgress = (/** @type {Report} */ report) => {
      if (reports.push(report) === 3) setTimeout(() => controller.abort());
    };
    const document = { version: 1, data: { count: 64 }, network: { width: 4096 } };
    const run = engine.train(document, { signal: controller.signal, onProgress });
    let result = await run.next();
    while (!result.done) result = await run.next();
    expect(result.value).toMatchObject({ status: 'interrupted' });
    expect(reports.every(({ status }) => status === 'running')).toBe(true);
    const progress = reports.map((report) => report.progress);
    expect(progress).toEqual([...progress].sort((a, b) => a - b));
    expect(progress.every((share) => share >= 0 && share < 1)).toBe(true);
  });

  it('leaves the engine fit for the next run, and so does a loop that is left', async () => {
    const frames = await framesOf(documents.lecture);
    for await (const frame of engine.train(documents.lecture)) if (frame.index[0] === 2) break;
    expect(await framesOf(documents.lecture)).toEqual(frames);
  });
});

describe('the page’s own thread', () => {
  const compiled = Promise.resolve(new WebAssembly.Module(wasm));
  /** @param {object} document @param {'network' | 'linearisation' | 'limit'} job */
  const runOnPage = (document, job) =>
    new Promise((resolve) => {
      const pool = new Pool({ connect: connectToPage, compile: () => compiled, size: 1 });
      /** @type {Block[]} */
      const frames = [];
      const end = (/** @type {object} */ result) => {
        pool.destroy();
        resolve({ frames, ...result });
      };
      pool.start(
        { job, document },
        {
          begun: () => {},
          frame: (frame) => frames.push(frame),
          report: (report) => report.status !== 'running' && end(report),
          refused: (faults) => end({ faults }),
        },
      );
    });

  it.each(jobs)('%s: pool and host give the frames of the API', async (job) => {
    const document = { ...documents.lecture, dynamics: { frames: 80, lastTime: 100 } };
    const { status, frames } = /** @type {any} */ (await runOnPage(document, job));
    expect(status).toBe('finished');
    expect(frames).toEqual(await framesOf(document, { job }));
  });

  const many = Array.from({ length: 129 }, (_, i) => [i / 60 - 1, 0]);
  it.each([
    ['129 points of a target', { count: 129 }, true],
    ['128 points of a target', { count: 128 }, false],
    ['129 given rows', { source: 'given', inputs: many, targets: many.map(([x]) => [x]) }, true],
    ['129 points placed by hand', { source: 'points', points: many }, true],
    [
      '2 points placed by hand, whatever the count',
      { source: 'points', points: many.slice(0, 2), count: 256 },
      false,
    ],
  ])('%s', async (_, data, isRefused) => {
    const document = { version: 1, data: { probes: 5, ...data }, dynamics: { frames: 2 } };
    const { status, sentence } = /** @type {any} */ (await runOnPage(document, 'limit'));
    expect(status).toBe(isRefused ? 'memory' : 'finished');
    if (isRefused) expect(sentence).toContain('at most 128 training points');
  });
});

import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import createModule from '../../build/wasm/engine.js';
import { createEngine } from '../../web/engine/api.js';
import { curvesCsv, runJson } from '../../web/export/run-data.js';
import { defaultDocument, withField } from '../../web/store/document.js';
import { figureHash } from '../../web/store/figure-link.js';
import { FigureStore } from '../../web/store/figure-store.js';
import { decodeHash } from '../../web/store/hash.js';
import { membersIn } from '../../web/store/members-link.js';
import { Moments } from '../../web/store/moments.js';
import { memberDocument } from '../../web/store/network-ensemble.js';
import { shownData } from '../../web/store/shown-data.js';
import { bandsOf } from '../../web/views/function/ensemble-bands.js';
import { comparisonOf } from '../../web/views/function/ensemble-control.js';
import { FakePool } from './fake-host.js';

/** @type {FakePool & { size: number }} */ let pool;
/** @type {FigureStore} */ let store;
const frameLayout = [{ name: 'probeOutput', offset: 0, shape: [1, 2], unit: 'y', help: '' }];
const members = () => pool.runs.slice(3);
const memberOf = (/** @type {any} */ { document }) => document.network.member;
/** The ensemble, once its members are started. */
async function ensemble() {
  const networks = await vi.waitFor(() => store.ensemble.value ?? Promise.reject(new Error('not there')));
  await Promise.resolve();
  return networks;
}

/** @param {FakePool['runs'][number]} run @param {number[]} levels of its frames @param {string} status */
function end({ handlers }, levels, status = 'finished') {
  handlers.begun({ times: new Float32Array(levels.length + 1) }, { constants: [], frame: frameLayout });
  for (const level of levels) handlers.frame({ probeOutput: Float32Array.of(level, -level) });
  handlers.report({ status, sentence: '', progress: 1 });
}

beforeEach(() => {
  pool = Object.assign(new FakePool(), { size: 3 });
  store = new FigureStore(/** @type {any} */ (pool));
  store.load(defaultDocument());
});

describe('moments', () => {
  it('are mean and sample deviation, also where the mean is much larger', () => {
    const values = [1e6 + 1, 1e6 + 2, 1e6 + 4];
    const moments = new Moments(1);
    expect(moments.deviation()).toBeUndefined();
    for (const value of values) moments.add([value]);
    const mean = values.reduce((sum, value) => sum + value) / 3;
    expect(moments.mean[0]).toBeCloseTo(mean, 9);
    const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    expect(moments.deviation()?.[0]).toBeCloseTo(Math.sqrt(squares / 2), 9);
  });
});

describe('a member', () => {
  it('is another draw of the same seed, the first one the figure’s own, and only its functions are observed', () => {
    const document = withField(
      withField(defaultDocument(), 'network.member', 1000000),
      'observe.theory',
      true,
    );
    expect([0, 1, 2].map((i) => memberDocument(document, i).network)).toEqual(
      [1000000, 0, 1].map((member) => ({ ...document.network, member })),
    );
    expect(Object.values(memberDocument(document, 0).observe).some((is) => is === true)).toBe(false);
  });
});

describe('the ensemble', () => {
  beforeEach(() => void store.setMembers({ count: 4 }));

  it('trains members in parallel, one host less than there are, and averages those that finished', async () => {
    const networks = await ensemble();
    expect(members().map(memberOf)).toEqual([0, 1]);
    expect(members().every(({ job }) => job === 'network')).toBe(true);
    end(members()[1], [1, 2]);
    expect(members().map(memberOf)).toEqual([0, 1, 2]);
    members()[0].handlers.frame({ probeOutput: Float32Array.of(100, 100) });
    expect(networks.at(1)).toEqual({ mean: Float64Array.of(2, -2), deviation: undefined });
    end(members()[2], [3, 6]);
    expect(networks.state.value).toMatchObject({ wanted: 4, done: 2, running: 2 });
    expect(networks.at(1)?.mean).toEqual(Float64Array.of(4, -4));
    expect(networks.at(1)?.deviation?.[0]).toBeCloseTo(Math.sqrt(8), 12);
    expect(networks.at(5)).toEqual(networks.at(1));
  });

  it('leaves out members that ended early, and says how many', async () => {
    const networks = await ensemble();
    end(members()[0], [1, 2]);
    end(members()[1], [7], 'diverged');
    members()[2].handlers.refused([]);
    expect(networks.state.value).toMatchObject({ done: 1, failed: 2 });
    expect(networks.at(0)?.mean).toEqual(Float64Array.of(1, -1));
  });

  it('goes on with what is missing after Cancel, and keeps what it has', async () => {
    const networks = await ensemble();
    end(members()[1], [1]);
    networks.cancel();
    expect(members().map(({ isCancelled }) => isCancelled)).toEqual([true, false, true]);
    expect(networks.state.value).toMatchObject({ done: 1, running: 0, isCancelled: true });
    networks.resume();
    expect(members().slice(3).map(memberOf)).toEqual([0, 2]);
    expect(networks.frames).toBe(1);
  });

  it('stays cancelled where a change leaves its networks as they are', async () => {
    const networks = await ensemble();
    networks.cancel();
    store.setField('limit.ridge', 1);
    await Promise.resolve();
    expect(networks.state.value).toMatchObject({ isCancelled: true, running: 0 });
    await store.setMembers({ count: 5 });
    await Promise.resolve();
    expect(networks.state.value).toMatchObject({ isCancelled: false, running: 2 });
  });

  it('trains again what failed where it goes on', async () => {
    const networks = await ensemble();
    end(members()[0], [7], 'failed');
    networks.cancel();
    networks.resume();
    expect(networks.state.value).toMatchObject({ failed: 0, running: 2 });
    expect(members().slice(3).map(memberOf)).toEqual([0, 1]);
  });

  it('starts anew where the network is another one, and not where only the limit is', async () => {
    const networks = await ensemble();
    end(members()[0], [1]);
    store.setField('limit.ridge', 1);
    expect(networks.state.value.done).toBe(1);
    store.setField('network.width', 8);
    expect(networks.state.value).toMatchObject({ wanted: 4, done: 0 });
    expect(networks.frames).toBe(0);
    await Promise.resolve();
    expect(
      pool.runs
        .slice(-5)
        .map(({ job }) => job)
        .slice(-3),
    ).toEqual(['network', 'network', 'network']);
    const last = members().at(-1);
    expect([last?.document.network.width, last && memberOf(last)]).toEqual([8, 1]);
    await store.setMembers({ count: 0 });
    expect(last?.isCancelled).toBe(true);
    expect(networks.state.value.wanted).toBe(0);
  });

  it('grows without training again what it has, and shrinks to the first members', async () => {
    const networks = await ensemble();
    for (let i = 0; i < 4; i += 1) end(members()[i], [i]);
    await store.setMembers({ count: 6 });
    await Promise.resolve();
    expect(members().slice(4).map(memberOf)).toEqual([4, 5]);
    expect(networks.state.value.done).toBe(4);
    await store.setMembers({ count: 2 });
    await Promise.resolve();
    expect(members().slice(6).map(memberOf)).toEqual([0, 1]);
  });

  it('is of linearisations instead, trained anew', async () => {
    const networks = await ensemble();
    end(members()[0], [1]);
    await store.setMembers({ job: 'linearisation' });
    await Promise.resolve();
    expect(networks.state.value).toMatchObject({ wanted: 4, done: 0 });
    expect(
      members()
        .slice(-2)
        .map(({ job }) => job),
    ).toEqual(['linearisation', 'linearisation']);
  });

  it('is refused where its memory would pass the cap', async () => {
    const networks = await ensemble();
    const frame = [{ ...frameLayout[0], shape: [10, 2001] }];
    members()[0].handlers.begun({ times: new Float32Array(1001) }, { constants: [], frame });
    expect(networks.state.value).toMatchObject({ isTooLarge: true, running: 0 });
    expect(members()).toHaveLength(2);
  });
});

describe('its link', () => {
  it('has the number of networks, clamped', async () => {
    await store.setMembers({ count: 16 });
    expect(figureHash(store)).toBe('#v=1&members=16');
    expect(decodeHash('#v=1&members=16').warnings).toEqual([]);
    await store.setMembers({ job: 'linearisation' });
    expect(figureHash(store)).toBe('#v=1&members=16,linearisation');
    expect(membersIn(figureHash(store))).toEqual({ members: store.members.value, warnings: [] });
    expect(membersIn('#v=1&members=16&network.width=8').members).toEqual({ count: 16, job: 'network' });
    expect(membersIn('#v=1').members.count).toBe(0);
    expect(membersIn('#members=1e9')).toEqual({
      members: { count: 64, job: 'network' },
      warnings: ['members was changed from 1000000000 to 64'],
    });
    expect(membersIn('#members=-1').members.count).toBe(0);
    for (const text of ['', 'NaN', 'Infinity', '%', 'a'])
      expect(membersIn(`#members=${text}`).warnings).toEqual(['members is not a number']);
    expect(membersIn('#members=4,limit')).toEqual({
      members: { count: 0, job: 'network' },
      warnings: ['members are neither of network nor of linearisation'],
    });
  });
});

describe('against the limit', () => {
  const hash =
    '#v=1&limit.priorMean=zero&data.count=4&data.probes=21&network.width=1024&dynamics.frames=5&dynamics.lastTime=100&observe.ensemble=true';

  it('spread and mean come close to those of infinitely wide networks (C17), in bands, numbers and files', async () => {
    const wasm = readFileSync(new URL('../../build/wasm/engine.wasm', import.meta.url));
    const engine = await createEngine({ createModule, wasm });
    const { document } = decodeHash(hash);
    store.load(document);
    await store.setMembers({ count: 64 });
    const networks = await ensemble();
    for (let i = 3; i < pool.runs.length; i += 1) {
      const { job, document: own, handlers, isCancelled } = pool.runs[i];
      if (isCancelled || job === 'linearisation') continue;
      const layouts = { constants: [], frame: [{ ...frameLayout[0], shape: [1, 21] }] };
      const run = engine.train(own, {
        job: /** @type {any} */ (job),
        onBegin: (constants) => handlers.begun(constants, layouts),
      });
      let step = await run.next();
      for (; !step.done; step = await run.next()) handlers.frame(step.value);
      handlers.report(step.value);
    }
    expect(networks.state.value.done).toBe(64);
    store.runs.cancel();
    store.seek(3);
    const data = /** @type {import('../../web/store/shown-data.js').ShownData} */ (shownData(store.runs));
    const bands = bandsOf(store, data, 0);
    expect(bands.map(({ name }) => name)).toEqual(['posterior', 'ensemble', 'networks']);
    const [deviation, limitDeviation, meanGap] = comparisonOf(store, data, 0).map(({ value }) =>
      Number(value),
    );
    // A deviation of 64 draws errs by one part in √128, a mean by σ/8.
    expect(deviation / limitDeviation).toBeGreaterThan(0.8);
    expect(deviation / limitDeviation).toBeLessThan(1.2);
    const spreads = Array.from(bands[1].high, (high, i) => (high - bands[1].low[i]) / 4);
    expect(meanGap).toBeLessThan((4 * Math.max(...spreads)) / 8);
    const [head, ...rows] = curvesCsv(store)
      .trimEnd()
      .split('\n')
      .map((row) => row.split(','));
    const column = head.indexOf('ensemble mean [y]');
    expect(Number(rows[3 * 21 + 4][column])).toBeCloseTo(/** @type {number} */ (networks.at(3)?.mean[4]), 5);
    expect(rows.at(-1)?.[column]).toBe('');
    const file = JSON.parse(runJson(store).join(''));
    expect(file.ensemble).toMatchObject({
      job: 'network',
      members: 64,
      finished: 64,
      failed: 0,
      divisor: 63,
    });
    expect(file.ensemble.frames).toHaveLength(6);
    expect(file.link).toContain('members=64');
  }, 30000);
});

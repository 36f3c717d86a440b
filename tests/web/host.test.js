import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import createModule from '../../build/wasm/engine.js';
import { EngineHost } from '../../web/engine/host.js';
import { initialCredit } from '../../web/engine/protocol.js';

const module = new WebAssembly.Module(readFileSync(new URL('../../build/wasm/engine.wasm', import.meta.url)));
const document = {
  version: 1,
  data: { count: 6, probes: 11 },
  network: { width: 32 },
  dynamics: { frames: 60 },
};

async function startHost() {
  /** @type {any[]} */
  const events = [];
  const host = new EngineHost(createModule, (event) => events.push(event));
  await host.receive({ type: 'module', module });
  const count = (/** @type {string} */ type, run = 1) =>
    events.filter((e) => e.type === type && e.run === run).length;
  return { host, events, count };
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 300));

describe('the engine host', () => {
  it('stops when its credit is used up, goes on with more, and finishes', async () => {
    const { host, events, count } = await startHost();
    const run = host.receive({ type: 'start', run: 1, job: 'limit', document });
    await settle();
    expect(count('begun')).toBe(1);
    expect(count('frame')).toBe(initialCredit);
    await host.receive({ type: 'credit', run: 1, count: 1000 });
    await run;
    expect(count('frame')).toBe(62);
    expect(events.at(-1)).toMatchObject({ type: 'report', status: 'finished', progress: 1 });
  });

  it('forgets a run that is cancelled or superseded', async () => {
    const { host, count } = await startHost();
    const first = host.receive({ type: 'start', run: 1, job: 'limit', document });
    const second = host.receive({ type: 'start', run: 2, job: 'limit', document });
    await settle();
    await host.receive({ type: 'cancel', run: 2 });
    await Promise.all([first, second]);
    expect(count('frame', 2)).toBe(initialCredit);
    expect(count('report', 1)).toBe(0);
  });

  it('refuses with the faults, gives weights, ignores what is no command', async () => {
    const { host, events } = await startHost();
    await host.receive({
      type: 'start',
      run: 1,
      job: 'network',
      document: { version: 1, network: { width: 0 } },
    });
    expect(events.at(-1)).toMatchObject({ type: 'refused', faults: [{ field: 'network.width' }] });
    await host.receive({ type: 'weights', run: 2, document });
    expect(events.at(-1).weights).toHaveLength(96);
    const before = events.length;
    for (const data of [
      undefined,
      1,
      { type: 'start' },
      { type: 'start', run: -1, job: 'network', document },
    ]) {
      await host.receive(data);
    }
    expect(events).toHaveLength(before);
  });

  it('says that it failed instead of throwing', async () => {
    /** @type {any[]} */
    const events = [];
    const host = new EngineHost(createModule, (event) => events.push(event));
    await host.receive({ type: 'start', run: 1, job: 'limit', document });
    expect(events).toEqual([{ type: 'failed', message: 'Error: a command came before the module' }]);
  });
});

describe('the engine host, run by run', () => {
  it('takes no credit that is meant for another run', async () => {
    const { host, count } = await startHost();
    const run = host.receive({ type: 'start', run: 1, job: 'limit', document });
    await settle();
    await host.receive({ type: 'credit', run: 0, count: 1000 });
    await host.receive({ type: 'cancel', run: 0 });
    await settle();
    expect(count('frame')).toBe(initialCredit);
    await host.receive({ type: 'credit', run: 1, count: 3 });
    await settle();
    expect(count('frame')).toBe(initialCredit + 3);
    await host.receive({ type: 'cancel', run: 1 });
    await run;
    expect(count('frame')).toBe(initialCredit + 3);
    expect(count('report')).toBe(0);
  });

  it('runs the next one after a cancelled one, with credit of its own', async () => {
    const { host, count } = await startHost();
    const first = host.receive({ type: 'start', run: 1, job: 'limit', document });
    await settle();
    await host.receive({ type: 'cancel', run: 1 });
    await first;
    const next = { ...document, dynamics: { frames: 10 } };
    await host.receive({ type: 'start', run: 2, job: 'limit', document: next });
    expect([count('begun', 2), count('frame', 2)]).toEqual([1, 12]);
  });

  it('hands over buffers instead of copies, and sends begun first and the report last', async () => {
    /** @type {{ event: any, transfer: any }[]} */
    const posts = [];
    const host = new EngineHost(createModule, (event, transfer) => posts.push({ event, transfer }));
    await host.receive({ type: 'module', module });
    const short = { ...document, dynamics: { frames: 10 } };
    await host.receive({ type: 'start', run: 1, job: 'limit', document: short });
    const types = posts.map(({ event }) => event.type).filter((type, i, all) => type !== all[i - 1]);
    expect(types.filter((type) => type !== 'report')).toEqual(['ready', 'begun', 'frame']);
    expect(types.at(-1)).toBe('report');
    for (const { event, transfer } of posts.filter(({ event: { type } }) => /begun|frame/.test(type)))
      expect(transfer).toEqual([(event.block ?? event.staticBlock).buffer]);
  });

  it('starts from given weights, and refuses a wrong number of them', async () => {
    const { host, events, count } = await startHost();
    const weights = new Float64Array(96);
    const short = { ...document, dynamics: { frames: 10 } };
    await host.receive({ type: 'start', run: 1, job: 'network', document: short, weights });
    const { block } = events.find(({ type }) => type === 'frame');
    const { frameLayout } = events.find(({ type }) => type === 'begun');
    const { offset } = frameLayout.find((/** @type {any} */ { name }) => name === 'probeOutput');
    expect(block.subarray(offset, offset + 11)).toEqual(new Float32Array(11));
    await host.receive({
      type: 'start',
      run: 2,
      job: 'network',
      document: short,
      weights: new Float64Array(95),
    });
    expect([count('refused', 2), count('frame', 2)]).toEqual([1, 0]);
  });
});

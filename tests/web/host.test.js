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
    expect(events).toEqual([{ type: 'failed', message: 'Error: a run was started before the module' }]);
  });
});

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Pool, silenceMilliseconds } from '../../web/engine/pool.js';

const compiled = new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]));
const layout = [
  { name: 'index', offset: 0, shape: [1], unit: '', help: '' },
  { name: 'probeOutput', offset: 1, shape: [2], unit: 'y', help: '' },
];

/** A host that answers only as it is told. */
class FakeHost {
  /** @type {any[]} */ commands = [];
  /** @type {any} */ onmessage = null;
  /** @type {any} */ onerror = null;
  isEnded = false;
  postMessage(/** @type {any} */ command) {
    this.commands.push(command);
  }
  terminate() {
    this.isEnded = true;
  }
  say(/** @type {any} */ data) {
    this.onmessage?.({ data });
  }
  begin(/** @type {number} */ run) {
    this.say({
      type: 'begun',
      run,
      staticLayout: layout,
      frameLayout: layout,
      staticBlock: Float32Array.of(0, 5, 6),
    });
  }
  frame(/** @type {number} */ run, /** @type {number} */ index) {
    this.say({ type: 'frame', run, block: Float32Array.of(index, 1, 2) });
  }
  report(/** @type {number} */ run, /** @type {string} */ status) {
    this.say({ type: 'report', run, status, sentence: '', progress: 0.5 });
  }
  started() {
    return this.commands.filter(({ type }) => type === 'start').map(({ run }) => run);
  }
}

/** @type {FakeHost[]} */
let hosts;
const makePool = (size = 1) =>
  new Pool({
    connect: () => {
      hosts.push(new FakeHost());
      return /** @type {any} */ (hosts.at(-1));
    },
    compiled: Promise.resolve(compiled),
    size,
  });
const handlers = () => ({ begun: vi.fn(), frame: vi.fn(), report: vi.fn(), refused: vi.fn() });
const request = { job: /** @type {const} */ ('network'), document: { version: 1 } };
const turn = () => vi.advanceTimersByTimeAsync(0);

beforeEach(() => {
  vi.useFakeTimers();
  hosts = [];
});
afterEach(() => vi.useRealTimers());

async function startOne() {
  const pool = makePool();
  const heard = handlers();
  const handle = pool.start(request, heard);
  await turn();
  hosts[0].say({ type: 'ready' });
  return { pool, heard, handle };
}

describe('the pool', () => {
  it('sends the module first, the run when the host is ready, and names the parts of frames', async () => {
    const { heard } = await startOne();
    expect(hosts[0].commands.map(({ type }) => type)).toEqual(['module', 'start']);
    hosts[0].begin(0);
    hosts[0].frame(0, 0);
    hosts[0].frame(0, 1);
    expect(heard.begun).toHaveBeenCalledWith({
      index: Float32Array.of(0),
      probeOutput: Float32Array.of(5, 6),
    });
    expect(heard.frame.mock.calls.map(([{ index }]) => index[0])).toEqual([0, 1]);
    expect(hosts[0].commands.filter(({ type }) => type === 'credit')).toHaveLength(2);
  });

  it('has no more hosts than its size; the rest waits', async () => {
    const pool = makePool(2);
    for (let i = 0; i < 5; i += 1) pool.start(request, handlers());
    await turn();
    expect(hosts).toHaveLength(2);
    hosts.forEach((host) => host.say({ type: 'ready' }));
    hosts[1].report(1, 'finished');
    expect(hosts[1].started()).toEqual([1, 2]);
  });

  it('delivers nothing of a cancelled run, and goes on with the next', async () => {
    const { pool, heard, handle } = await startOne();
    const next = handlers();
    pool.start(request, next);
    handle.cancel();
    hosts[0].begin(0);
    hosts[0].frame(0, 0);
    hosts[0].report(0, 'finished');
    for (const handler of Object.values(heard)) expect(handler).not.toHaveBeenCalled();
    expect(hosts[0].commands.map(({ type }) => type)).toEqual(['module', 'start', 'cancel', 'start']);
    hosts[0].begin(1);
    expect(next.begun).toHaveBeenCalledTimes(1);
  });

  it('hands on refusals', async () => {
    const { heard } = await startOne();
    const faults = [{ field: 'network.width', value: '0', message: 'm' }];
    hosts[0].say({ type: 'refused', run: 0, faults });
    expect(heard.refused).toHaveBeenCalledWith(faults);
  });

  it('ignores what is no event', async () => {
    const { heard } = await startOne();
    for (const data of [
      null,
      3,
      'frame',
      { type: 'frame' },
      { type: 'frame', run: 0, block: [1] },
      { type: 'x' },
    ]) {
      hosts[0].say(data);
    }
    expect(heard.frame).not.toHaveBeenCalled();
  });

  it('replaces a host that failed and restarts its run once, without frames twice', async () => {
    const { heard } = await startOne();
    hosts[0].begin(0);
    hosts[0].frame(0, 0);
    hosts[0].say({ type: 'failed', message: 'out of memory' });
    expect(hosts[0].isEnded).toBe(true);
    await turn();
    hosts[1].say({ type: 'ready' });
    expect(hosts[1].started()).toEqual([0]);
    hosts[1].begin(0);
    hosts[1].frame(0, 0);
    hosts[1].frame(0, 1);
    expect(heard.begun).toHaveBeenCalledTimes(1);
    expect(heard.frame.mock.calls.map(([{ index }]) => index[0])).toEqual([0, 1]);
    hosts[1].onerror({ message: 'again' });
    expect(heard.report.mock.calls.at(-1)?.[0]).toMatchObject({
      status: 'memory',
      sentence: 'The engine stopped: again',
    });
  });

  it('replaces a host that fell silent', async () => {
    await startOne();
    await vi.advanceTimersByTimeAsync(silenceMilliseconds + 1);
    expect(hosts[0].isEnded).toBe(true);
    expect(hosts).toHaveLength(2);
  });

  it('says why when the module cannot be had', async () => {
    const pool = new Pool({
      connect: () => /** @type {any} */ (new FakeHost()),
      compiled: Promise.reject(new Error('404')),
      size: 1,
    });
    const [first, second] = [handlers(), handlers()];
    pool.start(request, first);
    pool.start(request, second);
    await turn();
    for (const heard of [first, second]) expect(heard.report.mock.calls[0][0].sentence).toContain('404');
  });
});

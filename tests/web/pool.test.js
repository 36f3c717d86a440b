import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Pool, graceMilliseconds, largestMemory, silenceMilliseconds } from '../../web/engine/pool.js';
import { FakeHost, layout } from './fake-host.js';

const compiled = new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]));
/** @type {FakeHost[]} */
let hosts;
const makePool = (size = 1) =>
  new Pool({
    connect: () => {
      hosts.push(new FakeHost());
      return /** @type {any} */ (hosts.at(-1));
    },
    compile: () => Promise.resolve(compiled),
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
    expect(heard.begun).toHaveBeenCalledWith(
      {
        index: Float32Array.of(0),
        probeOutput: Float32Array.of(5, 6),
      },
      { constants: layout, frame: layout },
    );
    expect(heard.frame.mock.calls.map(([{ index }]) => index[0])).toEqual([0, 1]);
    expect(hosts[0].commands.filter(({ type }) => type === 'credit')).toHaveLength(2);
  });

  it('takes thousands of waiting runs away and begins the next', async () => {
    const pool = makePool();
    const ignored = handlers();
    const handles = Array.from({ length: 20000 }, () => pool.start(request, ignored));
    // A look through all that wait at each cancel makes 200 million steps, more than the time that a test has.
    for (const handle of handles.toReversed()) handle.cancel();
    const heard = handlers();
    pool.start(request, heard);
    await turn();
    hosts[0].say({ type: 'ready' });
    expect(hosts[0].commands.filter(({ type }) => type === 'start').map(({ run }) => run)).toEqual([20000]);
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
      compile: () => Promise.reject(new Error('404')),
      size: 1,
    });
    const [first, second] = [handlers(), handlers()];
    pool.start(request, first);
    pool.start(request, second);
    await turn();
    for (const heard of [first, second]) expect(heard.report.mock.calls[0][0].sentence).toContain('404');
  });
});

describe('credit', () => {
  it('is given back for each frame, also for those that a restarted run skips', async () => {
    await startOne();
    hosts[0].begin(0);
    for (let i = 0; i < 3; i += 1) hosts[0].frame(0, i);
    const credits = (/** @type {FakeHost} */ host) => host.commands.filter(({ type }) => type === 'credit');
    expect(credits(hosts[0])).toEqual(Array(3).fill({ type: 'credit', run: 0, count: 1 }));
    hosts[0].say({ type: 'failed', message: 'm' });
    await turn();
    hosts[1].say({ type: 'ready' });
    hosts[1].begin(0);
    for (let i = 0; i < 3; i += 1) hosts[1].frame(0, i);
    expect(credits(hosts[1])).toHaveLength(3);
  });
});

describe('a queue', () => {
  it('starts in order, and forgets what is cancelled while it waits', async () => {
    const { pool } = await startOne();
    const waiting = [1, 2, 3].map(() => pool.start(request, handlers()));
    waiting[1].cancel();
    for (const run of [0, 1, 3]) hosts[0].report(run, 'finished');
    expect(hosts[0].started()).toEqual([0, 1, 3]);
  });

  it('passes job, document and weights on', async () => {
    const pool = makePool();
    const weights = Float64Array.of(1, 2);
    pool.start({ ...request, weights }, handlers());
    await turn();
    expect(hosts[0].commands).toEqual([{ type: 'module', module: compiled }]);
    hosts[0].say({ type: 'ready' });
    expect(hosts[0].commands[1]).toEqual({ type: 'start', run: 0, ...request, weights });
  });

  it('is gone after destroy, with all hosts', async () => {
    const pool = makePool(2);
    const all = [0, 1, 2].map(() => handlers());
    all.forEach((heard) => pool.start(request, heard));
    await turn();
    hosts.forEach((host) => host.say({ type: 'ready' }));
    pool.destroy();
    hosts.forEach((host, run) => host.report(run, 'finished'));
    await vi.advanceTimersByTimeAsync(3 * silenceMilliseconds);
    expect(hosts.map(({ isEnded }) => isEnded)).toEqual([true, true]);
    for (const { report } of all) expect(report).not.toHaveBeenCalled();
  });
});

describe('a report', () => {
  it('that is not final leaves the host to its run', async () => {
    const { pool, heard } = await startOne();
    pool.start(request, handlers());
    hosts[0].report(0, 'running');
    expect(heard.report).toHaveBeenCalledWith({ status: 'running', sentence: '', progress: 0.5 });
    expect(hosts[0].started()).toEqual([0]);
    hosts[0].report(7, 'finished');
    expect(heard.report).toHaveBeenCalledTimes(1);
    hosts[0].report(0, 'budget');
    expect(hosts[0].started()).toEqual([0, 1]);
    hosts[0].report(0, 'finished');
    expect(heard.report).toHaveBeenCalledTimes(2);
  });
});

describe('silence', () => {
  it('is counted from the last message, and not at all once the run ended', async () => {
    const { heard } = await startOne();
    hosts[0].begin(0);
    for (let i = 0; i < 5; i += 1) {
      await vi.advanceTimersByTimeAsync(silenceMilliseconds - 1);
      hosts[0].frame(0, i);
    }
    expect(hosts[0].isEnded).toBe(false);
    hosts[0].report(0, 'finished');
    await vi.advanceTimersByTimeAsync(3 * silenceMilliseconds);
    expect(hosts).toHaveLength(1);
    expect(hosts[0].isEnded).toBe(false);
    expect(heard.frame).toHaveBeenCalledTimes(5);
  });

  it('a second time ends the run with a sentence', async () => {
    const { heard } = await startOne();
    await vi.advanceTimersByTimeAsync(silenceMilliseconds);
    expect(heard.report).not.toHaveBeenCalled();
    hosts[1].say({ type: 'ready' });
    await vi.advanceTimersByTimeAsync(silenceMilliseconds);
    expect(heard.report.mock.calls).toEqual([
      [
        {
          status: 'memory',
          sentence: 'The engine stopped: the engine did not answer',
          progress: 1,
          failure: 'engine',
        },
      ],
    ]);
    expect(hosts).toHaveLength(2);
  });

  it('before a host is ready counts as well, once it has the module', async () => {
    makePool().start(request, handlers());
    await vi.advanceTimersByTimeAsync(2 * silenceMilliseconds);
    expect(hosts[0].isEnded).toBe(true);
    expect(hosts.length).toBeGreaterThan(1);
  });
});

describe('a host that was replaced', () => {
  it('is not heard any more, and no other run is touched', async () => {
    const pool = makePool(2);
    const [first, second] = [handlers(), handlers()];
    pool.start(request, first);
    pool.start(request, second);
    await turn();
    hosts.forEach((host) => host.say({ type: 'ready' }));
    hosts[0].say({ type: 'failed', message: 'm' });
    hosts[0].begin(0);
    hosts[0].report(0, 'finished');
    expect(first.begun).not.toHaveBeenCalled();
    expect(first.report).not.toHaveBeenCalled();
    hosts[1].begin(1);
    expect(second.begun).toHaveBeenCalledTimes(1);
    expect(hosts.map(({ isEnded }) => isEnded)).toEqual([true, false, false]);
  });

  it('had begun its run: that is said once, also when no frame had come', async () => {
    const { heard } = await startOne();
    hosts[0].begin(0);
    hosts[0].say({ type: 'failed', message: 'm' });
    await turn();
    hosts[1].say({ type: 'ready' });
    hosts[1].begin(0);
    expect(heard.begun).toHaveBeenCalledTimes(1);
  });
});

describe('a module that cannot be had', () => {
  it('ends runs that are started afterwards, too', async () => {
    const pool = new Pool({
      connect: () => /** @type {any} */ (new FakeHost()),
      compile: () => Promise.reject(new Error('404')),
      size: 1,
    });
    const [before, after] = [handlers(), handlers()];
    pool.start(request, before);
    await turn();
    pool.start(request, after);
    await turn();
    for (const { report } of [before, after])
      expect(report.mock.calls).toEqual([
        [{ status: 'memory', sentence: '404', progress: 1, failure: 'engine' }],
      ]);
  });
});

describe('initial weights', () => {
  const weights = Float64Array.of(1, 2);

  it('come from a host that is ready, also while it runs', async () => {
    const { pool } = await startOne();
    const answer = pool.initialWeights({ version: 1 });
    expect(hosts[0].commands.at(-1)).toEqual({ type: 'weights', run: 1, document: { version: 1 } });
    hosts[0].say({ type: 'weights', run: 1, weights });
    expect(await answer).toEqual(weights);
    const faulty = pool.initialWeights({});
    hosts[0].say({ type: 'weights', run: 2, weights: undefined });
    expect(await faulty).toBeUndefined();
  });

  it('need no more hosts than the size allows', async () => {
    const pool = makePool(1);
    pool.start(request, handlers());
    const answer = pool.initialWeights({ version: 1 });
    await turn();
    for (const host of hosts) host.say({ type: 'ready' });
    await turn();
    hosts.at(-1)?.say({ type: 'weights', run: 1, weights });
    expect(await answer).toEqual(weights);
    expect(hosts).toHaveLength(1);
  });

  it.each(['failed', 'destroyed'])('are not awaited for ever when the host is %s', async (how) => {
    const { pool } = await startOne();
    let isSettled = false;
    const settle = () => (isSettled = true);
    pool.initialWeights({ version: 1 }).then(settle, settle);
    if (how === 'destroyed') pool.destroy();
    else hosts[0].say({ type: 'failed', message: 'm' });
    await turn();
    hosts[1]?.say({ type: 'ready' });
    const { run } = hosts[1]?.commands.find(({ type }) => type === 'weights') ?? {};
    if (run !== undefined) hosts[1].say({ type: 'weights', run, weights });
    await turn();
    expect(isSettled).toBe(true);
  });
});

describe('a pool that nobody uses', () => {
  it('ends its hosts after a time of grace, and starts new ones for the next run', async () => {
    const { pool, heard } = await startOne();
    const leave = [pool.enter(), pool.enter()];
    hosts[0].report(0, 'finished');
    leave[0]();
    leave[0]();
    await vi.advanceTimersByTimeAsync(2 * graceMilliseconds);
    expect(hosts[0].isEnded).toBe(false);
    leave[1]();
    await vi.advanceTimersByTimeAsync(graceMilliseconds - 1);
    expect(hosts[0].isEnded).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(hosts[0].isEnded).toBe(true);
    pool.start(request, handlers());
    await turn();
    expect(hosts).toHaveLength(2);
    expect(heard.report).toHaveBeenCalledTimes(1);
  });

  it('keeps them where somebody comes back meanwhile', async () => {
    const { pool } = await startOne();
    pool.enter()();
    await vi.advanceTimersByTimeAsync(graceMilliseconds - 1);
    pool.enter();
    await vi.advanceTimersByTimeAsync(2 * graceMilliseconds);
    expect(hosts[0].isEnded).toBe(false);
  });
});

describe('a host whose memory grew beyond the bound', () => {
  const report = (/** @type {number} */ run, /** @type {string} */ status, /** @type {number} */ memory) =>
    hosts[0].say({ type: 'report', run, status, sentence: '', progress: 1, memory });

  it('ends after its run, not before, and the next run has a new one', async () => {
    const { pool, heard } = await startOne();
    const next = handlers();
    pool.start(request, next);
    report(0, 'running', largestMemory + 1);
    expect(hosts[0].isEnded).toBe(false);
    report(0, 'finished', largestMemory + 1);
    expect(heard.report.mock.calls.at(-1)?.[0].status).toBe('finished');
    expect(hosts[0].isEnded).toBe(true);
    await turn();
    hosts[1].say({ type: 'ready' });
    expect(hosts[1].started()).toEqual([1]);
  });

  it('ends when its run is cancelled', async () => {
    const { handle } = await startOne();
    report(0, 'running', largestMemory + 1);
    handle.cancel();
    expect(hosts[0].isEnded).toBe(true);
  });

  it('stays at the bound', async () => {
    await startOne();
    report(0, 'finished', largestMemory);
    expect(hosts[0].isEnded).toBe(false);
  });
});

describe('a page that is put away', () => {
  it('has no hosts; afterwards the runs go on in their order, without frames twice', async () => {
    const { pool, heard } = await startOne();
    const waiting = handlers();
    pool.start(request, waiting);
    hosts[0].begin(0);
    hosts[0].frame(0, 0);
    pool.suspend();
    expect(hosts[0].isEnded).toBe(true);
    pool.start(request, handlers());
    await turn();
    expect(hosts).toHaveLength(1);
    pool.resume();
    await turn();
    hosts[1].say({ type: 'ready' });
    hosts[1].begin(0);
    hosts[1].frame(0, 0);
    hosts[1].frame(0, 1);
    hosts[1].report(0, 'finished');
    expect(heard.frame.mock.calls.map(([{ index }]) => index[0])).toEqual([0, 1]);
    expect(hosts[1].started()).toEqual([0, 1]);
  });
});

describe('a module that could not be had', () => {
  it('is asked for again by the next run, and kept once it is there', async () => {
    const compile = vi.fn();
    compile.mockRejectedValueOnce(Object.assign(new Error('404'), { failure: 'load' }));
    compile.mockResolvedValue(compiled);
    const pool = new Pool({
      connect: () => {
        hosts.push(new FakeHost());
        return /** @type {any} */ (hosts.at(-1));
      },
      compile,
      size: 1,
    });
    const [before, after] = [handlers(), handlers()];
    pool.start(request, before);
    await turn();
    expect(before.report.mock.calls[0][0]).toMatchObject({ failure: 'load', sentence: '404' });
    pool.start(request, after);
    await turn();
    hosts[1].say({ type: 'ready' });
    expect(hosts[1].started()).toEqual([1]);
    pool.destroy();
    pool.start(request, handlers());
    await turn();
    expect(compile).toHaveBeenCalledTimes(2);
  });
});

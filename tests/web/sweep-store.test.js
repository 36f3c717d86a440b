import { effect, signal } from '@preact/signals-core';
import { beforeEach, describe, expect, it } from 'vitest';
import { defaultDocument, withField } from '../../web/store/document.js';
import { changedLabels } from '../../web/store/sweep-request.js';
import { SweepStore } from '../../web/store/sweep-store.js';

const names = ['gapToLimit', 'initialKernelError'];

/** A pool that writes down the cells it is to run, and says what it is told. */
class FakePool {
  /** @type {{ cell: any, handlers: any, isCancelled: boolean, isOver: boolean }[]} */ tasks = [];

  startCell(/** @type {any} */ cell, /** @type {any} */ handlers) {
    const task = { cell, handlers, isCancelled: false, isOver: false };
    this.tasks.push(task);
    return { cancel: () => (task.isCancelled = true) };
  }
  waiting() {
    return this.tasks.filter(({ isCancelled, isOver }) => !isCancelled && !isOver);
  }
  /** Ends as many cells as there are reports, in order. */
  finish(/** @type {number} */ count, status = 'finished') {
    for (const task of this.waiting().slice(0, count)) {
      task.isOver = true;
      const { document, value, member } = task.cell;
      const measures = Float64Array.of(document.values[value], member);
      task.handlers.report({ status, sentence: `${status}.`, progress: 1, measures });
    }
  }
}

/** @type {FakePool} */ let pool;
/** @type {any[]} */ let faults;
/** @type {any} */ let figure;
/** @type {SweepStore} */ let sweeps;
/** @type {() => Promise<any>} */ let load;
beforeEach(() => {
  pool = new FakePool();
  faults = [];
  load = async () => ({ pool, faultsOf: () => faults, measureNames: () => names });
  figure = {
    document: signal(defaultDocument()),
    sweep: signal('network.width,16,64,3,2,initialKernelError'),
  };
  sweeps = new SweepStore(figure, () => load());
});
const change = (/** @type {string} */ path, /** @type {unknown} */ value) =>
  (figure.document.value = withField(figure.document.value, path, value));
const cellsAsked = () => pool.tasks.map(({ cell }) => [cell.document.values[cell.value], cell.member]);

describe('a sweep', () => {
  it('asks for every cell, all values before the next draw, and keeps what it hears', async () => {
    expect(sweeps.progress.value).toMatchObject({ total: 6, finished: 0, missing: 6, share: 0 });
    await sweeps.run();
    expect(sweeps.status.value).toBe('running');
    expect(cellsAsked()).toEqual([0, 1].flatMap((member) => [16, 32, 64].map((value) => [value, member])));
    expect(pool.tasks[0].cell.document).toMatchObject({ version: 1, path: 'network.width', members: 2 });
    pool.finish(5);
    expect(sweeps.progress.value.finished).toBe(5);
    pool.tasks[5].handlers.report({ status: 'running', sentence: '', progress: 0.5 });
    expect(sweeps.progress.value.share).toBeCloseTo(5.5 / 6, 12);
    pool.finish(1);
    expect(sweeps.status.value).toBe('finished');
    expect(sweeps.shown.value?.cells[5]).toMatchObject({
      value: 64,
      member: 1,
      measures: { gapToLimit: 64, initialKernelError: 1 },
      status: 'finished',
    });
  });

  it('is cancelled at once, and resumed with the missing cells only', async () => {
    await sweeps.run();
    pool.finish(2);
    sweeps.cancel();
    expect(sweeps.status.value).toBe('cancelled');
    expect(pool.waiting()).toEqual([]);
    expect(sweeps.shown.value?.cells).toHaveLength(2);
    await sweeps.run();
    expect(cellsAsked().slice(6)).toEqual([
      [64, 0],
      [16, 1],
      [32, 1],
      [64, 1],
    ]);
    pool.finish(4);
    expect(sweeps.status.value).toBe('finished');
    await sweeps.run();
    expect(pool.tasks).toHaveLength(10);
  });

  it('cancelled while the engine loads starts nothing', async () => {
    const running = sweeps.run();
    expect(sweeps.status.value).toBe('loading');
    sweeps.cancel();
    await running;
    expect(pool.tasks).toEqual([]);
    expect(sweeps.status.value).toBe('cancelled');
  });

  it('keeps its cells when another measure, more values or more seeds are chosen', async () => {
    await sweeps.run();
    pool.finish(6);
    sweeps.setPlan({ measure: 'gapToLimit' });
    expect(sweeps.shown.value).toMatchObject({ isOld: false, plan: { measure: 'gapToLimit' } });
    expect(sweeps.progress.value.missing).toBe(0);
    sweeps.setPlan({ to: 128, count: 4, members: 3 });
    expect(sweeps.progress.value).toMatchObject({ total: 12, missing: 6 });
    await sweeps.run();
    expect(cellsAsked().slice(6)).toEqual([
      [128, 0],
      [128, 1],
      ...[16, 32, 64, 128].map((value) => [value, 2]),
    ]);
  });

  it('says that its results are older once the experiment changes, and has them again when it is back', async () => {
    await sweeps.run();
    pool.finish(6);
    change('network.activation', 'erf');
    expect(sweeps.shown.value?.isOld).toBe(true);
    expect(changedLabels(/** @type {any} */ (sweeps.shown.value), sweeps.asked.value)).toEqual([
      'Activation',
    ]);
    expect(sweeps.progress.value.missing).toBe(6);
    await sweeps.run();
    expect(sweeps.shown.value?.isOld).toBe(true);
    pool.finish(1);
    expect(sweeps.shown.value).toMatchObject({ isOld: false, cells: [{ value: 16 }] });
    change('network.activation', 'relu');
    expect(sweeps.shown.value).toMatchObject({ isOld: true });
    sweeps.cancel();
    expect(sweeps.shown.value).toMatchObject({ isOld: false });
    expect(sweeps.shown.value?.cells).toHaveLength(6);
  });

  it('does not grow old by what its cells do not depend on', async () => {
    await sweeps.run();
    pool.finish(6);
    change('network.width', 7);
    change('network.member', 3);
    change('observe.neurons', true);
    expect(sweeps.shown.value?.isOld).toBe(false);
  });

  it('is refused with the engine’s faults, for as long as it is still asked for', async () => {
    faults = [{ field: 'values[0]', value: '0', message: 'it must be …' }];
    await sweeps.run();
    expect(sweeps.status.value).toBe('refused');
    expect(sweeps.faults.value).toEqual(faults);
    expect(pool.tasks).toEqual([]);
    sweeps.setPlan({ measure: 'movement' });
    expect(sweeps.faults.value).toEqual(faults);
    sweeps.setPlan({ from: 8 });
    expect(sweeps.faults.value).toEqual([]);
  });

  it('tells why its engine cannot be had, and asks again the next time', async () => {
    const working = load;
    load = () => Promise.reject(new Error('no network'));
    await sweeps.run();
    expect([sweeps.status.value, sweeps.failure.value]).toEqual(['failed', 'no network']);
    load = working;
    await sweeps.run();
    expect([sweeps.status.value, sweeps.failure.value]).toEqual(['running', '']);
  });

  it('keeps cells that ended early, and runs those again that the machine could not finish', async () => {
    await sweeps.run();
    pool.finish(1, 'diverged');
    pool.finish(1, 'memory');
    pool.finish(4);
    expect(sweeps.status.value).toBe('finished');
    expect(sweeps.shown.value?.cells).toHaveLength(6);
    expect(sweeps.progress.value.missing).toBe(1);
    await sweeps.run();
    expect(cellsAsked().slice(6)).toEqual([[32, 0]]);
    pool.finish(1);
    expect(sweeps.status.value).toBe('finished');
    expect(sweeps.progress.value).toMatchObject({ missing: 0, share: 1 });
  });

  it('of 5000 cells tells of each report without counting the cells', async () => {
    sweeps.setPlan({ from: 16, to: 1024, count: 50, members: 100 });
    let draws = 0;
    const stop = effect(() => {
      sweeps.track();
      draws += 1;
    });
    await sweeps.run();
    const before = draws;
    // 5000 counts of 5000 keys take longer than the time that a test has.
    pool.finish(5000);
    stop();
    expect(draws - before).toBe(5000);
    expect(sweeps.progress.value).toMatchObject({ total: 5000, finished: 5000, missing: 0, share: 1 });
    expect(sweeps.shown.value?.cells).toHaveLength(5000);
  });

  it('of another field has no results yet', async () => {
    await sweeps.run();
    pool.finish(6);
    sweeps.setPlan({ path: 'network.depth', from: 1, to: 3 });
    expect(sweeps.shown.value).toBeUndefined();
    sweeps.destroy();
  });
});

import { beforeEach, describe, expect, it } from 'vitest';
import { formatNumber } from '../../web/charts/format.js';
import { decadesAround } from '../../web/charts/log-axis.js';
import { hashOf } from '../../web/figure/events.js';
import { FigureStore } from '../../web/store/figure-store.js';
import { curveAt, frameAt, framesAtOneTime, largestGap, numbersAt } from '../../web/store/selectors.js';
import { FakePool } from './fake-host.js';

/** @type {FakePool} */ let pool;
/** @type {FigureStore} */ let store;
const jobsSince = (/** @type {number} */ count) => pool.runs.slice(count).map(({ job }) => job);

/** Gives all three jobs so many frames. @param {number} count @param {string} status */
function answer(count, status) {
  for (const { job, handlers } of pool.runs.slice(-3)) {
    handlers.begun({ trainX: Float32Array.of(-1, 0, 2), trainY: Float32Array.of(1, 2, 3) });
    for (let i = 0; i < count; i += 1) {
      const level = job === 'limit' ? i + 0.5 : i;
      handlers.frame({
        time: Float32Array.of(i),
        trainLoss: Float32Array.of(1 / (i + 1)),
        probeOutput: Float32Array.of(level, -level),
      });
    }
    handlers.report({ status, sentence: '', progress: 1 });
  }
}

beforeEach(() => {
  pool = new FakePool();
  store = new FigureStore(/** @type {any} */ (pool));
  store.load(store.document.value);
});

describe('jobs', () => {
  it('start all at first, and only the stale ones after a change', () => {
    expect(jobsSince(0).sort()).toEqual(['limit', 'linearisation', 'network']);
    store.setField('limit.ridge', 1);
    expect(jobsSince(3)).toEqual(['limit']);
    store.setField('dynamics.tolerance', 0.02);
    expect(jobsSince(4)).toEqual(['network']);
    expect(pool.runs.map(({ isCancelled }) => isCancelled)).toEqual([true, false, true, false, false]);
  });

  it('keep the old picture until there is a new one', () => {
    answer(5, 'finished');
    store.setField('network.width', 8);
    expect(store.runs.states.network.value.frames).toHaveLength(5);
    pool.runs.at(-1)?.handlers.begun({ trainX: new Float32Array(), trainY: new Float32Array() });
    expect(store.runs.states.network.value.frames).toHaveLength(0);
  });

  it('with another rate keep the picture of the time that is looked at until it is there again', () => {
    answer(5, 'finished');
    store.seek(3);
    store.setField('dynamics.rate', 0.5);
    const { handlers } = /** @type {any} */ (pool.runs.at(-1));
    const shownNow = () => frameAt(store.runs.states.network.value, store.shown.value)?.probeOutput[0];
    const frame = (/** @type {number} */ level) =>
      handlers.frame({ time: Float32Array.of(level), probeOutput: Float32Array.of(level, 0) });
    handlers.begun({ trainX: new Float32Array(), trainY: new Float32Array() });
    for (const level of [10, 11, 12]) frame(level);
    expect([store.shown.value, shownNow(), store.runs.states.network.value.isOld]).toEqual([3, 3, true]);
    frame(13);
    expect([store.shown.value, shownNow(), store.runs.states.network.value.isOld]).toEqual([3, 13, false]);
    store.setField('dynamics.rate', 0.7);
    const next = /** @type {any} */ (pool.runs.at(-1)).handlers;
    next.begun({ trainX: new Float32Array(), trainY: new Float32Array() });
    next.frame({ time: Float32Array.of(0), probeOutput: Float32Array.of(20, 0) });
    expect(shownNow()).toBe(13);
    next.report({ status: 'diverged', sentence: '', progress: 1 });
    expect(shownNow()).toBe(20);
  });

  it('are cancelled with the engine’s sentence', () => {
    store.cancel();
    expect(store.runs.states.network.value).toMatchObject({ status: 'interrupted' });
    expect(store.runs.states.network.value.sentence).toContain('cancelled');
  });
});

describe('undo', () => {
  it('goes back and forth, one step a gesture', () => {
    store.setField('network.width', 8);
    for (const alpha of [2, 3, 4]) store.setField('network.alpha', alpha, 'slide');
    store.endGesture();
    store.undo();
    expect(store.document.value.network).toMatchObject({ width: 8, alpha: 1 });
    store.undo();
    expect(store.document.value.network.width).toBe(1024);
    store.redo();
    store.redo();
    expect(store.document.value.network).toMatchObject({ width: 8, alpha: 4 });
    expect(store.canRedo.value).toBe(false);
  });
});

describe('points', () => {
  beforeEach(() => answer(3, 'finished'));

  it('of a named target become points placed by hand when one is moved', () => {
    store.points.move(1, [
      [0, 0.5],
      [1, 1000],
    ]);
    expect(store.document.value.data).toMatchObject({
      source: 'points',
      points: [
        [-1, 1],
        [0.5, 100],
        [2, 3],
      ],
    });
  });

  it('are added in the widest gap, and the last one stays', () => {
    store.points.addInGap();
    const { points } = store.document.value.data;
    expect(points[3]).toEqual([-2.0708, 1]);
    for (let i = 0; i < 6; i += 1) store.points.remove(0);
    expect(store.document.value.data.points).toHaveLength(1);
  });
});

describe('time', () => {
  it('waits for frames while it plays, and stops at infinity', () => {
    answer(5, 'running');
    store.play();
    store.tick(5000);
    expect(store.playhead.value).toBe(4);
    answer(5, 'finished');
    store.tick(100000);
    expect([store.playhead.value, store.isPlaying.value]).toEqual([122, false]);
    store.play();
    expect(store.playhead.value).toBe(0);
  });

  it('stays between 0 and infinity', () => {
    store.step(-3);
    expect(store.playhead.value).toBe(0);
    store.seek(1e9);
    expect(store.playhead.value).toBe(122);
  });
});

describe('selectors', () => {
  it('take the nearest frame there is, and draw between two', () => {
    answer(5, 'finished');
    const { network } = store.runs.states;
    expect(frameAt(network.value, 400)?.time[0]).toBe(4);
    expect(curveAt(network.value, 1.25)).toEqual(Float32Array.of(1.25, -1.25));
    store.seek(2);
    expect(numbersAt(store)).toMatchObject({
      time: 2,
      gapToLimit: 0.5,
      gapToLinearisation: 0,
      networkLoss: Math.fround(1 / 3),
    });
  });

  it('show all three at one time while one of them is behind', () => {
    answer(5, 'finished');
    const [limit, , network] = pool.runs.slice(-3);
    network.handlers.report({ status: 'running', sentence: '', progress: 0.5 });
    store.playhead.value = 90;
    expect(store.shown.value).toBe(4);
    expect(numbersAt(store)).toMatchObject({ time: 4, networkTime: 4, gapToLimit: 0.5 });
    limit.handlers.frame({
      time: Float32Array.of(5),
      trainLoss: Float32Array.of(0),
      probeOutput: new Float32Array(2),
    });
    network.handlers.report({ status: 'budget', sentence: '', progress: 1 });
    expect(numbersAt(store)).toMatchObject({ time: 5, networkTime: 4, gapToLimit: undefined });
  });

  it('compare nothing with the frames of an older document', () => {
    answer(5, 'finished');
    store.seek(2);
    store.setField('limit.ridge', 1);
    expect(numbersAt(store)).toMatchObject({ gapToLimit: undefined, gapToLinearisation: 0 });
  });

  it('know no gap where there is nothing to compare', () => {
    expect(largestGap(undefined, new Float32Array(2))).toBeUndefined();
    expect(largestGap(new Float32Array(3), new Float32Array(2))).toBeUndefined();
    expect(numbersAt(store).gapToLimit).toBeUndefined();
  });
});

describe('frames at one time', () => {
  const frame = (/** @type {number} */ time) => ({ time: Float32Array.of(time) });
  /** @param {number[]} times @param {object} [more] */
  const run = (times, more) => /** @type {any} */ ({ status: 'finished', frames: times.map(frame), ...more });
  const limit = run([0, 1, Infinity]);
  const times = (/** @type {any} */ a) => framesAtOneTime(a, limit, 2)?.map(({ time }) => time[0]);

  it('are those of the index, and a finished network stands at its last time for t = ∞', () => {
    expect(framesAtOneTime(run([0, 1]), limit, 1)?.map(({ time }) => time[0])).toEqual([1, 1]);
    expect(times(run([0, 1]))).toEqual([1, Infinity]);
  });

  it('are none where a network diverged before, is of an older document or has no frame', () => {
    expect(framesAtOneTime(run([0], { status: 'diverged' }), limit, 1)).toBeUndefined();
    expect(times(run([0, 1], { status: 'diverged' }))).toBeUndefined();
    expect(times(run([0, 1], { isOld: true }))).toBeUndefined();
    expect(times(run([]))).toBeUndefined();
  });
});

describe('initial weights', () => {
  it('come back with undo, also those that another seed replaced', () => {
    const weights = Float64Array.of(1, 2);
    const now = () => [store.document.value.network.seed, store.weights.value];
    store.setWeights(weights);
    store.newSeed();
    expect(now()).toEqual([1, undefined]);
    store.undo();
    expect(now()).toEqual([0, weights]);
    expect(jobsSince(pool.runs.length - 3).sort()).toEqual(['limit', 'linearisation', 'network']);
    store.undo();
    expect(now()).toEqual([0, undefined]);
    store.redo();
    expect(now()).toEqual([0, weights]);
  });
});

describe('the output that is drawn', () => {
  it('is the last one where there is none of the number asked for, which a link keeps', () => {
    const outputs = (/** @type {number} */ count) => store.setField('network.outputs', count);
    const begin = (/** @type {number} */ count) =>
      pool.runs.slice(-3).forEach(({ handlers }) => {
        handlers.begun({ trainX: Float32Array.of(1, 2), trainY: new Float32Array(2 * count) });
        handlers.frame({ time: Float32Array.of(0), probeOutput: Float32Array.of(0, 0) });
      });
    store.output.value = 2;
    begin(1);
    expect(store.shownOutput.value).toBe(0);
    outputs(3);
    expect(store.shownOutput.value).toBe(0);
    begin(3);
    expect(store.shownOutput.value).toBe(2);
    outputs(2);
    expect(store.shownOutput.value).toBe(1);
    expect(store.output.value).toBe(2);
    expect(hashOf(store, [])).toContain('&output=3');
  });
});

describe('numbers on the page', () => {
  it.each([
    [0, '0'],
    [-0.0123, '−0.0123'],
    [1234.5, '1235'],
    [99999, '10⁵'],
    [1.5e-7, '1.5·10⁻⁷'],
    [Infinity, '∞'],
    [-Infinity, '−∞'],
    [NaN, '–'],
    [undefined, '–'],
  ])('%s is %s', (value, text) => expect(formatNumber(value)).toBe(text));

  it('have logarithmic axes of whole decades, whatever the data', () => {
    expect(decadesAround(0.0034, 0.7)).toEqual([0.001, 1]);
    expect(decadesAround(0.01, 0.01)).toEqual([0.01, 0.1]);
    for (const [low, high] of [
      [null, null],
      [0, 1],
      [NaN, 1],
      [1, Infinity],
    ])
      expect(decadesAround(low, high)).toEqual([0.1, 1]);
  });
});

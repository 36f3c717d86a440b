import { beforeEach, describe, expect, it, vi } from 'vitest';
import { curvesCsv, numbersCsv, runJson } from '../../web/export/run-data.js';
import { defaultDocument, withField } from '../../web/store/document.js';
import { FigureStore } from '../../web/store/figure-store.js';
import { decodeHash, encodeHash } from '../../web/store/hash.js';
import { pinnedIn, withPinned } from '../../web/store/pinned-link.js';
import { nearestPlace } from '../../web/store/pinned-run.js';
import { numbersAt } from '../../web/store/selectors.js';
import { gapBetween } from '../../web/views/function/comparison.js';
import { differenceText, differencesOf } from '../../web/views/function/differences.js';
import { largestGapSoFar, outputRange } from '../../web/views/function/output-range.js';
import { FakePool } from './fake-host.js';

/** @param {Record<string, unknown>} changes */
const documentWith = (changes) =>
  Object.entries(changes).reduce(
    (before, [path, value]) => withField(before, path, value),
    defaultDocument(),
  );

/** @type {FakePool} */ let pool;
/** @type {FigureStore} */ let store;

const grid = [0, 0.1, 1, 10, Infinity];

/** Ends a run with frames whose outputs are level · time index. @param {FakePool['runs'][number]} run @param {number} level */
function finish({ job, document, handlers }, level, times = grid) {
  const layouts = {
    constants: ['probeX', 'trainX'].map((name) => ({ name, offset: 0, shape: [2, 1], unit: '', help: '' })),
    frame: ['trainLoss', 'probeOutput'].map((name) => ({ name, offset: 0, shape: [1], unit: 'y', help: '' })),
  };
  const constants = {
    times: Float32Array.from(times),
    trainX: Float32Array.of(-1, 1),
    trainY: Float32Array.of(0, 1),
    probeX: Float32Array.of(-1, 1),
    probeTarget: Float32Array.of(0, 1),
  };
  expect(document.version).toBe(1);
  handlers.begun(constants, layouts);
  times.slice(0, job === 'network' ? -1 : undefined).forEach((time, i) =>
    handlers.frame({
      time: Float32Array.of(time),
      trainLoss: Float32Array.of(level),
      probeOutput: Float32Array.of(level * i, -level * i),
    }),
  );
  handlers.report({ status: 'finished', sentence: '', progress: 1 });
}

/** @param {number} from @param {number} level @param {number[]} [times] */
const finishFrom = (from, level, times) => pool.runs.slice(from).forEach((run) => finish(run, level, times));
const pinnedRun = () => vi.waitFor(() => store.pinnedRun.value ?? Promise.reject(new Error('not there')));

/** Frames of a run that goes on. @param {FakePool['runs'][number]} run @param {number} count @param {number} level */
function begin({ handlers }, count, level) {
  handlers.begun(
    { times: Float32Array.from(grid), trainX: new Float32Array(), trainY: new Float32Array() },
    {
      constants: [],
      frame: [],
    },
  );
  for (let i = 0; i < count; i += 1)
    handlers.frame({ time: Float32Array.of(grid[i]), probeOutput: Float32Array.of(level, level) });
}

beforeEach(() => {
  pool = new FakePool();
  store = new FigureStore(/** @type {any} */ (pool));
  store.load(documentWith({ 'dynamics.frames': 3 }));
});

describe('a link with a pinned run', () => {
  it('names only what differs from the current document, and gives both back', () => {
    const document = documentWith({ 'network.width': 4096, 'data.source': 'xor' });
    const pinned = documentWith({ 'network.alpha': 10, 'data.source': 'xor' });
    const hash = withPinned(encodeHash(document), document, pinned);
    expect(hash).toBe('#v=1&data.source=xor&network.width=4096&pin.network.width=1024&pin.network.alpha=10');
    expect(pinnedIn(hash)).toEqual({ pinned, warnings: [] });
    expect(decodeHash(hash)).toEqual({ document, hidden: [], warnings: [] });
  });

  it('says so where nothing differs, and nothing where nothing is pinned', () => {
    const document = documentWith({ 'network.width': 8 });
    expect(withPinned(encodeHash(document), document, document)).toBe('#v=1&network.width=8&pin=same');
    expect(pinnedIn('#v=1&network.width=8&pin=same').pinned).toEqual(document);
    expect(withPinned('#v=1', document, undefined)).toBe('#v=1');
    expect(pinnedIn('#v=1&network.width=8').pinned).toBeUndefined();
  });

  it('holds points of either', () => {
    const document = documentWith({ 'data.source': 'points', 'data.points': [[0, 1]] }); // prettier-ignore
    const pinned = withField(document, 'data.points', [[1, -0.5], [2, 3]]); // prettier-ignore
    expect(pinnedIn(withPinned(encodeHash(document), document, pinned)).pinned).toEqual(pinned);
  });

  it('is clamped, and names what it cannot read', () => {
    const { pinned, warnings } = pinnedIn(
      '#v=1&pin.network.width=1e9&pin.__proto__=1&pin.pin.x=1&pin.hide=kernel',
    );
    expect(pinned?.network.width).toBe(65536);
    expect(warnings).toEqual([
      'pinned run: network.width was changed from 1000000000 to 65536',
      'pinned run: "__proto__" is not a field of an experiment',
    ]);
    expect(/** @type {any} */ ({}).x).toBeUndefined();
    expect(pinnedIn('#pin.&pin.=&pin.%=%&&pin').pinned).toEqual(defaultDocument());
  });
});

describe('what differs', () => {
  const text = (
    /** @type {Record<string, unknown>} */ before,
    /** @type {Record<string, unknown>} */ after,
  ) => differenceText(differencesOf(documentWith(before), documentWith(after)));

  it('is one line in the words of the controls', () => {
    expect(text({ 'network.width': 64 }, { 'network.width': 4096 })).toBe('Width 64 → 4096');
    expect(text({ 'network.centred': true, 'data.inputMap': 'circle' }, {})).toBe(
      'Input Unit circle → Bias coordinate; Centred on → off',
    );
    expect(text({}, {})).toBe('nothing yet: change one thing');
  });

  it('leaves out what means nothing in both, and counts what does not fit', () => {
    expect(text({ 'dynamics.rate': 2, 'observe.neurons': true }, {})).toBe('nothing yet: change one thing');
    const many = {
      'network.width': 8,
      'network.alpha': 2,
      'network.seed': 3,
      'data.count': 5,
      'limit.ridge': 1,
    };
    expect(text({}, { ...many, 'network.depth': 2 })).toBe(
      'Training points 16 → 5; Width 1024 → 8; Output scale 1 → 2; Network seed 0 → 3; 2 more',
    );
  });

  it('says that points moved where their number is the same', () => {
    const points = (/** @type {number} */ y) => ({ 'data.source': 'points', 'data.points': [[0, y]] });
    expect(text(points(0), points(1))).toBe('Points 1 → 1 others');
  });
});

describe('the nearest place in time', () => {
  it('is in the ratio of times, with 0 and ∞ for themselves', () => {
    const places = [0, 0.01, 0.2, 0.4, 3, 1e9, Infinity].map((time) => nearestPlace(grid, time));
    expect(places).toEqual([0, 1, 1, 2, 2, 3, 4]);
  });
});

describe('a pinned run', () => {
  it('changes places at once with one of another rate, which alone keeps its picture', async () => {
    const network = () => store.runs.states.network.value;
    const networkRun = () => {
      const run = pool.runs.findLast(({ job }) => job === 'network');
      return /** @type {FakePool['runs'][number]} */ (run);
    };
    finishFrom(0, 1);
    store.togglePin();
    const pinned = await pinnedRun();
    store.seek(2);
    store.setField('dynamics.rate', 0.5);
    begin(networkRun(), 2, 5);
    expect([network().isOld, network().frames[1].probeOutput[0]]).toEqual([true, 1]);
    store.swapPinned();
    await vi.waitFor(() => expect(pinned.document.value.dynamics.rate).toBe(0.5));
    expect([network().isOld, network().status]).toEqual([false, 'finished']);
    pool.runs.slice(-3).forEach((run) => begin(run, 3, 5));
    expect(pinned.runs.states.network.value).toMatchObject({ isOld: false, status: 'running' });
    expect(store.shown.value).toBe(2);
    store.swapPinned();
    begin(networkRun(), 1, 5);
    expect([network().isOld, network().frames[0].probeOutput[0]]).toEqual([false, 5]);
  });

  it('lights the points that a panel points at where it has the same, and has no modes or kinks of the other', async () => {
    finishFrom(0, 1);
    store.togglePin();
    const pinned = await pinnedRun();
    store.highlight.value = { points: [1], stems: [0, 1], lines: [2] };
    store.output.value = 3;
    expect(pinned.highlight.value).toEqual({ points: [1] });
    expect([pinned.shownOutput.value, pinned.slice]).toEqual([0, store.slice]);
    store.setField('network.width', 8);
    expect(pinned.highlight.value).toEqual({ points: [1] });
    store.setField('data.count', 3);
    expect(pinned.highlight.value).toBeUndefined();
  });

  it('takes over what is computed, and so does Swap', async () => {
    finishFrom(0, 1);
    store.togglePin();
    const pinned = await pinnedRun();
    expect(pool.runs).toHaveLength(3);
    store.setField('network.width', 8);
    expect(
      pool.runs
        .slice(3)
        .map(({ job }) => job)
        .sort(),
    ).toEqual(['limit', 'linearisation', 'network']);
    finishFrom(3, 2);
    store.seek(2);
    expect([numbersAt(pinned).networkLoss, numbersAt(store).networkLoss]).toEqual([1, 2]);
    expect(gapBetween(store, pinned)).toBe(2);
    store.swapPinned();
    await vi.waitFor(() => expect(numbersAt(pinned).networkLoss).toBe(2));
    expect(numbersAt(store).networkLoss).toBe(1);
    expect(pool.runs).toHaveLength(6);
    expect(store.document.value.network.width).toBe(1024);
    expect(pinned.document.value.network.width).toBe(8);
  });

  it('has no gap to a picture of an older document', async () => {
    finishFrom(0, 1);
    store.togglePin();
    const pinned = await pinnedRun();
    store.seek(2);
    expect(gapBetween(store, pinned)).toBe(0);
    store.setField('network.width', 8);
    expect(gapBetween(store, pinned)).toBeUndefined();
    finishFrom(3, 2);
    expect(gapBetween(store, pinned)).toBe(2);
  });

  it('keeps the weights that it started from, and Swap brings them back', async () => {
    const weights = Float64Array.of(1, 2);
    store.setWeights(weights);
    finishFrom(3, 5);
    store.togglePin();
    const pinned = await pinnedRun();
    store.setWeights(undefined);
    finishFrom(6, 7);
    store.swapPinned();
    await vi.waitFor(() => expect(numbersAt(pinned).networkLoss).toBe(7));
    expect([numbersAt(store).networkLoss, store.weights.value]).toEqual([5, weights]);
    expect(pinned.runs.results().weights).toBeUndefined();
    expect(pool.runs).toHaveLength(9);
  });

  it('is undone with its weights: the run that was unpinned comes back, not the one on the screen', async () => {
    const weights = Float64Array.of(1, 2);
    store.setWeights(weights);
    finishFrom(3, 5);
    store.togglePin();
    await pinnedRun();
    store.setWeights(undefined);
    finishFrom(6, 7);
    store.togglePin();
    await vi.waitFor(() => expect(store.pinnedRun.value).toBeUndefined());
    store.undo();
    const pinned = await pinnedRun();
    expect(pinned.runs.results().weights).toBe(weights);
    expect(store.weights.value).toBeUndefined();
    expect(pool.runs).toHaveLength(12);
    store.undo();
    expect(store.weights.value).toBe(weights);
    store.undo();
    store.undo();
    expect([store.weights.value, store.canUndo.value]).toEqual([undefined, false]);
  });

  it('is computed anew where it was not finished', async () => {
    store.togglePin();
    await pinnedRun();
    expect(pool.runs).toHaveLength(6);
  });

  it('is undone and redone with the document', async () => {
    finishFrom(0, 1);
    store.togglePin();
    store.setField('network.width', 8);
    store.swapPinned();
    store.togglePin();
    const states = [];
    const state = () => [store.document.value.network.width, store.pinned.value?.network.width];
    for (let i = 0; i < 4; i += 1) {
      states.push(state());
      store.undo();
    }
    expect([...states, state()]).toEqual([
      [1024, undefined],
      [1024, 8],
      [8, 1024],
      [1024, 1024],
      [1024, undefined],
    ]);
    for (let i = 0; i < 3; i += 1) store.redo();
    expect(state()).toEqual([1024, 8]);
    expect((await pinnedRun()).document.value.network.width).toBe(8);
  });

  it('is not made where the figure ended before its code was there', async () => {
    finishFrom(0, 1);
    store.togglePin();
    store.destroy();
    await import('../../web/store/pinned-run.js');
    await new Promise((resolve) => setTimeout(resolve));
    expect(store.pinnedRun.value).toBeUndefined();
  });

  it('goes with another link', async () => {
    store.load(defaultDocument(), [], documentWith({ 'network.width': 8 }));
    await pinnedRun();
    expect(pool.runs).toHaveLength(9);
    store.load(defaultDocument());
    expect(store.pinned.value).toBeUndefined();
    await vi.waitFor(() => expect(store.pinnedRun.value).toBeUndefined());
  });

  it('stands at the same t on its own grid, and the clock waits for it', async () => {
    const document = store.document.value;
    store.load(document, [], withField(document, 'dynamics.frames', 1));
    const pinned = await pinnedRun();
    for (const run of pool.runs.slice(3)) {
      if (run.document.dynamics.frames === 3) finish(run, 1);
      else finish(run, 3, [0, 1.5, Infinity]);
    }
    store.seek(2);
    expect([store.shown.value, pinned.shown.value]).toEqual([2, 1]);
    expect(numbersAt(pinned).time).toBe(1.5);
    expect(gapBetween(store, pinned)).toBeUndefined();
    store.seek(4);
    expect(numbersAt(pinned).time).toBe(Infinity);
    pinned.runs.start(['network'], pinned.document.value);
    pool.runs.at(-1)?.handlers.begun({ times: Float32Array.of(0, 1.5, Infinity) });
    pool.runs.at(-1)?.handlers.frame({ time: Float32Array.of(0) });
    expect(store.shown.value).toBe(0);
  });

  it('shares the scale of the outputs and of the gap', async () => {
    finishFrom(0, 0.2);
    store.togglePin();
    const pinned = await pinnedRun();
    store.setField('network.width', 8);
    finishFrom(3, 0.4);
    expect(outputRange(pinned)).toEqual(outputRange(store));
    expect(outputRange(store).minimum).toBeCloseTo(-0.4 * 4);
    expect(largestGapSoFar(pinned)).toBe(largestGapSoFar(store));
    store.points.chooseSource('globalTemperature');
    expect(outputRange(pinned).minimum).toBeCloseTo(-0.2 * 4);
  });

  it('is in every file', async () => {
    finishFrom(0, 1);
    store.togglePin();
    await pinnedRun();
    store.setField('network.width', 8);
    finishFrom(3, 2);
    const rows = numbersCsv(store).trimEnd().split('\n');
    expect(rows[0]).toMatch(/^run,frame,time/);
    expect(rows.slice(1).map((row) => row.split(',')[0])).toEqual(
      [...Array(5).fill('current'), ...Array(5).fill('pinned')], // prettier-ignore
    );
    expect(curvesCsv(store).trimEnd().split('\n')).toHaveLength(21);
    const file = JSON.parse(runJson(store).join(''));
    expect(file.link).toContain('&pin.network.width=1024');
    expect(file.jobs.network.frames[0].trainLoss).toEqual([2]);
    expect(file.pinned.jobs.network.frames[0].trainLoss).toEqual([1]);
    expect(file.pinned.document).toEqual(store.pinned.value);
  });
});

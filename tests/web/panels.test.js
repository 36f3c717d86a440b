import { describe, expect, it } from 'vitest';
import { defaultDocument, withField } from '../../web/store/document.js';
import { FigureStore } from '../../web/store/figure-store.js';
import { decodeHash } from '../../web/store/hash.js';
import { panelsIn, withPanels } from '../../web/store/panel-choice.js';
import { blockOf, trainingSetOf, wholeOf } from '../../web/store/training-set.js';
import { drawnModes } from '../../web/views/modes/modes.js';
import { firstLayerOf, histogram, kinksOf, planeOf, trailFrames } from '../../web/views/neurons/neurons.js';
import { boundedFrames } from '../../web/views/training/quantities.js';
import { FakePool } from './fake-host.js';

/** @param {Record<string, unknown>} changes */
const documentWith = (changes) =>
  Object.entries(changes).reduce(
    (before, [path, value]) => withField(before, path, value),
    defaultDocument(),
  );

describe('what open panels ask for', () => {
  const begun = () => ({ trainX: Float32Array.of(0), trainY: Float32Array.of(1) });
  const network = (/** @type {FakePool} */ pool) => pool.runs.filter(({ job }) => job === 'network');

  it('is all that is observed, and restarts the network alone, keeping its frames until there are new ones', () => {
    const pool = new FakePool();
    const store = new FigureStore(/** @type {any} */ (pool));
    store.load(store.document.value);
    expect(network(pool)[0].document.observe).toMatchObject({ theory: false, neurons: false });
    network(pool)[0].handlers.begun(begun());
    for (const index of [0, 1, 2]) network(pool)[0].handlers.frame({ index: Float32Array.of(index) });
    store.runs.observe(['theory']);
    expect(pool.runs).toHaveLength(4);
    const [first, second] = network(pool);
    expect(first.isCancelled).toBe(true);
    expect(second.document.observe).toMatchObject({ theory: true, neurons: false });
    second.handlers.begun(begun());
    second.handlers.frame({ index: Float32Array.of(0), alignment: Float32Array.of(0.5) });
    const { frames, isOld } = store.runs.states.network.value;
    expect(isOld).toBe(false);
    expect(frames.map(({ alignment }) => alignment?.[0])).toEqual([0.5, undefined, undefined]);
  });

  it('is not computed again where it is known, and ends with the next document', () => {
    const pool = new FakePool();
    const store = new FigureStore(/** @type {any} */ (pool));
    store.runs.observe(['theory']);
    store.load(store.document.value);
    store.runs.observe([]);
    store.runs.observe(['theory']);
    expect(pool.runs).toHaveLength(3);
    store.runs.observe([]);
    store.setField('network.width', 8);
    expect(network(pool)[1].document.observe.theory).toBe(false);
  });

  it('stands at one place only: two panels change places', () => {
    const store = new FigureStore(/** @type {any} */ (new FakePool()));
    store.showPanel(0, 'training');
    expect(store.panels.value).toEqual(['training', 'kernel']);
    store.showPanel(1, 'modes');
    expect(store.panels.value).toEqual(['training', 'modes']);
    store.showPanel(0, 'training');
    expect(store.panels.value).toEqual(['training', 'modes']);
  });
});

describe('the panels in a hash', () => {
  it.each(
    /** @type {[string, [string, string]][]} */ ([
      ['#v=1', ['kernel', 'training']],
      ['#v=1&view=modes,neurons', ['modes', 'neurons']],
      ['#v=1&view=training,kernel', ['training', 'kernel']],
    ]),
  )('%s, both ways', (hash, panels) => {
    expect(panelsIn(hash)).toEqual({ panels, warnings: [] });
    expect(withPanels('#v=1', panels)).toBe(hash);
    expect(decodeHash(hash).warnings).toEqual([]);
  });

  it('that are too few or unknown are replaced, the unknown named', () => {
    expect(panelsIn('#view=modes').panels).toEqual(['modes', 'training']);
    expect(panelsIn('#view=training').panels).toEqual(['training', 'kernel']);
    expect(panelsIn('#view=x,neurons,neurons')).toEqual({
      panels: ['neurons', 'training'],
      warnings: ['"x" is not a panel'],
    });
  });
});

describe('training points', () => {
  it('stand along x, or by target and angle, and a kernel of two outputs gives its blocks', () => {
    const store = new FigureStore(/** @type {any} */ (new FakePool()));
    const state = store.runs.states.network;
    const trainX = Float32Array.of(2, -1, 0);
    const document = defaultDocument();
    state.value = { ...state.value, document, constants: { trainX, trainY: Float32Array.of(1, 2, 3) } };
    expect(trainingSetOf(store)).toMatchObject({ count: 3, coordinates: 1, order: [1, 2, 0] });
    const plane = { trainX: Float32Array.of(0, 1, 1, 0, -1, 0), trainY: Float32Array.of(1, 1, -1) };
    state.value = { ...state.value, constants: plane };
    expect(trainingSetOf(store)).toMatchObject({ count: 3, coordinates: 2, order: [2, 1, 0] });
    const set = /** @type {any} */ ({ count: 2, outputs: 2 });
    const matrix = Float32Array.from({ length: 16 }, (_, i) => i);
    expect([...(blockOf(matrix, set, 0, 0) ?? [])]).toEqual([0, 1, 4, 5]);
    expect([...(blockOf(matrix, set, 1, 0) ?? [])]).toEqual([8, 9, 12, 13]);
    expect(wholeOf(matrix, set)).toBe(matrix);
    // The limit's kernel is that of every output.
    const limit = Float32Array.of(1, 2, 3, 4);
    expect(blockOf(limit, set, 1, 1)).toBe(limit);
    expect([...(blockOf(limit, set, 0, 1) ?? [])]).toEqual([0, 0, 0, 0]);
    expect([...(wholeOf(limit, set) ?? [])]).toEqual([1, 2, 0, 0, 3, 4, 0, 0, 0, 0, 1, 2, 0, 0, 3, 4]);
    expect(blockOf(new Float32Array(9), set, 0, 0)).toBeUndefined();
  });
});

describe('modes', () => {
  it('that are drawn are the first, the last and some between, all where there are few', () => {
    expect(drawnModes(1)).toEqual([0]);
    expect(drawnModes(3)).toEqual([0, 1, 2]);
    expect(drawnModes(16)).toEqual([0, 1, 3, 7, 15]);
    for (const count of [2, 5, 6, 64, 512]) {
      const modes = drawnModes(count);
      expect(modes.at(-1)).toBe(count - 1);
      expect(new Set(modes).size).toBe(modes.length);
    }
  });
});

describe('the bound of C19', () => {
  const frames = (/** @type {number[]} */ values) =>
    values.map((value) => ({ smallestEigenvalue: Float32Array.of(value) }));
  it('holds until λ_min first falls below half of its start', () => {
    expect(boundedFrames(frames([1, 0.6, 0.4, 0.9]))).toBe(2);
    expect(boundedFrames(frames([1, 0.5]))).toBe(2);
    expect(boundedFrames([{}, {}])).toBe(2);
  });
});

describe('neurons', () => {
  const frame = { firstWeights: Float32Array.of(1, -0.5, 0, 2), outputWeights: Float32Array.of(1, -1) };
  it('are as many as the first layer has, at most 2048', () => {
    expect(firstLayerOf(documentWith({ 'network.width': 9999 }))).toEqual({ count: 2048, isShallow: true });
    expect(firstLayerOf(documentWith({ 'network.widths': [7, 9] }))).toEqual({ count: 7, isShallow: false });
  });

  it('bend the function where their pre-activation is 0', () => {
    const plane = planeOf(frame, 2);
    const kinks = kinksOf(documentWith({}), true, plane);
    expect(kinks?.(frame, 0)).toEqual([0.5]);
    const onCircle = kinksOf(documentWith({ 'data.inputMap': 'circle' }), true, plane);
    for (const angle of onCircle?.(frame, 0) ?? [])
      expect(Math.cos(angle) - 0.5 * Math.sin(angle)).toBeCloseTo(0, 12);
    expect(kinksOf(documentWith({ 'network.activation': 'tanh' }), true, plane)).toBeUndefined();
    expect(kinksOf(documentWith({}), false, plane)).toBeUndefined();
    expect(planeOf({ firstWeights: new Float32Array(6) }, 2)).toBeUndefined();
  });

  it('have histograms that hold every finite weight, and trails from the start to now', () => {
    const counts = histogram([-1, -0.9, 0, 1, 5, NaN], 1, 4);
    expect(counts).toEqual([2, 0, 1, 2]);
    const frames = Array.from({ length: 9 }, (_, i) => ({ index: Float32Array.of(i) }));
    expect(trailFrames(frames, 8, 3).map(({ index }) => index[0])).toEqual([0, 4, 8]);
    expect(trailFrames(frames, 0, 3)).toHaveLength(1);
  });
});

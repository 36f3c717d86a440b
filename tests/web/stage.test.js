import { describe, expect, it, vi } from 'vitest';
import { FigureStore } from '../../web/store/figure-store.js';
import { createStage } from '../../web/views/function/stage.js';
import { FakePool } from './fake-host.js';

/** As much of an element as a stage uses. */
class FakeElement {
  /** @type {unknown[]} */ children = [];
  /** @type {(() => void)[]} */ clicks = [];
  constructor(/** @type {unknown[]} */ children = []) {
    this.children = children;
  }
  addEventListener(/** @type {string} */ _, /** @type {() => void} */ act) {
    this.clicks.push(act);
  }
  replaceChildren(/** @type {unknown[]} */ ...children) {
    this.children = children;
  }
}

vi.mock('../../web/charts/adopt-style.js', () => ({ adoptStyle: () => {} }));
vi.mock('../../web/charts/dom.js', async (original) => ({
  .../** @type {object} */ (await original()),
  html: (/** @type {string} */ _, /** @type {object} */ _attributes, /** @type {unknown[]} */ ...children) =>
    new FakeElement(children),
  setAttributes: () => {},
}));

/** A stage of which each picture notes the inputs that it draws, and comes when it is told to. */
function setUp() {
  const pool = new FakePool();
  const store = new FigureStore(/** @type {any} */ (pool));
  store.load(store.document.value);
  /** @type {string[]} */ const drawn = [];
  /** @type {{ kind: string, come: () => void, fail: (error: Error) => void }[]} */ const asked = [];
  const maker = (/** @type {string} */ kind) => () =>
    new Promise((resolve, fail) => {
      const draw = (/** @type {any} */ data) => drawn.push(`${kind} ${data.coordinates}`);
      const made = { element: kind, style: '', draw, destroy: () => {} };
      asked.push({ kind, come: () => resolve(made), fail });
    });
  const makers = Object.fromEntries(['line', 'plane', 'rows'].map((kind) => [kind, maker(kind)]));
  const stage = createStage(store, /** @type {any} */ (makers));
  /** @param {number} coordinates of two training points */
  const begin = (coordinates) => {
    for (const { handlers } of pool.runs.slice(0, 3)) {
      const probeX = coordinates === 1 ? [0, 1] : [0, 0, 0, 1, 1, 1];
      const trainX = new Float32Array(2 * coordinates);
      handlers.begun({ trainX, trainY: Float32Array.of(0, 1), probeX: Float32Array.from(probeX) });
      handlers.frame({ time: Float32Array.of(0), probeOutput: Float32Array.of(0, 0) });
    }
    stage.draw();
  };
  const children = () => /** @type {FakeElement} */ (/** @type {unknown} */ (stage.element)).children;
  return { begin, asked, drawn, children, stage };
}

const settled = () => new Promise((resolve) => setTimeout(resolve));

describe('the stage', () => {
  it('never draws data of one kind into the picture of another', async () => {
    const { begin, asked, drawn, stage } = setUp();
    begin(1);
    asked[0].come();
    await settled();
    begin(3);
    stage.draw();
    begin(1);
    asked[1].come();
    await settled();
    stage.draw();
    expect(new Set(drawn)).toEqual(new Set(['line 1']));
    begin(3);
    asked[2].come();
    await settled();
    expect(drawn.at(-1)).toBe('rows 3');
  });

  it('says that a picture could not be loaded, and loads it when it is asked to', async () => {
    const { begin, asked, drawn, children } = setUp();
    begin(3);
    asked[0].fail(new Error('offline'));
    await settled();
    const [failure] = /** @type {FakeElement[]} */ (children());
    expect(failure.children[0]).toContain('could not be loaded');
    const [retry] = /** @type {FakeElement[]} */ (failure.children.slice(1));
    retry.clicks[0]();
    asked[1].come();
    await settled();
    expect([children(), drawn.at(-1)]).toEqual([['rows'], 'rows 3']);
  });
});

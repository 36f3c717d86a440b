/** @import { ExperimentDocument } from '../engine/types.js' */
/** @import { Members } from '../store/members-link.js' */
/** @import { Readiness } from './readiness.js' */
/** @import { ShownParts } from './shown-parts.js' */
import { batch, computed, effect, signal, untracked } from '@preact/signals-core';
import { pagePool } from '../engine/page-pool.js';
import { FigureStore } from '../store/figure-store.js';
import { decodeHash } from '../store/hash.js';
import { lookIn } from '../store/look-link.js';
import { membersIn } from '../store/members-link.js';
import { panelsIn, sweepIn } from '../store/panel-choice.js';
import { pinnedIn } from '../store/pinned-link.js';
import { numbersAt } from '../store/selectors.js';
import { warnOnce } from './attributes.js';
import { announcements } from './events.js';
import { FigureView } from './figure-view.js';
import { createFrameLoop } from './frame-loop.js';
import { FigureProblem } from './problem.js';
import { fetchedDocument } from './sources.js';
import { watchScreen } from './visibility.js';
import { watchColourScheme } from './colour-scheme.js';

/**
 * @typedef {object} Snapshot what a figure was when it left the page
 * @property {ExperimentDocument} document
 * @property {Float64Array | undefined} weights
 * @property {number} index
 * @property {boolean} isPlaying
 * @property {[string, string]} panels
 * @property {string} sweep
 * @property {number} output
 * @property {number} slice
 * @property {Members} members
 * @property {ExperimentDocument | undefined} pinned
 */

/** One life of a figure: from when it begins to when it leaves the page. */
export class FigureSession {
  hasPicture = signal(false);
  /** What the engine did not have a hand in. */
  ownProblem = signal(/** @type {FigureProblem | undefined} */ (undefined));
  #cleanups = /** @type {(() => void)[]} */ ([]);
  #fetches = 0;

  /**
   * @param {HTMLElement} frame
   * @param {ShownParts} shown
   * @param {(type: string, detail: object) => void} announce
   * @param {Readiness} readiness
   */
  constructor(frame, shown, announce, readiness) {
    const pool = pagePool();
    this.shown = shown;
    this.store = new FigureStore(pool);
    this.view = new FigureView(this.store, shown);
    this.problem = computed(() => this.ownProblem.value ?? problemOf(this.store));
    const screen = watchScreen(frame);
    const view = { track: () => this.view.track(), draw: () => this.#draw(announce, readiness) };
    const loop = createFrameLoop(this.store, view, () => screen.isOnScreen.value || !this.hasPicture.value);
    this.view.element.addEventListener('chart-change', loop.mark);
    addEventListener('beforeprint', loop.drawNow);
    frame.append(this.view.element);
    this.#cleanups = [
      pool.enter(),
      loop.destroy,
      screen.destroy,
      () => removeEventListener('beforeprint', loop.drawNow),
      watchColourScheme(frame),
      ...announcements(this.store, shown, announce),
      this.#tellProblems(announce, readiness),
      () => this.store.destroy(),
      () => this.view.destroy(),
      () => this.view.element.remove(),
    ];
  }

  destroy() {
    this.#fetches += 1;
    this.#cleanups.splice(0).forEach((cleanup) => cleanup());
  }

  /** @param {string} hash */
  loadHash(hash) {
    const { document, hidden, warnings } = decodeHash(hash);
    const { panels, warnings: panelWarnings } = panelsIn(hash);
    const { look, warnings: lookWarnings } = lookIn(hash);
    const { members, warnings: memberWarnings } = membersIn(hash);
    const { pinned, warnings: pinWarnings } = pinnedIn(hash);
    const all = [...warnings, ...panelWarnings, ...lookWarnings, ...memberWarnings, ...pinWarnings];
    this.#fetches += 1;
    all.forEach(warnOnce);
    batch(() => {
      this.ownProblem.value = undefined;
      this.shown.setLink(hash, hidden);
      this.store.panels.value = panels;
      this.store.output.value = look.output;
      this.store.slice.value = look.slice;
      this.store.sweep.value = sweepIn(hash);
      void this.store.setMembers(members);
      this.store.load(document, all, pinned);
    });
  }

  /**
   * @param {() => ExperimentDocument} read throws a problem, and then everything stays as it is
   * @param {(document: ExperimentDocument) => void} [take]
   */
  loadDocument(read, take = (document) => this.store.load(document)) {
    this.#fetches += 1;
    try {
      const document = read();
      this.ownProblem.value = undefined;
      take(document);
    } catch (error) {
      if (!(error instanceof FigureProblem)) throw error;
      this.ownProblem.value = error;
    }
  }

  /** @param {string} address of a JSON document; a later load of anything else comes before it */
  async fetchDocument(address) {
    const fetch = ++this.#fetches;
    this.ownProblem.value = undefined;
    const result = await fetchedDocument(address).catch((error) => error);
    if (fetch !== this.#fetches) return;
    this.loadDocument(() => {
      if (result instanceof Error) throw result;
      return result;
    });
  }

  /** @param {Snapshot} snapshot */
  restore({ document, weights, index, isPlaying, panels, sweep, output, slice, members, pinned }) {
    batch(() => {
      this.store.panels.value = panels;
      this.store.sweep.value = sweep;
      this.store.output.value = output;
      this.store.slice.value = slice;
      void this.store.setMembers(members);
      this.store.load(document, [], pinned);
      if (weights) this.store.setWeights(weights);
      this.store.playhead.value = index;
      this.store.isPlaying.value = isPlaying;
    });
  }

  /** @returns {Snapshot} */
  snapshot() {
    const { document, weights, playhead, isPlaying, panels, sweep, output, slice, members, pinned } =
      this.store;
    return {
      document: document.value,
      weights: weights.value,
      index: playhead.value,
      isPlaying: isPlaying.value,
      panels: panels.value,
      sweep: sweep.value,
      output: output.value,
      slice: slice.value,
      members: members.value,
      pinned: pinned.value,
    };
  }

  /** @param {(type: string, detail: object) => void} announce @param {Readiness} readiness */
  #draw(announce, readiness) {
    const { store, view } = this;
    view.draw();
    if (!this.hasPicture.value && view.isComplete()) {
      this.hasPicture.value = true;
      readiness.resolve();
      announce('ntk-load', {});
    }
    announceTime(this, store, announce);
  }

  /** @param {(type: string, detail: object) => void} announce @param {Readiness} readiness */
  #tellProblems(announce, readiness) {
    return effect(() => {
      const problem = this.problem.value;
      if (!problem) return readiness.isSettled && !this.hasPicture.peek() ? readiness.renew() : undefined;
      untracked(() => {
        if (!this.hasPicture.value) readiness.reject(problem);
        announce('ntk-error', { kind: problem.kind, message: problem.message, faults: problem.faults });
      });
    });
  }
}

/** Times that were announced last. @type {WeakMap<FigureSession, string>} */
const announced = new WeakMap();

/**
 * @param {FigureSession} session
 * @param {FigureStore} store
 * @param {(type: string, detail: object) => void} announce
 */
function announceTime(session, store, announce) {
  const { time } = numbersAt(store);
  const detail = { time, index: store.shown.value, playing: store.isPlaying.value };
  const key = JSON.stringify(detail);
  if (time === undefined || announced.get(session) === key) return;
  announced.set(session, key);
  announce('ntk-time', detail);
}

/** @param {FigureStore} store @returns {FigureProblem | undefined} */
function problemOf(store) {
  const states = Object.values(store.runs.states).map((state) => state.value);
  const failed = states.find(({ failure }) => failure !== undefined);
  if (failed?.failure) return new FigureProblem(failed.failure, failed.sentence);
  const faults = store.faults.value;
  if (faults.length === 0) return undefined;
  const problem = new FigureProblem('document', faults.map(({ message }) => message).join(' '), faults);
  return Object.assign(problem, { isShown: true });
}

/** @import { ExperimentDocument } from '../engine/types.js' */
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

const kept = /** @type {const} */ ([
  'document',
  'weights',
  'members',
  'pinned',
  'panels',
  'sweep',
  'output',
  'slice',
  'playhead',
  'isPlaying',
]);

/** What a figure was when it left the page. @typedef {{ [Name in typeof kept[number]]: FigureStore[Name]['value'] }} Snapshot */

/** One life of a figure: from when it begins to when it leaves the page. */
export class FigureSession {
  hasPicture = signal(false);
  /** What the engine did not have a hand in. */
  ownProblem = signal(/** @type {FigureProblem | undefined} */ (undefined));
  /** Whether it has an experiment; before that it tells the page nothing. */
  isLoaded = false;
  #cleanups = /** @type {(() => void)[]} */ ([]);
  #fetches = 0;
  #toldTime = '';

  /**
   * @param {HTMLElement} frame
   * @param {ShownParts} shown
   * @param {(type: string, detail: object) => void} announce
   * @param {Readiness} readiness
   * @param {() => void} onFirstLoad
   */
  constructor(frame, shown, announce, readiness, onFirstLoad) {
    const pool = pagePool();
    this.shown = shown;
    this.announce = announce;
    this.readiness = readiness;
    this.onFirstLoad = onFirstLoad;
    this.store = new FigureStore(pool);
    this.view = new FigureView(this.store, shown);
    this.problem = computed(() => this.ownProblem.value ?? problemOf(this.store));
    const screen = watchScreen(frame);
    const view = { track: () => this.view.track(), draw: () => this.#draw() };
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
      this.#tellProblems(),
      () => this.store.destroy(),
      () => this.view.destroy(),
      () => this.view.element.remove(),
    ];
  }

  destroy() {
    this.#fetches += 1;
    this.#cleanups.splice(0).forEach((cleanup) => cleanup());
  }

  /** An experiment is there: from the first one on the page is told. */
  #loaded() {
    if (this.isLoaded) return;
    this.isLoaded = true;
    this.onFirstLoad();
    this.#cleanups.unshift(...announcements(this.store, this.shown, this.announce));
  }

  /** @param {string} text with or without `#` */
  loadHash(text) {
    const hash = `#${text.replace(/^#/, '')}`;
    const parts = [decodeHash(hash), panelsIn(hash), lookIn(hash), membersIn(hash), pinnedIn(hash)];
    const { document, hidden, panels, look, members, pinned } = Object.assign({}, ...parts);
    const warnings = parts.flatMap((part) => part.warnings);
    this.#fetches += 1;
    warnings.forEach(warnOnce);
    batch(() => {
      this.ownProblem.value = undefined;
      this.shown.setLink(hash, hidden);
      this.store.panels.value = panels;
      this.store.output.value = look.output;
      this.store.slice.value = look.slice;
      this.store.sweep.value = sweepIn(hash);
      void this.store.setMembers(members);
      this.store.load(document, warnings, pinned);
    });
    this.#loaded();
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
      this.#loaded();
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

  /** @param {Snapshot} left */
  restore(left) {
    const store = /** @type {any} */ (this.store);
    batch(() => {
      store.setMembers(left.members);
      store.load(left.document, [], left.pinned, left.weights);
      for (const name of kept) store[name].value = left[name];
    });
    this.#loaded();
  }

  /** @returns {Snapshot | undefined} undefined while it has no experiment yet */
  snapshot() {
    if (!this.isLoaded) return undefined;
    return /** @type {any} */ (Object.fromEntries(kept.map((name) => [name, this.store[name].value])));
  }

  #draw() {
    const { store, view } = this;
    view.draw();
    if (!this.hasPicture.value && view.isComplete()) {
      this.hasPicture.value = true;
      this.readiness.resolve();
      this.announce('ntk-load', {});
    }
    const { time } = numbersAt(store);
    const detail = { time, index: store.shown.value, playing: store.isPlaying.value };
    const text = JSON.stringify(detail);
    if (time === undefined || text === this.#toldTime) return;
    this.#toldTime = text;
    this.announce('ntk-time', detail);
  }

  #tellProblems() {
    const { readiness } = this;
    // Every run that fails, and each of their reports, has the same problem anew.
    /** @type {string | undefined} */ let told;
    return effect(() => {
      const problem = this.problem.value;
      const text = problem ? `${problem.kind} ${problem.message}` : '';
      if (text === told) return;
      told = text;
      if (!problem) return readiness.isSettled && !this.hasPicture.peek() ? readiness.renew() : undefined;
      untracked(() => {
        if (!this.hasPicture.value) readiness.reject(problem);
        this.announce('ntk-error', { kind: problem.kind, message: problem.message, faults: problem.faults });
      });
    });
  }
}

/** @param {FigureStore} store @returns {FigureProblem | undefined} */
function problemOf(store) {
  const states = Object.values(store.runs.states).map((state) => state.value);
  const failed = states.find(({ failure }) => failure !== undefined);
  if (failed?.failure) return new FigureProblem(failed.failure, failed.sentence);
  const faults = store.faults.value;
  if (faults.length === 0) return undefined;
  const problem = new FigureProblem('document', faults.map(({ message }) => message).join(' '), faults);
  problem.isShown = true;
  return problem;
}

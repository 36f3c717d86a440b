/** @import { Fault } from '../engine/types.js' */
/** @import { SweepEngine } from '../engine/page-sweeps.js' */
/** @import { RunReport } from '../engine/task.js' */
/** @import { SweepCell } from '../engine/sweep.js' */
/** @import { FigureStore } from './figure-store.js' */
/** @import { SweepPlan } from './sweep-plan.js' */
/** @import { ReadonlySignal } from '@preact/signals-core' */
/** @import { Request } from './sweep-request.js' */
import { batch, computed, signal } from '@preact/signals-core';
import { cellKey } from '../engine/sweep.js';
import { withPictureProbes } from './picture-probes.js';
import { planText, readPlan, valuesOf } from './sweep-plan.js';
import { cellsOf, experimentKey, keysOf, isSameRequest, isSameSweep } from './sweep-request.js';

/**
 * @typedef {'idle' | 'loading' | 'running' | 'cancelled' | 'finished' | 'refused' | 'failed'} SweepStatus
 * @typedef {Request & { values: number[], cells: SweepCell[], isOld: boolean }} ShownSweep cells that are finished, in
 *   no order; old: of another experiment or other values than those that are set now
 */

/** A cell that a machine could not finish is run again when the sweep is. @param {SweepCell | undefined} cell */
const isDone = (cell) => cell !== undefined && cell.status !== 'memory';

/**
 * The state of one figure's sweep. Finished cells are kept as long as the page lives, under their experiment: a sweep
 * that was cancelled, extended or returned to runs only the cells that are missing.
 */
export class SweepStore {
  /** @type {Map<string, Map<string, SweepCell>>} */ #known = new Map();
  /** @type {{ cancel: () => void }[]} */ #handles = [];
  /** Shares of the cells under way. @type {Map<string, number>} */ #shares = new Map();
  /** Counts changes of `#known`, and those of it and of `#shares`, for what is computed from them. */
  #cellCount = signal(0);
  #reportCount = signal(0);
  #attempt = 0;
  /** What was started before and has cells. @type {Request | undefined} */ #before;
  /** Cells of the sweep under way that are not over. */
  #left = 0;

  status = signal(/** @type {SweepStatus} */ ('idle'));
  /** Why the engine cannot be had. */
  failure = signal('');
  engine = signal(/** @type {SweepEngine | undefined} */ (undefined));
  /** What was started last. */
  request = signal(/** @type {Request | undefined} */ (undefined));
  /** The sweep under way, else the one that is asked for. @type {ReadonlySignal<Request>} */ #wanted;
  /** @type {ReadonlySignal<string[]>} */ #wantedKeys;
  #refused = signal(/** @type {{ request: Request, faults: Fault[] } | undefined} */ (undefined));

  /**
   * @param {Pick<FigureStore, 'document' | 'sweep'>} figure
   * @param {() => Promise<SweepEngine>} load
   */
  constructor(figure, load) {
    this.figure = figure;
    this.load = load;
    this.plan = computed(() => readPlan(figure.sweep.value));
    this.isActive = computed(() => this.status.value === 'loading' || this.status.value === 'running');
    /** The request as the controls stand. */
    this.asked = computed(() => ({ document: figure.document.value, plan: this.plan.value }));
    this.#wanted = computed(() => (this.isActive.value && this.request.value) || this.asked.value);
    this.#wantedKeys = computed(() => keysOf(this.#wanted.value));
    this.shown = computed(() => this.#shown());
    /** Cells of the sweep that is asked for, or under way: how many there are, are finished, and what share is done. */
    this.progress = computed(() => this.#progress());
    /** What the engine says of the sweep that was asked for, while it is still asked for. */
    this.faults = computed(() => {
      const refused = this.#refused.value;
      const isSame = refused && isSameRequest(refused.request, this.asked.value);
      return isSame ? refused.faults : [];
    });
  }

  /**
   * Subscribes to all of this without computing it: cells report a hundred times a second, and what follows from
   * thousands of them is wanted once a picture.
   */
  track() {
    const { document, sweep } = this.figure;
    const own = [this.status, this.failure, this.engine, this.request, this.#refused, this.#reportCount];
    for (const part of [document, sweep, ...own]) void part.value;
  }

  /** @param {Partial<SweepPlan>} change */
  setPlan(change) {
    this.figure.sweep.value = planText({ ...this.plan.value, ...change });
  }

  /** Runs the cells that are missing. */
  async run() {
    if (this.isActive.value) return;
    const attempt = ++this.#attempt;
    const request = this.asked.value;
    batch(() => {
      this.status.value = 'loading';
      this.failure.value = '';
      if (this.request.value && this.#finished(this.request.value).length > 0)
        this.#before = this.request.value;
      this.request.value = request;
    });
    try {
      this.engine.value = await this.load();
    } catch (error) {
      if (attempt !== this.#attempt) return;
      this.failure.value = /** @type {Error} */ (error).message;
      this.status.value = 'failed';
      return;
    }
    if (attempt === this.#attempt) this.#begin(request, this.engine.value);
  }

  /** @param {Request} request @param {SweepEngine} engine */
  #begin(request, engine) {
    const { path, members } = request.plan;
    const values = valuesOf(request.plan);
    const base = withPictureProbes(request.document);
    const document = { version: 1, base, path, values, members };
    const faults = engine.faultsOf(document);
    if (faults.length > 0) return this.#refuse(request, faults);
    const known = this.#knownOf(request) ?? new Map();
    this.#known.set(experimentKey(request), known);
    // One draw after another over all values: a line is there early, and becomes a band.
    const missing = cellsOf(request).filter(
      ({ value, member }) => !isDone(known.get(cellKey(value, member))),
    );
    for (const { value, member } of missing) known.delete(cellKey(value, member));
    this.#left = missing.length;
    this.status.value = missing.length > 0 ? 'running' : 'finished';
    this.#handles = missing.map(({ value, position, member }) =>
      engine.pool.startCell(
        { document, value: position, member },
        {
          report: (report) => this.#hear(request, value, member, report),
          refused: (found) => this.#refuse(request, found),
        },
      ),
    );
  }

  /** @param {Request} request @param {number} value @param {number} member @param {RunReport} report */
  #hear(request, value, member, { status, sentence, progress, measures }) {
    const key = cellKey(value, member);
    const isOver = status !== 'running';
    this.#shares.set(key, progress);
    if (isOver) {
      this.#shares.delete(key);
      const names = this.engine.value?.measureNames() ?? [];
      const named = Object.fromEntries(names.map((name, i) => [name, measures?.[i] ?? NaN]));
      this.#knownOf(request)?.set(key, { value, member, measures: named, status, sentence });
    }
    batch(() => {
      this.#reportCount.value += 1;
      if (!isOver) return;
      this.#cellCount.value += 1;
      this.#left -= 1;
      if (this.#left === 0) this.status.value = 'finished';
    });
  }

  /** @param {Request} request @param {Fault[]} faults */
  #refuse(request, faults) {
    this.#end();
    this.#refused.value = { request, faults };
    this.status.value = 'refused';
  }

  /** Ends at once what is under way; finished cells stay. */
  cancel() {
    if (!this.isActive.value) return;
    this.#end();
    this.status.value = 'cancelled';
  }

  destroy() {
    this.#end();
  }

  #end() {
    this.#attempt += 1;
    // Those that wait first: none of them is to begin when a host is free.
    for (const handle of this.#handles.toReversed()) handle.cancel();
    this.#handles = [];
    this.#shares.clear();
    this.#reportCount.value += 1;
  }

  /** Cells of an experiment that was run, by their keys. @param {Request} request */
  #knownOf(request) {
    return this.#known.get(experimentKey(request));
  }

  /** @param {Request} request @returns {SweepCell[]} */
  #finished(request) {
    const known = this.#knownOf(request);
    return known ? keysOf(request).flatMap((key) => known.get(key) ?? []) : [];
  }

  /** @returns {ShownSweep | undefined} */
  #shown() {
    void this.#cellCount.value;
    const [asked, request] = [this.asked.value, this.request.value];
    // Until there is a cell of what is wanted, what was there before stays.
    for (const candidate of [this.#wanted.value, request, this.#before]) {
      if (candidate?.plan.path !== asked.plan.path) continue;
      const { document, plan } = candidate;
      const cells = this.#finished(candidate);
      const shown = { ...plan, measure: asked.plan.measure };
      if (cells.length > 0)
        return {
          document,
          plan: shown,
          values: valuesOf(plan),
          cells,
          isOld: !isSameSweep(candidate, asked),
        };
    }
    return undefined;
  }

  #progress() {
    void this.#reportCount.value;
    const known = this.#knownOf(this.#wanted.value);
    const keys = this.#wantedKeys.value;
    const cells = keys.map((key) => known?.get(key));
    const finished = cells.filter((cell) => cell !== undefined).length;
    const missing = cells.filter((cell) => !isDone(cell)).length;
    const under = keys.reduce((sum, key) => sum + (this.#shares.get(key) ?? 0), 0);
    const total = keys.length;
    return { total, finished, missing, share: total > 0 ? (finished + under) / total : 0 };
  }
}

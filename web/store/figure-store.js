/** @import { ExperimentDocument, JobName } from '../engine/types.js' */
/** @import { Pool } from '../engine/pool.js' */
/** @import { NetworkEnsemble } from './network-ensemble.js' */
/** @import { PinnedRun } from './pinned-run.js' */
/** @import { Observation } from './runs.js' */
import { batch, computed, signal } from '@preact/signals-core';
import { changedFields, defaultDocument, fieldOf, getField, staleJobs, withField } from './document.js';
import { History } from './history.js';
import { noMembers } from './members-link.js';
import { withPictureProbes } from './picture-probes.js';
import { firstPanels } from './panel-choice.js';
import { Playback } from './playback.js';
import { Runs, jobNames } from './runs.js';
import { drawnOutput } from './shown-data.js';
import { TrainingPoints } from './training-points.js';

/** What is changed while one looks at a time: the picture of that time stays until there is another of it. */
const steady = new Set([
  'dynamics.rate',
  'dynamics.rateDecay',
  'dynamics.momentum',
  'dynamics.nesterov',
  'dynamics.batchSize',
  'limit.ridge',
]);

/** A run: its document, and initial weights in place of the seed's. @typedef {{ document: ExperimentDocument, weights?: Float64Array }} Start */
/** What undo goes back to. @typedef {{ current: Start, pinned: Start | undefined }} Step */

/**
 * @typedef {object} Highlight
 * @property {number[]} [points] numbers of training points
 * @property {number[]} [stems] of each training point, in −1 … 1: an eigenfunction
 * @property {number[]} [lines] places along x: a neuron's kinks
 */

/** The state of one figure and every action on it. Views read the signals and call the actions, nothing else. */
export class FigureStore extends Playback {
  isPinned = false;
  document = signal(/** @type {ExperimentDocument} */ (defaultDocument()));
  weights = signal(/** @type {Float64Array | undefined} */ (undefined));
  warnings = signal(/** @type {string[]} */ ([]));
  /** The panels that stand beside the function, the second one only where there is room. */
  panels = signal(firstPanels);
  /** What the sweep panel is to run, as a link has it; empty for what it has at first. */
  sweep = signal('');
  /** Two training points that a person looks at, by their numbers; in the kernel of all outputs with these. */
  pair = signal(
    /** @type {{ row: number, column: number, rowOutput?: number, columnOutput?: number } | undefined} */ (
      undefined
    ),
  );
  /** The output that is asked for, from 0, which there may not be at present; views read `shownOutput`. */
  output = signal(0);
  /** The picture of inputs of many numbers: 0 predicted against true, i the slice along coordinate i. */
  slice = signal(0);
  /** What a panel points at, for the picture of the functions. */
  highlight = signal(/** @type {Highlight | undefined} */ (undefined));
  points = new TrainingPoints(this);
  /** The document whose run stands beside this one, and that run once its code is there. */
  pinned = signal(/** @type {ExperimentDocument | undefined} */ (undefined));
  pinnedRun = signal(/** @type {PinnedRun | undefined} */ (undefined));
  /** How many finite networks are trained as an ensemble, and that ensemble once its code is there. */
  members = signal(noMembers);
  ensemble = signal(/** @type {NetworkEnsemble | undefined} */ (undefined));
  /** @type {Start | undefined} */ #pinned;
  #observed = /** @type {Observation[]} */ ([]);
  /** @type {History<Step>} */ #history = new History();

  /** @param {Pool} pool */
  constructor(pool) {
    super();
    this.pool = pool;
    this.runs = new Runs(pool);
    this.canUndo = this.#history.canUndo;
    this.canRedo = this.#history.canRedo;
    this.lastIndex = computed(() => getField(this.document.value, 'dynamics.frames') + 1);
    /** The last index that no running job has yet to reach, nor the pinned run. */
    this.reached = computed(() =>
      Math.min(
        this.runs.reached(this.lastIndex.value),
        this.pinnedRun.value?.reachedHere.value ?? this.lastIndex.value,
      ),
    );
    /** What is drawn: all three functions at one time, so not beyond what the slowest has reached. */
    this.shown = computed(() => Math.min(this.playhead.value, this.reached.value));
    this.shownOutput = computed(() => drawnOutput(this, this.output.value));
    this.isRunning = computed(() => this.compared().some(({ runs }) => runs.isRunning()));
    this.faults = computed(
      () => jobNames.map((job) => this.runs.states[job].value.faults).find(({ length }) => length > 0) ?? [],
    );
  }

  // Documents

  /**
   * @param {ExperimentDocument} document complete
   * @param {string[]} [warnings]
   * @param {ExperimentDocument} [pinned]
   * @param {Float64Array} [weights] in place of the seed's
   */
  load(document, warnings = [], pinned, weights) {
    batch(() => {
      this.document.value = document;
      this.warnings.value = warnings;
      this.weights.value = weights;
      this.#history.clear();
      this.playhead.value = 0;
    });
    this.runs.start(jobNames, withPictureProbes(document), weights);
    void this.#setPinned(pinned && { document: pinned });
  }

  /**
   * @param {string} path
   * @param {unknown} value
   * @param {string} [gesture] changes of one gesture (a drag, a slider) are one step of undo
   */
  setField(path, value, gesture) {
    this.change(withField(this.document.value, path, value), gesture);
  }

  /** @param {ExperimentDocument} next @param {string} [gesture] */
  change(next, gesture) {
    this.#changeStart({ document: next }, gesture);
  }

  /** @param {Partial<Start>} changes @param {string} [gesture] */
  #changeStart(changes, gesture) {
    const { current, pinned } = this.#now();
    this.#do({ current: { ...current, ...changes }, pinned }, gesture);
  }

  /** @param {Step} step @param {string} [gesture] */
  #do(step, gesture) {
    this.#history.record(this.#now(), gesture);
    this.#apply(step);
  }

  /** @returns {Step} */
  #now() {
    return { current: { document: this.document.value, weights: this.weights.value }, pinned: this.#pinned };
  }

  endGesture() {
    this.#history.endGesture();
  }

  undo() {
    const step = this.#history.undo(this.#now());
    if (step) this.#apply(step);
  }

  redo() {
    const step = this.#history.redo(this.#now());
    if (step) this.#apply(step);
  }

  /** @param {Step} step */
  #apply({ current: { document, weights }, pinned }) {
    const { current: before } = this.#now();
    const results = this.runs.results();
    const known = this.pinnedRun.value?.runs.results();
    const [hasWeights, isPinnedSame] = [weights === before.weights, pinned === this.#pinned];
    const stale = hasWeights ? staleJobs(before.document, document) : jobNames;
    const isSteady =
      hasWeights &&
      isPinnedSame &&
      changedFields(before.document, document).every((path) => steady.has(path));
    const until = isSteady ? Math.floor(this.shown.value) : 0;
    batch(() => {
      this.document.value = document;
      this.weights.value = weights;
      this.warnings.value = [];
    });
    this.runs.start(stale, withPictureProbes(document), weights, { known, until });
    if (!isPinnedSame) void this.#setPinned(pinned, results);
  }

  // Beside a pinned run

  /** The run stays beside the one that is changed from now on; if one is pinned, it goes. */
  togglePin() {
    const { current, pinned } = this.#now();
    this.#do({ current, pinned: pinned ? undefined : current });
  }

  /** The pinned run and the current one change places. */
  swapPinned() {
    const { current, pinned } = this.#now();
    if (pinned) this.#do({ current: pinned, pinned: current });
  }

  /** @param {Start | undefined} start @param {import('./runs.js').Results} [known] */
  async #setPinned(start, known) {
    this.#pinned = start;
    this.pinned.value = start?.document;
    const { PinnedRun } = start ? await import('./pinned-run.js') : {};
    if (start !== this.#pinned) return;
    if (!start || !PinnedRun) {
      this.pinnedRun.value?.destroy();
      this.pinnedRun.value = undefined;
      return;
    }
    const run = this.pinnedRun.value ?? new PinnedRun(this);
    run.runs.observe(this.#observed);
    run.load(start.document, start.weights, known);
    this.pinnedRun.value = run;
  }

  /** The runs that are shown beside each other. @returns {import('./pinned-run.js').RunSource[]} */
  compared() {
    const other = this.pinnedRun.value;
    return other ? [this, other] : [this];
  }

  /** @param {Partial<import('./members-link.js').Members>} members of the ensemble */
  async setMembers(members) {
    this.members.value = { ...this.members.value, ...members };
    if (this.members.value.count === 0 || this.ensemble.value) return;
    const { NetworkEnsemble } = await import('./network-ensemble.js');
    if (this.members.value.count > 0) this.ensemble.value ??= new NetworkEnsemble(this);
  }

  /** What open panels show beyond functions and kernel. @param {Observation[]} wanted */
  observe(wanted) {
    this.#observed = wanted;
    this.runs.observe(wanted);
    this.pinnedRun.value?.runs.observe(wanted);
  }

  newSeed() {
    const document = this.document.value;
    const seed = (getField(document, 'network.seed') + 1) % fieldOf('network.seed').maximum;
    this.#changeStart({ document: withField(document, 'network.seed', seed), weights: undefined });
    this.restart();
  }

  /** @param {Float64Array | undefined} weights in place of the seed's; undefined: the seed's again */
  setWeights(weights) {
    this.#changeStart({ weights });
  }

  /** @returns {Promise<Float64Array | undefined>} the weights that the runs start from */
  async initialWeights() {
    return this.weights.value ?? this.pool.initialWeights(this.document.value);
  }

  cancel() {
    this.pause();
    for (const { runs } of this.compared()) runs.cancel();
    this.ensemble.value?.cancel();
  }

  /** A panel comes to a place; if it stood at the other one, the two change places. @param {number} place 0 or 1 @param {string} name */
  showPanel(place, name) {
    const [first, second] = this.panels.value;
    const other = place === 0 ? second : first;
    const left = place === 0 ? first : second;
    const moved = other === name ? left : other;
    this.panels.value = place === 0 ? [name, moved] : [moved, name];
  }

  destroy() {
    this.runs.destroy();
    this.#pinned = undefined;
    this.pinned.value = undefined;
    this.pinnedRun.value?.destroy();
    this.members.value = noMembers;
    this.ensemble.value?.destroy();
  }
}

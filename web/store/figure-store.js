/** @import { ExperimentDocument, JobName } from '../engine/types.js' */
/** @import { Pool } from '../engine/pool.js' */
import { batch, computed, signal } from '@preact/signals-core';
import { defaultDocument, fieldOf, getField, staleJobs, withField } from './document.js';
import { withPictureProbes } from './picture-probes.js';
import { firstPanels } from './panel-choice.js';
import { Runs, jobNames } from './runs.js';
import { TrainingPoints } from './training-points.js';

/** Milliseconds that playing the whole time axis takes at speed 1. */
const playMilliseconds = 9000;
const longestHistory = 100;

/** The state of one figure and every action on it. Views read the signals and call the actions, nothing else. */
export class FigureStore {
  document = signal(/** @type {ExperimentDocument} */ (defaultDocument()));
  weights = signal(/** @type {Float64Array | undefined} */ (undefined));
  warnings = signal(/** @type {string[]} */ ([]));
  /** Place on the time axis as an index into the time grid, fractional while playing. */
  playhead = signal(0);
  isPlaying = signal(false);
  speed = signal(1);
  /** The panels that stand beside the function, the second one only where there is room. */
  panels = signal(firstPanels);
  /** Two training points that a person looks at, by their numbers. */
  pair = signal(/** @type {{ row: number, column: number } | undefined} */ (undefined));
  /** The output that is looked at, from 0. */
  output = signal(0);
  points = new TrainingPoints(this);
  #past = signal(/** @type {ExperimentDocument[]} */ ([]));
  #future = signal(/** @type {ExperimentDocument[]} */ ([]));
  /** @type {string | undefined} */ #gesture;

  /** @param {Pool} pool */
  constructor(pool) {
    this.pool = pool;
    this.runs = new Runs(pool);
    this.canUndo = computed(() => this.#past.value.length > 0);
    this.canRedo = computed(() => this.#future.value.length > 0);
    /** Index of t = ∞. */
    this.lastIndex = computed(() => getField(this.document.value, 'dynamics.frames') + 1);
    /** The last index that no running job has yet to reach. */
    this.reached = computed(() => {
      const indices = jobNames.map((job) => {
        const { status, frames } = this.runs.states[job].value;
        return status === 'running' ? frames.length - 1 : this.lastIndex.value;
      });
      return Math.max(0, Math.min(...indices));
    });
    /** What is drawn: all three functions at one time, so not beyond what the slowest has reached. */
    this.shown = computed(() => Math.min(this.playhead.value, this.reached.value));
    this.isRunning = computed(() => jobNames.some((job) => this.runs.states[job].value.status === 'running'));
    this.faults = computed(
      () => jobNames.map((job) => this.runs.states[job].value.faults).find(({ length }) => length > 0) ?? [],
    );
  }

  // Documents

  /** @param {ExperimentDocument} document complete @param {string[]} [warnings] */
  load(document, warnings = []) {
    batch(() => {
      this.document.value = document;
      this.warnings.value = warnings;
      this.weights.value = undefined;
      this.#past.value = [];
      this.#future.value = [];
      this.playhead.value = 0;
    });
    this.runs.start(jobNames, withPictureProbes(document));
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
    if (gesture === undefined || gesture !== this.#gesture) {
      this.#past.value = [...this.#past.value, this.document.value].slice(-longestHistory);
    }
    this.#gesture = gesture;
    this.#future.value = [];
    this.#apply(next);
  }

  endGesture() {
    this.#gesture = undefined;
  }

  undo() {
    const previous = this.#past.value.at(-1);
    if (!previous) return;
    this.#past.value = this.#past.value.slice(0, -1);
    this.#future.value = [...this.#future.value, this.document.value];
    this.#apply(previous);
  }

  redo() {
    const next = this.#future.value.at(-1);
    if (!next) return;
    this.#future.value = this.#future.value.slice(0, -1);
    this.#past.value = [...this.#past.value, this.document.value];
    this.#apply(next);
  }

  /** @param {ExperimentDocument} next */
  #apply(next) {
    const stale = staleJobs(this.document.value, next);
    batch(() => {
      this.document.value = next;
      this.warnings.value = [];
    });
    this.runs.start(stale, withPictureProbes(next), this.weights.value);
  }

  newSeed() {
    this.weights.value = undefined;
    this.setField(
      'network.seed',
      (getField(this.document.value, 'network.seed') + 1) % fieldOf('network.seed').maximum,
    );
    this.restart();
  }

  /** @param {Float64Array | undefined} weights in place of the seed's; undefined: the seed's again */
  setWeights(weights) {
    this.weights.value = weights;
    this.runs.start(jobNames, withPictureProbes(this.document.value), weights);
  }

  /** @returns {Promise<Float64Array | undefined>} the weights that the runs start from */
  async initialWeights() {
    return this.weights.value ?? this.pool.initialWeights(this.document.value);
  }

  cancel() {
    this.pause();
    this.runs.cancel();
  }

  /** A panel comes to a place; if it stood at the other one, the two change places. @param {number} place 0 or 1 @param {string} name */
  showPanel(place, name) {
    const [first, second] = this.panels.value;
    const other = place === 0 ? second : first;
    const left = place === 0 ? first : second;
    const moved = other === name ? left : other;
    this.panels.value = place === 0 ? [name, moved] : [moved, name];
  }

  // Playback

  play() {
    if (this.playhead.value >= this.lastIndex.value) this.playhead.value = 0;
    this.isPlaying.value = true;
  }

  pause() {
    this.isPlaying.value = false;
    this.playhead.value = Math.round(this.playhead.value);
  }

  togglePlay() {
    if (this.isPlaying.value) this.pause();
    else this.play();
  }

  restart() {
    this.playhead.value = 0;
    this.play();
  }

  /** @param {number} index */
  seek(index) {
    this.isPlaying.value = false;
    this.playhead.value = Math.min(this.lastIndex.value, Math.max(0, Math.round(index)));
  }

  /** @param {number} count of frames, negative for back */
  step(count) {
    this.seek(Math.round(this.playhead.value) + count);
  }

  /** @param {number} milliseconds since the last call */
  tick(milliseconds) {
    if (!this.isPlaying.value) return;
    const last = this.lastIndex.value;
    const next = this.playhead.value + (milliseconds / playMilliseconds) * this.speed.value * last;
    this.playhead.value = Math.min(next, Math.max(this.playhead.value, this.reached.value));
    if (this.playhead.value >= last) this.pause();
  }

  destroy() {
    this.runs.destroy();
  }
}

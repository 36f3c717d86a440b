/** @import { ExperimentDocument, JobName } from '../engine/types.js' */
/** @import { Pool } from '../engine/pool.js' */
import { batch, computed, signal } from '@preact/signals-core';
import {
  clampPoint,
  defaultDocument,
  fieldOf,
  getField,
  isOnLine,
  pointBounds,
  staleJobs,
  withField,
} from './document.js';
import { Runs, jobNames } from './runs.js';

/** Milliseconds that playing the whole time axis takes at speed 1. */
const playMilliseconds = 9000;
const longestHistory = 100;

/** @param {number} value @param {number} decimals */
const round = (value, decimals) => Number(value.toFixed(decimals));

/** A point put by hand: four decimals are a fraction of a pixel, and short in a link. @param {[number, number]} point */
const placed = ([x, y]) => clampPoint([round(x, 4), round(y, 4)]);

/** The state of one figure and every action on it. Views read the signals and call the actions, nothing else. */
export class FigureStore {
  document = signal(/** @type {ExperimentDocument} */ (defaultDocument()));
  weights = signal(/** @type {Float64Array | undefined} */ (undefined));
  warnings = signal(/** @type {string[]} */ ([]));
  /** Place on the time axis as an index into the time grid, fractional while playing. */
  playhead = signal(0);
  isPlaying = signal(false);
  speed = signal(1);
  /** Two training points that a person looks at, by their numbers. */
  pair = signal(/** @type {{ row: number, column: number } | undefined} */ (undefined));
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
    this.runs.start(jobNames, document);
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
    this.runs.start(stale, next, this.weights.value);
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
    this.runs.start(jobNames, this.document.value, weights);
  }

  /** @returns {Promise<Float64Array | undefined>} the weights that the runs start from */
  async initialWeights() {
    return this.weights.value ?? this.pool.initialWeights(this.document.value);
  }

  cancel() {
    this.pause();
    this.runs.cancel();
  }

  // Points

  /** The training points on the screen, whatever their source; none if their inputs are not numbers x. */
  trainingPoints() {
    const { source, points } = this.document.value.data;
    if (source === 'points') return /** @type {[number, number][]} */ (points);
    const constants = this.runs.states.network.value.constants ?? this.runs.states.limit.value.constants;
    // The constants may still be those of another source: then there is no y for every number of x.
    if (!constants || !isOnLine(source) || constants.trainX.length > constants.trainY.length) return [];
    return Array.from(constants.trainX, (x, i) => clampPoint([round(x, 7), round(constants.trainY[i], 7)]));
  }

  /**
   * Points of a named target or a data set become points placed by hand, noise included, when one is touched.
   * @param {(points: [number, number][]) => [number, number][]} edit
   * @param {string} [gesture]
   */
  #editPoints(edit, gesture) {
    const points = edit(this.trainingPoints().map(([x, y]) => [x, y]));
    const { data } = this.document.value;
    const noise = data.source === 'points' ? data.noise : fieldOf('data.noise').default;
    this.change({ ...this.document.value, data: { ...data, source: 'points', noise, points } }, gesture);
  }

  /** The points on the screen become points placed by hand. */
  placeByHand() {
    this.#editPoints((points) => points);
  }

  /** @param {number} index @param {[number, number]} point @param {string} [gesture] */
  movePoint(index, point, gesture) {
    this.#editPoints((points) => points.map((old, i) => (i === index ? placed(point) : old)), gesture);
  }

  /** @param {[number, number]} point */
  addPoint(point) {
    if (this.trainingPoints().length >= fieldOf('data.points').maximum) return;
    this.#editPoints((points) => [...points, placed(point)]);
  }

  /** A point in the middle of the widest gap along x, at the height between its neighbours. */
  addPointInGap() {
    const known = this.trainingPoints().toSorted(([a], [b]) => a - b);
    const first = known.at(0) ?? [0, 0];
    const last = known.at(-1) ?? [0, 0];
    const line = [[-pointBounds.x, first[1]], ...known, [pointBounds.x, last[1]]];
    const gaps = line.slice(1).map(([x], i) => x - line[i][0]);
    const at = gaps.indexOf(Math.max(...gaps));
    this.addPoint([(line[at][0] + line[at + 1][0]) / 2, (line[at][1] + line[at + 1][1]) / 2]);
  }

  /** @param {number} index */
  removePoint(index) {
    if (this.trainingPoints().length > 1) this.#editPoints((points) => points.filter((_, i) => i !== index));
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

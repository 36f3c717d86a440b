/** @import { ExperimentDocument } from '../engine/types.js' */
/** @import { FigureStore, Highlight } from './figure-store.js' */
/** @import { Results } from './runs.js' */
import { computed, signal } from '@preact/signals-core';
import { changedFields, getField } from './document.js';
import { withPictureProbes } from './picture-probes.js';
import { Runs, jobNames } from './runs.js';
import { timesOf } from './selectors.js';
import { drawnOutput } from './shown-data.js';
import { TrainingPoints } from './training-points.js';

/**
 * The place on a time grid that is nearest to a time, in the ratio of times; 0 and ∞ have their own.
 * @param {ArrayLike<number>} times ascending
 * @param {number} time
 */
export function nearestPlace(times, time) {
  const last = times.length - 1;
  if (time === 0 || time === Infinity) return time === 0 ? 0 : last;
  const distance = (/** @type {number} */ i) => Math.abs(Math.log(times[i] / time));
  let nearest = Math.min(1, last);
  for (let i = nearest; i < last; i += 1) if (distance(i) < distance(nearest)) nearest = i;
  return nearest;
}

/** @param {Float32Array | undefined} a @param {Float32Array | undefined} b */
const isSameGrid = (a, b) => a !== undefined && a.length === b?.length && a.every((time, i) => time === b[i]);

/** What pictures of a run read. @typedef {FigureStore | PinnedRun} RunSource */

/**
 * A run that stands beside the figure's own at the same t: what views of a run read of a store, with runs of its own and
 * without any action.
 */
export class PinnedRun {
  isPinned = true;
  /** Only the figure's own document has an ensemble. */
  ensemble = signal(undefined);
  document = signal(/** @type {ExperimentDocument} */ ({}));
  points = new TrainingPoints(this);

  /** @param {FigureStore} store of the figure */
  constructor(store) {
    this.store = store;
    this.runs = new Runs(store.pool);
    this.slice = store.slice;
    this.shownOutput = computed(() => drawnOutput(this, store.output.value));
    /** Points have the same numbers in the same data only. */
    this.pair = computed(() => (this.#hasSameData() ? store.pair.value : undefined));
    /** Modes and kinks are of the figure's own run. */
    this.highlight = computed(() =>
      this.#hasSameData() ? /** @type {Highlight} */ ({ points: store.highlight.value?.points }) : undefined,
    );
    this.lastIndex = computed(() => getField(this.document.value, 'dynamics.frames') + 1);
    this.reached = computed(() => this.runs.reached(this.lastIndex.value));
    /** Where it is on its own grid at the figure's t. */
    this.shown = computed(() => Math.min(this.#placeHere(store.shown.value), this.reached.value));
    /** How far it has got, on the figure's grid. */
    this.reachedHere = computed(() => this.#placeThere(this.reached.value));
  }

  /**
   * @param {ExperimentDocument} document
   * @param {Float64Array | undefined} weights in place of the seed's
   * @param {Results} [known]
   */
  load(document, weights, known) {
    this.document.value = document;
    this.runs.start(jobNames, withPictureProbes(document), weights, { known });
  }

  #hasSameData() {
    const changed = changedFields(this.document.value, this.store.document.value);
    return !changed.some((path) => path.startsWith('data.'));
  }

  /** A pinned run stays as it is. */
  change() {}
  endGesture() {}

  /** @returns {RunSource[]} */
  compared() {
    return this.store.compared();
  }

  /** @param {number} index of the figure's grid */
  #placeHere(index) {
    return placeOn(timesOf(this), timesOf(this.store), index);
  }

  /** @param {number} index of its own grid */
  #placeThere(index) {
    return placeOn(timesOf(this.store), timesOf(this), index);
  }

  destroy() {
    this.runs.destroy();
  }
}

/**
 * @param {Float32Array | undefined} to
 * @param {Float32Array | undefined} from
 * @param {number} index of `from`, fractional while playing
 */
function placeOn(to, from, index) {
  if (!to || !from || isSameGrid(to, from)) return index;
  return nearestPlace(to, from[Math.min(Math.round(index), from.length - 1)]);
}

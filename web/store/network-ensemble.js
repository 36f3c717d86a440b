/** @import { ExperimentDocument, Layouts, Block } from '../engine/types.js' */
/** @import { FigureStore } from './figure-store.js' */
/** @import { Members } from './members-link.js' */
import { effect, signal, untracked } from '@preact/signals-core';
import { fieldOf, getField, staleJobs } from './document.js';
import { Moments } from './moments.js';
import { withPictureProbes } from './picture-probes.js';

/** Mean and deviation in double at every frame and probe point may take so much memory. */
export const largestBytes = 64e6;
const bytesOfOutput = 16;

/**
 * @typedef {object} EnsembleState
 * @property {number} wanted M
 * @property {number} done members that finished: the bands are of these
 * @property {number} failed members that ended early: they are left out
 * @property {number} running members that are being trained
 * @property {boolean} isCancelled
 * @property {boolean} isTooLarge more than `largestBytes`
 */

/** @type {EnsembleState} */
const empty = { wanted: 0, done: 0, failed: 0, running: 0, isCancelled: false, isTooLarge: false };

/**
 * The document of a member: the draws of one seed are numbered from the figure's own on. Only functions are observed.
 * @param {ExperimentDocument} document
 * @param {number} i from 0
 */
export function memberDocument(document, i) {
  const member = (getField(document, 'network.member') + i) % (fieldOf('network.member').maximum + 1);
  const observe = Object.fromEntries(
    Object.entries(document.observe).map(([name, value]) => [name, value === true ? false : value]),
  );
  return { ...document, network: { ...document.network, member }, observe };
}

/**
 * Finite networks, or linearisations of such, that differ in their initial weights only, trained beside the figure's runs; of each only its outputs
 * at the probe points are kept, and those only until it has finished: then mean and deviation have them.
 */
export class NetworkEnsemble {
  state = signal(empty);
  /** Of the outputs at the probe points, frame by frame. @type {Moments[]} */ #moments = [];
  /** @type {Map<number, { cancel: () => void }>} */ #handles = new Map();
  /** @type {Set<number>} */ #finished = new Set();
  /** @type {Set<number>} */ #failed = new Set();
  /** @type {ExperimentDocument | undefined} */ #document;
  /** @type {Members['job']} */ #job = 'network';

  /** @param {FigureStore} store */
  constructor(store) {
    this.pool = store.pool;
    // One host stays free for what a person does next.
    this.parallel = Math.max(1, store.pool.size - 1);
    this.destroyEffect = effect(() => {
      const [document, members] = [store.document.value, store.members.value];
      untracked(() => this.#update(document, members));
    });
  }

  /** @param {ExperimentDocument} document @param {Members} members */
  #update(document, { count, job }) {
    const isStale = !this.#document || job !== this.#job || staleJobs(this.#document, document).has(job);
    this.#document = document;
    this.#job = job;
    const { wanted } = this.state.value;
    if (isStale || count < wanted) this.#clear();
    this.#report(count > wanted ? { wanted: count, isCancelled: false } : { wanted: count });
    // After the figure's own runs, which the same change starts.
    queueMicrotask(() => this.#fill());
  }

  /** Goes on with what is missing, and tries again what failed. */
  resume() {
    this.#failed.clear();
    this.#report({ isCancelled: false });
    this.#fill();
  }

  /** Ends what is running; members that finished stay. */
  cancel() {
    for (const handle of this.#handles.values()) handle.cancel();
    this.#handles.clear();
    this.#report({ isCancelled: true });
  }

  #clear() {
    this.cancel();
    this.#moments = [];
    this.#finished.clear();
    this.#failed.clear();
    this.state.value = empty;
  }

  /** @param {Partial<EnsembleState>} changes */
  #report(changes) {
    const counts = { done: this.#finished.size, failed: this.#failed.size, running: this.#handles.size };
    this.state.value = { ...this.state.value, ...counts, ...changes };
  }

  #fill() {
    const { wanted, isCancelled, isTooLarge } = this.state.value;
    if (isCancelled || isTooLarge) return;
    for (let i = 0; i < wanted && this.#handles.size < this.parallel; i += 1)
      if (![this.#finished, this.#failed, this.#handles].some((known) => known.has(i))) this.#start(i);
    this.#report({});
  }

  /** @param {number} i */
  #start(i) {
    if (!this.#document) return;
    const document = withPictureProbes(memberDocument(this.#document, i));
    /** @type {Float32Array[]} */ const outputs = [];
    const handle = this.pool.start(
      { job: this.#job, document },
      {
        begun: (constants, layouts) => this.#judgeSize(constants, layouts),
        // A copy: the rest of the frame need not be kept.
        frame: ({ probeOutput }) => outputs.push(probeOutput.slice()),
        report: ({ status }) => {
          if (status !== 'running') this.#end(i, status === 'finished' ? outputs : undefined);
        },
        refused: () => this.#end(i, undefined),
      },
    );
    this.#handles.set(i, handle);
  }

  /** @param {Block} constants @param {Layouts} layouts */
  #judgeSize({ times }, { frame }) {
    const [outputs = 1, probes = 1] = frame.find(({ name }) => name === 'probeOutput')?.shape ?? [];
    if (times.length * outputs * probes * bytesOfOutput <= largestBytes) return;
    this.cancel();
    this.#report({ isTooLarge: true });
  }

  /** @param {number} i @param {Float32Array[] | undefined} outputs of each frame, if it finished */
  #end(i, outputs) {
    this.#handles.delete(i);
    (outputs ? this.#finished : this.#failed).add(i);
    outputs?.forEach((values, frame) => (this.#moments[frame] ??= new Moments(values.length)).add(values));
    this.#report({});
    this.#fill();
  }

  /** Number of frames, which is that of the finished members; 0 before there is one. */
  get frames() {
    return this.#moments.length;
  }

  /**
   * Mean and standard deviation of the finished members at a frame; where networks have none, at t = ∞, the last
   * stands.
   * @param {number} index
   * @returns {{ mean: Float64Array, deviation: Float64Array | undefined } | undefined}
   */
  at(index) {
    const moments = this.#moments[Math.min(Math.round(index), this.#moments.length - 1)];
    return moments && { mean: moments.mean, deviation: moments.deviation() };
  }

  destroy() {
    this.destroyEffect();
    this.cancel();
  }
}

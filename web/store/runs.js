/** @import { Block, ExperimentDocument, Fault, JobName, Layouts, StatusName } from '../engine/types.js' */
/** @import { Pool } from '../engine/pool.js' */
/** @import { Failure } from '../engine/task.js' */
import { signal } from '@preact/signals-core';
import { statusTable } from '../engine/field-table.js';
import { staleJobs } from './document.js';

/** Quick ones first: where there is one worker, the limit is there while the network still trains. */
export const jobNames = /** @type {const} */ (['limit', 'linearisation', 'network']);

/** Parts of `observe` that a panel asks for. @typedef {'theory' | 'neurons'} Observation */
const observations = /** @type {Observation[]} */ (['theory', 'neurons']);

/**
 * @typedef {object} Results what the runs of a figure have by now, for other runs to take over
 * @property {Record<JobName, RunState>} states
 * @property {Observation[]} observed
 * @property {Float64Array | undefined} weights
 */

/**
 * @typedef {object} RunState what is known of one job; `constants` and `frames` are of the last run that got as far as
 *   its first frame, so that a picture stays until there is a newer one
 * @property {StatusName} status of the run that was started last
 * @property {string} sentence
 * @property {number} progress 0 … 1
 * @property {Fault[]} faults
 * @property {Failure | undefined} failure why there was no run at all
 * @property {boolean} isOld the constants and frames are of the run before the one that was started last
 * @property {ExperimentDocument | undefined} document that the constants and frames are of
 * @property {Layouts | undefined} layouts what the parts of constants and frames are
 * @property {Block | undefined} constants
 * @property {Block[]} frames grows in place; the signal is set anew after each growth
 */

/** @type {RunState} */
const empty = {
  status: 'running',
  sentence: '',
  progress: 0,
  faults: [],
  failure: undefined,
  isOld: false,
  document: undefined,
  layouts: undefined,
  constants: undefined,
  frames: [],
};

const sentenceOf = (/** @type {StatusName} */ status) =>
  statusTable.find(({ name }) => name === status)?.sentence ?? '';

/**
 * @param {Results} known
 * @param {JobName} job
 * @param {ExperimentDocument} document
 * @param {Float64Array | undefined} weights
 */
function hasResult({ states, weights: knownWeights }, job, document, weights) {
  const { status, isOld, document: knownDocument } = states[job];
  const isSame = knownDocument && weights === knownWeights && !staleJobs(knownDocument, document).has(job);
  return isSame && status === 'finished' && !isOld;
}

/** Starts, replaces and cancels the three jobs of one figure. */
export class Runs {
  /** @type {Record<JobName, import('@preact/signals-core').Signal<RunState>>} */
  states = { network: signal(empty), linearisation: signal(empty), limit: signal(empty) };
  /** @type {Partial<Record<JobName, { cancel: () => void }>>} */ #handles = {};
  /** What open panels show of the network beyond its functions and kernel: only that is computed and sent. */
  #wanted = /** @type {Observation[]} */ ([]);
  #observed = /** @type {Observation[]} */ ([]);
  /** @type {{ document: ExperimentDocument, weights?: Float64Array } | undefined} */ #started;

  /** @param {Pool} pool */
  constructor(pool) {
    this.pool = pool;
  }

  /**
   * @param {Iterable<JobName>} jobs
   * @param {ExperimentDocument} document whose `observe.theory` and `observe.neurons` `observe` decides
   * @param {Float64Array} [weights]
   * @param {object} [before]
   * @param {Results} [before.known] finished runs of the same document in them are not computed again
   * @param {number} [before.until] the picture of the run before stays until the new one has its frame of this index
   */
  start(jobs, document, weights, { known, until = 0 } = {}) {
    const wanted = new Set(jobs);
    this.#started = { document, weights };
    if (wanted.has('network')) this.#observed = this.#wanted;
    for (const job of jobNames) if (wanted.has(job)) this.#handles[job]?.cancel();
    for (const job of jobNames) {
      if (!wanted.has(job)) continue;
      if (known && hasResult(known, job, document, weights)) this.#takeOver(job, known);
      else this.#startOne(job, document, weights, { until });
    }
  }

  /** @returns {Results} */
  results() {
    const { network, linearisation, limit } = this.states;
    return {
      states: { network: network.value, linearisation: linearisation.value, limit: limit.value },
      observed: this.#observed,
      weights: this.#started?.weights,
    };
  }

  /** @param {JobName} job @param {Results} known */
  #takeOver(job, { states, observed }) {
    this.states[job].value = states[job];
    if (job !== 'network') return;
    this.#observed = observed;
    this.observe(this.#wanted);
  }

  isRunning() {
    return jobNames.some((job) => this.states[job].value.status === 'running');
  }

  /** The last index that no running job has yet to reach. @param {number} last of the time grid */
  reached(last) {
    const indices = jobNames.map((job) => {
      const { status, frames } = this.states[job].value;
      return status === 'running' ? frames.length - 1 : last;
    });
    return Math.max(0, Math.min(...indices));
  }

  /**
   * Where the network's run lacks something of this, the same run is computed again with it; its frames replace the old
   * ones, which are the same but for what they lack, one by one.
   * @param {Observation[]} wanted
   */
  observe(wanted) {
    this.#wanted = wanted;
    if (!this.#started || wanted.every((name) => this.#observed.includes(name))) return;
    this.#observed = [...new Set([...this.#observed, ...wanted])];
    this.#handles.network?.cancel();
    this.#startOne('network', this.#started.document, this.#started.weights, {
      same: this.states.network.value,
    });
  }

  /** @param {ExperimentDocument} document */
  #asObserved(document) {
    const [theory, neurons] = observations.map((name) => this.#observed.includes(name));
    return { ...document, observe: { ...document.observe, theory, neurons } };
  }

  /** Ends what is running; frames so far stay. */
  cancel() {
    for (const job of jobNames) {
      const state = this.states[job];
      if (state.value.status !== 'running') continue;
      this.#handles[job]?.cancel();
      state.value = {
        ...state.value,
        status: 'interrupted',
        sentence: sentenceOf('interrupted'),
        progress: 1,
      };
    }
  }

  destroy() {
    for (const handle of Object.values(this.#handles)) handle?.cancel();
  }

  /**
   * @param {JobName} job
   * @param {ExperimentDocument} document
   * @param {Float64Array | undefined} weights
   * @param {{ same?: RunState, until?: number }} before the state of the same run, less closely observed; or the place up to
   *   which that of another one stays
   */
  #startOne(job, document, weights, { same, until = 0 }) {
    const state = this.states[job];
    const isOld = same?.isOld ?? true;
    let count = 0;
    const frames = isOld ? [] : [...(same?.frames ?? [])];
    let isHeld = until > 0;
    /** @type {Partial<RunState>} */ let begun = {};
    const show = () => {
      isHeld = false;
      state.value = { ...state.value, ...begun };
    };
    state.value = {
      ...state.value,
      status: 'running',
      sentence: '',
      progress: 0,
      faults: [],
      failure: undefined,
      isOld,
    };
    this.#handles[job] = this.pool.start(
      { job, document: this.#asObserved(document), weights },
      {
        begun: (constants, layouts) => {
          begun = { isOld: false, document, layouts, constants, frames };
          if (!isHeld) show();
        },
        frame: (frame) => {
          frames[count] = frame;
          count += 1;
          if (!isHeld || count > until) show();
        },
        report: (report) => {
          if (isHeld && report.status !== 'running') show();
          state.value = { ...state.value, ...report };
        },
        refused: (faults) => (state.value = { ...state.value, status: 'refused', faults, progress: 1 }),
      },
    );
  }
}

/**
 * The engine for people who draw their own figures: browsers, workers and Node alike.
 *
 *   const engine = await createEngine({ wasm: bytesOrModule });
 *   for await (const frame of engine.train({ version: 1, network: { width: 64 } }, { job: 'network' })) …
 */
/** @import { Block, EngineModule, ExperimentDocument, Fault, JobName, Report } from './types.js' */
import { unpack } from './block.js';
import { sliceMilliseconds } from './host.js';
import { instantiate } from './module.js';

/** A document that the engine refuses; `faults` names every field at once. */
export class DocumentError extends Error {
  /** @param {Fault[]} faults */
  constructor(faults) {
    super(faults.map(({ message }) => message).join('\n'));
    this.name = 'DocumentError';
    this.faults = faults;
  }
}

/**
 * @typedef {object} TrainOptions
 * @property {JobName} [job] default 'network'
 * @property {ArrayLike<number>} [weights] initial parameters, layer by layer, W row-major, then b
 * @property {AbortSignal} [signal] ends the run at the next slice; frames so far have been handed out
 * @property {(report: Report) => void} [onProgress] after each slice of about 10 ms
 * @property {(constants: Block) => void} [onBegin] times, data and kernels, before the first frame
 */

/**
 * @param {object} options
 * @param {(options: object) => Promise<EngineModule>} options.createModule default export of the built engine.js
 * @param {BufferSource | WebAssembly.Module} options.wasm engine.wasm, or engine-scalar.wasm where SIMD is missing
 */
export async function createEngine({ createModule, wasm }) {
  const compiled = wasm instanceof WebAssembly.Module ? wasm : await WebAssembly.compile(wasm);
  return new Engine(await instantiate(createModule, compiled));
}

export class Engine {
  /** @param {EngineModule} module */
  constructor(module) {
    this.module = module;
  }

  get version() {
    return this.module.version();
  }

  /** Names, types, defaults, ranges and explanations of every field of a document. */
  fieldTable() {
    return this.module.fieldTable();
  }

  statusTable() {
    return this.module.statusTable();
  }

  /**
   * @param {unknown} document
   * @param {ArrayLike<number>} [weights]
   * @returns {Fault[]} every fault at once; empty for a valid document
   */
  validate(document, weights) {
    return this.module.validate(document, weights);
  }

  /**
   * @param {unknown} document
   * @returns {ExperimentDocument} with every default filled in
   */
  complete(document) {
    this.#refuseFaults(document);
    return /** @type {ExperimentDocument} */ (this.module.complete(document));
  }

  /**
   * @param {unknown} document
   * @returns {Float64Array} layer by layer, W row-major, then b
   */
  initialWeights(document) {
    this.#refuseFaults(document);
    return /** @type {Float64Array} */ (this.module.initialWeights(document));
  }

  /**
   * Runs one job; yields its frames in order of time and returns the last report.
   * @param {unknown} document
   * @param {TrainOptions} [options]
   * @returns {AsyncGenerator<Block, Report>}
   */
  async *train(document, { job = 'network', weights, signal, onProgress, onBegin } = {}) {
    const run = new this.module.Run(job, document, weights);
    try {
      const faults = run.faults();
      if (faults.length > 0) throw new DocumentError(faults);
      const layout = run.frameLayout();
      for (let hasBegun = false; ;) {
        if (signal?.aborted) return this.#interrupted();
        const report = run.advance(sliceMilliseconds);
        if (!hasBegun && report.framesReady > 0) {
          onBegin?.(unpack(run.staticLayout(), run.staticBlock()));
          hasBegun = true;
        }
        onProgress?.(report);
        for (let frame = run.takeFrame(); frame; frame = run.takeFrame()) {
          yield unpack(layout, frame);
          if (signal?.aborted) return this.#interrupted();
        }
        if (report.status !== 'running') return report;
        await new Promise((resolve) => setTimeout(resolve));
      }
    } finally {
      run.delete();
    }
  }

  /** @returns {Report} */
  #interrupted() {
    const row = this.statusTable().find(({ name }) => name === 'interrupted');
    return { status: 'interrupted', sentence: row?.sentence ?? '', progress: 1, framesReady: 0 };
  }

  /** @param {unknown} document */
  #refuseFaults(document) {
    const faults = this.validate(document);
    if (faults.length > 0) throw new DocumentError(faults);
  }
}

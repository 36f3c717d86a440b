/**
 * The engine for people who draw their own figures: browsers, workers and Node alike. Described with runnable examples
 * in docs/api.md. Numbers come as tensors { data, shape }, row-major; whatever the engine refuses is thrown as one
 * DocumentError that names every fault.
 *
 *   const engine = await createEngine({ createModule, wasm });   // library.js, library.wasm
 *   for await (const frame of engine.train({ version: 1, network: { width: 64 } })) …
 */
/** @import { Block, EngineModule, ExperimentDocument, Fault, JobName, Report, StatusName, Tensor, TensorLike } from './types.js' */
/** @import { SweepCell, SweepOptions, SweepSummary } from './sweep.js' */
/** @typedef {import('./train.js').TrainOptions} TrainOptions */
import { accept, refuse } from './document-error.js';
import { explainedFieldTable } from './explained-fields.js';
import { compile, instantiate } from './module.js';
import { summarise, sweep } from './sweep.js';
import { rowsOf } from './tensor.js';
import { train } from './train.js';

export { DocumentError } from './document-error.js';
export { createLecture } from './lecture.js';
export { tensor } from './tensor.js';

/** Rises when a name or a shape changes; docs/api.md has the migration. */
export const apiVersion = 1;

/**
 * @typedef {object} KernelInputs
 * @property {TensorLike} inputs n inputs [n, d] as they enter the network, without an input map
 * @property {TensorLike} [otherInputs] [n', d]; default: the same
 *
 * @typedef {object} NetworkWeights
 * @property {ArrayLike<number>} [weights] layer by layer, W row-major, then b; default: the initial ones of the
 *   document's seed and member
 */

/**
 * The library's module has all calls. The page's own, engine.js with engine.wasm or engine-scalar.wasm, is smaller and
 * has documents, weights, `train` and `theory`.
 * @param {object} options
 * @param {(options: object) => Promise<EngineModule>} options.createModule default export of the built library.js
 * @param {BufferSource | WebAssembly.Module} options.wasm library.wasm
 */
export async function createEngine({ createModule, wasm }) {
  return new Engine(await instantiate(createModule, await compile(wasm)));
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
    return explainedFieldTable();
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
    refuse(this.validate(document));
    return /** @type {ExperimentDocument} */ (this.module.complete(document));
  }

  /**
   * @param {unknown} document
   * @returns {Float64Array} layer by layer, W row-major, then b
   */
  initialWeights(document) {
    refuse(this.validate(document));
    return /** @type {Float64Array} */ (this.module.initialWeights(document));
  }

  /**
   * The document's points: coordinates as drawn [n, c], inputs as they enter the network [n, d], targets [n, k] with
   * noise, and the same of the probe points, whose targets are without noise and NaN where they are unknown.
   * @param {unknown} document
   */
  dataset(document) {
    return accept(this.module.dataset(document));
  }

  /**
   * The same experiment with other probe points: its training points as given rows, and these inputs [p, d] as probes.
   * @param {unknown} document
   * @param {TensorLike} inputs as they enter the network, without an input map
   * @returns {ExperimentDocument}
   */
  withProbes(document, inputs) {
    const { inputs: trainInputs, y } = this.dataset(document);
    const complete = this.complete(document);
    const data = { source: 'given', inputMap: 'identity', inputs: rowsOf(trainInputs), targets: rowsOf(y) };
    return { ...complete, data: { ...data, probeInputs: rowsOf(inputs) } };
  }

  /**
   * The infinite-width kernel of the document's network, α² included, no 1/n. In double.
   * @param {unknown} document
   * @param {KernelInputs & { kernel?: 'ntk' | 'nngp' }} options
   * @returns {Tensor} [n, n']
   */
  analyticKernel(document, options) {
    return accept(this.module.analyticKernel(document, options));
  }

  /**
   * The finite network's kernel at given weights, α² included, no 1/n, of the layers that are trained. The network is
   * in float, sums over it are in double.
   * @param {unknown} document
   * @param {KernelInputs & NetworkWeights & { kernel?: 'ntk' | 'nngp', outputs?: 'full' | 'averaged' | 'pseudo',
   *   byLayer?: boolean }} options byLayer: what each affine layer adds if it is trained, averaged over outputs
   * @returns {Tensor} [n, n']; full with k > 1 outputs [k, n, k, n']; by layer [layers, n, n']
   */
  empiricalKernel(document, options) {
    return accept(this.module.empiricalKernel(document, options));
  }

  /**
   * f at given weights, nothing subtracted. The network is in float.
   * @param {unknown} document
   * @param {{ inputs: TensorLike } & NetworkWeights} options inputs as they enter the network
   * @returns {Tensor} [n]; with k > 1 outputs [k, n]
   */
  predict(document, options) {
    return accept(this.module.predict(document, options));
  }

  /**
   * Runs one job; yields its frames in order of time and returns the last report.
   * @param {unknown} document
   * @param {TrainOptions} [options]
   * @returns {AsyncGenerator<Block, Report>}
   */
  train(document, options) {
    return train(this.module, document, options);
  }

  /**
   * The lecture's quantities of the document's network at t = 0: eigenvalues of K_0 and its condition, effective
   * dimension, norms, radius, and Theorem 8.1. Those at later times are in the frames of `train`.
   * @param {unknown} document
   * @param {NetworkWeights} [options]
   * @returns {Promise<Block>} by name, as `observe.theory` adds them to the constants of a run
   */
  async theory(document, { weights } = {}) {
    const complete = this.complete(document);
    /** @type {Block} */ let constants = {};
    const observed = { ...complete, observe: { ...complete.observe, theory: true, kernel: true } };
    const run = this.train(observed, { weights, onBegin: (block) => (constants = block) });
    await run.next();
    await run.return({ status: 'interrupted', sentence: '', progress: 1, framesReady: 0 });
    return constants;
  }

  /** Names, units and explanations of what a sweep measures. */
  sweepMeasures() {
    return this.module.sweepMeasures();
  }

  /**
   * Runs the cells of a sweep that are missing; yields each as it is finished, and returns how the sweep ended.
   * @param {unknown} document { version, base, path, values, members }
   * @param {SweepOptions} [options]
   * @returns {AsyncGenerator<SweepCell, { status: StatusName, sentence: string }>}
   */
  sweep(document, options) {
    return sweep(this.module, document, options);
  }

  /**
   * Mean, quantiles and fitted power law of every measure of a sweep's cells.
   * @param {Iterable<SweepCell>} cells of one sweep, in any order
   * @param {{ probabilities?: number[], confidence?: number }} [options] default quartiles, 0.95
   * @returns {SweepSummary}
   */
  summarise(cells, options) {
    return summarise(this.module, cells, options);
  }
}

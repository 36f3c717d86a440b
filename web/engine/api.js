/**
 * The engine for people who draw their own figures: browsers, workers and Node alike. Described with runnable examples
 * in docs/api.md. Numbers come as tensors { data, shape }, row-major; whatever the engine refuses is thrown as one
 * DocumentError that names every fault.
 *
 *   const engine = await createEngine({ createModule, wasm });   // library.js, library.wasm
 *   for await (const frame of engine.train({ version: 1, network: { width: 64 } })) …
 */
/** @import { Block, EngineModule, EnsembleFrame, ExperimentDocument, Fault, GradientNormRecord, LinearisationBounds, MonteCarloFrame, Report, SliceReport, StatusName, Tensor, TensorLike } from './types.js' */
/** @import { SliceOptions } from './sliced-call.js' */
/** @import { SweepCell, SweepOptions, SweepSummary } from './sweep.js' */
/** @typedef {import('./train.js').TrainOptions} TrainOptions */
import { Calculator } from './calculator.js';
import { accept, refuse } from './document-error.js';
import { explainedFieldTable } from './explained-fields.js';
import { compile, instantiate } from './module.js';
import { slicedCall } from './sliced-call.js';
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
 * has `validate`, weights, `train` and `theory`.
 * @param {object} options
 * @param {(options: object) => Promise<EngineModule>} options.createModule default export of the built library.js
 * @param {BufferSource | WebAssembly.Module} options.wasm library.wasm
 */
export async function createEngine({ createModule, wasm }) {
  return new Engine(await instantiate(createModule, await compile(wasm)));
}

export class Engine extends Calculator {
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
   * @param {KernelInputs & { kernel?: 'ntk' | 'nngp', byLayer?: boolean }} options byLayer: what each affine layer adds to
   *   Θ if it is trained; with 'nngp' the covariance of each layer's outputs, the last without α²
   * @returns {Tensor} [n, n']; by layer [layers, n, n']
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
   * The kernel at initialisation averaged over networks of the document's seed, members one after another from the
   * document's. Yields the mean so far at each number of networks in `recordAt`.
   * @param {unknown} document
   * @param {{ inputs: TensorLike, kernel?: 'ntk' | 'nngp', recordAt: ArrayLike<number> } & SliceOptions} options inputs
   *   as they enter the network, inputs times outputs at most 512; recordAt ascending, from 1
   * @returns {AsyncGenerator<MonteCarloFrame, SliceReport>}
   */
  monteCarloKernel(document, options) {
    return slicedCall(this.module, this.module.MonteCarloRun, document, options);
  }

  /**
   * Infinitely wide networks of independent initialisation, trained on the document's points for time t (Lee et al.
   * 2019): a Gaussian process, yielded at every t of `times`. The document's limit kernel and ridge are used.
   * @param {unknown} document
   * @param {{ inputs?: TensorLike, times: ArrayLike<number>, covariance?: boolean } & SliceOptions} options inputs [p, d]
   *   as they enter the network, default the document's probe points; times in [0, ∞]
   * @returns {AsyncGenerator<EnsembleFrame, SliceReport>}
   */
  ensemble(document, options) {
    return slicedCall(this.module, this.module.EnsembleRun, document, options);
  }

  /**
   * C2: descent of the document, without momentum and on independent batches, beside Khaled and Richtárik's bound on
   * min ‖∇L‖². Yields the record so far after each number of steps in `recordAt`, and where the run diverges.
   * @param {unknown} document its method is a descent
   * @param {{ recordAt: ArrayLike<number>, stride?: number } & NetworkWeights & SliceOptions} options recordAt ascending,
   *   from 1; stride: every how many steps an iterate is measured, at most 10,000 in all
   * @returns {AsyncGenerator<GradientNormRecord, SliceReport>}
   */
  gradientNorm(document, options) {
    return slicedCall(this.module, this.module.GradientNormRun, document, options);
  }

  /**
   * f at given weights, nothing subtracted. The network is in float.
   * @param {unknown} document
   * @param {{ inputs: TensorLike, linearisedAt?: ArrayLike<number> } & NetworkWeights} options inputs as they enter the
   *   network; linearisedAt: weights W_0, for f_{W0} at `weights` instead (C4)
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
    refuse(this.validate(document));
    const { observe, ...experiment } = /** @type {Partial<ExperimentDocument>} */ (document);
    /** @type {Block} */ let constants = {};
    const observed = { ...experiment, observe: { ...observe, theory: true, kernel: true } };
    const run = this.train(observed, { weights, onBegin: (block) => (constants = block) });
    await run.next();
    await run.return({ status: 'interrupted', sentence: '', progress: 1, framesReady: 0 });
    return constants;
  }

  /**
   * C5 and C6 over balls around the document's network, which has one hidden layer of which only the first weights are
   * trained: bounds, and worst cases for output 0. Yields them for every radius of `radii`.
   * @param {unknown} document
   * @param {{ inputs: TensorLike, radii: ArrayLike<number>, failureProbability?: number } & NetworkWeights &
   *   SliceOptions} options inputs as they enter the network; failureProbability of C6, default 0.05
   * @returns {AsyncGenerator<LinearisationBounds, SliceReport>}
   */
  linearisationBounds(document, options) {
    return slicedCall(this.module, this.module.LinearisationBoundsRun, document, options);
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

/**
 * The lecture's small systems, each solved exactly or with a stated accuracy. A module of its own, 70 kB, which only
 * pages that need it load.
 */
/** @import { Landscape, LectureModule, TensorLike } from './types.js' */
import { accept } from './document-error.js';
import { compile, instantiate } from './module.js';

/**
 * @param {object} options
 * @param {(options: object) => Promise<LectureModule>} options.createModule default export of engine-lecture.js
 * @param {BufferSource | WebAssembly.Module} options.wasm engine-lecture.wasm
 */
export async function createLecture({ createModule, wasm }) {
  return new Lecture(await instantiate(createModule, await compile(wasm)));
}

export class Lecture {
  /** @param {LectureModule} module */
  constructor(module) {
    this.module = module;
  }

  /**
   * C1: h(x) = ReLU(wx) on the point (1, 1), loss ½(h − 1)²; exact.
   * @param {{ initialWeight?: number, times: ArrayLike<number> }} options times in [0, ∞]
   */
  singleRelu(options) {
    return accept(this.module.singleRelu(options));
  }

  /**
   * C1 with m neurons, f = (1/√m) Σ a_j ReLU(w_j); exact from event to event. Weights are [m, times].
   * @param {{ weights?: ArrayLike<number>, signs?: ArrayLike<number>, neurons?: number, seed?: number,
   *   times: ArrayLike<number> }} options weights and signs ±1 of m neurons, or the number of neurons and a seed
   */
  reluEnsemble(options) {
    return accept(this.module.reluEnsemble(options));
  }

  /**
   * Loss and its slopes of a network of two parameters, on the grid p × q.
   * @param {Landscape & { p: ArrayLike<number>, q: ArrayLike<number> }} options
   */
  landscape(options) {
    return accept(this.module.landscape(options));
  }

  /**
   * Lines of its gradient flow; states are [times reached, 2].
   * @param {Landscape & { starts: TensorLike, times: ArrayLike<number>, tolerance?: number, maximumSteps?: number }}
   *   options starts [s, 2]; tolerance of a step, relative and absolute
   */
  flowLines(options) {
    return accept(this.module.flowLines(options));
  }

  /**
   * C3: strength of one balanced mode of a deep linear network, and the time at which it has reached a fraction of s.
   * @param {{ strength?: number, initial?: number, depth?: number, fraction?: number, times: ArrayLike<number> }} options
   */
  saxeMode(options) {
    return accept(this.module.saxeMode(options));
  }

  /**
   * C3: gradient flow of a deep linear network on whitened inputs, towards a linear map, or on data. Modes are
   * [modes, times].
   * @param {{ map?: TensorLike, inputs?: TensorLike, targets?: TensorLike, depth?: number, initialStrength?: number, width?: number, deviation?: number,
   *   seed?: number, times: ArrayLike<number>, tolerance?: number, maximumSteps?: number }} options the map [k, d], or
   *   inputs [n, d] with targets [n, k];
   *   balanced layers of one initial strength, or random ones of a deviation, a width and a seed
   */
  deepLinear(options) {
    return accept(this.module.deepLinear(options));
  }

  /**
   * C3: gradient descent through the chain of saddles of Du et al. (2017). States are [d, records].
   * @param {{ attraction?: number, repulsion?: number, radius?: number, start: ArrayLike<number>, rate?: number,
   *   recordAt?: ArrayLike<number>, maximumSteps?: number }} options
   */
  saddleChain(options) {
    return accept(this.module.saddleChain(options));
  }

  /**
   * Gradient descent of a large rate on a two-layer linear network (Lewkowycz et al. 2020).
   * @param {{ output?: number, kernel?: number, width?: number, seed?: number, rate?: number, steps?: number }} options
   *   output and kernel at the start, or a seed to draw them
   */
  catapult(options) {
    return accept(this.module.catapult(options));
  }
}

/** @import { EngineModule, KernelProblem, TensorLike } from './types.js' */
import { accept } from './document-error.js';

/** The calls of an engine that need no document: kernels, activations and samples of one's own. */
export class Calculator {
  /** @param {EngineModule} module */
  constructor(module) {
    this.module = module;
  }

  /**
   * Kernel (ridge) regression and posterior of a Gaussian process by Cholesky; no 1/n in the kernels.
   * @param {KernelProblem & { probeCovariance?: TensorLike }} options n ≤ 2048; probeCovariance: k(x, x') [p, p], for
   *   the posterior's
   */
  kernelRegression(options) {
    return accept(this.module.kernelRegression(options));
  }

  /**
   * Gradient flow of the square loss with a kernel, df_S/dt = −(1/n) K (f_S − y), through the kernel's eigenbasis.
   * @param {KernelProblem & { times: ArrayLike<number>, samples?: number, roundOff?: number }} options n ≤ 1024; times in
   *   [0, ∞]; samples: the n of 1/n, if the kernel has rows of several outputs; roundOff: relative accuracy of the
   *   kernel's entries, below which eigenvalues count as 0, default 2.2e-16
   */
  kernelFlow(options) {
    return accept(this.module.kernelFlow(options));
  }

  /**
   * Spectrum and condition of a kernel, and norms and alignment of targets with it.
   * @param {{ kernel: TensorLike, targets?: TensorLike, ridge?: number, roundOff?: number }} options kernel [n, n], n ≤
   *   1024, targets [n, k]
   */
  kernelQuantities(options) {
    return accept(this.module.kernelQuantities(options));
  }

  /**
   * σ, σ' and σ'' at numbers z, β = max |σ''| (Infinity where there is none) and the jump of σ' at 0.
   * @param {{ activation?: string, z: ArrayLike<number> }} options activation by its name in documents, default 'relu'
   */
  activation(options) {
    return accept(this.module.activation(options));
  }

  /**
   * E σ(z)σ(z') and E σ'(z)σ'(z') of centred Gaussians (C9), at every correlation.
   * @param {{ activation?: string, variance?: number, otherVariance?: number, correlations: ArrayLike<number> }} options
   *   variances at most 100, default 1 and the same
   */
  dual(options) {
    return accept(this.module.dual(options));
  }

  /**
   * Mean and quantiles of a sample.
   * @param {{ sample: ArrayLike<number>, probabilities: ArrayLike<number> }} options probabilities in [0, 1]
   */
  statistics(options) {
    return accept(this.module.statistics(options));
  }

  /**
   * The line of log y against log x by least squares, with Student's confidence interval of its slope.
   * @param {{ x: ArrayLike<number>, y: ArrayLike<number>, confidence?: number }} options confidence default 0.95
   */
  powerLaw(options) {
    return accept(this.module.powerLaw(options));
  }
}

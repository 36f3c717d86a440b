#pragma once

#include "engine/base/types.hpp"

namespace ntk {

/// Kernel (ridge) regression and the posterior of a Gaussian process by Cholesky, K + λI = L Lᵀ: deliberately
/// another route than `KernelFlow` at t = ∞.
///
///   f(x) = m(x) + k(x, S)(K + λI)⁻¹(y − m(S)),   var f(x) = k(x, x) − k(x, S)(K + λI)⁻¹ k(S, x),
///
/// K is n × n, no 1/n in it; λ ≥ 0 is the ridge, as a Gaussian process the variance of the noise; m is the
/// prior mean. Solutions are refined once. Source: Rasmussen & Williams 2006, algorithm 2.1; claim C17.
class KernelRegression {
 public:
  KernelRegression(const Matrix<double>& kernel, double ridge);

  /// Whether a pivot L_ii² came out at or below n·ε·‖K + λI‖_∞: then there is no factor, and nothing else but
  /// `smallestPivot` may be asked; a ridge or `KernelFlow`, which takes the limit, helps.
  bool isSingular() const { return isSingular_; }
  /// The smallest pivot met, an upper bound on λ_min(K + λI) up to round-off.
  double smallestPivot() const { return smallestPivot_; }

  /// (K + λI)⁻¹ B, B n × c.
  Matrix<double> solve(const Matrix<double>& right) const;
  /// f(x), p × k, from k(x, S) (p × n), the prior mean m(x) (p × k) and the residual y − m(S) (n × k).
  Matrix<double> predict(const Matrix<double>& probeKernel, const Matrix<double>& probeMean,
                         const Matrix<double>& residual) const;
  /// var f(x), p, from k(x, S) and k(x, x); never negative.
  Vector<double> variance(const Matrix<double>& probeKernel, const Vector<double>& probeVariances) const;
  /// cov(f(x), f(x')) = k(x, x') − k(x, S)(K + λI)⁻¹ k(S, x'), p × p, from k(x, S) and k(x, x').
  Matrix<double> covariance(const Matrix<double>& probeKernel, const Matrix<double>& probePrior) const;
  /// ‖f − m‖² in the RKHS of k, cᵀKc with c = (K + λI)⁻¹(y − m(S)), summed over outputs (C14).
  double squaredNorm(const Matrix<double>& residual) const;
  /// tr K(K + λI)⁻¹, n at ridge 0.
  double effectiveDimension() const;

 private:
  void factorise();
  /// L⁻¹ B.
  Matrix<double> halfSolve(const Matrix<double>& right) const;

  Matrix<double> kernel_;  // K + λI
  double ridge_;
  Matrix<double> factor_;  // L
  bool isSingular_ = false;
  double smallestPivot_;
};

}  // namespace ntk

#pragma once

#include "engine/base/symmetric_eigen.hpp"

namespace ntk {

/// The function at initialisation as a Gaussian process of mean 0: its NNGP kernel K, α² included, on n
/// training points S and p probe points. All 0 for networks that start at 0 (centred, antisymmetric).
struct GaussianPrior {
  Matrix<double> train;      ///< K(S, S), n × n
  Matrix<double> probe;      ///< K(x, S), p × n
  Vector<double> variances;  ///< K(x, x), p
};

/// Infinitely wide networks of independent initialisation, all trained for time t: f_t is a Gaussian process.
/// With A = Θ(x,S)(Θ_SS + λI)⁻¹(I − e^{−t(Θ_SS + λI)/n}), as `KernelFlow` moves each member,
///
///   mean f_t(x) = A y,   cov(f_t(x), f_t(x')) = K(x,x') + A K_SS A'ᵀ − A K(S,x') − K(x,S) A'ᵀ,
///
/// at any t ∈ [0, ∞]; singular kernels give limits. t as in `KernelFlow`, λ ≥ 0 the ridge; outputs are
/// independent and have the same covariance. t = 0 gives K; Θ = K (only the last layer trained) at t = ∞
/// gives the posterior given y without noise. Source: Lee et al. 2019, eqs. (14)-(16); claim C17.
class Ensemble {
 public:
  Ensemble() = default;
  /// Θ_SS, Θ(x, S) (p × n), targets nk output-major.
  Ensemble(const SymmetricEigen& kernel, const Matrix<double>& probeKernel, const GaussianPrior& prior,
           const Vector<double>& targets, double ridge);

  /// pk, output-major.
  Vector<double> mean(double t) const;
  /// p, never negative. O(p n²).
  Vector<double> variance(double t) const;
  /// p × p, from K(x, x') of the probe points.
  Matrix<double> covariance(double t, const Matrix<double>& probePrior) const;

 private:
  /// A Q, p × n.
  Matrix<double> transfer(double t) const;

  Vector<double> eigenvalues_;      // of Θ_SS + λI
  Matrix<double> probeModes_;       // Θ(x, S) Q
  Matrix<double> targetModes_;      // Qᵀ y, n × k
  Matrix<double> priorModes_;       // Qᵀ K_SS Q
  Matrix<double> probePriorModes_;  // K(x, S) Q
  Vector<double> priorVariances_;
};

/// Mean (pk) and variance (p) of a Gaussian process given y with noise of variance λ, through the eigenbasis
/// of K_SS: as `KernelRegression`, with the pseudo-inverse where K_SS is singular. Variances are not
/// negative.
struct Posterior {
  Vector<double> mean, variance;
};
Posterior gaussianPosterior(const GaussianPrior& prior, const Vector<double>& targets, double ridge);

}  // namespace ntk

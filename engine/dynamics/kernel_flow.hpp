#pragma once

#include "engine/base/symmetric_eigen.hpp"

namespace ntk {

/// (1 − e^{−tλ/n})/λ, what flow for time t puts in the place of 1/λ: t/n at λ = 0, 1/λ at t = ∞, and 0 where
/// both hold (the mode does not enter f).
double flowFilter(double t, double lambda, double n);

/// Kernel gradient flow, df_S/dt = −(1/n) K (f_S − y) at ridge 0, in the eigenbasis K = Q diag(λ_i) Qᵀ:
///
///   f_t(x) = f_0(x) + k(x, S) c_t,   c_t = Q diag((1 − e^{−t(λ_i+λ)/n})/(λ_i+λ)) Qᵀ (y − f_0(S)).
///
/// K is N × N, k(x, S) is P × N, no 1/n in either. N = n: the k outputs share the kernel, as in the limit; N
/// = nk: the outputs' own kernel, as of a finite network. Vectors are output-major. t is learning rate ×
/// steps of gradient descent on L = (1/n) Σ_i ½‖f(x_i) − y_i‖²; λ ≥ 0 is the ridge of K + λI. t = ∞ gives
/// kernel (ridge) regression, with the pseudo-inverse where K is singular: modes of eigenvalue 0 have no
/// kernel to move with, their residual stays. Source: Jacot, Gabriel & Hongler 2018, section 5; claims C15,
/// C17. Accuracy: that of the eigen-decomposition.
class KernelFlow {
 public:
  KernelFlow() = default;
  /// `samples` is n; initial outputs and targets have a multiple of N entries.
  KernelFlow(SymmetricEigen kernel, const Matrix<double>& probeKernel, Vector<double> initialTrain,
             Vector<double> initialProbe, const Vector<double>& targets, Index samples, double ridge);

  /// f_t at the training points, t ∈ [0, ∞].
  Vector<double> trainOutputs(double t) const;
  /// f_t at the probe points.
  Vector<double> probeOutputs(double t) const;
  /// f_t(S) − y in the eigenbasis, N × (columns): c_i(0) e^{−tλ_i/n} at ridge 0 (C15).
  Matrix<double> residualModes(double t) const;
  /// ‖f_t − f_0‖ in the RKHS of the kernel, √(c_tᵀ K c_t): ‖W_t − W_0‖ of the linearised network (C14).
  double movement(double t) const;
  const SymmetricEigen& eigen() const { return eigen_; }

 private:
  /// c_t in the eigenbasis, one column an output that shares the kernel.
  Matrix<double> coefficients(double t) const;

  SymmetricEigen eigen_;
  Matrix<double> probeModes_;  // k(x, S) Q
  Vector<double> initialTrain_, initialProbe_;
  Matrix<double> residualModes_;  // Qᵀ(y − f_0(S))
  double samples_ = 0, ridge_ = 0;
};

}  // namespace ntk

#pragma once

#include <vector>

#include "engine/base/types.hpp"
#include "engine/spec/choices.hpp"

namespace ntk {

/// A loss of f at n samples, k outputs each; it reads no network. ℓ is
///
///   square        ½‖f − y‖²
///   logistic      log(1 + e^{−y f}), y = ±1
///   crossEntropy  −Σ_o y_o log p_o, p = softmax(f), y a probability vector
///
///   value     L = (1/n) Σ_i ℓ(f_i, y_i)
///   gradient  g = ℓ'(f), so dθ/dt = −Jᵀ g / n
///   root      A with A Aᵀ = H, the Hessian of ℓ in f, so the Gauss–Newton matrix is G = (1/n) Jᵀ A Aᵀ J.
///
/// Vectors have length n·k, output-major: output o of sample i at o·n + i. Only `value` contains 1/n.
/// A is the identity (square), diag(√(p(1−p))) with p = 1/(1 + e^{yf}) (logistic), and per sample
/// diag(q)(I − q qᵀ), q = √p, the square root of diag(p) − p pᵀ times a projector (cross-entropy).
/// Accuracy: round-off, and finite, for every finite f.
class LossFunction {
 public:
  LossFunction(Loss loss, Vector<double> targets, Index samples);

  Loss loss() const { return loss_; }
  Index samples() const { return samples_; }
  const Vector<double>& targets() const { return targets_; }
  /// Becomes the mean over a batch, these samples of `whole`. No allocation if there are as many as before.
  void restrictTo(const LossFunction& whole, const std::vector<Index>& batch);

  double value(const Vector<double>& outputs) const;
  void gradient(const Vector<double>& outputs, Vector<double>& result) const;
  /// What an error of f is measured against: max(max|y|, max|f_0 − y|) for the square loss, else
  /// max(1, max|f_0|).
  double scale(const Vector<double>& initialOutputs) const;

 private:
  Loss loss_;
  Vector<double> targets_;
  Index samples_;
};

/// The factor A of the Hessian H = A Aᵀ at given outputs. Storage is reused.
class HessianRoot {
 public:
  void compute(const LossFunction& loss, const Vector<double>& outputs);
  /// v ← A v.
  void apply(Vector<double>& v) const;
  /// v ← Aᵀ v.
  void applyTransposed(Vector<double>& v) const;
  /// K ← Aᵀ K A, which has the non-zero eigenvalues of K^{1/2} H K^{1/2}.
  void symmetrise(Matrix<double>& kernel) const;

 private:
  /// v ← (I − q qᵀ) v sample by sample, v's entries `stride` numbers apart.
  void project(double* entries, Index stride) const;

  Loss loss_ = Loss::square;
  Index samples_ = 0;
  Vector<double> q_;  // √(p(1 − p)), or √p
};

}  // namespace ntk

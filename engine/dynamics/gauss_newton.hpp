#pragma once

#include "engine/base/symmetric_eigen.hpp"
#include "engine/dynamics/loss.hpp"

namespace ntk {

/// The stiff part of gradient flow at one θ, F = −Jᵀ g / n and G = (1/n) Jᵀ A Aᵀ J, known through n·k
/// numbers a function: with Aᵀ K A = Q diag(λ_i) Qᵀ, K = J Jᵀ,
///
///   φ_k(−sG) v = v/k! − (s/n) Jᵀ A Q diag(φ_{k+1}(−sλ_i/n)) Qᵀ Aᵀ J v.
///
/// Parameters never occur: a vector v is given by its image J v, and Jᵀ u is returned as its cotangent u.
/// g is the loss's gradient, A the root of its Hessian (see `LossFunction`), n the number of samples.
class GaussNewton {
 public:
  /// `roundOff`: relative accuracy of the entries of the kernel K.
  void compute(Matrix<double> kernel, const Vector<double>& outputs, const LossFunction& loss,
               double roundOff);

  /// u ← the cotangent of s φ_1(−sG) F: the linearised network's own training for time s.
  void flow(double s, Vector<double>& u) const;
  /// u ← u + the cotangent of factor · (φ_k(−sG) − 1/k!) v, k = 1, 2, 3.
  void addPhi(int k, double s, double factor, const Vector<double>& image, Vector<double>& u) const;
  /// v ← A Aᵀ v.
  void applyHessian(Vector<double>& v) const;
  /// result ← K u, the image of Jᵀ u.
  void image(const Vector<double>& u, Vector<double>& result) const { result.noalias() = kernel_ * u; }

  const Vector<double>& gradient() const { return gradient_; }
  /// Eigenvalues of Aᵀ K A.
  const SymmetricEigen& eigen() const { return eigen_; }

 private:
  void filter(int k, double s) const;

  Matrix<double> kernel_, symmetrised_;
  HessianRoot root_;
  SymmetricEigen eigen_;
  Vector<double> gradient_, flowImage_;  // g, −K g/n
  double samples_ = 1;
  bool isSquare_ = true;
  mutable Vector<double> modes_, image_;
};

}  // namespace ntk

#pragma once

#include "engine/base/types.hpp"

namespace ntk {

/// K = Q diag(λ) Qᵀ of a symmetric positive semi-definite n × n matrix, λ descending.
///
/// Round-off is treated here and nowhere else: eigenvalues below `roundOff`·n·λ_max are set to exactly 0
/// (`roundOff` is the relative accuracy of the entries of K: double's for analytic kernels, float's for Gram
/// matrices of float networks), so that functions of K take their limit at 0 instead of amplifying noise.
class SymmetricEigen {
 public:
  SymmetricEigen() = default;
  SymmetricEigen(const Matrix<double>& kernel, double roundOff);

  const Vector<double>& values() const { return values_; }
  const Matrix<double>& vectors() const { return vectors_; }
  double largest() const { return values_.size() == 0 ? 0 : values_[0]; }
  double smallest() const { return values_.size() == 0 ? 0 : values_[values_.size() - 1]; }

  /// Q diag(g(λ_i)) Qᵀ v.
  template <class Function>
  Vector<double> apply(Function g, const Vector<double>& v) const {
    Vector<double> modes = vectors_.transpose() * v;
    for (Index i = 0; i < modes.size(); ++i) modes[i] *= g(values_[i]);
    return vectors_ * modes;
  }

 private:
  Vector<double> values_;
  Matrix<double> vectors_;
};

}  // namespace ntk

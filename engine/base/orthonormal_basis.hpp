#pragma once

#include <cmath>
#include <utility>
#include <vector>

#include "engine/base/types.hpp"

namespace ntk {

/// A vector of R^N: `values` at `indices`, which rise, or everywhere if there are none.
struct SparseVector {
  std::vector<Index> indices;
  Vector<double> values;
};

/// A vector depends on others if what is left of it is below this share of its length.
inline constexpr double kDependent = 1e-5;

/// Q R = Z by Gram–Schmidt, column after column of Z, each made orthogonal twice where it loses length.
/// Columns that depend on those before are left out. Sparse columns either have the same indices or none in
/// common, and come before the dense ones: then Q is as sparse as Z. Orthonormal to double's round-off,
/// whatever the precision of the vectors that it is applied to.
class OrthonormalBasis {
 public:
  void clear() {
    vectors_.clear();
    triangle_.clear();
  }
  Index size() const { return static_cast<Index>(vectors_.size()); }
  const SparseVector& operator[](Index k) const { return vectors_[static_cast<std::size_t>(k)]; }

  /// Adds a column of Z; false if it depends on those before.
  bool add(SparseVector z);

  /// Qᵀ v.
  template <class Scalar>
  Vector<double> coefficients(const Vector<Scalar>& v) const;
  /// v ← v − Q c.
  template <class Scalar>
  void subtract(const Vector<double>& c, Vector<Scalar>& v) const;
  /// v ← (I − Q Qᵀ) v.
  template <class Scalar>
  void project(Vector<Scalar>& v) const {
    if (size() > 0) subtract(coefficients(v), v);
  }
  /// c ← R⁻¹ c.
  void solve(Vector<double>& c) const;
  /// c ← R⁻ᵀ c.
  void solveTransposed(Vector<double>& c) const;

 private:
  static constexpr double kLoss = .5;
  struct Column {
    std::vector<std::pair<Index, double>> above;
    double diagonal;
  };
  void removeFrom(SparseVector& z, Column& column) const;

  std::vector<SparseVector> vectors_;
  std::vector<Column> triangle_;
};

}  // namespace ntk

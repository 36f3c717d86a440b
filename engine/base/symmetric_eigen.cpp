#include "engine/base/symmetric_eigen.hpp"

#include <algorithm>

namespace ntk {

namespace {

/// Q V for the tridiagonal form's Q = H_0 H_1 …, H_k = I − τ_k v_k v_kᵀ, one reflector and one column at a
/// time: Eigen's blocked product would cost 10 kB of code.
void applyReflectors(const Eigen::Tridiagonalization<Matrix<double>>& tridiagonal, Matrix<double>& vectors) {
  Vector<double> reflector;
  for (Index k = vectors.rows() - 1; k-- > 0;) {
    const Index size = vectors.rows() - 1 - k;
    reflector = tridiagonal.packedMatrix().col(k).tail(size);
    reflector[0] = 1;
    for (Index j = 0; j < vectors.cols(); ++j) {
      auto column = vectors.col(j).tail(size);
      column -= tridiagonal.householderCoefficients()[k] * reflector.dot(column) * reflector;
    }
  }
}

}  // namespace

SymmetricEigen::SymmetricEigen(const Matrix<double>& kernel, double roundOff) {
  const Index n = kernel.rows();
  const Eigen::Tridiagonalization<Matrix<double>> tridiagonal(kernel);
  Eigen::SelfAdjointEigenSolver<Matrix<double>> solver(n);
  solver.computeFromTridiagonal(tridiagonal.diagonal(), tridiagonal.subDiagonal());
  values_ = solver.eigenvalues().reverse();
  vectors_ = solver.eigenvectors().rowwise().reverse();
  applyReflectors(tridiagonal, vectors_);
  const double floor = roundOff * static_cast<double>(n) * std::max(0.0, largest());
  values_ = (values_.array() > floor).select(values_, 0);
}

}  // namespace ntk

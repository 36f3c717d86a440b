#include "engine/base/symmetric_eigen.hpp"

namespace ntk {

SymmetricEigen::SymmetricEigen(const Matrix<double>& kernel, double roundOff) {
  const Eigen::SelfAdjointEigenSolver<Matrix<double>> solver(kernel);
  values_ = solver.eigenvalues().reverse();
  vectors_ = solver.eigenvectors().rowwise().reverse();
  const double floor = roundOff * static_cast<double>(kernel.rows()) * std::max(0.0, largest());
  values_ = (values_.array() > floor).select(values_, 0);
}

}  // namespace ntk

#include "engine/dynamics/kernel_regression.hpp"

#include <algorithm>
#include <cassert>
#include <limits>

namespace ntk {

KernelRegression::KernelRegression(const Matrix<double>& kernel, double ridge)
    : kernel_(kernel), ridge_(ridge), smallestPivot_(std::numeric_limits<double>::infinity()) {
  kernel_.diagonal().array() += ridge;
  factorise();
}

/// Column j of L: (column j of K minus what the columns before explain) / √pivot.
void KernelRegression::factorise() {
  const Index n = kernel_.rows();
  const double norm = n == 0 ? 0 : kernel_.cwiseAbs().rowwise().sum().maxCoeff();
  const double floor = static_cast<double>(n) * std::numeric_limits<double>::epsilon() * norm;
  factor_ = Matrix<double>::Zero(n, n);
  for (Index j = 0; j < n && !isSingular_; ++j) {
    auto column = factor_.col(j).tail(n - j);
    column = kernel_.col(j).tail(n - j);
    column -= factor_.block(j, 0, n - j, j) * factor_.row(j).head(j).transpose();
    smallestPivot_ = std::min(smallestPivot_, column[0]);
    isSingular_ = !(column[0] > floor);
    column /= std::sqrt(column[0]);
  }
}

Matrix<double> KernelRegression::halfSolve(const Matrix<double>& right) const {
  assert(!isSingular_);
  return factor_.triangularView<Eigen::Lower>().solve(right);
}

Matrix<double> KernelRegression::solve(const Matrix<double>& right) const {
  const auto back = factor_.transpose().triangularView<Eigen::Upper>();
  const Matrix<double> solution = back.solve(halfSolve(right));
  const Matrix<double> rest = right - kernel_ * solution;
  return solution + Matrix<double>(back.solve(halfSolve(rest)));
}

Matrix<double> KernelRegression::predict(const Matrix<double>& probeKernel, const Matrix<double>& probeMean,
                                         const Matrix<double>& residual) const {
  return probeMean + probeKernel * solve(residual);
}

Vector<double> KernelRegression::variance(const Matrix<double>& probeKernel,
                                          const Vector<double>& probeVariances) const {
  const Matrix<double> explained = halfSolve(probeKernel.transpose());
  return (probeVariances - explained.colwise().squaredNorm().transpose()).cwiseMax(0.0);
}

Matrix<double> KernelRegression::covariance(const Matrix<double>& probeKernel,
                                            const Matrix<double>& probePrior) const {
  const Matrix<double> explained = halfSolve(probeKernel.transpose());
  return probePrior - explained.transpose() * explained;
}

double KernelRegression::squaredNorm(const Matrix<double>& residual) const {
  const Matrix<double> c = solve(residual);
  return c.cwiseProduct(kernel_ * c - ridge_ * c).sum();
}

double KernelRegression::effectiveDimension() const {
  const Index n = kernel_.rows();
  const double traceOfInverse = halfSolve(Matrix<double>::Identity(n, n)).squaredNorm();
  return static_cast<double>(n) - ridge_ * traceOfInverse;
}

}  // namespace ntk

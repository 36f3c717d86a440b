#include "engine/dynamics/kernel_flow.hpp"

#include <cmath>
#include <utility>

#include "engine/base/phi.hpp"

namespace ntk {

double flowFilter(double t, double lambda, double n) {
  if (std::isinf(t)) return lambda > 0 ? 1 / lambda : 0;
  return t / n * phi1(-t * lambda / n);
}

KernelFlow::KernelFlow(SymmetricEigen kernel, const Matrix<double>& probeKernel, Vector<double> initialTrain,
                       Vector<double> initialProbe, const Vector<double>& targets, Index samples,
                       double ridge)
    : eigen_(std::move(kernel)),
      probeModes_(probeKernel * eigen_.vectors()),
      initialTrain_(std::move(initialTrain)),
      initialProbe_(std::move(initialProbe)),
      samples_(static_cast<double>(samples)),
      ridge_(ridge) {
  const Index order = eigen_.values().size();
  const Vector<double> residual = targets - initialTrain_;
  residualModes_ = eigen_.vectors().transpose() * residual.reshaped(order, residual.size() / order);
}

Matrix<double> KernelFlow::coefficients(double t) const {
  Matrix<double> c = residualModes_;
  for (Index i = 0; i < c.rows(); ++i) c.row(i) *= flowFilter(t, eigen_.values()[i] + ridge_, samples_);
  return c;
}

Vector<double> KernelFlow::trainOutputs(double t) const {
  const Matrix<double> moved = eigen_.vectors() * (eigen_.values().asDiagonal() * coefficients(t));
  return initialTrain_ + Vector<double>(moved.reshaped());
}

Vector<double> KernelFlow::probeOutputs(double t) const {
  const Matrix<double> moved = probeModes_ * coefficients(t);
  return initialProbe_ + Vector<double>(moved.reshaped());
}

Matrix<double> KernelFlow::residualModes(double t) const {
  return eigen_.values().asDiagonal() * coefficients(t) - residualModes_;
}

double KernelFlow::movement(double t) const {
  const Matrix<double> c = coefficients(t);
  return std::sqrt((eigen_.values().asDiagonal() * c).cwiseProduct(c).sum());
}

}  // namespace ntk

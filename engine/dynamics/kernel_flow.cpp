#include "engine/dynamics/kernel_flow.hpp"

#include <cmath>
#include <utility>

#include "engine/base/phi.hpp"

namespace ntk {

namespace {

/// (1 − e^{−tλ/n})/λ: t/n at λ = 0, 1/λ at t = ∞, and 0 where both hold (the mode does not enter f).
double filter(double t, double lambda, double n) {
  if (std::isinf(t)) return lambda > 0 ? 1 / lambda : 0;
  return t / n * phi1(-t * lambda / n);
}

}  // namespace

KernelFlow::KernelFlow(SymmetricEigen kernel, const Matrix<double>& probeKernel, Vector<double> initialTrain,
                       Vector<double> initialProbe, const Vector<double>& targets, double ridge)
    : eigen_(std::move(kernel)),
      probeModes_(probeKernel * eigen_.vectors()),
      initialTrain_(std::move(initialTrain)),
      initialProbe_(std::move(initialProbe)),
      residualModes_(eigen_.vectors().transpose() * (targets - initialTrain_)),
      ridge_(ridge) {}

Vector<double> KernelFlow::coefficients(double t) const {
  Vector<double> c = residualModes_;
  const double n = static_cast<double>(c.size());
  for (Index i = 0; i < c.size(); ++i) c[i] *= filter(t, eigen_.values()[i] + ridge_, n);
  return c;
}

Vector<double> KernelFlow::trainOutputs(double t) const {
  return initialTrain_ + eigen_.vectors() * eigen_.values().cwiseProduct(coefficients(t));
}

Vector<double> KernelFlow::probeOutputs(double t) const {
  return initialProbe_ + probeModes_ * coefficients(t);
}

double KernelFlow::movement(double t) const {
  return std::sqrt(eigen_.values().dot(coefficients(t).cwiseAbs2()));
}

}  // namespace ntk

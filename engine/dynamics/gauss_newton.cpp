#include "engine/dynamics/gauss_newton.hpp"

#include <cassert>
#include <utility>

#include "engine/base/phi.hpp"

namespace ntk {

namespace {

double phi(int k, double z) {
  switch (k) {
    case 1:
      return phi1(z);
    case 2:
      return phi2(z);
    case 3:
      return phi3(z);
    default:
      assert(k == 4);
      return phi4(z);
  }
}

}  // namespace

void GaussNewton::compute(Matrix<double> kernel, const Vector<double>& outputs, const LossFunction& loss,
                          double roundOff) {
  samples_ = static_cast<double>(loss.samples());
  isSquare_ = loss.loss() == Loss::square;
  kernel_ = std::move(kernel);
  loss.gradient(outputs, gradient_);
  if (isSquare_) {
    eigen_ = SymmetricEigen(kernel_, roundOff);
    return;
  }
  root_.compute(loss, outputs);
  symmetrised_ = kernel_;
  root_.symmetrise(symmetrised_);
  eigen_ = SymmetricEigen(symmetrised_, roundOff);
  flowImage_.noalias() = kernel_ * gradient_;
  flowImage_ /= -samples_;
}

/// modes ← φ_k(−sλ_i/n) modes. A mode of eigenvalue 0 has Jᵀ A q = 0: its coefficient would only multiply
/// round-off.
void GaussNewton::filter(int k, double s) const {
  const Vector<double>& values = eigen_.values();
  for (Index i = 0; i < modes_.size(); ++i)
    modes_[i] *= values[i] > 0 ? phi(k, -s * values[i] / samples_) : 0;
}

void GaussNewton::flow(double s, Vector<double>& u) const {
  if (isSquare_) {
    modes_.noalias() = eigen_.vectors().transpose() * gradient_;
    filter(1, s);
    u.noalias() = eigen_.vectors() * modes_;
    u *= -s / samples_;
    return;
  }
  u = -s / samples_ * gradient_;
  addPhi(1, s, s, flowImage_, u);
}

void GaussNewton::addPhi(int k, double s, double factor, const Vector<double>& image,
                         Vector<double>& u) const {
  image_ = image;
  root_.applyTransposed(image_);
  modes_.noalias() = eigen_.vectors().transpose() * image_;
  filter(k + 1, s);
  image_.noalias() = eigen_.vectors() * modes_;
  root_.apply(image_);
  u -= factor * s / samples_ * image_;
}

void GaussNewton::applyHessian(Vector<double>& v) const {
  root_.applyTransposed(v);
  root_.apply(v);
}

}  // namespace ntk

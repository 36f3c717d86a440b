#include "engine/network/activation_pattern.hpp"

#include "engine/network/activation.hpp"
#include "engine/network/affine.hpp"

namespace ntk {

KinkSlopes kinkSlopes(Activation activation) {
  return {activationAt(activation, -1).derivative, activationAt(activation, 1).derivative};
}

template <class Scalar>
void ActivationPattern<Scalar>::addLayer(const Matrix<Scalar>& z) {
  const std::size_t layer = sides_.size();
  sides_.push_back(Matrix<Scalar>::Zero(z.rows(), z.cols()));
  slopes_.emplace_back(z.rows(), z.cols());
  for (Index i = 0; i < z.cols(); ++i)
    for (Index j = 0; j < z.rows(); ++j) setSide({layer, j, i}, z(j, i) > 0 ? 1 : -1);
}

template <class Scalar>
Scalar ActivationPattern<Scalar>::slope(Scalar side) const {
  if (side == 0) return 0;
  return static_cast<Scalar>(side > 0 ? kink_.above : kink_.below);
}

template <class Scalar>
void ActivationPattern<Scalar>::setSide(const HiddenUnit& u, int side) {
  if (this->side(u) == 0) {
    std::erase_if(held_, [&u](const HiddenUnit& other) {
      return other.layer == u.layer && other.neuron == u.neuron && other.sample == u.sample;
    });
  }
  if (side == 0) held_.push_back(u);
  for (const auto& [sample, ratio] : sharedKinks_->of(u.layer, u.sample)) {
    const auto its = static_cast<Scalar>(ratio > 0 ? side : -side);
    sides_[u.layer](u.neuron, sample) = its;
    slopes_[u.layer](u.neuron, sample) = slope(its);
  }
}

template <class Scalar>
void ActivationPattern<Scalar>::mixSlopes(const HiddenUnit& u, double share) {
  for (const auto& [sample, ratio] : sharedKinks_->of(u.layer, u.sample)) {
    const Scalar here = sides_[u.layer](u.neuron, sample);
    slopes_[u.layer](u.neuron, sample) += static_cast<Scalar>(share) * (slope(-here) - slope(here));
  }
}

template <class Scalar>
ActivationPattern<Scalar> patternAt(const Architecture& architecture, const Vector<Scalar>& parameters,
                                    const Matrix<Scalar>& inputs) {
  ActivationPattern<Scalar> pattern(
      architecture.activation,
      std::make_shared<const SharedKinks>(architecture, inputs.template cast<double>()));
  Matrix<Scalar> h = inputs, z;
  for (std::size_t l = 0; l + 1 < architecture.layers.size(); ++l) {
    affine(architecture.layers[l], parameters, h, z);
    pattern.addLayer(z);
    h = pattern.slopes().back().cwiseProduct(z);
  }
  return pattern;
}

template class ActivationPattern<float>;
template class ActivationPattern<double>;
template ActivationPattern<float> patternAt(const Architecture&, const Vector<float>&, const Matrix<float>&);
template ActivationPattern<double> patternAt(const Architecture&, const Vector<double>&,
                                             const Matrix<double>&);

}  // namespace ntk

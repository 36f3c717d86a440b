#include "engine/network/activation_pattern.hpp"

#include <vector>

#include "engine/network/activation.hpp"
#include "engine/network/affine.hpp"

namespace ntk {

KinkSlopes kinkSlopes(Activation activation) {
  return {activationAt(activation, -1).derivative, activationAt(activation, 1).derivative};
}

template <class Scalar>
void ActivationPattern<Scalar>::addLayer(const Matrix<Scalar>& z) {
  sides_.push_back((z.array() > 0).select(Matrix<Scalar>::Constant(z.rows(), z.cols(), 1), Scalar{-1}));
  slopes_.push_back(sides_.back().unaryExpr([this](Scalar side) { return slope(side); }));
}

template <class Scalar>
Scalar ActivationPattern<Scalar>::slope(Scalar side) const {
  if (side == 0) return 0;
  return static_cast<Scalar>(side > 0 ? kink_.above : kink_.below);
}

template <class Scalar>
void ActivationPattern<Scalar>::setSide(const HiddenUnit& u, int side) {
  Scalar& now = sides_[u.layer](u.neuron, u.sample);
  if (now == 0) {
    std::erase_if(held_, [&u](const HiddenUnit& other) {
      return other.layer == u.layer && other.neuron == u.neuron && other.sample == u.sample;
    });
  }
  if (side == 0) held_.push_back(u);
  now = static_cast<Scalar>(side);
  slopes_[u.layer](u.neuron, u.sample) = slope(now);
}

template <class Scalar>
void ActivationPattern<Scalar>::mixSlopes(const HiddenUnit& u, double share) {
  const Scalar here = sides_[u.layer](u.neuron, u.sample);
  slopes_[u.layer](u.neuron, u.sample) += static_cast<Scalar>(share) * (slope(-here) - slope(here));
}

template <class Scalar>
ActivationPattern<Scalar> patternAt(const Architecture& architecture, const Vector<Scalar>& parameters,
                                    const Matrix<Scalar>& inputs) {
  ActivationPattern<Scalar> pattern(architecture.activation);
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

#include "engine/network/patterned_tape.hpp"

#include "engine/network/affine.hpp"

namespace ntk {

template <class Scalar>
void PatternedTape<Scalar>::forward(const Vector<Scalar>& parameters, const Matrix<Scalar>& inputs,
                                    const ActivationPattern<Scalar>* pattern) {
  if (!pattern) {
    tape_.forward(parameters, inputs);
    return;
  }
  tape_.forwardOnLines(parameters, inputs, pattern->slopes(), preActivations_);
  sharedKinks_ = pattern->sharedKinks();
  kink_ = pattern->kink();
  held_.clear();
  for (std::size_t l = 0; l < preActivations_.size(); ++l)
    for (const HiddenUnit& u : pattern->held())
      if (u.layer == l) held_.push_back(u);
}

template <class Scalar>
void PatternedTape<Scalar>::backward(const Vector<Scalar>& parameters, const Matrix<Scalar>& directions) {
  tape_.backward(parameters, directions);
  findBasis(parameters);
  images_.resize(tape_.outputs().size(), basis_.size());
  for (Index k = 0; k < basis_.size(); ++k) images_.col(k) = image(basis_[k]);
}

template <class Scalar>
void PatternedTape<Scalar>::gradient(const Vector<Scalar>& parameters, const Vector<double>& cotangent,
                                     Vector<Scalar>& result) {
  tape_.gradient(parameters, cotangent, result);
  if (held_.empty()) return;
  findBasis(parameters);
  unprojected_ = result;
  basis_.project(result);
}

template <class Scalar>
Matrix<double> PatternedTape<Scalar>::kernel() const {
  Matrix<double> kernel = tape_.kernel();
  kernel.noalias() -= images_ * images_.transpose();
  return kernel;
}

template <class Scalar>
void PatternedTape<Scalar>::vjp(const Vector<double>& cotangent, Vector<Scalar>& result) const {
  tape_.vjp(cotangent, result);
  basis_.project(result);
}

template <class Scalar>
Vector<double> PatternedTape<Scalar>::jvp(const Vector<Scalar>& direction) const {
  Vector<double> result = tape_.jvp(direction);
  if (basis_.size() > 0) result -= images_ * basis_.coefficients(direction);
  return result;
}

template <class Scalar>
SparseVector PatternedTape<Scalar>::preActivationGradient(const Vector<Scalar>& parameters,
                                                          const HiddenUnit& u) const {
  const auto& layers = architecture_->layers;
  SparseVector result;
  Matrix<Scalar> input = tape_.layerInputs(u.layer).col(u.sample);
  if (u.layer == 0 && layers[0].groups == 1) {
    const Layer& layer = layers[0];
    for (Index i = 0; i < layer.inputs; ++i)
      result.indices.push_back(layer.weightOffset + u.neuron * layer.inputs + i);
    result.values = layer.weightScale * input.template cast<double>();
    if (layer.hasBias) {
      result.indices.push_back(layer.biasOffset + u.neuron);
      result.values.conservativeResize(layer.inputs + 1);
      result.values[layer.inputs] = layer.biasScale;
    }
    if (!layer.trained) result.values.setZero();
    return result;
  }
  Vector<Scalar> gradient = Vector<Scalar>::Zero(architecture_->parameterCount);
  Matrix<Scalar> delta = Matrix<Scalar>::Zero(layers[u.layer].outputs, 1), below;
  delta(u.neuron, 0) = 1;
  for (std::size_t l = u.layer + 1; l-- > 0;) {
    input = tape_.layerInputs(l).col(u.sample);
    if (layers[l].trained) layerGradient(layers[l], delta, input, gradient);
    if (l == 0) break;
    pullBack(layers[l], parameters, delta, below);
    delta = below.cwiseProduct(tape_.derivatives(l - 1).col(u.sample));
  }
  result.values = gradient.template cast<double>();
  return result;
}

template <class Scalar>
Vector<double> PatternedTape<Scalar>::image(const SparseVector& direction) const {
  if (direction.indices.empty()) return tape_.jvpInDouble(direction.values);
  const Layer& layer = architecture_->layers[0];
  const Index neuron = (direction.indices.front() - layer.weightOffset) / layer.inputs;
  const Index n = tape_.sampleCount();
  Vector<double> z = layer.weightScale * (tape_.layerInputs(0).template cast<double>().transpose() *
                                          direction.values.head(layer.inputs));
  if (layer.hasBias) z.array() += layer.biasScale * direction.values[layer.inputs];
  Vector<double> result(tape_.deltas(0).cols());
  for (Index u = 0; u < result.size(); u += n) {
    result.segment(u, n) =
        z.cwiseProduct(tape_.deltas(0).row(neuron).segment(u, n).transpose().template cast<double>());
  }
  return result;
}

template <class Scalar>
void PatternedTape<Scalar>::findBasis(const Vector<Scalar>& parameters) {
  basis_.clear();
  independent_.clear();
  for (std::size_t p = 0; p < held_.size(); ++p)
    if (basis_.add(preActivationGradient(parameters, held_[p])))
      independent_.push_back(static_cast<Index>(p));
}

template <class Scalar>
void PatternedTape<Scalar>::holds(const Vector<Scalar>& parameters, const Vector<double>& cotangent,
                                  std::vector<Hold>& result) {
  constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
  const auto& layers = architecture_->layers;
  result.assign(held_.size(), {kNone, kNone});
  // F = F_0 + Σ_p s_p (−∂L/∂h_p) ∇z_p has no part along Z.
  Vector<double> multipliers = basis_.coefficients(unprojected_);
  basis_.solve(multipliers);
  Matrix<Scalar> delta =
      static_cast<Scalar>(architecture_->alpha) *
      Eigen::Map<const Matrix<double>>(cotangent.data(), tape_.sampleCount(), architecture_->outputs())
          .transpose()
          .template cast<Scalar>();
  Matrix<Scalar> slopes, above;
  for (std::size_t l = layers.size() - 1; l-- > 0;) {
    pullBack(layers[l + 1], parameters, delta, above);
    slopes = tape_.derivatives(l);
    for (std::size_t k = 0; k < independent_.size(); ++k) {
      const auto p = static_cast<std::size_t>(independent_[k]);
      const HiddenUnit& u = held_[p];
      if (u.layer != l) continue;
      // Σ_p ρ_p s_p c_p = −multiplier, s_p at the share where ρ_p > 0 and at 1 − share where ρ_p < 0.
      double pull = 0, atZero = 0;
      for (const auto& [sample, ratio] : sharedKinks_->of(l, u.sample)) {
        const double c = static_cast<double>(above(u.neuron, sample));
        pull += std::abs(ratio) * c;
        atZero += ratio * c * (ratio > 0 ? kink_.below : kink_.above);
      }
      const double share =
          (-multipliers[static_cast<Index>(k)] - atZero) / ((kink_.above - kink_.below) * pull);
      result[p] = {share, pull};
      // ρ_p > 0 wherever there is a layer below.
      for (const Multiple& point : sharedKinks_->of(l, u.sample))
        slopes(u.neuron, point.sample) = static_cast<Scalar>(kink_.at(share));
    }
    delta = above.cwiseProduct(slopes);
  }
}

template <class Scalar>
void PatternedTape<Scalar>::push(const Vector<Scalar>& parameters, const Vector<Scalar>& direction,
                                 std::vector<Matrix<Scalar>>& preActivations, Vector<double>& outputs) {
  const auto& layers = architecture_->layers;
  const std::size_t last = layers.size() - 1;
  preActivations.resize(last);
  for (std::size_t l = 0; l <= last; ++l) {
    Matrix<Scalar>& z = l < last ? preActivations[l] : pushedOutputs_;
    affine(layers[l], direction, tape_.layerInputs(l), z);
    if (l > 0) {
      Layer weights = layers[l];
      weights.hasBias = false;
      affine(weights, parameters, pushed_, product_);
      z += product_;
    }
    if (l < last) pushed_ = z.cwiseProduct(tape_.derivatives(l));
  }
  outputs = architecture_->alpha * pushedOutputs_.transpose().reshaped().template cast<double>();
}

template <class Scalar>
void PatternedTape<Scalar>::returnToKinks(Vector<Scalar>& parameters) {
  if (held_.empty()) return;
  findBasis(parameters);
  Vector<double> z(static_cast<Index>(independent_.size()));
  for (std::size_t k = 0; k < independent_.size(); ++k) {
    const HiddenUnit& u = held_[static_cast<std::size_t>(independent_[k])];
    z[static_cast<Index>(k)] = static_cast<double>(preActivations_[u.layer](u.neuron, u.sample));
  }
  basis_.solveTransposed(z);
  basis_.subtract(z, parameters);
}

template class PatternedTape<float>;
template class PatternedTape<double>;

}  // namespace ntk

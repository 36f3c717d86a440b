#include "engine/network/architecture.hpp"

#include <cmath>

#include "engine/base/random.hpp"

namespace ntk {

namespace {

void append(Architecture& a, Layer layer) {
  layer.weightOffset = a.parameterCount;
  layer.biasOffset = layer.weightOffset + layer.inputs * layer.outputs;
  a.parameterCount = layer.biasOffset + (layer.hasBias ? layer.outputs : 0);
  a.layers.push_back(layer);
}

}  // namespace

Architecture makeArchitecture(const NetworkSpec& spec, Index inputDimension) {
  Architecture a{{}, spec.activation, spec.alpha, 0};
  Index inputs = inputDimension;
  for (int l = 0; l <= spec.depth; ++l) {
    const bool isOutput = l == spec.depth;
    const Index outputs = isOutput ? 1 : spec.width;
    const double root = std::sqrt(static_cast<double>(inputs));
    if (spec.parametrisation == Parametrisation::lecture) {
      append(a, isOutput ? Layer{inputs, outputs, 1 / root, 0, false, false, Distribution::sign, 0, 0}
                         : Layer{inputs, outputs, 1, 0, false, true, Distribution::normal, 0, 0});
    } else {
      append(a, Layer{inputs, outputs, spec.weightScale / root, spec.biasScale, true, true,
                      Distribution::normal, 0, 0});
    }
    inputs = outputs;
  }
  return a;
}

template <class Scalar>
Vector<Scalar> drawParameters(const Architecture& architecture, std::uint64_t seed, std::uint32_t member) {
  Vector<Scalar> parameters(architecture.parameterCount);
  std::uint32_t number = 0;
  for (const Layer& layer : architecture.layers) {
    RandomStream random(seed, member, ++number, Purpose::weights);
    const bool isSign = layer.distribution == Distribution::sign;
    for (Index i = 0; i < layer.inputs * layer.outputs; ++i) {
      parameters[layer.weightOffset + i] = static_cast<Scalar>(isSign ? random.sign() : random.normal());
    }
    if (!layer.hasBias) continue;
    for (Index i = 0; i < layer.outputs; ++i) {
      parameters[layer.biasOffset + i] = static_cast<Scalar>(random.normal());
    }
  }
  return parameters;
}

template Vector<float> drawParameters<float>(const Architecture&, std::uint64_t, std::uint32_t);
template Vector<double> drawParameters<double>(const Architecture&, std::uint64_t, std::uint32_t);

}  // namespace ntk

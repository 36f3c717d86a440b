#include "engine/network/architecture.hpp"

#include <algorithm>
#include <cmath>

#include "engine/base/random.hpp"

namespace ntk {

namespace {

template <class Value>
Value entryOr(const std::vector<Value>& list, std::size_t i, Value value) {
  return list.empty() ? value : list[i];
}

Layer scaledLayer(const NetworkSpec& spec, std::size_t l, Index inputs, Index outputs, Index groups) {
  const bool isOutput = l == static_cast<std::size_t>(spec.depth);
  const Index groupInputs = inputs / groups;
  const double root = std::sqrt(static_cast<double>(groupInputs));
  const double weight = entryOr(spec.weightScales, l, spec.weightScale);
  const double bias = entryOr(spec.biasScales, l, spec.biasScale);
  Layer layer{inputs, outputs, weight / root, bias};
  layer.groups = groups;
  switch (spec.parametrisation) {
    case Parametrisation::lecture:
      layer.weightScale = isOutput ? 1 / root : 1;
      layer.hasBias = false;
      layer.biasScale = 0;
      layer.trained = !isOutput;
      if (isOutput) layer.distribution = Distribution::sign;
      break;
    case Parametrisation::standard:
      std::swap(layer.weightScale, layer.weightDeviation);
      std::swap(layer.biasScale, layer.biasDeviation);
      break;
    case Parametrisation::pytorch:
      layer.weightScale = layer.biasScale = 1;
      layer.weightDeviation = layer.biasDeviation = 1 / (std::sqrt(3.0) * root);
      layer.distribution = Distribution::uniform;
      break;
    case Parametrisation::ntk:
    case Parametrisation::meanField:
      break;
  }
  return layer;
}

/// Gradient flow of rate m in W is gradient flow of rate 1 in W/√m.
void trainAtRateOfWidth(std::vector<Layer>& layers) {
  const double root = std::sqrt(static_cast<double>(layers.back().inputs));
  layers.back().weightScale /= root;
  layers.back().biasScale /= root;
  for (Layer& layer : layers) {
    layer.weightScale *= root;
    layer.biasScale *= root;
    layer.weightDeviation /= root;
    layer.biasDeviation /= root;
  }
}

void placeParameters(Architecture& a) {
  a.parameterCount = 0;
  for (Layer& layer : a.layers) {
    layer.weightOffset = a.parameterCount;
    layer.biasOffset = layer.weightOffset + layer.weightCount();
    a.parameterCount += layer.parameterCount();
  }
}

double draw(RandomStream& random, Distribution distribution, double deviation) {
  switch (distribution) {
    case Distribution::sign:
      return random.sign();
    case Distribution::uniform:
      return deviation * std::sqrt(3.0) * (2 * random.uniform() - 1);
    case Distribution::normal:
      break;
  }
  return deviation * random.normal();
}

/// The second half of an antisymmetric network from the first: equal hidden neurons, opposite output weights.
template <class Scalar>
void mirror(const Layer& layer, bool isOutput, Vector<Scalar>& parameters) {
  auto weights = parameters.segment(layer.weightOffset, layer.weightCount());
  if (isOutput) {
    for (Index row = 0; row < layer.outputs; ++row) {
      auto entries = weights.segment(row * layer.inputs, layer.inputs);
      entries.tail(layer.inputs / 2) = -entries.head(layer.inputs / 2);
    }
    if (layer.hasBias) parameters.segment(layer.biasOffset, layer.outputs).setZero();
    return;
  }
  weights.tail(layer.weightCount() / 2) = weights.head(layer.weightCount() / 2);
  if (!layer.hasBias) return;
  auto biases = parameters.segment(layer.biasOffset, layer.outputs);
  biases.tail(layer.outputs / 2) = biases.head(layer.outputs / 2);
}

}  // namespace

Architecture makeArchitecture(const NetworkSpec& spec, Index inputDimension) {
  Architecture a{{}, spec.activation, spec.alpha, 0, spec.antisymmetric};
  Index inputs = inputDimension;
  const auto depth = static_cast<std::size_t>(spec.depth);
  for (std::size_t l = 0; l <= depth; ++l) {
    const Index outputs = l == depth ? spec.outputs : entryOr(spec.widths, l, spec.width);
    const Index groups = spec.antisymmetric && l > 0 && l < depth ? 2 : 1;
    a.layers.push_back(scaledLayer(spec, l, inputs, outputs, groups));
    if (!spec.trainedLayers.empty()) {
      const auto& trained = spec.trainedLayers;
      a.layers[l].trained =
          std::find(trained.begin(), trained.end(), static_cast<int>(l) + 1) != trained.end();
    }
    inputs = outputs;
  }
  if (spec.parametrisation == Parametrisation::meanField) trainAtRateOfWidth(a.layers);
  placeParameters(a);
  return a;
}

template <class Scalar>
Vector<Scalar> drawParameters(const Architecture& architecture, std::uint64_t seed, std::uint32_t member) {
  Vector<Scalar> parameters(architecture.parameterCount);
  std::uint32_t number = 0;
  for (const Layer& layer : architecture.layers) {
    RandomStream random(seed, member, ++number, Purpose::weights);
    for (Index i = 0; i < layer.weightCount(); ++i) {
      parameters[layer.weightOffset + i] =
          static_cast<Scalar>(draw(random, layer.distribution, layer.weightDeviation));
    }
    for (Index i = 0; layer.hasBias && i < layer.outputs; ++i) {
      parameters[layer.biasOffset + i] =
          static_cast<Scalar>(draw(random, layer.distribution, layer.biasDeviation));
    }
    if (architecture.antisymmetric) mirror(layer, &layer == &architecture.layers.back(), parameters);
  }
  return parameters;
}

template Vector<float> drawParameters<float>(const Architecture&, std::uint64_t, std::uint32_t);
template Vector<double> drawParameters<double>(const Architecture&, std::uint64_t, std::uint32_t);

}  // namespace ntk

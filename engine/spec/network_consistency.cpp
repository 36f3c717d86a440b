#include "engine/spec/network_consistency.hpp"

#include <algorithm>
#include <string>

#include "engine/spec/consistency.hpp"

namespace ntk {

namespace {

bool checkLength(Faults& faults, const std::string& field, std::size_t size, int expected,
                 const std::string& what) {
  if (size == 0 || size == static_cast<std::size_t>(expected)) return true;
  addFault(faults, field, "an array of " + std::to_string(size),
           "it must be empty or have " + std::to_string(expected) +
               (expected == 1 ? " entry, one " : " entries, one ") + what + ".");
  return false;
}

void checkTrainedLayers(const NetworkSpec& network, Faults& faults) {
  std::vector<int> layers = network.trainedLayers;
  std::sort(layers.begin(), layers.end());
  const bool areDistinct = std::adjacent_find(layers.begin(), layers.end()) == layers.end();
  if (areDistinct && (layers.empty() || (layers.front() >= 1 && layers.back() <= network.depth + 1))) return;
  addFault(faults, "network.trainedLayers", "an array of " + std::to_string(layers.size()),
           "its entries must be distinct layers from 1 to " + std::to_string(network.depth + 1) + ".");
}

void checkHalves(const NetworkSpec& network, Faults& faults) {
  for (int l = 0; network.antisymmetric && l < network.depth; ++l) {
    const int width = hiddenWidth(network, l);
    if (width % 2 == 0) continue;
    addFault(faults, network.widths.empty() ? "network.width" : "network.widths[" + std::to_string(l) + "]",
             std::to_string(width), "an antisymmetric network has two halves: it must be even.");
    return;
  }
}

}  // namespace

int hiddenWidth(const NetworkSpec& network, int l) {
  return network.widths.empty() ? network.width : network.widths[static_cast<std::size_t>(l)];
}

bool checkNetwork(const NetworkSpec& network, Faults& faults) {
  if (network.parametrisation == Parametrisation::lecture && network.depth != 1) {
    addFault(faults, "network.depth", std::to_string(network.depth),
             "the lecture's network has exactly 1 hidden layer.");
  }
  const bool areWidthsKnown =
      checkLength(faults, "network.widths", network.widths.size(), network.depth, "a hidden layer");
  checkLength(faults, "network.weightScales", network.weightScales.size(), network.depth + 1,
              "an affine layer");
  checkLength(faults, "network.biasScales", network.biasScales.size(), network.depth + 1, "an affine layer");
  checkTrainedLayers(network, faults);
  if (areWidthsKnown) checkHalves(network, faults);
  return areWidthsKnown;
}

double parameterCount(const NetworkSpec& network, int inputDimension) {
  double count = 0, inputs = inputDimension;
  for (int l = 0; l <= network.depth; ++l) {
    const bool isOutput = l == network.depth;
    const double outputs = isOutput ? network.outputs : hiddenWidth(network, l);
    const double groups = network.antisymmetric && l > 0 && !isOutput ? 2 : 1;
    count += outputs * inputs / groups;
    if (network.parametrisation != Parametrisation::lecture) count += outputs;
    inputs = outputs;
  }
  return count;
}

/// Counted for the flow, which holds most. A run has θ_0, those of a frame and of the frame before, and their
/// displacement; an integrator both ends of its step, a comparison and the gradients of up to four stages.
/// Where σ is kinked two runs go side by side, each with three tapes, patterns and what it compares:
/// measured. Gradients of held units, up to 4 MB a tape, are not counted.
double networkBytes(const Experiment& e, double scalarBytes) {
  constexpr double kControlPoints = 32;
  const bool runsTwice = isKinked(e.network.activation);
  const double parameterVectors = runsTwice ? 60 : 11, tapes = runsTwice ? 10 : 3;
  double neurons = 0;
  for (int l = 0; l < e.network.depth; ++l) neurons += hiddenWidth(e.network, l);
  const double tapeArrays = 3.0 + e.network.outputs;  // h, σ', a cotangent, and δ of every output
  return scalarBytes * (parameterVectors * parameterCount(e.network, inputDimension(e.data)) +
                        neurons * tapeArrays * tapes * (trainingCount(e.data) + kControlPoints));
}

}  // namespace ntk

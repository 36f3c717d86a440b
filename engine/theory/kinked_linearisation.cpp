#include "engine/theory/kinked_linearisation.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "engine/base/logarithm.hpp"
#include "engine/network/activation.hpp"

namespace ntk {

/// A table and not σ'(1) − σ'(−1): it leaves σ in double out of the page's module, 2 kB.
double kinkJump(Activation activation) {
  if (activation == Activation::relu) return 1;
  if (activation == Activation::leakyRelu) return 1 - kLeakySlope;
  return activation == Activation::abs ? 2 : 0;
}

std::optional<double> kinkedGapBound(const FirstLayerNetwork& network, double inputNorm, double movement,
                                     double failureProbability) {
  if (!isKinked(network.activation) || !network.isStandardNormal) return std::nullopt;
  const double m = static_cast<double>(network.width());
  const double lemma =
      (2 * powerOf(movement, 4.0 / 3) + movement * powerOf(logarithm(1 / failureProbability), 0.25)) /
      powerOf(m, 1.0 / 6);
  const double scale = network.outputScale * std::sqrt(m) * network.outputWeights.cwiseAbs().maxCoeff();
  return scale * kinkJump(network.activation) * inputNorm * lemma;
}

bool hasKinkedWorstCase(const FirstLayerNetwork& network) {
  return isKinked(network.activation) && (network.outputWeights.array().abs() == 1).all();
}

KinkedWorstCase::KinkedWorstCase(const FirstLayerNetwork& network, const Vector<double>& preActivations,
                                 double inputNorm)
    : scale_(network.outputScale * kinkJump(network.activation)),
      inputNorm_(inputNorm),
      preActivations_(preActivations) {
  assert(hasKinkedWorstCase(network));
  for (Index j = 0; j < preActivations.size(); ++j)
    sides_[network.outputWeights(0, j) > 0 ? 1 : 0].neurons.push_back(j);
  for (Side& side : sides_) {
    const auto size = static_cast<Index>(side.neurons.size());
    std::sort(side.neurons.begin(), side.neurons.end(),
              [&](Index i, Index j) { return std::abs(preActivations[i]) < std::abs(preActivations[j]); });
    side.sums.resize(size + 1);
    side.sums[0] = 0;
    for (Index k = 0; k < size; ++k)
      side.sums[k + 1] = side.sums[k] + std::abs(preActivations[side.neurons[static_cast<std::size_t>(k)]]);
  }
}

KinkedWorstCase::Best KinkedWorstCase::best(double radius) const {
  Best best{&sides_[0], 0, 0};
  for (const Side& side : sides_) {
    // One more neuron gains as long as r B (√(k+1) − √k) exceeds its |u|.
    Index low = 0, high = side.sums.size() - 1;
    while (low < high) {
      const Index k = (low + high) / 2;
      const double gain =
          inputNorm_ * radius / (std::sqrt(static_cast<double>(k + 1)) + std::sqrt(static_cast<double>(k)));
      if (gain > side.sums[k + 1] - side.sums[k])
        low = k + 1;
      else
        high = k;
    }
    const double value = inputNorm_ * radius * std::sqrt(static_cast<double>(low)) - side.sums[low];
    if (value > best.value) best = {&side, low, value};
  }
  return best;
}

double KinkedWorstCase::operator()(double radius) const { return scale_ * best(radius).value; }

Vector<double> KinkedWorstCase::shift(double radius) const {
  Vector<double> shift = Vector<double>::Zero(preActivations_.size());
  const Best found = best(radius);
  const double length = radius / std::sqrt(static_cast<double>(std::max<Index>(found.count, 1)));
  for (Index k = 0; k < found.count; ++k) {
    const Index j = found.side->neurons[static_cast<std::size_t>(k)];
    shift[j] = preActivations_[j] > 0 ? -length : length;
  }
  return shift;
}

}  // namespace ntk

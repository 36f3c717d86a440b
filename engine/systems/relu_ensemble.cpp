#include "engine/systems/relu_ensemble.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>
#include <vector>

#include "engine/base/random.hpp"

namespace ntk {

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

/// The flow between two deaths: `active` neurons move, the residual at its begin is `residual`.
struct Phase {
  double begin, residual, displacement;
  double active;
};

/// Residual and displacement ∫ r/√m of all phases, in time.
class PiecewiseFlow {
 public:
  /// shrinking: weights of the neurons that move towards 0, ascending; growing: number of the others.
  PiecewiseFlow(double neurons, double residual, const std::vector<double>& shrinking, double growing)
      : neurons_(neurons) {
    double active = growing + static_cast<double>(shrinking.size());
    phases_.push_back({0, residual, 0, active});
    for (const double weight : shrinking) {
      const double death = timeOfDisplacement(weight);
      if (std::isinf(death)) break;
      const Phase next{death, residualAt(death), std::copysign(weight, residual), --active};
      phases_.push_back(next);
    }
  }

  double residualAt(double t) const {
    const Phase& p = phaseAt(t);
    return p.active > 0 ? p.residual * std::exp(-p.active / neurons_ * (t - p.begin)) : p.residual;
  }

  double displacementAt(double t) const {
    const Phase& p = phaseAt(t);
    if (p.active == 0) return p.displacement;
    return p.displacement -
           p.residual * std::sqrt(neurons_) / p.active * std::expm1(-p.active / neurons_ * (t - p.begin));
  }

  Vector<double> deaths() const {
    Vector<double> times(static_cast<Index>(phases_.size()) - 1);
    for (Index i = 0; i < times.size(); ++i) times[i] = phases_[static_cast<std::size_t>(i) + 1].begin;
    return times;
  }

 private:
  /// When |displacement| reaches `distance` in the last phase; ∞ if it never does.
  double timeOfDisplacement(double distance) const {
    const Phase& p = phases_.back();
    const double reach = std::abs(p.residual) * std::sqrt(neurons_) / p.active;
    const double share = (distance - std::abs(p.displacement)) / reach;
    return share < 1 ? p.begin - neurons_ / p.active * std::log1p(-share) : kInfinity;
  }

  const Phase& phaseAt(double t) const {
    const auto later = [](double time, const Phase& p) { return time < p.begin; };
    return *std::prev(std::upper_bound(phases_.begin(), phases_.end(), t, later));
  }

  double neurons_;
  std::vector<Phase> phases_;
};

bool isAscending(const Vector<double>& times) {
  return times.size() == 0 || (times[0] >= 0 && std::is_sorted(times.begin(), times.end()));
}

}  // namespace

SingleRelu singleReluFlow(double initialWeight, const Vector<double>& times) {
  SingleRelu flow;
  flow.isStuck = !(initialWeight > 0);
  flow.weights = Vector<double>::Constant(times.size(), initialWeight);
  if (!flow.isStuck) flow.weights.array() -= (1 - initialWeight) * (-times.array()).expm1();
  flow.losses = (flow.weights.array().max(0) - 1).square() / 2;
  return flow;
}

ReluEnsemble reluEnsembleFlow(const Vector<double>& initialWeights, const Vector<double>& signs,
                              const Vector<double>& times) {
  ReluEnsemble result;
  const Index m = initialWeights.size();
  if (m == 0 || signs.size() != m || !initialWeights.allFinite() || !isAscending(times)) {
    result.status = Status::refused;
    return result;
  }
  const double root = std::sqrt(static_cast<double>(m));
  const double residual = 1 - signs.dot(initialWeights.cwiseMax(0)) / root;
  result.isStuck = true;
  std::vector<double> shrinking;
  double growing = 0;
  for (Index j = 0; j < m; ++j) {
    if (!(initialWeights[j] > 0)) continue;
    if (signs[j] > 0) result.isStuck = false;
    if (signs[j] * residual < 0) {
      shrinking.push_back(initialWeights[j]);
    } else {
      ++growing;
    }
  }
  std::sort(shrinking.begin(), shrinking.end());
  const PiecewiseFlow flow(static_cast<double>(m), residual, shrinking, growing);
  result.deaths = flow.deaths();
  result.weights.resize(m, times.size());
  result.outputs.resize(times.size());
  for (Index i = 0; i < times.size(); ++i) {
    const double displacement = flow.displacementAt(times[i]);
    result.outputs[i] = 1 - flow.residualAt(times[i]);
    for (Index j = 0; j < m; ++j) {
      const double w = initialWeights[j];
      result.weights(j, i) = w > 0 ? std::max(w + signs[j] * displacement, 0.0) : w;
    }
  }
  result.losses = (result.outputs.array() - 1).square() / 2;
  return result;
}

ReluInitialisation drawReluEnsemble(Index neurons, std::uint64_t seed) {
  RandomStream stream(seed, 0, 0, Purpose::weights);
  ReluInitialisation start{Vector<double>(neurons), Vector<double>(neurons)};
  for (Index j = 0; j < neurons; ++j) {
    start.weights[j] = stream.normal();
    start.signs[j] = stream.sign();
  }
  return start;
}

double stuckProbability(Index neurons) { return std::pow(0.75, static_cast<double>(neurons)); }

}  // namespace ntk

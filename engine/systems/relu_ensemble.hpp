#pragma once

#include <cstdint>

#include "engine/base/status.hpp"
#include "engine/base/types.hpp"

namespace ntk {

/// One ReLU on one point, claim C1: h(x) = ReLU(wx), S = ((1, 1)), loss ½(ReLU(w) − 1)².
/// Gradient flow from w_0 > 0 is 1 − w_t = (1 − w_0) e^{−t}; from w_0 ≤ 0 nothing moves (σ'(0) = 0).
struct SingleRelu {
  Vector<double> weights, losses;  ///< one entry a time
  bool isStuck = false;
};

/// times in [0, ∞].
SingleRelu singleReluFlow(double initialWeight, const Vector<double>& times);

/// Gradient flow of m ReLUs on the same point: f = (1/√m) Σ_j a_j ReLU(w_j), a_j = ±1 fixed, loss ½(f − 1)².
///
/// While c neurons have w_j > 0, the residual r = 1 − f decays as e^{−ct/m} and every one of them moves by
/// a_j s(t), s' = r/√m; a neuron that arrives at 0 stays there. r never changes sign, so the neurons that
/// shrink all have one sign of a, and they arrive in the order of their weights: exact from event to event.
/// The flow is stuck, at loss ½, if and only if no neuron has a_j = +1 and w_j > 0: probability (3/4)^m at
/// random initialisation. Accuracy: round-off.
struct ReluEnsemble {
  Vector<double> outputs, losses;  ///< f and the loss, one entry a time
  Matrix<double> weights;          ///< m × times
  Vector<double> deaths;  ///< ascending times at which neurons arrive at 0; may be later than the last time
  bool isStuck = false;
  Status status = Status::finished;  ///< refused: no neuron, sizes differ, or times not ascending in [0, ∞]
};

/// weights and signs (±1): m entries each; times ascending in [0, ∞].
ReluEnsemble reluEnsembleFlow(const Vector<double>& initialWeights, const Vector<double>& signs,
                              const Vector<double>& times);

/// The lecture's initialisation (C4): w_j iid N(0, 1), a_j iid ±1.
struct ReluInitialisation {
  Vector<double> weights, signs;
};
ReluInitialisation drawReluEnsemble(Index neurons, std::uint64_t seed);

/// (3/4)^m.
double stuckProbability(Index neurons);

}  // namespace ntk

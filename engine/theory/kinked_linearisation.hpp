#pragma once

#include "engine/theory/first_layer.hpp"

namespace ntk {

/// σ'(0+) − σ'(0−): 1 for ReLU, 1 − slope for leaky ReLU, 2 for abs, 0 for the others. A kinked activation is
/// the jump times ReLU plus a linear function, whose linearisation is exact: gaps are the jump times ReLU's.
double kinkJump(Activation activation);

/// C6, Telgarsky's Lemma 4.1 for ReLU, ‖x‖ ≤ 1, ‖W − W_0‖_F ≤ B, with probability ≥ 1 − δ at a fixed point:
/// sup |f − f_{W0}| ≤ (2 B^{4/3} + B log(1/δ)^{1/4}) / m^{1/6}. ReLU is homogeneous, so r = ‖x̃‖ scales gap
/// and bound, as do the jump and c √m max|a_j| (α in the lecture's network). nullopt where the lemma does not
/// apply: smooth activations, W_0 not of independent N(0, 1) entries.
std::optional<double> kinkedGapBound(const FirstLayerNetwork& network, double inputNorm, double movement,
                                     double failureProbability);

/// C6's supremum over the ball, exactly, at one point and for one output with |a_j| = 1. A neuron gains
/// jump · (r|b_j| − |u_j|)_+, b_j its movement along x̃ against the sign of u_j = w̃_jᵀx̃; equal movements are
/// best, so
///
///   sup = c · jump · max_{s = ±1} max_k (r B √k − Σ of the k smallest |u_j| among neurons with a_j = s).
///
/// The bracket is concave in k. O(m log m) to construct, O(log m) for every B.
class KinkedWorstCase {
 public:
  KinkedWorstCase(const FirstLayerNetwork& network, const Vector<double>& preActivations, double inputNorm);

  double operator()(double radius) const;
  /// b (m): the supremum is reached at W = W_0 + b x̃ᵀ/‖x̃‖.
  Vector<double> shift(double radius) const;

 private:
  struct Side {
    std::vector<Index> neurons;  // by |u_j|, ascending
    Vector<double> sums;         // sums[k] of the k smallest |u_j|
  };
  struct Best {
    const Side* side;
    Index count;
    double value;
  };
  Best best(double radius) const;

  double scale_, inputNorm_;
  Vector<double> preActivations_;
  Side sides_[2];
};

/// Whether |a_j| = 1 for all neurons and outputs, and σ is kinked.
bool hasKinkedWorstCase(const FirstLayerNetwork& network);

/// lim sup · m^{1/6} / B^{4/3} of the lecture's ReLU network with random signs, ‖x‖ = 1:
/// (3/4) (2 √(2π))^{−1/3}. With density 1/√(2π) of |u| per half of the neurons the k-th smallest is
/// k √(2π)/m, so the bracket is B √k − k² √(2π)/(2m), largest at k^{3/2} = B m/(2√(2π)).
inline constexpr double kKinkedWorstCaseLimit = 0.43821572061092462;

}  // namespace ntk

#pragma once

#include "engine/theory/first_layer.hpp"

namespace ntk {

/// C5: |f − f_{W0}| ≤ (β/2) c max|a_j| ‖x̃‖² ‖W − W_0‖_F² for every W and W_0, in the lecture's network
/// (β/(2√m)) α ‖x‖² ‖W − W_0‖_F². By Taylor's theorem neuron by neuron. nullopt where β is infinite.
std::optional<double> smoothGapBound(const FirstLayerNetwork& network, double inputNorm, double movement);

/// The largest gap of C5 at one point over the ball ‖W − W_0‖_F ≤ B.
struct SmoothWorstCase {
  double reached;        ///< the gap of W = W_0 + shift x̃ᵀ/‖x̃‖: a lower bound of the supremum
  double dualBound;      ///< the Lagrangian's minimum found: an upper bound, up to its inner search
  Vector<double> shift;  ///< m, of norm B or less
};

/// Output 0 at a point with pre-activations u_j and ‖x̃‖ = r. Neurons decouple: with b_j the movement along x̃,
///
///   sup = max_{s = ±1} max_{‖b‖ ≤ B} c Σ_j s a_j g_j(b_j),  g_j(b) = σ(u_j + r b) − σ(u_j) − σ'(u_j) r b,
///
/// maximised by its Lagrangian Σ_j max_b (s a_j g_j(b) − μ b²) + μ B²: every b by a grid of
/// kWorstCaseGrid points a side and Newton steps, μ by bisection, then neurons whose b jumps at μ as long as
/// B lasts. The two values differ by at most one neuron's share.
SmoothWorstCase smoothWorstCase(const FirstLayerNetwork& network, const Vector<double>& preActivations,
                                double inputNorm, double radius);
inline constexpr int kWorstCaseGrid = 64;

}  // namespace ntk

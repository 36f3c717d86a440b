#pragma once

#include <limits>

#include "engine/base/types.hpp"

namespace ntk {

/// Momentum μ ∈ [0, 1), with the gradient at θ_s (heavy ball, Polyak 1964) or at θ_s + μ v_s (Nesterov 1983):
///
///   v_{s+1} = μ v_s − η_s ∇L(·),  θ_{s+1} = θ_s + v_{s+1}.
struct Momentum {
  double factor = 0;
  bool nesterov = false;

  /// Velocities add up to 1/(1 − μ) gradients: at small η the run follows gradient flow at this many times
  /// the rate.
  double gain() const { return 1 / (1 - factor); }
};

/// The rate η below which descent on the square loss of a model that is linear in its parameters converges,
/// and above which it diverges, in the direction of the largest eigenvalue λ_max of K (no 1/n, n samples):
///
///   2n/λ_max (no momentum),  2(1 + μ) n/λ_max (heavy ball),  2(1 + μ) n/((1 + 2μ) λ_max) (Nesterov);
///
/// ∞ if λ_max = 0. Where the root of ξ² − (1 + μ − x) ξ + μ, x = ηλ/n, or of ξ² − (1 + μ)(1 − x) ξ + μ(1 − x)
/// passes −1. For another loss λ_max is that of Aᵀ K A, see `HessianRoot`.
inline double stabilityLimit(const Momentum& momentum, double largestEigenvalue, Index samples) {
  if (largestEigenvalue <= 0) return std::numeric_limits<double>::infinity();
  const double mu = momentum.factor;
  const double lookAhead = momentum.nesterov ? 1 + 2 * mu : 1;
  return 2 * (1 + mu) * static_cast<double>(samples) / (lookAhead * largestEigenvalue);
}

}  // namespace ntk

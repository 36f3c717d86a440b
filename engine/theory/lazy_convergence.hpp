#pragma once

#include <cmath>
#include <optional>

#include "engine/theory/first_layer.hpp"

namespace ntk {

/// C19. Square loss, L = (1/n) ½‖f_S − y‖², λ_0 = λ_min(K_0), no 1/n. While λ_min(K_t) ≥ λ_0/2,
///
///   L(t) ≤ L(0) e^{−λ_0 t/n},   length of the path ≤ √(2/λ_0) ‖f_S(0) − y‖.
struct LazyConvergence {
  double smallestEigenvalue;  ///< λ_0
  double initialResidual;     ///< ‖f_S(0) − y‖
  Index samples;              ///< n

  bool conditionHolds(double smallestEigenvalueNow) const {
    return smallestEigenvalueNow >= smallestEigenvalue / 2;
  }
  double lossBound(double t) const {
    const double n = static_cast<double>(samples);
    return initialResidual * initialResidual / (2 * n) * std::exp(-smallestEigenvalue * t / n);
  }
  /// ∞ where λ_0 = 0.
  double radius() const { return std::sqrt(2 / smallestEigenvalue) * initialResidual; }
};

/// β: ‖J(W) − J(V)‖ ≤ β ‖W − V‖_F in operator norm for all W, V, J (nk × P) the Jacobian of the network with
/// output scale α, over the training points:
///
///   β = c max_j ‖a_{·j}‖ max|σ''| ‖X̃‖ max_i ‖x̃_i‖,
///
/// X̃ the matrix of all x̃_i, ‖X̃‖ its operator norm. Proof: docs/telgarsky-8-1.md. nullopt where σ' is not
/// Lipschitz.
std::optional<double> jacobianLipschitz(const FirstLayerNetwork& network,
                                        const Matrix<double>& extendedInputs);

/// Telgarsky's Theorem 8.1 (after Chizat & Bach 2019, Theorem 3.2), our constants: docs/telgarsky-8-1.md.
/// With σ_min, σ_max the extreme singular values of the Jacobian at W_0 and β its Lipschitz constant, all of
/// them of f/α,
///
///   α ≥ 2(1 + √2) β ‖f_S(0) − y‖ / σ_min²   ⇒   C19's condition holds for all t,
///
/// with its rate λ_0/n, λ_0 = α² σ_min², and its radius.
struct Theorem81 {
  double smallestSingularValue, largestSingularValue, lipschitz;  ///< of f/α
  double alphaNeeded;  ///< at this ‖f_S(0) − y‖; ∞ where σ_min = 0
  bool holds;
  double rate;    ///< L(t) ≤ L(0) e^{−rate·t}
  double radius;  ///< ‖W_t − W_0‖ and the path are no longer
};
Theorem81 theorem81(const LazyConvergence& convergence, double largestEigenvalue, double lipschitz,
                    double alpha);

}  // namespace ntk

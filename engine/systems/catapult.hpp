#pragma once

#include <cstdint>

#include "engine/base/status.hpp"
#include "engine/base/types.hpp"

namespace ntk {

/// Gradient descent of rate η on the two-layer linear network f = m^{−1/2} u·v, one point x = 1, y = 0, loss
/// f²/2, u, v ∈ R^m. Its kernel λ = (‖u‖² + ‖v‖²)/m and f follow a map of two variables, exactly:
///   f⁺ = (1 − ηλ + η²f²/m) f,   λ⁺ = λ + (ηf²/m)(ηλ − 4).
/// With λ_0 the kernel at the start and m → ∞: η < 2/λ_0 lazy, the loss only falls; 2/λ_0 < η < 4/λ_0
/// catapult, the loss grows until λ has fallen below 2/η, then falls to 0; η > 4/λ_0 divergent.
/// Source: Lewkowycz, Bahri, Dyer, Sohl-Dickstein & Gur-Ari 2020, section 2 (equations 5 and 6).
enum class CatapultRegime { lazy, catapult, divergent };

struct CatapultStart {
  double output, kernel;  ///< f_0, λ_0
  double width;           ///< m
};

/// The regime of a rate: thresholds 2/λ_0 (itself counted as catapult) and 4/λ_0 (as divergent).
CatapultRegime catapultRegime(double kernel, double rate);

struct Catapult {
  Vector<double> outputs, kernels, losses;  ///< after 0, 1, 2, … steps
  CatapultRegime regime = CatapultRegime::lazy;
  /// finished; diverged: the loss passed its limit or is not finite, the steps up to there are kept; refused:
  /// nonsensical numbers, or λ_0 < 2|f_0|/√m, which no u and v have.
  Status status = Status::finished;
};

/// Largest loss before a run counts as diverged.
inline constexpr double kCatapultLossLimit = 1e30;

Catapult catapult(const CatapultStart& start, double rate, int steps);

/// f_0 and λ_0 of u, v with entries iid N(0, 1): λ_0 → 2 and f_0 → N(0, 1) as m → ∞.
CatapultStart drawCatapult(Index width, std::uint64_t seed);

}  // namespace ntk

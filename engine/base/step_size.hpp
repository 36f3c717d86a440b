#pragma once

#include <algorithm>
#include <cmath>

namespace ntk {

/// Proportional–integral control of the step of a fifth-order pair: after a step with error estimate ε (in
/// units of the tolerance, accepted if ε ≤ 1) the next one is `.9 ε^{−(.2−.75β)} ε_previous^β` times as long,
/// β = .04, between a fifth and ten times, and not longer right after a rejection.
/// Source: Gustafsson 1991 as in Hairer & Wanner, "Solving Ordinary Differential Equations II", IV.2; the
/// integral part damps the rejections that a step held by stability otherwise meets.
class StepSizeController {
 public:
  /// Takes note of the error of an attempt and returns the factor; a non-finite ε gives the smallest.
  double next(double error) {
    const bool isAccepted = error <= 1, wasRejected = wasRejected_;
    wasRejected_ = !isAccepted;
    if (!std::isfinite(error)) return kSmallest;
    const double proportional = kSafety * std::pow(std::max(error, 1e-30), -kExponent);
    if (!isAccepted) return std::clamp(proportional, kSmallest, 1.0);
    const double factor = proportional * std::pow(previous_, kIntegral);
    previous_ = std::max(error, 1e-4);
    return std::clamp(factor, kSmallest, wasRejected ? 1.0 : kLargest);
  }

 private:
  static constexpr double kSafety = 0.9, kSmallest = 0.2, kLargest = 10;
  static constexpr double kIntegral = 0.04, kExponent = 0.2 - 0.75 * kIntegral;
  double previous_ = 1e-4;
  bool wasRejected_ = false;
};

}  // namespace ntk

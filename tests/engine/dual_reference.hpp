#pragma once

#include <cmath>
#include <numbers>
#include <string>

#include "engine/kernels/dual.hpp"

/// What the tests of the duals share: pairs, and σ apart from the engine's own.
namespace ntk {

inline constexpr double kPi = std::numbers::pi;

inline PairCovariance covariance(double first, double second, double cross) {
  const double root = std::sqrt(first * second);
  return {first, second, cross, root - cross, root + cross};
}

inline PairCovariance vectorsAt(double angle, double first = 1, double second = 1) {
  const double root = std::sqrt(first * second), s = std::sin(angle / 2), c = std::cos(angle / 2);
  return {first, second, root * std::cos(angle), 2 * root * s * s, 2 * root * c * c};
}

/// σ and σ' from libm, apart from the engine's own.
struct Reference {
  Activation activation;
  double (*value)(double);
  double (*derivative)(double);
};

inline double accuracyOf(Activation activation) {
  const bool isQuadrature = activation == Activation::tanh || activation == Activation::sigmoid ||
                            activation == Activation::softplus || activation == Activation::swish;
  return isQuadrature ? kQuadratureAccuracy : kClosedFormAccuracy;
}

inline std::string referenceName(const ::testing::TestParamInfo<Reference>& test) {
  return std::string(choices(Activation{})[static_cast<std::size_t>(test.param.activation)].name);
}

}  // namespace ntk

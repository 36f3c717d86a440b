#include "engine/kernels/dual.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "engine/kernels/quadrature_dual.hpp"

namespace ntk {

namespace {

constexpr double kPi = std::numbers::pi;

Dual reluDual(const PairCovariance& c) {
  if (c.first <= 0 || c.second <= 0) return {0, 0, (std::max(c.first, 0.0) + std::max(c.second, 0.0)) / 2};
  const double root = std::sqrt(c.first * c.second);
  const double difference = std::sqrt(c.first) - std::sqrt(c.second);
  const double stretch = difference * difference;
  const double halfAngle =
      std::atan2(std::sqrt(std::max(c.distance - stretch, 0.0)), std::sqrt(std::max(c.sum - stretch, 0.0)));
  const double angle = 2 * halfAngle;
  const double sine = std::sin(angle), cosine = std::cos(angle), halfSine = std::sin(halfAngle);
  const double kappa1 = (sine + (kPi - angle) * cosine) / (2 * kPi);
  // 1 − 2 κ_1 without cancellation at small angles.
  const double oneMinusTwiceKappa1 = 2 * halfSine * halfSine - (sine - angle * cosine) / kPi;
  return {root * kappa1, (kPi - angle) / (2 * kPi), stretch / 2 + root * oneMinusTwiceKappa1};
}

Dual erfDual(const PairCovariance& c) {
  const double first = 1 + 2 * c.first, second = 1 + 2 * c.second, cross = 2 * c.cross;
  const double value = 2 / kPi * std::asin(cross / std::sqrt(first * second));
  const double derivative = 4 / kPi / std::sqrt(first * second - cross * cross);
  const double distance =
      dualVariance(Activation::erf, c.first) + dualVariance(Activation::erf, c.second) - 2 * value;
  return {value, derivative, std::max(distance, 0.0)};
}

}  // namespace

Dual dual(Activation activation, const PairCovariance& covariance) {
  switch (activation) {
    case Activation::relu:
      return reluDual(covariance);
    case Activation::erf:
      return erfDual(covariance);
    case Activation::tanh:
      break;
  }
  return tanhDual(covariance);
}

double dualVariance(Activation activation, double variance) {
  switch (activation) {
    case Activation::relu:
      return variance / 2;
    case Activation::erf:
      return 2 / kPi * std::asin(2 * variance / (1 + 2 * variance));
    case Activation::tanh:
      break;
  }
  return tanhDualVariance(variance);
}

}  // namespace ntk

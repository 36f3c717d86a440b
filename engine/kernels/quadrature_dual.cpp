#include "engine/kernels/quadrature_dual.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

namespace ntk {

namespace {

/// The Gaussian weight beyond this radius is below 2e-16.
constexpr double kRadius = 8.5;

/// Poles at distance π/(2 scale), double ones for tanh'²: exp(−π²/0.25) = 7e-18 times their strength. The
/// Gaussian itself asks for no more than 0.5.
double stepFor(double scale) { return std::min(0.5, 0.25 / std::max(scale, 1e-300)); }

double gaussian(double a) { return std::exp(-a * a / 2) / std::sqrt(2 * std::numbers::pi); }

struct Sums {
  double value = 0;
  double derivative = 0;
};

/// ∫ of σ(shift + s b) and σ'(shift + s b) over b, |b| ≤ radius.
Sums innerIntegral(double shift, double s, double radius) {
  const double step = stepFor(s);
  const int last = static_cast<int>(radius / step);
  Sums sums;
  for (int j = -last; j <= last; ++j) {
    const double b = j * step, t = std::tanh(shift + s * b), weight = step * gaussian(b);
    sums.value += weight * t;
    sums.derivative += weight * (1 - t * t);
  }
  return sums;
}

}  // namespace

Dual tanhDual(const PairCovariance& c) {
  const double larger = std::max(c.first, c.second), smaller = std::min(c.first, c.second);
  if (larger <= 0) return {0, 1, 0};
  const double scale = std::sqrt(larger), slope = c.cross / scale;
  const double s = std::sqrt(std::max(smaller - slope * slope, 0.0));
  const double step = stepFor(scale);
  const int last = static_cast<int>(kRadius / step);
  Sums sums;
  // Both integrands are even under (a, b) → (−a, −b): twice the half a > 0.
  for (int i = 0; i <= last; ++i) {
    const double a = i * step, t = std::tanh(scale * a), weight = (i == 0 ? 1 : 2) * step * gaussian(a);
    const Sums inner = innerIntegral(slope * a, s, std::sqrt(kRadius * kRadius - a * a));
    sums.value += weight * t * inner.value;
    sums.derivative += weight * (1 - t * t) * inner.derivative;
  }
  const double distance = tanhDualVariance(c.first) + tanhDualVariance(c.second) - 2 * sums.value;
  return {sums.value, sums.derivative, std::max(distance, 0.0)};
}

double tanhDualVariance(double variance) {
  const double scale = std::sqrt(std::max(variance, 0.0)), step = stepFor(scale);
  double sum = 0;
  for (int i = 1; i * step <= kRadius; ++i) {
    const double t = std::tanh(scale * i * step);
    sum += 2 * step * gaussian(i * step) * t * t;
  }
  return sum;
}

}  // namespace ntk

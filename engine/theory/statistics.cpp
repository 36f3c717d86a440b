#include "engine/theory/statistics.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "engine/base/logarithm.hpp"

namespace ntk {

namespace {

constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();

/// 1/(1 + d_1/(1 + d_2/(1 + …))) of I_x(a, b), x < (a + 1)/(a + b + 2), where it converges fast.
double betaFraction(double a, double b, double x) {
  constexpr int kTerms = 10000;
  constexpr double kTiny = 1e-300;
  double c = 1, d = 0, fraction = 1;
  for (int i = 0; i <= kTerms; ++i) {
    const int half = i / 2;
    const double k = half;
    double numerator = 1;
    if (i > 0) {
      numerator = i % 2 == 0 ? k * (b - k) * x / ((a + 2 * k - 1) * (a + 2 * k))
                             : -(a + k) * (a + b + k) * x / ((a + 2 * k) * (a + 2 * k + 1));
    }
    d = 1 + numerator * d;
    d = 1 / (std::abs(d) < kTiny ? kTiny : d);
    c = 1 + numerator / c;
    if (std::abs(c) < kTiny) c = kTiny;
    fraction *= c * d;
    if (std::abs(c * d - 1) < std::numeric_limits<double>::epsilon()) break;
  }
  return fraction - 1;
}

}  // namespace

double incompleteBeta(double a, double b, double x) {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(b, a, 1 - x);
  const double logFactor =
      std::lgamma(a + b) - std::lgamma(a) - std::lgamma(b) + a * logarithm(x) + b * std::log1p(-x);
  return std::exp(logFactor) / a * betaFraction(a, b, x);
}

double studentQuantile(double p, double degreesOfFreedom) {
  if (p < 0.5) return -studentQuantile(1 - p, degreesOfFreedom);
  const double tail = 1 - p;
  const auto tailAt = [&](double t) {
    return 0.5 * incompleteBeta(degreesOfFreedom / 2, 0.5, degreesOfFreedom / (degreesOfFreedom + t * t));
  };
  double low = 0, high = 1;
  while (tailAt(high) > tail) high *= 2;
  while (true) {
    const double middle = low + (high - low) / 2;
    if (middle == low || middle == high) return middle;
    (tailAt(middle) > tail ? low : high) = middle;
  }
}

double mean(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

double quantile(std::vector<double> values, double p) {
  if (values.empty()) return kUnknown;
  if (std::any_of(values.begin(), values.end(), [](double v) { return std::isnan(v); })) return kUnknown;
  std::sort(values.begin(), values.end());
  const double position = p * static_cast<double>(values.size() - 1);
  const auto below = static_cast<std::size_t>(position);
  const std::size_t above = std::min(below + 1, values.size() - 1);
  if (values[below] == values[above]) return values[below];
  return std::lerp(values[below], values[above], position - static_cast<double>(below));
}

PowerLaw fitPowerLaw(const std::vector<double>& x, const std::vector<double>& y, double confidence) {
  std::vector<double> logX, logY;
  for (std::size_t i = 0; i < std::min(x.size(), y.size()); ++i) {
    if (!(x[i] > 0 && y[i] > 0 && std::isfinite(x[i]) && std::isfinite(y[i]))) continue;
    logX.push_back(logarithm(x[i]));
    logY.push_back(logarithm(y[i]));
  }
  const double meanX = mean(logX), meanY = mean(logY);
  double xx = 0, xy = 0, squares = 0;
  for (std::size_t i = 0; i < logX.size(); ++i) {
    xx += (logX[i] - meanX) * (logX[i] - meanX);
    xy += (logX[i] - meanX) * (logY[i] - meanY);
  }
  if (!(xx > 0)) return {kUnknown, kUnknown, kUnknown, kUnknown, kUnknown};
  const double slope = xy / xx, intercept = meanY - slope * meanX;
  if (logX.size() == 2) return {slope, intercept, kUnknown, kUnknown, kUnknown};
  for (std::size_t i = 0; i < logX.size(); ++i) {
    const double residual = logY[i] - intercept - slope * logX[i];
    squares += residual * residual;
  }
  const double freedom = static_cast<double>(logX.size()) - 2;
  const double error = std::sqrt(squares / freedom / xx);
  const double half = error * studentQuantile((1 + confidence) / 2, freedom);
  return {slope, intercept, error, slope - half, slope + half};
}

}  // namespace ntk

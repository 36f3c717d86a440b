#pragma once

#include <vector>

namespace ntk {

/// Regularised incomplete beta function I_x(a, b), a, b > 0, x ∈ [0, 1], by its continued fraction (Lentz).
/// Source: NIST Digital Library of Mathematical Functions, 8.17.22. Accuracy: absolute error below
/// kIncompleteBetaAccuracy for a, b ≤ 1000.
double incompleteBeta(double a, double b, double x);
inline constexpr double kIncompleteBetaAccuracy = 1e-12;

/// The p-quantile of Student's t distribution with ν > 0 degrees of freedom, p ∈ (0, 1), by bisection of its
/// distribution function 1 − ½ I_{ν/(ν+t²)}(ν/2, ½), t ≥ 0.
double studentQuantile(double p, double degreesOfFreedom);

/// NaN of no values.
double mean(const std::vector<double>& values);
/// The p-quantile, p ∈ [0, 1], linear between order statistics (type 7 of Hyndman & Fan 1996). NaN of no
/// values, or if one of them is NaN.
double quantile(std::vector<double> values, double p);

/// A line log y = intercept + slope · log x through points, with a confidence interval of the slope.
struct PowerLaw {
  double slope;
  double intercept;
  double standardError;  ///< of the slope
  double low, high;  ///< slope ± standardError · Student's quantile with (points − 2) degrees of freedom
};

/// Ordinary least squares on logarithms. The interval holds its level if errors of log y are independent and
/// normal with one variance. Points of which a coordinate is not positive and finite are left out; with fewer
/// than two different x everything is NaN, with two points the interval is NaN.
PowerLaw fitPowerLaw(const std::vector<double>& x, const std::vector<double>& y, double confidence = 0.95);

}  // namespace ntk

#pragma once

#include <cmath>

namespace ntk {

/// φ_1(z) = (e^z − 1)/z, φ_1(0) = 1, for z ≤ 0. Relative error below 4e-16.
/// Source: Hochbruck & Ostermann, "Exponential integrators", Acta Numerica 2010, eq. (2.10).
inline double phi1(double z) { return z == 0 ? 1.0 : std::expm1(z) / z; }

/// Below this |z| the closed forms of φ_2, φ_3 and φ_4 lose digits to cancellation; the series is used.
inline constexpr double kPhiSeriesRadius = 1.0;

namespace detail {
/// Σ_k z^k/(k+shift)!, to round-off for |z| ≤ kPhiSeriesRadius.
inline double phiSeries(double z, int shift) {
  double factorial = 1;
  for (int i = 2; i <= shift; ++i) factorial *= i;
  double term = 1 / factorial, sum = term;
  for (int k = 1; k <= 18; ++k) {
    term *= z / (k + shift);
    sum += term;
  }
  return sum;
}
}  // namespace detail

/// φ_2(z) = (φ_1(z) − 1)/z, φ_2(0) = 1/2, for z ≤ 0. Relative error below 2e-15.
inline double phi2(double z) {
  return std::abs(z) < kPhiSeriesRadius ? detail::phiSeries(z, 2) : (phi1(z) - 1) / z;
}

/// φ_3(z) = (φ_2(z) − 1/2)/z, φ_3(0) = 1/6, for z ≤ 0. Relative error below 5e-15.
inline double phi3(double z) {
  return std::abs(z) < kPhiSeriesRadius ? detail::phiSeries(z, 3) : (phi2(z) - 0.5) / z;
}

/// φ_4(z) = (φ_3(z) − 1/6)/z, φ_4(0) = 1/24, for z ≤ 0. Relative error below 2e-14.
inline double phi4(double z) {
  return std::abs(z) < kPhiSeriesRadius ? detail::phiSeries(z, 4) : (phi3(z) - 1.0 / 6) / z;
}

}  // namespace ntk

#pragma once

#include <array>
#include <numbers>

#include "engine/base/eigen.hpp"

namespace ntk {

/// (atan(t)/t − 1)/t² as a function of v = t², 0 ≤ v ≤ 1: −1/3 + v/5 − …, absolute error 1e-16. With it atan
/// t = t + t v A(v), and differences such as sin θ − θ cos θ can be formed without cancellation. A rational
/// function of degrees 5 and 6, from a Remez exchange in 113-bit arithmetic; all coefficients have one sign,
/// so nothing cancels, and array code is a row of multiplications where libm would be called entry by entry.
template <class Array>
Array arctangentTail(const Array& v) {
  constexpr std::array<double, 6> kNumerator = {-0.33333333333333297549,  -0.7487981970897824561,
                                                -0.58920737365149590737,  -0.19295645224647084732,
                                                -0.024094211277994638235, -0.00076646238545763928225};
  constexpr std::array<double, 7> kDenominator = {1,
                                                  2.84639459126914152,
                                                  3.0468874471537461117,
                                                  1.5204517619235265223,
                                                  0.35481571148446999789,
                                                  0.033675561464758627771,
                                                  0.0008497740240553413555};
  Array numerator = kNumerator[4] + v * kNumerator[5];
  for (std::size_t i = 4; i-- > 0;) numerator = kNumerator[i] + v * numerator;
  Array denominator = kDenominator[5] + v * kDenominator[6];
  for (std::size_t i = 5; i-- > 0;) denominator = kDenominator[i] + v * denominator;
  return numerator / denominator;
}

/// The angle of (x, y) for x > 0, in (−π/2, π/2), entry by entry: error 4e-16.
template <class Array>
Array arctangent(const Array& y, const Array& x) {
  const Array height = y.abs();
  const Array t = height.min(x) / height.max(x);
  const Array v = t.square();
  const Array small = t + t * v * arctangentTail(v);
  const Array isSteep = (height > x).template cast<double>(), sign = 2 * (y >= 0).template cast<double>() - 1;
  return sign * (small + isSteep * (std::numbers::pi / 2 - 2 * small));
}

}  // namespace ntk

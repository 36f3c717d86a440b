#pragma once

#include <cstdint>
#include <type_traits>

#include "engine/base/eigen.hpp"
#include "engine/network/rational.hpp"

namespace ntk {

/// Below it e^x is 0 to Scalar's accuracy relative to 1, and still a normal number.
template <class Scalar>
inline constexpr Scalar kLowestExponent = std::is_same_v<Scalar, float> ? Scalar(-87) : Scalar(-708);

/// e^x = 2^n e^r, n the integer next to x/ln 2, without a branch or a conversion, so that compilers vectorise
/// the loop around it. −87 ≤ x ≤ 0; relative error 2e-7 (1e-8 and round-off, x's own times |x|).
/// Coefficients: Remez.
inline float decayingExponential(float x) {
  constexpr float kShift =
      12582912;  // 1.5 · 2^23: adding it rounds to an integer, which lands in the lowest bits
  constexpr float kLn2High = 0.693359375f, kLn2Low = -2.12194440e-4f;
  const float shifted = x * 1.44269504f + kShift;
  const float n = shifted - kShift;
  const float r = (x - n * kLn2High) - n * kLn2Low;
  const float tail =
      (((1.3949212e-3f * r + 8.3682640e-3f) * r + 4.1666231e-2f) * r + .16666526f) * r + .50000001f;
  using Eigen::numext::bit_cast;  // the libc++ of Emscripten 3.1.6 has none
  const std::uint32_t exponent = bit_cast<std::uint32_t>(shifted) << 23U;
  const auto power = bit_cast<float>(exponent + bit_cast<std::uint32_t>(1.0f));
  return power * (1 + (r + r * r * tail));
}

/// x becomes e^{max(x, kLowestExponent)} entry by entry, x ≤ 0. NaN stays NaN.
template <class Array>
void exponentiateDecay(Array& x) {
  using Scalar = typename Array::Scalar;
  if constexpr (std::is_same_v<Scalar, float>) {
    float* entry = x.data();
    for (Eigen::Index i = 0; i < x.size(); ++i) {
      entry[i] = decayingExponential(entry[i] < kLowestExponent<float> ? kLowestExponent<float> : entry[i]);
    }
  } else {
    x = x.max(kLowestExponent<Scalar>).exp();
  }
}

/// log(1 + x) for 0 ≤ x ≤ 1; relative error in float 2e-7.
template <class Array>
Array logOfOnePlus(const Array& x) {
  if constexpr (std::is_same_v<typename Array::Scalar, float>) {
    constexpr Rational<3, 4> kRatio{{.99999998102f, .86719364829f, .12376436340f},
                                    {1, 1.3671917016f, .47405901237f, .031094563269f}};
    return x * kRatio(x);
  } else {
    return x.log1p();
  }
}

}  // namespace ntk

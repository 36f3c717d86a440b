#pragma once

#include <cmath>
#include <numbers>
#include <type_traits>

#include "engine/base/eigen.hpp"
#include "engine/network/exponential.hpp"

namespace ntk {

/// erf(x)/x as a function of x² ≤ 15.5, where erf rounds to 1: relative error 2e-8.
inline constexpr Rational<6, 6> kErfRatio{
    {1.1283791448f, .19105027155f, .052819774424f, .0037895137936f, 2.8476196622e-4f, 2.0363217086e-6f},
    {1, .5026465991f, .11436244336f, .015017426654f, .0011671173705f, 3.7943300407e-5f}};

/// (1 − Φ(x)) e^{x²/2}, Φ the normal distribution function, for 0 ≤ x ≤ 14.5: relative error 6e-9.
inline constexpr Rational<5, 6> kMillsRatio{
    {.50000000295f, .43829691397f, .18323679846f, .040633848956f, .0041164191897f},
    {1, 1.6744788090f, 1.2025095943f, .46947506975f, .10186040176f, .010318212988f}};

/// Where the normal density has fallen below everything that Scalar can see.
template <class Scalar>
inline constexpr Scalar kNormalEnd = std::is_same_v<Scalar, float> ? Scalar(13) : Scalar(37);

template <class Array>
void errorFunction(const Array& x, Array& value) {
  using Scalar = typename Array::Scalar;
  if constexpr (std::is_same_v<Scalar, float>) {
    constexpr float kEnd = 3.937f;
    const Array clamped = x.min(kEnd).max(-kEnd);
    value = (clamped * kErfRatio(Array(clamped.square()))).min(1.0f).max(-1.0f);
  } else {
    value = x.unaryExpr([](Scalar s) { return std::erf(s); });
  }
}

/// Density φ(x) = e^{−x²/2}/√(2π) and distribution function Φ(x), for |x| ≤ kNormalEnd.
template <class Array>
void normalDistribution(const Array& x, Array& density, Array& distribution) {
  using Scalar = typename Array::Scalar;
  constexpr auto kScale = static_cast<Scalar>(std::numbers::inv_sqrtpi / std::numbers::sqrt2);
  density = Scalar(-0.5) * x.square();
  exponentiateDecay(density);
  if constexpr (std::is_same_v<Scalar, float>) {
    const Array tail = density * kMillsRatio(Array(x.abs()));
    const Array isRight = (x >= 0.0f).template cast<float>();
    distribution = isRight + (1 - 2 * isRight) * tail;
  } else {
    constexpr Scalar kRoot = 1 / std::numbers::sqrt2;
    distribution = x.unaryExpr([](Scalar s) { return std::erfc(-kRoot * s) / 2; });
  }
  density *= kScale;
}

}  // namespace ntk

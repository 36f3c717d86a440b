#pragma once

#include <numbers>
#include <type_traits>

#include "engine/network/exponential.hpp"
#include "engine/network/normal_distribution.hpp"
#include "engine/network/rational.hpp"
#include "engine/spec/choices.hpp"

/// σ and σ' on small arrays (`Pack`). Each function takes z, writes σ(z) and, if `derivative` is not
/// null, σ'(z); no output may be z.
namespace ntk::formulas {

template <class Array>
void relu(const Array& z, Array& value, Array* derivative) {
  using Scalar = typename Array::Scalar;
  value = z.max(Scalar(0));
  if (derivative) *derivative = (z > Scalar(0)).template cast<Scalar>();
}

template <class Array>
void leakyRelu(const Array& z, Array& value, Array* derivative) {
  using Scalar = typename Array::Scalar;
  constexpr auto kSlope = static_cast<Scalar>(kLeakySlope);
  value = z.max(kSlope * z);
  if (derivative) *derivative = kSlope + (1 - kSlope) * (z > Scalar(0)).template cast<Scalar>();
}

template <class Array>
void abs(const Array& z, Array& value, Array* derivative) {
  value = z.abs();
  using Scalar = typename Array::Scalar;
  if (derivative) {
    *derivative = (z > Scalar(0)).template cast<Scalar>() - (z < Scalar(0)).template cast<Scalar>();
  }
}

template <class Array>
void linear(const Array& z, Array& value, Array* derivative) {
  value = z;
  if (derivative) derivative->setOnes();
}

template <class Array>
void erf(const Array& z, Array& value, Array* derivative) {
  using Scalar = typename Array::Scalar;
  errorFunction(z, value);
  if (derivative) {
    *derivative = -z.square();
    exponentiateDecay(*derivative);
    *derivative *= Scalar(2 * std::numbers::inv_sqrtpi);
  }
}

/// tanh(z)/z as a function of z² ≤ 81.2, where tanh rounds to 1: relative error 2e-8.
inline constexpr Rational<5, 5> kTanhRatio{
    {.99999997921f, .13380299293f, 3.4947251925e-3f, 2.0594860155e-5f, 1.3334884265e-8f},
    {1, .46713614689f, .025873700095f, 3.2842227963e-4f, 7.7684804538e-7f}};

template <class Array>
void tanh(const Array& z, Array& value, Array* derivative) {
  if constexpr (std::is_same_v<typename Array::Scalar, float>) {
    constexpr float kEnd = 9.01f;
    const Array clamped = z.min(kEnd).max(-kEnd);
    value = (clamped * kTanhRatio(Array(clamped.square()))).min(1.0f).max(-1.0f);
  } else {
    value = z.tanh();
  }
  if (derivative) *derivative = 1 - value.square();
}

/// e^{−|z|}, 1/(1 + e^{−|z|}) and s = 1/(1 + e^{−z}), none of which overflows or cancels.
template <class Array>
struct Logistic {
  using Scalar = typename Array::Scalar;
  explicit Logistic(const Array& z) : decay(-z.abs()) {
    exponentiateDecay(decay);
    larger = 1 / (1 + decay);
    // larger · (1 if z ≥ 0, else e^z), without a branch.
    value = larger * decay.max((z >= Scalar(0)).template cast<Scalar>());
  }
  Array slope() const { return decay * larger.square(); }
  Array decay, larger, value;
};

template <class Array>
void sigmoid(const Array& z, Array& value, Array* derivative) {
  const Logistic<Array> s(z);
  value = s.value;
  if (derivative) *derivative = s.slope();
}

template <class Array>
void softplus(const Array& z, Array& value, Array* derivative) {
  using Scalar = typename Array::Scalar;
  const Logistic<Array> s(z);
  value = z.max(Scalar(0)) + logOfOnePlus(s.decay);
  if (derivative) *derivative = s.value;
}

template <class Array>
void swish(const Array& z, Array& value, Array* derivative) {
  using Scalar = typename Array::Scalar;
  const Logistic<Array> s(z);
  constexpr Scalar kEnd = -kLowestExponent<Scalar>;  // |z| s(1 − s) vanishes long before it
  value = z.max(-kEnd) * s.value;
  if (derivative) *derivative = s.value + z.min(kEnd).max(-kEnd) * s.slope();
}

template <class Array>
void gelu(const Array& z, Array& value, Array* derivative) {
  using Scalar = typename Array::Scalar;
  constexpr Scalar kEnd = kNormalEnd<Scalar>;
  Array density, distribution;
  const Array clamped = z.min(kEnd).max(-kEnd);
  normalDistribution(clamped, density, distribution);
  value = z.max(-kEnd) * distribution;
  if (derivative) *derivative = distribution + clamped * density;
}

template <class Array>
void sin(const Array& z, Array& value, Array* derivative) {
  value = z.sin();
  if (derivative) *derivative = z.cos();
}

template <class Array>
void cos(const Array& z, Array& value, Array* derivative) {
  value = z.cos();
  if (derivative) *derivative = -z.sin();
}

template <class Array>
void quadratic(const Array& z, Array& value, Array* derivative) {
  using Scalar = typename Array::Scalar;
  value = z.square();
  if (derivative) *derivative = Scalar(2) * z;
}

template <class Array>
void cubic(const Array& z, Array& value, Array* derivative) {
  using Scalar = typename Array::Scalar;
  value = z.cube();
  if (derivative) *derivative = Scalar(3) * z.square();
}

}  // namespace ntk::formulas

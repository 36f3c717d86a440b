#pragma once

#include <numbers>

#include "engine/base/types.hpp"
#include "engine/spec/choices.hpp"

namespace ntk {

/// σ(z) and σ'(z) entry by entry, m × n. σ'(0) = 0 for ReLU.
/// Accuracy: libm's, but float tanh is Eigen's rational approximation (relative error below 4e-7).
template <class Scalar>
void applyActivation(Activation activation, const Matrix<Scalar>& z, Matrix<Scalar>& value) {
  switch (activation) {
    case Activation::relu:
      value = z.array().max(Scalar(0)).matrix();
      break;
    case Activation::erf:
      value = z.unaryExpr([](Scalar s) { return std::erf(s); });
      break;
    case Activation::tanh:
      value = z.array().tanh().matrix();
      break;
  }
}

template <class Scalar>
void applyActivationDerivative(Activation activation, const Matrix<Scalar>& z, const Matrix<Scalar>& value,
                               Matrix<Scalar>& derivative) {
  constexpr Scalar kErfSlope = static_cast<Scalar>(2 * std::numbers::inv_sqrtpi);
  switch (activation) {
    case Activation::relu:
      derivative = (z.array() > Scalar(0)).template cast<Scalar>().matrix();
      break;
    case Activation::erf:
      derivative = (kErfSlope * (-z.array().square()).exp()).matrix();
      break;
    case Activation::tanh:
      derivative = (1 - value.array().square()).matrix();
      break;
  }
}

}  // namespace ntk

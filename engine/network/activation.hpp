#pragma once

#include "engine/base/types.hpp"
#include "engine/spec/choices.hpp"

namespace ntk {

/// σ(z), σ'(z) and σ''(z) of one number.
struct ActivationAt {
  double value;
  double derivative;
  double secondDerivative;
};

/// At the kink z = 0: σ' = 0 for ReLU and abs, the lower slope for leaky ReLU; σ'' is that of the two
/// branches, 0.
ActivationAt activationAt(Activation activation, double z);

/// β = max |σ''|, the constant of C5; ∞ where there is none: kinked activations and cubic.
double curvatureBound(Activation activation);

/// Bound on the error of σ in float, relative to |σ(z)| for relu, leakyRelu, abs, linear, erf, tanh,
/// quadratic, cubic, and to max(|z|, 1) for the others; of σ' it is twice that, relative to max |σ'| (|σ'|
/// for quadratic and cubic). Double is as accurate as libm, relative to the same. sin and cos: for |z| up to
/// 1e4.
inline constexpr double kFloatActivationAccuracy = 4e-7;

/// σ(z) entry by entry; z is m × n and `value` gets its shape. `value` may be z itself. No NaN for any finite
/// z of which σ is finite; NaN stays NaN.
template <class Scalar>
void applyActivation(Activation activation, const Matrix<Scalar>& z, Matrix<Scalar>& value);

/// σ(z) and σ'(z) in one pass over the data. One of `value` and `derivative` may be z itself.
template <class Scalar>
void applyActivation(Activation activation, const Matrix<Scalar>& z, Matrix<Scalar>& value,
                     Matrix<Scalar>& derivative);

}  // namespace ntk

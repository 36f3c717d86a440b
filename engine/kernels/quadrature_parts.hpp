#pragma once

#include <cmath>

#include "engine/spec/choices.hpp"

namespace ntk {

/// The activations whose duals have no closed form, written with y = z for tanh, y = z/2 for the others, t =
/// tanh y:
///
///   tanh = t,   sigmoid = (1 + t)/2,   softplus = y + log(2 cosh y),   swish = y + y t.
///
/// The products of odd with even parts vanish by symmetry, so only F ∈ {t, t, log(2 cosh y), y t} and G =
/// dF/dy are integrated.
inline bool needsQuadrature(Activation activation) {
  return activation == Activation::tanh || activation == Activation::sigmoid ||
         activation == Activation::softplus || activation == Activation::swish;
}

/// y/z.
inline double argumentScale(Activation activation) { return activation == Activation::tanh ? 1 : .5; }

/// Deviation of y beyond which quadrature does not follow: see `quadrature_dual.hpp`.
inline constexpr double kLargestScale = 30;

/// F and G, or their expectations: `value` and `derivative`.
struct Parts {
  double value, derivative;
};

inline Parts partsAt(Activation activation, double y) {
  const double t = std::tanh(y), slope = 1 - t * t;
  if (activation == Activation::softplus) return {std::abs(y) + std::log1p(std::exp(-2 * std::abs(y))), t};
  if (activation == Activation::swish) return {y * t, t + y * slope};
  return {t, slope};
}

/// E σσ' and E σ̇σ̇' from E FF', E GG' and the covariance of y.
inline Parts assemble(Activation activation, const Parts& parts, double cross) {
  switch (activation) {
    case Activation::sigmoid:
      return {.25 + .25 * parts.value, parts.derivative / 16};
    case Activation::softplus:
    case Activation::swish:
      return {cross + parts.value, .25 + .25 * parts.derivative};
    default:
      return parts;
  }
}

}  // namespace ntk

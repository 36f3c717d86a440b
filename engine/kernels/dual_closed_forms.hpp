#pragma once

#include <cmath>
#include <numbers>

#include "engine/base/arctangent.hpp"
#include "engine/base/pack.hpp"
#include "engine/base/types.hpp"
#include "engine/spec/choices.hpp"

/// Closed forms of E σ(z)σ(z') and E σ'(z)σ'(z') for a few pairs at a time.
namespace ntk::closed_forms {

using Reals = Pack<double>;

/// Second moments as in `PairRow`.
struct Pairs {
  double first = 0;
  Reals second, cross, parallelGap, antiparallelGap;
};

/// Expectations as in `DualRow`.
struct Duals {
  Reals value, derivative, parallelGap;
};

/// σ(z) = p z + q |z| with the slope `slopeAtZero` at 0.
struct PiecewiseLinear {
  double p, q, slopeAtZero;
};

inline constexpr PiecewiseLinear kRelu{.5, .5, 0};
inline constexpr PiecewiseLinear kLeakyRelu{(1 + kLeakySlope) / 2, (1 - kLeakySlope) / 2, kLeakySlope};
inline constexpr PiecewiseLinear kAbs{0, 1, 0};

/// With θ the angle of the pair, ψ = min(θ, π − θ), r = √(q11 q22), and S = sin ψ − ψ cos ψ:
///
///   E z z' = r cos θ,   E |z||z'| = r (|cos θ| + 2S/π),   E sgn z sgn z' = 1 − 2θ/π
///
/// (Cho & Saul 2009; q = p = 1/2 gives r κ_1 and κ_0), while the mixed terms vanish by symmetry. With t =
/// tan(ψ/2), v = t², atan t = t + t v A(v):  S = 2 t v (1 − (1 − v) A)/(1 + v), without cancellation at small
/// angles, and so is the gap (p² + q²) r − E σσ'. Where a variance is 0, z = 0 and the slope is
/// `slopeAtZero`.
template <const PiecewiseLinear& sigma>
void piecewiseLinearDual(const Pairs& pairs, Duals& duals) {
  constexpr double kPi = std::numbers::pi, kSmallest = 1e-300;
  const double p2 = sigma.p * sigma.p, q2 = sigma.q * sigma.q;
  const Reals near = pairs.parallelGap.max(0.0), far = pairs.antiparallelGap.max(0.0);
  const Reals v = near.min(far) / near.max(far).max(kSmallest), t = v.sqrt(), tail = arctangentTail(v);
  const Reals psi = 2 * (t + t * v * tail);
  const Reals inverse = 1 / (1 + v), s = 2 * t * v * (1 - (1 - v) * tail) * inverse;
  const Reals sign = 2 * (near <= far).cast<double>() - 1;
  const Reals root = std::sqrt(pairs.first) * pairs.second.sqrt(), weight = p2 * sign + q2;
  duals.value = root * (weight * (1 - v) * inverse + (2 * q2 / kPi) * s);
  duals.parallelGap = root * (p2 * (1 - sign) + 2 * weight * v * inverse - (2 * q2 / kPi) * s);
  duals.derivative = p2 + q2 * sign * (1 - (2 / kPi) * psi);
  for (Index i = 0; i < root.size(); ++i) {
    if (root[i] > 0) continue;
    const bool isOneRandom = pairs.first > 0 || pairs.second[i] > 0;
    duals.derivative[i] = sigma.slopeAtZero * (isOneRandom ? sigma.p : sigma.slopeAtZero);
  }
}

/// q11 q22 − q12², not negative.
inline Reals determinant(const Pairs& pairs) {
  return (pairs.first * pairs.second - pairs.cross.square()).max(0.0);
}

inline void erfDual(const Pairs& pairs, Duals& duals) {
  constexpr double kPi = std::numbers::pi;
  // (1+2q11)(1+2q22) − 4q12²
  const Reals root = (1 + 2 * (pairs.first + pairs.second) + 4 * determinant(pairs)).sqrt();
  duals.value = (2 / kPi) * arctangent(Reals(2 * pairs.cross), root);
  duals.derivative = (4 / kPi) / root;
}

/// σ(z) = z Φ(z). With Δ = (1+q11)(1+q22) − q12² and c = 1/(1+q11) + 1/(1+q22) − 1,
///
///   E σσ'   = q12 P + (q11 q22 + c q12²)/(2π √Δ),   P = E ΦΦ' = 1/4 + asin(q12/√((1+q11)(1+q22)))/2π
///   E σ̇σ̇'   = P + q12 (1 + 2c + (q11 q22 + c q12²)/Δ)/(2π √Δ)
///
/// The first by Stein's lemma, applied to z and then to z', the second is its derivative by q12.
inline void geluDual(const Pairs& pairs, Duals& duals) {
  constexpr double kTurn = 2 * std::numbers::pi;
  const double a = pairs.first;
  const Reals &b = pairs.second, &cross = pairs.cross;
  const Reals delta = 1 + (a + b) + determinant(pairs), root = delta.sqrt();
  const Reals both = .25 + arctangent(cross, root) / kTurn;
  const Reals c = 1 / (1 + a) + 1 / (1 + b) - 1, numerator = a * b + c * cross.square();
  const Reals inverse = 1 / (kTurn * root);
  duals.value = cross * both + numerator * inverse;
  duals.derivative = both + cross * (1 + 2 * c + numerator / delta) * inverse;
}

/// e^{−(q11+q22)/2} times sinh q12 and cosh q12, which neither overflow nor cancel.
inline void sineAndCosine(const Pairs& pairs, Reals& sine, Reals& cosine) {
  const Reals size = pairs.cross.abs();
  const Reals scale = .5 * (-.5 * (pairs.first + pairs.second - 2 * size).max(0.0)).exp();
  const Reals decay = (-2 * size).expm1();
  sine = -(2 * (pairs.cross >= 0).cast<double>() - 1) * scale * decay;
  cosine = scale * (2 + decay);
}

inline void sineDual(const Pairs& pairs, Duals& duals) {
  sineAndCosine(pairs, duals.value, duals.derivative);
}

inline void cosineDual(const Pairs& pairs, Duals& duals) {
  sineAndCosine(pairs, duals.derivative, duals.value);
}

inline void linearDual(const Pairs& pairs, Duals& duals) {
  duals.value = pairs.cross;
  duals.derivative.setOnes();
}

inline void quadraticDual(const Pairs& pairs, Duals& duals) {
  duals.value = pairs.first * pairs.second + 2 * pairs.cross.square();
  duals.derivative = 4 * pairs.cross;
}

inline void cubicDual(const Pairs& pairs, Duals& duals) {
  const Reals product = pairs.first * pairs.second, square = pairs.cross.square();
  duals.value = pairs.cross * (9 * product + 6 * square);
  duals.derivative = 9 * (product + 2 * square);
}

}  // namespace ntk::closed_forms

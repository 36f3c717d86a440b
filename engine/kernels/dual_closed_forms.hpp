#pragma once

#include <cmath>
#include <numbers>

#include "engine/base/arctangent.hpp"
#include "engine/base/types.hpp"

/// Closed forms of E σ(z)σ(z') and E σ'(z)σ'(z') for pairs that stay in the cache.
namespace ntk::closed_forms {

inline constexpr Index kChunk = 64;
using Chunk = Eigen::Array<double, Eigen::Dynamic, 1, Eigen::ColMajor, kChunk, 1>;

/// Second moments as in `PairRow`.
struct Pairs {
  double first = 0;
  Chunk second, cross, parallelGap, antiparallelGap;
};

/// Expectations as in `DualRow`.
struct Duals {
  Chunk value, derivative, parallelGap;
};

/// σ(z) = p z + q |z| with the slope `slopeAtZero` at 0.
struct PiecewiseLinear {
  double p, q, slopeAtZero;
};

/// With θ the angle of the pair, ψ = min(θ, π − θ), r = √(q11 q22), and S = sin ψ − ψ cos ψ:
///
///   E z z' = r cos θ,   E |z||z'| = r (|cos θ| + 2S/π),   E sgn z sgn z' = 1 − 2θ/π
///
/// (Cho & Saul 2009; q = p = 1/2 gives r κ_1 and κ_0), while the mixed terms vanish by symmetry. With t =
/// tan(ψ/2), v = t², atan t = t + t v A(v):  S = 2 t v (1 − (1 − v) A)/(1 + v), without cancellation at small
/// angles, and so is the gap (p² + q²) r − E σσ'. Where a variance is 0, z = 0 and the slope is
/// `slopeAtZero`.
inline void piecewiseLinearDual(const PiecewiseLinear& sigma, const Pairs& pairs, Duals& duals) {
  constexpr double kPi = std::numbers::pi, kSmallest = 1e-300;
  const double p2 = sigma.p * sigma.p, q2 = sigma.q * sigma.q;
  const Chunk near = pairs.parallelGap.max(0.0), far = pairs.antiparallelGap.max(0.0);
  const Chunk v = near.min(far) / near.max(far).max(kSmallest), t = v.sqrt(), tail = arctangentTail(v);
  const Chunk psi = 2 * (t + t * v * tail);
  const Chunk inverse = 1 / (1 + v), s = 2 * t * v * (1 - (1 - v) * tail) * inverse;
  const Chunk sign = 2 * (near <= far).cast<double>() - 1;
  const Chunk root = std::sqrt(pairs.first) * pairs.second.sqrt(), weight = p2 * sign + q2;
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
inline Chunk determinant(const Pairs& pairs) {
  return (pairs.first * pairs.second - pairs.cross.square()).max(0.0);
}

inline void erfDual(const Pairs& pairs, Duals& duals) {
  constexpr double kPi = std::numbers::pi;
  // (1+2q11)(1+2q22) − 4q12²
  const Chunk root = (1 + 2 * (pairs.first + pairs.second) + 4 * determinant(pairs)).sqrt();
  duals.value = (2 / kPi) * arctangent(Chunk(2 * pairs.cross), root);
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
  const Chunk &b = pairs.second, &cross = pairs.cross;
  const Chunk delta = 1 + (a + b) + determinant(pairs), root = delta.sqrt();
  const Chunk both = .25 + arctangent(cross, root) / kTurn;
  const Chunk c = 1 / (1 + a) + 1 / (1 + b) - 1, numerator = a * b + c * cross.square();
  const Chunk inverse = 1 / (kTurn * root);
  duals.value = cross * both + numerator * inverse;
  duals.derivative = both + cross * (1 + 2 * c + numerator / delta) * inverse;
}

/// e^{−(q11+q22)/2} times sinh q12 and cosh q12, which neither overflow nor cancel.
inline void sineAndCosine(const Pairs& pairs, Chunk& sine, Chunk& cosine) {
  const Chunk size = pairs.cross.abs();
  const Chunk scale = .5 * (-.5 * (pairs.first + pairs.second - 2 * size).max(0.0)).exp();
  const Chunk decay = (-2 * size).expm1();
  sine = -(2 * (pairs.cross >= 0).cast<double>() - 1) * scale * decay;
  cosine = scale * (2 + decay);
}

inline void quadraticDual(const Pairs& pairs, Duals& duals) {
  duals.value = pairs.first * pairs.second + 2 * pairs.cross.square();
  duals.derivative = 4 * pairs.cross;
}

inline void cubicDual(const Pairs& pairs, Duals& duals) {
  const Chunk product = pairs.first * pairs.second, square = pairs.cross.square();
  duals.value = pairs.cross * (9 * product + 6 * square);
  duals.derivative = 9 * (product + 2 * square);
}

}  // namespace ntk::closed_forms

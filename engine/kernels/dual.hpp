#pragma once

#include "engine/kernels/pair_covariance.hpp"
#include "engine/spec/choices.hpp"

namespace ntk {

/// Gaussian expectations of an activation σ.
struct Dual {
  double value;       ///< E σ(z) σ(z')
  double derivative;  ///< E σ'(z) σ'(z')
  double parallelGap;  ///< √(E σ(z)² E σ(z')²) − E σ(z) σ(z') of kinked activations, 0 for smooth ones
};

/// The same of a `PairRow`, arrays of its length.
struct DualRow {
  RealArray value, derivative, parallelGap;
};

/// Relative to √(E σ(z)² E σ(z')²), derivatives to √(E σ'(z)² E σ'(z')²), for variances up to 100, at any
/// angle; tests hold the code to these.
inline constexpr double kClosedFormAccuracy = 1e-12;
inline constexpr double kQuadratureAccuracy = 1e-11;

/// Duals of a row of pairs; no output may be an input, nothing is allocated.
///
/// relu, leakyRelu, abs, linear: σ(z) = p z + q |z|, see `piecewiseLinearDual` (Cho & Saul 2009).
/// erf: (2/π) asin(2 q12/√((1+2q11)(1+2q22))), derivative (4/π)/√((1+2q11)(1+2q22) − 4 q12²) (Williams 1997).
/// gelu: see `geluDual`. sin, cos: e^{−(q11+q22)/2} sinh q12 and cosh q12, each the other's derivative.
/// quadratic: q11 q22 + 2 q12², derivative 4 q12. cubic: 9 q11 q22 q12 + 6 q12³, derivative 9 (q11 q22 + 2
/// q12²). tanh, sigmoid, softplus, swish: trapezoid rule, see `quadrature_dual.hpp`.
void dualRow(Activation activation, const PairRow& pairs, DualRow duals);

/// One pair.
Dual dual(Activation activation, const PairCovariance& pair);

/// E σ(z)² for E z² = variance.
double dualVariance(Activation activation, double variance);

}  // namespace ntk

#pragma once

#include "engine/spec/choices.hpp"

namespace ntk {

/// Second moments of two centred Gaussians z, z'. Distance and sum are carried beside the covariance because
/// q11 + q22 ± 2 q12 loses half the digits of the angle at nearly parallel or antiparallel inputs.
struct PairCovariance {
  double first;     ///< E z²
  double second;    ///< E z'²
  double cross;     ///< E z z'
  double distance;  ///< E (z − z')²
  double sum;       ///< E (z + z')²
};

/// Gaussian expectations of an activation σ.
struct Dual {
  double value;       ///< E σ(z) σ(z')
  double derivative;  ///< E σ'(z) σ'(z')
  double distance;    ///< E (σ(z) − σ(z'))²
};

/// Relative to √(E σ(z)² E σ(z')²), for variances up to 100; tests hold the code to these.
inline constexpr double kClosedFormAccuracy = 1e-12;
inline constexpr double kQuadratureAccuracy = 1e-11;

/// ReLU: with θ the angle, value √(q11 q22) κ_1(θ), κ_1 = (sin θ + (π−θ) cos θ)/2π, derivative κ_0 = (π−θ)/2π
/// (Cho & Saul 2009); 0 where a variance is 0, since σ'(0) = 0.
/// erf: (2/π) asin(2 q12/√((1+2q11)(1+2q22))) (Williams 1997), derivative (4/π)/√((1+2q11)(1+2q22) − 4 q12²).
/// tanh: trapezoid rule, see `quadrature_dual.hpp`.
Dual dual(Activation activation, const PairCovariance& covariance);

/// E σ(z)² for E z² = variance.
double dualVariance(Activation activation, double variance);

}  // namespace ntk

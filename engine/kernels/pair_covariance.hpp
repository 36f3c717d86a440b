#pragma once

#include <cmath>

#include "engine/base/types.hpp"

namespace ntk {

using RealArray = Eigen::Map<Eigen::ArrayXd>;
using ConstRealArray = Eigen::Map<const Eigen::ArrayXd>;

/// Second moments of two centred Gaussians z, z'. The gaps are carried beside the covariance because kinked
/// activations depend on the angle between z and z', of which √(q11 q22) ∓ q12 loses half the digits where
/// the two are nearly parallel or antiparallel, of equal length or not. Smooth activations do not look at
/// them.
struct PairCovariance {
  double first;            ///< q11 = E z²
  double second;           ///< q22 = E z'²
  double cross;            ///< q12 = E z z'
  double parallelGap;      ///< √(q11 q22) − q12, 0 if z' is a positive multiple of z
  double antiparallelGap;  ///< √(q11 q22) + q12, 0 if it is a negative one
};

/// One z against n of z', as arrays of length n: what a row of a kernel matrix needs.
struct PairRow {
  double first;
  ConstRealArray second, cross, parallelGap, antiparallelGap;
};

/// √((A+b)(B+b)) − √(AB) − b ≥ 0 without cancellation, as b(√A−√B)²/(√((A+b)(B+b)) + √(AB) + b). A bias of
/// variance b adds b to the variances A, B and to the covariance, this to the parallel gap, and this and 2b
/// to the antiparallel one. Real is a number or an array.
template <class Real>
Real gapOfBias(double first, const Real& second, double bias) {
  if (bias == 0) return 0 * second;
  using std::sqrt;
  const double root = std::sqrt(first);
  const Real secondRoot = sqrt(second), difference = root - secondRoot;
  const Real biasedRoot = std::sqrt(first + bias) * sqrt(Real(second + bias));
  return bias * difference * difference / (biasedRoot + root * secondRoot + bias);
}

}  // namespace ntk

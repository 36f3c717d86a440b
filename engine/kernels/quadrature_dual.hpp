#pragma once

#include "engine/kernels/dual.hpp"

namespace ntk {

/// E tanh(z) tanh(z') and E tanh'(z) tanh'(z') by the trapezoid rule in the whitened coordinates
/// z = √q11 a, z' = (q12/√q11) a + s b (the larger variance first). The integrand is analytic in a strip of
/// half-width π/(2 scale), so the error falls like exp(−π²/(scale · step)): spectral accuracy.
Dual tanhDual(const PairCovariance& covariance);

/// The same in one dimension.
double tanhDualVariance(double variance);

}  // namespace ntk

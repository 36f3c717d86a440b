#pragma once

#include "engine/kernels/dual.hpp"

namespace ntk {

/// Duals of tanh, sigmoid, softplus and swish. With y = z for tanh, y = z/2 for the others, t = tanh y:
///
///   tanh = t,   sigmoid = (1 + t)/2,   softplus = y + log(2 cosh y),   swish = y + y t,
///
/// and the products of the odd with the even parts vanish by symmetry. What remains is integrated by the
/// trapezoid rule in whitened coordinates, y = √Q11 a, y' = (Q12/√Q11) a + s b, s² = Q22 − Q12²/Q11, a² + b²
/// ≤ 8². All integrands are analytic in the strip |Im y| < π/2, so with a step h in a the error is about
/// exp(−π²/(h √Q11) + π²/(8 Q11)) (Trefethen & Weideman 2014, section 5), and the Gaussian's own
/// exp(−2π²/h²): h = min(0.42, 0.25/√Q11) leaves 5e-12 at worst (products of two derivatives, near √Q11 =
/// 0.6), the cut at 8 leaves 1e-14. Steps are not shortened beyond √Q11 = 30, where the accuracy falls. The
/// nodes ±b share one division, tanh(x + y) + tanh(x − y) = 2 sinh 2x/(cosh 2x + cosh 2y), and their number
/// grows like √Q11 s.
void quadratureDualRow(Activation activation, const PairRow& pairs, DualRow duals);

/// The same in one dimension.
double quadratureDualVariance(Activation activation, double variance);

}  // namespace ntk

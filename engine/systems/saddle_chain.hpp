#pragma once

#include "engine/base/status.hpp"
#include "engine/base/types.hpp"

namespace ntk {

/// The chain of d strict saddles of Du et al. 2017. At the k-th saddle the coordinates before k sit at 4τ and
/// the others at 0; coordinate k leaves, all later ones are drawn to 0, and only after that has k + 1 to
/// leave, from where it has been drawn to: every saddle takes (L+γ)/γ times as long as all before it.
///
/// With k the first coordinate of |x_k| < 2τ (k ≤ d):
///   f = Σ_{j<k} [L(|x_j| − 4τ)² − ν] + g(|x_k|, x_{k+1}) + Σ_{j>k+1} L x_j²,
///   g(s, z) = −γs² + L z² for s ≤ τ, and g_1(s) + g_2(s) z² for τ ≤ s ≤ 2τ,
///   g_1 = −γs² + (10γ−14L)/(3τ) (s−τ)³ + (5L−3γ)/(2τ²) (s−τ)⁴,
///   g_2 = −γ − (L+γ)(10 p³ + 15 p⁴ + 6 p⁵), p = (s−2τ)/τ,   ν = 4Lτ² − g_1(2τ) = τ²(37L + 13γ)/6;
/// no term of x_{k+1} at k = d; local minima at |x_j| = 4τ for all j. f is twice continuously differentiable
/// on the domain |x_j| ≤ τ for j > k, which gradient descent from [−1, 1]^d does not leave: before x_k is at
/// τ, x_{k+1} has shrunk by (1/τ)^{L/γ}, and on the way to 2τ it grows by less than e. Source: Du, Jin, Lee,
/// Jordan, Póczos & Singh, "Gradient Descent Can Take Exponential Time to Escape Saddle Points", NeurIPS
/// 2017, section 4 (the tube and its mirror images, the octopus). Theorem 4.1: from a uniform start in [−1,
/// 1]^d gradient descent needs e^{Ω(d)} steps, perturbed gradient descent poly(d).
struct SaddleChain {
  double attraction = 2.718281828459045;  ///< L ≥ γ: half the curvature of what is drawn to 0
  double repulsion = 1;                   ///< γ > 0: half the curvature of the way out
  double radius = 2.718281828459045;      ///< τ ≥ e
};

/// f(x) in the domain, x ∈ R^d.
double saddleChainLoss(const SaddleChain& chain, const Vector<double>& x);
/// ∇f(x) in the domain.
Vector<double> saddleChainGradient(const SaddleChain& chain, const Vector<double>& x);

struct SaddleChainRun {
  /// Steps after which |x_k| ≥ τ for the first time, k = 1 … d: ascending; those that were reached.
  Vector<double> escapes;
  Matrix<double> states;  ///< d × r, x after the steps of recordAt that are not above maximumSteps
  Vector<double> losses;  ///< r
  double growth = 0;  ///< 1 − ln(1 − 2ηL)/ln(1 + 2ηγ) ≥ (L+γ)/γ: the limit of escapes_{k+1}/escapes_k
  /// finished; budget: the last escape needs more than `maximumSteps`; refused: parameters outside of the
  /// above, a start outside of 0 < |x_j| ≤ 1, or η not in (0, 1/(2L)).
  Status status = Status::finished;
};

/// Gradient descent x⁺ = x − η∇f(x) from x_0, through all saddles and records. Between two
/// events every coordinate is multiplied by a constant a step, so runs of steps are taken at once, with
/// coordinates kept as logarithms: the work is that of the steps from τ to 2τ, about 1/(2ηγ) a saddle, and
/// nothing underflows. Relative accuracy: of the escapes 1e-14 (±1 step), of x after T steps 1e-15 T.
/// recordAt: ascending numbers of steps ≥ 0; maximumSteps ≤ 2⁵³ bounds escapes and records.
SaddleChainRun saddleChain(const SaddleChain& chain, const Vector<double>& start, double rate,
                           const Vector<double>& recordAt, double maximumSteps);

}  // namespace ntk

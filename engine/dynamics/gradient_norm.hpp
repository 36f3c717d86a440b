#pragma once

#include <vector>

#include "engine/dynamics/descent.hpp"

namespace ntk {

/// What is known of the gradients of n samples at one θ, g_i = ∇ℓ(f(x_i), y_i).
struct GradientMoments {
  double loss = 0;               ///< L = (1/n) Σ ℓ_i
  double squaredNorm = 0;        ///< ‖∇L‖²
  double sampleSquaredNorm = 0;  ///< (1/n) Σ ‖g_i‖²
};

/// From outputs (nk) and kernel (nk × nk, output-major): ‖∇L‖² = ℓ'ᵀ K ℓ'/n², ‖g_i‖² = ℓ'_iᵀ K_ii ℓ'_i.
GradientMoments gradientMoments(const LossFunction& loss, const Vector<double>& outputs,
                                const Matrix<double>& kernel);

/// B of E‖ĝ‖² = B ‖∇L‖² + (1 − B) (1/n) Σ ‖g_i‖², exact for the mean ĝ over b of n samples drawn without
/// replacement: B = n(b − 1)/(b(n − 1)), 1 if n = 1. Source: Khaled & Richtárik 2020, Proposition 3.
double gradientShare(Index samples, Index batchSize);

/// C2: stochastic gradient descent to a critical point, measured.
///
/// With E‖ĝ‖² ≤ 2A (L − inf L) + B ‖∇L‖² + C at every iterate, a β-smooth L and rates η_s ≤ 1/(βB), the K
/// iterates θ_0 … θ_{K−1} have
///
///   min_s E‖∇L(θ_s)‖² ≤ (2 δ + β C Σ w_s η_s²) / Σ w_s η_s,  w_s = Π_{r≤s} (1 + β A η_r²)^{−1}, δ = L(θ_0) −
///   inf L,
///
/// and with one rate for all steps, chosen for K, at most ε² where K = (12 δ β/ε²) max(B, 12 δ A/ε², 2C/ε²).
/// Source: Khaled & Richtárik, "Better theory for SGD in the nonconvex world", 2020, Theorem 2 (its proof,
/// with a rate of each step's own) and Corollary 1.
///
/// Here B is exact, A the least that holds with C = 0 and inf L ≥ 0 at the iterates that were measured, β the
/// largest ‖∇L(θ⁺) − ∇L(θ)‖/‖θ⁺ − θ‖ of their steps: A and β are measured on the path, not proved, so the
/// bounds are too.
struct GradientNormRecord {
  std::vector<int> steps;          ///< s of the iterates that were measured
  std::vector<double> minimum;     ///< least ‖∇L‖², of the full batch, of those up to s
  std::vector<double> bound;       ///< on it, for K = s + 1 iterates and the rates of the run
  std::vector<double> tunedBound;  ///< for the best single rate for K: falls like K^{−1/2}, K^{−1} if A = 0
  double a = 0, b = 1, c = 0, smoothness = 0, initialLoss = 0;
  bool isRateAllowed = true;  ///< η_0 ≤ 1/(βB)
  bool isSmooth = true;       ///< σ'' is bounded: without it the theorem says nothing
};

/// Runs descent without momentum on independent batches to its last step, and measures every `stride`-th
/// iterate.
template <class Scalar>
class GradientNormExperiment {
 public:
  /// As `Descent`; `options.sampling` is not used.
  GradientNormExperiment(const Architecture& architecture, Vector<Scalar> initialParameters,
                         Matrix<Scalar> inputs, LossFunction loss, DescentOptions options, int stride);

  /// One step, with what is measured there. finished: no steps left; diverged: see `Descent`.
  Status advance();
  GradientNormRecord record() const;

 private:
  /// ∇L of the full batch at θ; sweeps the tape.
  void fullGradient(const Vector<Scalar>& at, Vector<Scalar>& gradient);
  void measure();
  /// Of the step from `parameters_`, where the gradient was `gradient_`.
  void measureSmoothness();

  DescentOptions options_;
  int stride_;
  Matrix<Scalar> inputs_;
  LossFunction loss_;
  Descent<Scalar> descent_;
  Tape<Scalar> tape_;
  Vector<Scalar> parameters_, gradient_, nextGradient_;
  Vector<double> cotangent_;
  GradientNormRecord record_;
};

}  // namespace ntk

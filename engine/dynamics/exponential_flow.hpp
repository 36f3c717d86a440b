#pragma once

#include "engine/base/status.hpp"
#include "engine/base/symmetric_eigen.hpp"
#include "engine/network/tape.hpp"

namespace ntk {

/// Exact counts of the work done so far.
struct FlowStatistics {
  int steps = 0;  ///< accepted
  int rejections = 0;
  int evaluations = 0;       ///< forward sweeps over the training points
  double errorEstimate = 0;  ///< the largest of the accepted steps' estimates, in units of f
};

struct FlowOptions {
  double tolerance;  ///< relative, see `ExponentialFlow`
  int maximumSteps;  ///< attempts, rejected ones included
  double lastTime;
};

/// Gradient flow dθ/dt = −∇L, L = (1/n) Σ ½(f(x_i) − y_i)², by the second-order exponential Rosenbrock-type
/// scheme ETD2RK with the Gauss–Newton matrix G = JᵀJ/n as its linear part, J re-evaluated at every step:
///
///   U  = θ + h φ_1(−hG) F(θ),  F = −Jᵀr/n           (the lazy training of the network linearised at θ, for
///   time h) θ⁺ = U + h φ_2(−hG) [N(U) − N(θ)],  N = F + Gθ,
///
/// with φ_k(−hG) v = φ_k(0) v + (1/n) Jᵀ Q diag((φ_k(−hλ_i/n) − φ_k(0))/(λ_i/n)) Qᵀ J v from the n × n
/// eigenbasis K = J Jᵀ = Q diag(λ_i) Qᵀ. The error estimate of a step is the largest |f(θ⁺) − f(U)| over
/// training and control points; a step is accepted if it is below tolerance · max(max|y_i|, max|f_0(x_i) −
/// y_i|). Dense output within the last step is the scheme's natural continuous extension, second order too.
/// Source: Hochbruck & Ostermann, Acta Numerica 2010, sections 2.4 and 2.5; Cox & Matthews 2002, eq. (22).
template <class Scalar>
class ExponentialFlow {
 public:
  /// inputs d × n, targets n (to be met by f itself), control inputs d × c (may be empty).
  ExponentialFlow(const Architecture& architecture, Vector<Scalar> initialParameters, Matrix<Scalar> inputs,
                  Vector<double> targets, Matrix<Scalar> controlInputs, FlowOptions options);

  /// Tries one step. running: go on; diverged: no finite step exists; budget: no attempts left.
  Status attempt();
  /// End of the last accepted step, up to which parameters are known.
  double time() const { return end_; }
  /// θ at t inside the last accepted step.
  void parametersAt(double t, Vector<Scalar>& parameters) const;
  const FlowStatistics& statistics() const { return statistics_; }

 private:
  void beginInterval();
  bool tryStep(double h);
  /// θ(start + s) of a step of length h, from the interval's tape, correction and its image.
  void evaluate(double s, double h, Vector<Scalar>& parameters) const;
  /// Largest |f(θ⁺) − f(U)| over training and control points.
  double stageDistance(const Vector<Scalar>& stage) const;

  const Architecture* architecture_;
  Matrix<Scalar> inputs_, controlInputs_;
  Vector<double> targets_;
  FlowOptions options_;
  FlowStatistics statistics_;
  double allowedError_;

  double start_ = 0, end_ = 0, nextStep_ = 0;
  bool isIntervalOpen_ = false;
  Vector<Scalar> parameters_, endParameters_, correction_;  // θ, θ⁺, D = J_Uᵀ r_U − Jᵀ e^{−hK/n} r
  Tape<Scalar> tape_, stageTape_, endTape_;
  SymmetricEigen eigen_;
  Vector<double> residual_, correctionImage_;  // r, J D
  Vector<Scalar> stage_;
  mutable Vector<Scalar> scratch_;
};

}  // namespace ntk

#pragma once

#include <array>

#include "engine/base/status.hpp"
#include "engine/dynamics/exponential_tableau.hpp"
#include "engine/dynamics/gauss_newton.hpp"
#include "engine/dynamics/loss.hpp"
#include "engine/dynamics/step_control.hpp"

namespace ntk {

/// Exact counts of the work done so far, and the run's account of its error.
struct FlowStatistics {
  int steps = 0;  ///< accepted
  int rejections = 0;
  int evaluations = 0;        ///< forward sweeps over the training points, most with a gradient
  int kernelEvaluations = 0;  ///< kernels with their eigen-decomposition
  double errorEstimate = 0;   ///< the largest of the accepted steps' estimates, in units of f
  double accuracy = 0;        ///< estimated error of f over the whole run so far, in units of f
  int patternChanges = 0;     ///< hidden units that crossed, came to rest on or left their kink
  int heldUnits = 0;          ///< of them, those on their kink now
  int forks = 0;              ///< times where the flow of a kinked network had two continuations
};

struct FlowOptions {
  double tolerance;  ///< allowed error of f over the whole run, over `LossFunction::scale`
  int maximumSteps;  ///< attempts, rejected ones included
  double lastTime;
  int order = 4;  ///< 2 or 4
};

/// Gradient flow dθ/dt = −∇L = −Jᵀ g / n by an exponential Runge–Kutta scheme (`ExponentialTableau`) with the
/// Gauss–Newton matrix as its stiff part, re-evaluated at every step: the first stage is the exact training
/// of the network re-linearised at θ. Errors are measured as max|f(θ⁺) − f(θ̃)| over training and control
/// points, θ̃ the tableau's solution to compare with, and step sizes are `StepControl`'s. Dense output within
/// the last step is the scheme's continuous extension.
///
/// A model names Parameters (a vector) and a Tape with outputs(), kernel(), vjp(cotangent, gradient) and
/// jvp(direction); it has makeTape(), forward(parameters, tape), backward(parameters, tape) before any of
/// kernel, vjp and jvp, gradient(parameters, cotangent, tape, result) after forward alone,
/// controlOutputs(parameters, result), and kernelRoundOff and roundOff, the precision of its numbers.
/// Source: Hochbruck & Ostermann, Acta Numerica 2010, sections 2.3 to 2.5.
template <class Model>
class ExponentialIntegrator {
 public:
  using Parameters = typename Model::Parameters;

  ExponentialIntegrator(Model model, Parameters initial, LossFunction loss, FlowOptions options);

  /// Tries one step. running: go on; diverged: no finite step exists; budget: no attempts left.
  Status attempt();
  /// End of the last accepted step, up to which parameters are known.
  double time() const { return end_; }
  /// Begin of the last accepted step.
  double lastStart() const { return start_; }
  /// θ at t inside the last accepted step.
  void parametersAt(double t, Parameters& parameters) const;
  const FlowStatistics& statistics() const { return statistics_; }

  /// Goes on from θ at a time inside the last step; the model may have changed. The next step tries `step`.
  void restart(double t, const Parameters& parameters, double step);
  Model& model() { return model_; }
  const Model& model() const { return model_; }
  /// θ at the begin of the last accepted step.
  const Parameters& startParameters() const { return parameters_; }
  /// Length of the next attempt.
  double nextStep() const { return nextStep_; }

 private:
  /// How a point of the step is made of θ, of Jᵀ (cotangent) and of the stages' gradients.
  struct Composition {
    Vector<double> cotangent;
    std::array<double, kMostDifferences> weights;
  };

  void beginInterval();
  bool tryStep(double h);
  /// The way from θ to the point at start + s of a step of length h, as far as the flow with `count` values
  /// of the remainder takes it; with `isChange` only what the remainder adds.
  void compose(double s, double h, const RemainderPolynomial& remainder, int count, bool isChange) const;
  /// `parameters` ← the composed way.
  void assemble(int count, Parameters& parameters) const;
  /// Its image under J.
  void displacement(int count);
  /// D_j from the stage tape, which holds the point that was composed last.
  void addDifference(int j, int count);
  /// Largest |f(θ⁺) − f(θ̃)| over training and control points, at the former to first order.
  double error(double h);

  Model model_;
  LossFunction loss_;
  FlowOptions options_;
  const ExponentialTableau* tableau_;
  FlowStatistics statistics_;

  double start_ = 0, end_ = 0, nextStep_ = 0;
  bool isIntervalOpen_ = false;
  Parameters parameters_, endParameters_, comparison_;
  typename Model::Tape tape_, stageTape_;
  GaussNewton tangent_;
  StepControl control_;

  // D_j = E_j + Jᵀ d_j: E_j = −J_Uᵀ g_U / n, J E_j, d_j and J D_j.
  std::array<Parameters, kMostDifferences> stageGradients_;
  std::array<Vector<double>, kMostDifferences> gradientImages_, cotangents_, images_;

  Vector<double> displacement_, lossGradient_, controls_, comparisonControls_;
  mutable Composition composition_;
  mutable Vector<double> polynomial_;
};

}  // namespace ntk

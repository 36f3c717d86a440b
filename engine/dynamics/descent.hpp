#pragma once

#include <cmath>

#include "engine/base/logarithm.hpp"
#include "engine/base/status.hpp"
#include "engine/dynamics/batches.hpp"
#include "engine/dynamics/loss.hpp"
#include "engine/dynamics/stability.hpp"
#include "engine/network/tape.hpp"

namespace ntk {

struct DescentOptions {
  double rate;           ///< η
  double rateDecay = 0;  ///< p
  Momentum momentum = {};
  Index batchSize = 0;  ///< b; 0 or at least n: the full batch
  Sampling sampling = Sampling::epochs;
  std::uint64_t seed = 0;  ///< of the batches
  int maximumSteps = 1000000;

  /// η_s of step s = 0, 1, ….
  double rateOf(int step) const { return rate * powerOf(1.0 + step, -rateDecay); }
};

struct DescentStatistics {
  int steps = 0;
  double rate = 0;       ///< η_s of the last step
  double batchLoss = 0;  ///< of the last step's batch, where its gradient was taken
};

/// A run diverges where the loss of a batch is not finite or exceeds this many times the initial loss.
inline constexpr double kLargestLossGrowth = 1e12;

/// A step belongs to the times from its own on, up to this relative round-off of the sum of rates.
inline constexpr double kStepTimeRoundOff = 1e-9;

/// Gradient descent (b = n) and stochastic gradient descent, with momentum:
///
///   v_{s+1} = μ v_s − η_s ĝ_s,  θ_{s+1} = θ_s + v_{s+1},  η_s = η (1 + s)^{−p},  s = 0, 1, …,
///
/// ĝ_s the gradient of (1/b) Σ_{i in the batch} ℓ(f(x_i), y_i) at θ_s, or at θ_s + μ v_s (Nesterov). Time is
/// that of the gradient flow which a run of small rate follows: t_s = Σ_{r<s} η_r / (1 − μ). Parameters are
/// piecewise constant in t: θ_s for t_s ≤ t < t_{s+1}. Equal options give equal bits; the full batch has no
/// random order. Nothing is allocated after the first step.
template <class Scalar>
class Descent {
 public:
  /// inputs d × n, a loss of n samples whose targets are to be met by f itself. The architecture must outlive
  /// this.
  Descent(const Architecture& architecture, Vector<Scalar> initialParameters, Matrix<Scalar> inputs,
          LossFunction loss, const DescentOptions& options);

  /// One step. running: go on; diverged: the loss is too large to step on, parameters stay; budget: no steps
  /// left.
  Status advance();
  /// Up to this time the current parameters hold: until the next step, the next after `stepTime()`.
  double time() const { return stepTime_ + (1 - kStepTimeRoundOff) * stepLength(); }
  /// t_s.
  double stepTime() const { return stepTime_; }
  /// θ_s.
  const Vector<Scalar>& parameters() const { return parameters_; }
  const DescentStatistics& statistics() const { return statistics_; }

 private:
  /// t_{s+1} − t_s.
  double stepLength() const { return options_.rateOf(statistics_.steps) * options_.momentum.gain(); }
  /// Loss of the next batch; its gradient goes to `gradient_`.
  double evaluate(const Vector<Scalar>& at);

  DescentOptions options_;
  Matrix<Scalar> inputs_, batchInputs_;
  LossFunction loss_, batchLoss_;
  bool isFullBatch_;
  Batches batches_;
  Tape<Scalar> tape_;
  Vector<Scalar> parameters_, lookAhead_, velocity_, gradient_;
  Vector<double> cotangent_;
  double largestLoss_, stepTime_ = 0;
  DescentStatistics statistics_;
};

}  // namespace ntk

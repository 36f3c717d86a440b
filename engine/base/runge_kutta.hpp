#pragma once

#include <array>

#include "engine/base/dormand_prince.hpp"
#include "engine/base/right_hand_side.hpp"
#include "engine/base/status.hpp"
#include "engine/base/step_size.hpp"

namespace ntk {

/// One step of Dormand–Prince 5(4) at a time, all memory taken in the constructor.
class RungeKuttaStep {
 public:
  /// Starts at (t, initial): one evaluation.
  RungeKuttaStep(RightHandSide f, double t, Vector<double> initial);

  /// Steps from the begin to begin + h: six evaluations. Until `advance` it may be tried again with another
  /// h.
  void take(double h);
  /// Makes the end of the step taken the begin of the next; its slope is known already.
  void advance();
  /// Largest |error_i| / (absolute + relative · max(|y_i|, |y⁺_i|)) of the embedded pair.
  double scaledError(double absolute, double relative) const;
  /// y(begin + θh) of the step taken, θ ∈ [0, 1]: error of order h⁵.
  void dense(double theta, Vector<double>& state) const;

  double time() const { return time_; }
  double length() const { return length_; }
  const Vector<double>& begin() const { return begin_; }
  const Vector<double>& end() const { return end_; }
  /// f at the begin.
  const Vector<double>& slope() const { return slopes_[0]; }
  /// A guess of a first step, from the size of f and of its change along an Euler step: one evaluation.
  /// Source: Hairer, Nørsett & Wanner, section II.4.
  double firstLength(double absolute, double relative);

 private:
  RightHandSide f_;
  double time_, length_ = 0;
  Vector<double> begin_, end_;  // end_ also holds the argument of each stage
  std::array<Vector<double>, RungeKuttaPair::kStages> slopes_;
};

struct RungeKuttaOptions {
  double relativeTolerance, absoluteTolerance;  ///< of one step's error in each component
  int maximumSteps;                             ///< attempts, rejected ones included
  double lastTime;
};

/// Exact counts of the work done so far.
struct RungeKuttaStatistics {
  int steps = 0;  ///< accepted
  int rejections = 0;
  int evaluations = 0;  ///< of f
};

/// dy/dt = f(t, y) from t = 0 by Dormand–Prince 5(4) with step-size control: the explicit method beside which
/// the exponential integrator is measured. Its steps are bounded by stability to about 3.3/(largest rate of
/// f).
class RungeKuttaFlow {
 public:
  RungeKuttaFlow(RightHandSide f, Vector<double> initial, RungeKuttaOptions options);

  /// Tries one step. running: go on, finished: the last time is reached; diverged: no finite step exists;
  /// budget: no attempts left.
  Status attempt();
  /// End of the last accepted step, up to which the state is known.
  double time() const { return time_; }
  /// y at t inside the last accepted step, to fourth order.
  void stateAt(double t, Vector<double>& state) const;
  const RungeKuttaStatistics& statistics() const { return statistics_; }

 private:
  RungeKuttaOptions options_;
  RungeKuttaStep step_;
  StepSizeController controller_;
  RungeKuttaStatistics statistics_;
  double time_ = 0, nextLength_;
  bool isStepTaken_ = false;
};

/// States at the given times, column by column.
struct Trajectory {
  Matrix<double> states;  ///< d × r, r ≤ the number of times: those which were reached
  Status status = Status::running;
  RungeKuttaStatistics statistics;
};

/// Runs a flow through all times (ascending, finite, the first ≥ 0); the last of them is the last time.
Trajectory integrate(RightHandSide f, const Vector<double>& initial, const Vector<double>& times,
                     double relativeTolerance, double absoluteTolerance, int maximumSteps);

}  // namespace ntk

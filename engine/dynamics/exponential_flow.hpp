#pragma once

#include <optional>

#include "engine/dynamics/piecewise_flow.hpp"

namespace ntk {

/// Gradient flow dθ/dt = −∇L of a network's parameters, L as in `LossFunction`. The tolerance is that of the
/// whole run; `docs/flow-accuracy.md` has it beside true errors.
///
/// Where σ is kinked two runs go side by side, the second `kCoarser` times as coarse, and are compared at
/// every step: twice their difference is the account of the error. Where it exceeds the tolerance (a unit
/// comes to lie on the other side of its kink, say) the coarse run is given up, the fine one takes its place,
/// and one as much finer starts again at t = 0.
template <class Scalar>
class ExponentialFlow {
 public:
  /// inputs d × n, targets n·k (output-major; to be met by f itself), control inputs d × c (may be empty).
  ExponentialFlow(const Architecture& architecture, Vector<Scalar> initialParameters, Matrix<Scalar> inputs,
                  Vector<double> targets, Matrix<Scalar> controlInputs, FlowOptions options,
                  Loss loss = Loss::square);

  /// Tries one step of one of the runs. running: go on; diverged: no finite step exists; budget: no attempts
  /// left.
  Status attempt();
  /// Time up to which parameters are known, and, if σ is kinked, have been compared. It falls back to 0 where
  /// a finer run takes over.
  double time() const { return time_; }
  /// θ at t inside the last accepted step, at most `time()`.
  void parametersAt(double t, Vector<Scalar>& parameters) const { fine_->parametersAt(t, parameters); }
  FlowStatistics statistics() const;

 private:
  using Piecewise = PiecewiseFlow<Scalar>;

  Piecewise run(double share) const;
  void refine();
  Status advanceBoth();
  /// Whether both runs agree at t, within the tolerance.
  bool agreeAt(double t);

  NetworkModel<Scalar> model_;
  PatternedTape<Scalar> tape_;
  Vector<Scalar> initial_;  // only if σ is kinked
  LossFunction loss_;
  FlowOptions options_;
  double allowed_ = 0, share_ = 0, time_ = 0, accuracy_ = 0;
  std::optional<Piecewise> fine_, coarse_;  // no coarse run where σ is smooth
  FlowStatistics discarded_;                // work of runs that were given up
  Vector<Scalar> fineParameters_, coarseParameters_;
  Vector<double> fineOutputs_, fineControls_, coarseControls_;
};

}  // namespace ntk

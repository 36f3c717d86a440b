#pragma once

#include <optional>

#include "engine/dynamics/exponential_integrator.hpp"
#include "engine/network/tape.hpp"

namespace ntk {

/// A finite network at its training inputs (d × n) and control inputs (d × c, maybe none), for
/// `ExponentialIntegrator`.
template <class Scalar>
class NetworkModel {
 public:
  using Parameters = Vector<Scalar>;
  using Tape = ntk::Tape<Scalar>;
  static constexpr double roundOff = std::numeric_limits<Scalar>::epsilon();
  static constexpr double kernelRoundOff = kGramRoundOff<Scalar>;

  NetworkModel(const Architecture& architecture, Matrix<Scalar> inputs, Matrix<Scalar> controlInputs)
      : architecture_(&architecture),
        inputs_(std::move(inputs)),
        controlInputs_(std::move(controlInputs)),
        everyOutput_(Matrix<Scalar>::Identity(architecture.outputs(), architecture.outputs())),
        controlTape_(architecture) {}

  Tape makeTape() const { return Tape(*architecture_); }
  void forward(const Parameters& parameters, Tape& tape) const { tape.forward(parameters, inputs_); }
  void backward(const Parameters& parameters, Tape& tape) const { tape.backward(parameters, everyOutput_); }
  void gradient(const Parameters& parameters, const Vector<double>& cotangent, Tape& tape,
                Parameters& result) const {
    tape.gradient(parameters, cotangent, result);
  }
  void controlOutputs(const Parameters& parameters, Vector<double>& result) {
    controlTape_.forward(parameters, controlInputs_);
    result = controlTape_.outputs();
  }
  Index sampleCount() const { return inputs_.cols(); }

 private:
  const Architecture* architecture_;
  Matrix<Scalar> inputs_, controlInputs_, everyOutput_;
  Tape controlTape_;
};

/// Gradient flow dθ/dt = −∇L of a network's parameters, L as in `LossFunction`, by `ExponentialIntegrator`.
/// Smooth σ: the tolerance is met over the whole run. Kinked σ: nearly always, see `docs/flow-accuracy.md`.
///
/// Where σ is kinked two runs go side by side, the second with steps four times as coarse, and are compared
/// at every step: their difference is the account of the error. Where it exceeds the tolerance (a neuron
/// comes to lie on the other side of a kink, say) the coarse run is given up, the fine one takes its place,
/// and one with a quarter of its error starts again at t = 0. A kink that repels can put both on the wrong
/// side, if they pass it within less than their error: the flow itself is as sensitive to its initial weights
/// there.
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
  using Integrator = ExponentialIntegrator<NetworkModel<Scalar>>;

  void refine();
  Status advanceBoth();
  /// Whether both runs agree at t, within the tolerance.
  bool agreeAt(double t);

  NetworkModel<Scalar> model_;
  Tape<Scalar> tape_;
  Vector<Scalar> initial_;  // only if σ is kinked
  LossFunction loss_;
  FlowOptions options_;
  double allowed_ = 0, share_ = 0, time_ = 0, accuracy_ = 0;
  std::optional<Integrator> fine_, coarse_;
  FlowStatistics discarded_;  // work of runs that were given up
  Vector<Scalar> fineParameters_, coarseParameters_;
  Vector<double> fineOutputs_, fineControls_, coarseControls_;
};

}  // namespace ntk

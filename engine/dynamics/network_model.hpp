#pragma once

#include <optional>
#include <utility>

#include "engine/network/patterned_tape.hpp"

namespace ntk {

/// A finite network at its training inputs (d × n), for `ExponentialIntegrator`: with σ itself, or on the
/// lines of a pattern. Control inputs (d × c, maybe none) see σ itself.
template <class Scalar>
class NetworkModel {
 public:
  using Parameters = Vector<Scalar>;
  using Tape = PatternedTape<Scalar>;
  static constexpr double roundOff = std::numeric_limits<Scalar>::epsilon();
  static constexpr double kernelRoundOff = kGramRoundOff<Scalar>;

  NetworkModel(const Architecture& architecture, Matrix<Scalar> inputs, Matrix<Scalar> controlInputs)
      : architecture_(&architecture),
        inputs_(std::move(inputs)),
        controlInputs_(std::move(controlInputs)),
        everyOutput_(Matrix<Scalar>::Identity(architecture.outputs(), architecture.outputs())),
        controlTape_(architecture) {}

  /// From now on the network is on the lines of its pattern at θ.
  void choosePattern(const Parameters& parameters) {
    pattern_ = patternAt(*architecture_, parameters, inputs_);
  }
  bool hasPattern() const { return pattern_.has_value(); }
  /// After `choosePattern`.
  ActivationPattern<Scalar>& pattern() { return *pattern_; }
  const ActivationPattern<Scalar>& pattern() const { return *pattern_; }

  Tape makeTape() const { return Tape(*architecture_); }
  void forward(const Parameters& parameters, Tape& tape) const {
    tape.forward(parameters, inputs_, pattern_ ? &*pattern_ : nullptr);
  }
  void forward(const Parameters& parameters, const ActivationPattern<Scalar>& pattern, Tape& tape) const {
    tape.forward(parameters, inputs_, &pattern);
  }
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
  ntk::Tape<Scalar> controlTape_;
  std::optional<ActivationPattern<Scalar>> pattern_;
};

}  // namespace ntk

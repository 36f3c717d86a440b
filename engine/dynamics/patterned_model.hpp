#pragma once

#include <utility>

#include "engine/dynamics/exponential_integrator.hpp"
#include "engine/network/patterned_tape.hpp"

namespace ntk {

/// A kinked network on the lines of a pattern, at its training inputs (d × n), for `ExponentialIntegrator`;
/// control inputs (d × c, maybe none) see the network itself.
template <class Scalar>
class PatternedModel {
 public:
  using Parameters = Vector<Scalar>;
  using Tape = PatternedTape<Scalar>;
  static constexpr double roundOff = std::numeric_limits<Scalar>::epsilon();

  PatternedModel(const Architecture& architecture, Matrix<Scalar> inputs, Matrix<Scalar> controlInputs)
      : architecture_(&architecture),
        inputs_(std::move(inputs)),
        controlInputs_(std::move(controlInputs)),
        everyOutput_(Matrix<Scalar>::Identity(architecture.outputs(), architecture.outputs())),
        controlTape_(architecture) {}

  void choosePattern(const Parameters& parameters) {
    pattern_ = patternAt(*architecture_, parameters, inputs_);
  }
  ActivationPattern<Scalar>& pattern() { return pattern_; }
  const ActivationPattern<Scalar>& pattern() const { return pattern_; }

  Tape makeTape() const { return Tape(*architecture_); }
  void forward(const Parameters& parameters, Tape& tape) const {
    tape.forward(parameters, inputs_, pattern_);
  }
  void forward(const Parameters& parameters, const ActivationPattern<Scalar>& pattern, Tape& tape) const {
    tape.forward(parameters, inputs_, pattern);
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
  /// Held units are projected out in Scalar.
  double kernelRoundOff() const { return pattern_.held().empty() ? kGramRoundOff<Scalar> : roundOff; }

 private:
  const Architecture* architecture_;
  Matrix<Scalar> inputs_, controlInputs_, everyOutput_;
  ntk::Tape<Scalar> controlTape_;
  ActivationPattern<Scalar> pattern_;
};

}  // namespace ntk

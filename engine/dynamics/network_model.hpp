#pragma once

#include <limits>
#include <utility>

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
  double kernelRoundOff() const { return kGramRoundOff<Scalar>; }

 private:
  const Architecture* architecture_;
  Matrix<Scalar> inputs_, controlInputs_, everyOutput_;
  Tape controlTape_;
};

}  // namespace ntk

#pragma once

#include "engine/dynamics/descent.hpp"

namespace ntk {

/// A small network and data for tests of descent.
struct DescentProblem {
  explicit DescentProblem(const NetworkSpec& spec, Index samples = 5, Loss kind = Loss::square)
      : architecture(makeArchitecture(spec, 2)),
        initial(drawParameters<double>(architecture, 3)),
        inputs(2, samples),
        loss(kind, targetsOf(kind, samples, spec.outputs), samples) {
    RandomStream random(8, 0, 0, Purpose::noise);
    for (double& x : inputs.reshaped()) x = random.normal();
  }
  static Vector<double> targetsOf(Loss kind, Index samples, Index outputs) {
    Vector<double> y(samples * outputs);
    for (Index i = 0; i < y.size(); ++i)
      y[i] = kind == Loss::square ? std::sin(2.0 * static_cast<double>(i) + 1) : (i % 2 == 0 ? 1 : -1);
    if (kind == Loss::crossEntropy) {
      y.setZero();
      for (Index i = 0; i < samples; ++i) y[i % outputs * samples + i] = 1;
    }
    return y;
  }

  Descent<double> descent(const DescentOptions& options) const {
    return {architecture, initial, inputs, loss, options};
  }
  Vector<double> after(int steps, const DescentOptions& options) const {
    Descent<double> run = descent(options);
    for (int s = 0; s < steps; ++s) run.advance();
    return run.parameters();
  }
  Vector<double> outputs(const Vector<double>& parameters) const {
    return networkOutputs(architecture, parameters, inputs);
  }
  Matrix<double> kernel(const Vector<double>& parameters) const {
    Tape<double> tape(architecture);
    tape.record(parameters, inputs);
    return tape.kernel();
  }
  /// ∇ of the mean loss over all samples, by the products with J.
  Vector<double> gradient(const Vector<double>& parameters) const {
    Tape<double> tape(architecture);
    tape.record(parameters, inputs);
    Vector<double> slope, result;
    loss.gradient(tape.outputs(), slope);
    tape.vjp(slope / static_cast<double>(loss.samples()), result);
    return result;
  }

  Architecture architecture;
  Vector<double> initial;
  Matrix<double> inputs;
  LossFunction loss;
};

/// Only the last layer is trained: linear in its parameters, K constant.
inline NetworkSpec randomFeatures() {
  NetworkSpec spec;
  spec.parametrisation = Parametrisation::ntk;
  spec.activation = Activation::tanh;
  spec.width = 12;
  spec.trainedLayers = {2};
  return spec;
}

inline NetworkSpec smoothNetwork(int outputs = 1) {
  NetworkSpec spec;
  spec.parametrisation = Parametrisation::ntk;
  spec.activation = Activation::tanh;
  spec.width = 12;
  spec.depth = 2;
  spec.outputs = outputs;
  return spec;
}

}  // namespace ntk

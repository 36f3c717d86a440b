#pragma once

#include "engine/base/random.hpp"
#include "engine/network/tape.hpp"

namespace ntk {

/// Full-batch gradient descent on L = (1/n) Σ ½(f(x_i) − y_i)², NTK parametrisation, float, one output.
struct StepShape {
  const char* name;
  Activation activation;
  int samples, inputs, width, depth;
};

inline constexpr StepShape kStepShapes[] = {
    {"n 64, d 2, width 4096, 1 hidden, ReLU", Activation::relu, 64, 2, 4096, 1},
    {"n 64, d 2, width 4096, 1 hidden, tanh", Activation::tanh, 64, 2, 4096, 1},
    {"n 64, d 2, width 1024, 2 hidden, ReLU", Activation::relu, 64, 2, 1024, 2},
    {"n 64, d 10, width 512, 3 hidden, ReLU", Activation::relu, 64, 10, 512, 3},
    {"n 32, d 1, width 16384, 1 hidden, ReLU", Activation::relu, 32, 1, 16384, 1},
};

inline Architecture benchmarkArchitecture(Activation activation, int inputs, int width, int depth) {
  NetworkSpec spec;
  spec.parametrisation = Parametrisation::ntk;
  spec.activation = activation;
  spec.width = width;
  spec.depth = depth;
  return makeArchitecture(spec, inputs);
}

inline Matrix<double> normalMatrix(Index rows, Index columns, std::uint64_t seed) {
  RandomStream random(seed, 0, 0, Purpose::noise);
  Matrix<double> matrix(rows, columns);
  for (double& entry : matrix.reshaped()) entry = random.normal();
  return matrix;
}

class GradientStep {
 public:
  explicit GradientStep(const StepShape& shape)
      : shape_(&shape),
        architecture_(benchmarkArchitecture(shape.activation, shape.inputs, shape.width, shape.depth)),
        tape_(architecture_),
        inputs_(normalMatrix(shape.inputs, shape.samples, 1).cast<float>()),
        targets_(normalMatrix(shape.samples, 1, 2)),
        parameters_(drawParameters<float>(architecture_, 3)) {}

  /// One step; returns f(x_1) before it, so that nothing can be left out.
  double operator()() {
    tape_.forward(parameters_, inputs_);
    cotangent_ = (tape_.outputs() - targets_) / static_cast<double>(targets_.size());
    tape_.gradient(parameters_, cotangent_, gradient_);
    parameters_ -= kRate * gradient_;
    return tape_.outputs()[0];
  }

  static constexpr float kRate = 1e-3F;
  const StepShape& shape() const { return *shape_; }
  const Architecture& architecture() const { return architecture_; }
  const Matrix<float>& inputs() const { return inputs_; }
  const Vector<double>& targets() const { return targets_; }
  const Vector<float>& parameters() const { return parameters_; }

 private:
  const StepShape* shape_;
  Architecture architecture_;
  Tape<float> tape_;
  Matrix<float> inputs_;
  Vector<double> targets_, cotangent_;
  Vector<float> parameters_, gradient_;
};

}  // namespace ntk

#pragma once

#include "engine/kernels/analytic_kernel.hpp"
#include "tests/benchmarks/gradient_step.hpp"

namespace ntk {

/// The analytic NTK, depth 3, of 1000 points in the plane.
class AnalyticNtk {
 public:
  static constexpr int kSamples = 1000, kInputs = 2, kDepth = 3;

  explicit AnalyticNtk(Activation activation)
      : architecture_(benchmarkArchitecture(activation, kInputs, 1, kDepth)),
        inputs_(normalMatrix(kInputs, kSamples, 1)) {}

  /// Computes it; returns its sum, so that nothing can be left out.
  double operator()() const { return analyticNtk(architecture_, inputs_, inputs_).sum(); }
  const Matrix<double>& inputs() const { return inputs_; }

 private:
  Architecture architecture_;
  Matrix<double> inputs_;
};

}  // namespace ntk

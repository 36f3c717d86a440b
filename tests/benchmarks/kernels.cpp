#include <benchmark/benchmark.h>

#include "engine/network/empirical_kernel.hpp"
#include "tests/benchmarks/analytic_ntk.hpp"

namespace ntk {
namespace {

void empiricalNtk(benchmark::State& state) {
  constexpr int kSamples = 64, kInputs = 2, kWidth = 1024, kDepth = 2;
  const Architecture architecture = benchmarkArchitecture(Activation::relu, kInputs, kWidth, kDepth);
  const Vector<float> parameters = drawParameters<float>(architecture, 3);
  const Matrix<float> inputs = normalMatrix(kInputs, kSamples, 1).cast<float>();
  for (auto _ : state) {
    benchmark::DoNotOptimize(
        empiricalNtk<float>(architecture, parameters, inputs, inputs, OutputKernel::full).sum());
  }
  state.SetLabel("empirical NTK, n 64, width 1024, 2 hidden, ReLU");
}
BENCHMARK(empiricalNtk)->Unit(benchmark::kMillisecond);

void analyticNtk(benchmark::State& state, Activation activation) {
  const AnalyticNtk kernel(activation);
  for (auto _ : state) benchmark::DoNotOptimize(kernel());
}
BENCHMARK_CAPTURE(analyticNtk, relu, Activation::relu)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(analyticNtk, tanh, Activation::tanh)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace ntk

#include "tests/benchmarks/gradient_step.hpp"

#include <benchmark/benchmark.h>

namespace ntk {
namespace {

void gradientStep(benchmark::State& state) {
  const StepShape& shape = kStepShapes[static_cast<std::size_t>(state.range(0))];
  GradientStep step(shape);
  for (auto _ : state) benchmark::DoNotOptimize(step());
  state.SetLabel(shape.name);
}
BENCHMARK(gradientStep)->DenseRange(0, std::size(kStepShapes) - 1)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace ntk

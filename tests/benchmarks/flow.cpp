// Gradient flow by the exponential integrator, and by explicit Dormand–Prince at the loosest tolerance whose
// true error is no larger: double, n = 16, one network a pair. Errors are over the scale of f, against a far
// tighter run.

#include <benchmark/benchmark.h>

#include <map>

#include "tests/benchmarks/explicit_flow.hpp"

namespace ntk {
namespace {

struct FlowCase {
  const char* name;
  Activation activation;
  int width, depth;
  double alpha, time;
};

constexpr FlowCase kFlowCases[] = {
    {"erf, width 128, 1 hidden, α 1, t 1000", Activation::erf, 128, 1, 1, 1000},
    {"tanh, width 128, 1 hidden, α 1, t 1000", Activation::tanh, 128, 1, 1, 1000},
    {"tanh, width 128, 1 hidden, α 10, t 100", Activation::tanh, 128, 1, 10, 100},
    {"tanh, width 64, 2 hidden, α 1, t 1000", Activation::tanh, 64, 2, 1, 1000},
};
constexpr double kTolerance = 1e-3, kReferenceTolerance = 1e-9;

class FlowPair {
 public:
  explicit FlowPair(const FlowCase& flowCase)
      : case_(&flowCase), problem_(spec(flowCase), 16, 3), explicit_(problem_) {
    const Vector<double> exact = explicit_.outputs(case_->time, kReferenceTolerance);
    const auto error = [&](const Vector<double>& f) {
      return (f - exact).cwiseAbs().maxCoeff() / problem_.scale();
    };
    error_ = error(exponential());
    explicitError_ = error(explicitly());
    // Bisection of log₁₀ of the tolerance, from 1e-2.
    for (double loose = -2, tight = -8; explicitError_ > error_ && loose - tight > .1;) {
      const double middle = (loose + tight) / 2;
      tolerance_ = std::pow(10, middle);
      const double middleError = error(explicitly());
      (middleError > error_ ? loose : tight) = middle;
      if (loose - tight > .1) continue;
      tolerance_ = std::pow(10, tight);
      explicitError_ = error(explicitly());
    }
  }

  Vector<double> exponential() {
    const FlowRun run = runFlow<double>(problem_, {case_->time}, {kTolerance, 100000, case_->time});
    steps_ = run.statistics.steps;
    return run.outputs.front();
  }
  Vector<double> explicitly() { return explicit_.outputs(case_->time, tolerance_); }
  double error() const { return error_; }
  double explicitError() const { return explicitError_; }
  int steps() const { return steps_; }
  long evaluations() const { return explicit_.evaluations(); }

 private:
  static NetworkSpec spec(const FlowCase& c) {
    NetworkSpec spec;
    spec.parametrisation = Parametrisation::ntk;
    spec.activation = c.activation;
    spec.width = c.width;
    spec.depth = c.depth;
    spec.alpha = c.alpha;
    return spec;
  }

  const FlowCase* case_;
  FlowProblem problem_;
  ExplicitFlow explicit_;
  double tolerance_ = 1e-2, error_ = 0, explicitError_ = 0;
  int steps_ = 0;
};

FlowPair& pairOf(std::size_t i) {
  static std::map<std::size_t, FlowPair> pairs;
  return pairs.try_emplace(i, kFlowCases[i]).first->second;
}

void flow(benchmark::State& state) {
  const auto i = static_cast<std::size_t>(state.range(0));
  FlowPair& pair = pairOf(i);
  for (auto _ : state) benchmark::DoNotOptimize(pair.exponential());
  state.SetLabel(kFlowCases[i].name);
  state.counters["error"] = pair.error();
  state.counters["steps"] = pair.steps();
}
BENCHMARK(flow)->DenseRange(0, std::size(kFlowCases) - 1)->Unit(benchmark::kMillisecond);

void explicitFlow(benchmark::State& state) {
  const auto i = static_cast<std::size_t>(state.range(0));
  FlowPair& pair = pairOf(i);
  for (auto _ : state) benchmark::DoNotOptimize(pair.explicitly());
  state.SetLabel(kFlowCases[i].name);
  state.counters["error"] = pair.explicitError();
  state.counters["evaluations"] = static_cast<double>(pair.evaluations());
}
BENCHMARK(explicitFlow)->DenseRange(0, std::size(kFlowCases) - 1)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace ntk

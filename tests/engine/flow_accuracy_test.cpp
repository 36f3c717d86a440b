#include <gtest/gtest.h>

#include "engine/network/activation.hpp"
#include "tests/engine/reference_flow.hpp"

// A quick part of the grid of docs/flow-accuracy.md: float networks against explicit steps in double.

namespace ntk {
namespace {

const std::vector<double> kTimes{.01, .3, 2., 7., 30.};

FlowProblem problem(Activation activation, int width, double alpha, int depth) {
  NetworkSpec spec;
  spec.activation = activation;
  spec.width = width;
  spec.alpha = alpha;
  spec.depth = depth;
  if (depth > 1) spec.parametrisation = Parametrisation::ntk;
  return {spec, 6, 3};
}

/// The run's error and account over tolerance · scale.
struct Outcome {
  double error, account;
};

Outcome measure(const FlowProblem& p, const std::vector<Vector<double>>& expected, double tolerance) {
  const FlowRun run = runFlow<float>(p, kTimes, {tolerance, 200000, kTimes.back()});
  EXPECT_EQ(run.status, Status::finished);
  const double allowed = tolerance * p.scale();
  return {largestDistance(run.outputs, expected) / allowed, run.statistics.accuracy / allowed};
}

TEST(FlowAccuracy, SmoothActivationsMeetTheirToleranceOverTheWholeRun) {
  double worst = 0;
  for (const Activation activation :
       {Activation::erf, Activation::tanh, Activation::softplus, Activation::gelu, Activation::sin}) {
    for (const int depth : {1, 2}) {
      for (const double alpha : {.1, 1., 10.}) {
        const FlowProblem p = problem(activation, depth == 1 ? 96 : 12, alpha, depth);
        const std::vector<Vector<double>> expected = ReferenceFlow(p, 1e-8, 0).outputs(kTimes);
        for (const double tolerance : {1e-1, 1e-2, 1e-3, 1e-4}) {
          const Outcome outcome = measure(p, expected, tolerance);
          worst = std::max(worst, outcome.error);
          EXPECT_LE(outcome.error, 1) << "activation " << static_cast<int>(activation) << " depth " << depth
                                      << " alpha " << alpha << " tolerance " << tolerance;
          EXPECT_LE(outcome.account, 1);
        }
      }
    }
  }
  std::printf("worst error / tolerance, smooth: %.2f\n", worst);
}

TEST(FlowAccuracy, KinkedActivationsMeetTheirToleranceOverTheWholeRun) {
  double worst = 0;
  for (const Activation activation : {Activation::relu, Activation::leakyRelu, Activation::abs}) {
    for (const int width : {8, 96}) {
      if (width > 8 && activation != Activation::relu) continue;
      const FlowProblem p = problem(activation, width, 1, 1);
      const std::vector<Vector<double>> expected = ReferenceFlow(p, 1e-8, 5e-3).outputs(kTimes);
      for (const double tolerance : {1e-1, 1e-2, 1e-3}) {
        const Outcome outcome = measure(p, expected, tolerance);
        worst = std::max(worst, outcome.error);
        EXPECT_LE(outcome.error, 1) << "activation " << static_cast<int>(activation) << " width " << width
                                    << " tolerance " << tolerance;
        EXPECT_LE(outcome.account, 1);
      }
    }
  }
  std::printf("worst error / tolerance, kinked: %.2f\n", worst);
}

// Why 4 is the default: at 1e-4 a fifth of the sweeps and a tenth of the kernels.
TEST(FlowAccuracy, FourthOrderTakesLessWorkThanSecond) {
  const FlowProblem p = problem(Activation::tanh, 8, 1, 3);
  const std::vector<double> times{1, 30, 1000};
  const std::vector<Vector<double>> expected = ReferenceFlow(p, 1e-8, 0).outputs(times);
  const FlowRun second = runFlow<double>(p, times, {1e-4, 10000, 1000, 2}),
                fourth = runFlow<double>(p, times, {1e-4, 10000, 1000, 4});
  EXPECT_LE(largestDistance(second.outputs, expected), 1e-4 * p.scale());
  EXPECT_LE(largestDistance(fourth.outputs, expected), 1e-4 * p.scale());
  EXPECT_LT(4 * fourth.statistics.evaluations, second.statistics.evaluations);
  EXPECT_LT(8 * fourth.statistics.kernelEvaluations, second.statistics.kernelEvaluations);
  std::printf("sweeps at 1e-4: %d of second order, %d of fourth\n", second.statistics.evaluations,
              fourth.statistics.evaluations);
}

TEST(FlowAccuracy, DoublePrecisionReachesItsSmallestTolerance) {
  constexpr double tolerance = 1e-9;
  const FlowProblem p = problem(Activation::erf, 24, 1, 1);
  const std::vector<Vector<double>> expected = ReferenceFlow(p, 1e-12, 0).outputs(kTimes);
  const FlowRun run = runFlow<double>(p, kTimes, {tolerance, 100000, 30});
  EXPECT_LE(largestDistance(run.outputs, expected), tolerance * p.scale());
  EXPECT_LE(run.statistics.accuracy, tolerance * p.scale());
}

// A mode of small λ moves parameters like √λ: held units must not make it drown in float's round-off.
TEST(FlowAccuracy, FloatFollowsDoubleWhereUnitsAreHeld) {
  NetworkSpec spec;
  spec.parametrisation = Parametrisation::ntk;
  spec.depth = 2;
  spec.width = 8;
  const FlowProblem p(spec, 8, 6);
  const FlowOptions options{1e-3, 200000, 1000};
  const FlowRun single = runFlow<float>(p, {1000}, options), precise = runFlow<double>(p, {1000}, options);
  const double difference = largestDistance(single.outputs, precise.outputs) / p.scale();
  std::printf("held units, float against double: %.1e of the scale\n", difference);
  EXPECT_LT(difference, 1e-3);
}

// The work of a kinked run is counted whole: both runs, and those given up.
TEST(FlowAccuracy, KinkedRunsAreTwoRuns) {
  const FlowProblem p = problem(Activation::relu, 32, 1, 1);
  ExponentialFlow<double> flow(p.architecture, p.initial, p.data.inputs, p.targets, Matrix<double>(2, 0),
                               {1e-2, 100000, 30});
  int attempts = 0;
  while (flow.time() < 30) {
    ASSERT_EQ(flow.attempt(), Status::running);
    ++attempts;
  }
  const FlowStatistics s = flow.statistics();
  EXPECT_EQ(s.steps + s.rejections, attempts);
  EXPECT_GE(s.evaluations, 2 * attempts + 2);
  EXPECT_GT(s.accuracy, 0);
}

}  // namespace
}  // namespace ntk

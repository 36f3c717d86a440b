#include "engine/dynamics/piecewise_flow.hpp"

#include <gtest/gtest.h>

#include <numbers>

#include "tests/engine/reference_flow.hpp"

namespace ntk {
namespace {

PiecewiseFlow<double> makeFlow(const Architecture& a, const Vector<double>& initial,
                               const Matrix<double>& inputs, const Vector<double>& targets, double lastTime,
                               double eventError) {
  NetworkModel<double> model(a, inputs, Matrix<double>(inputs.rows(), 0));
  model.choosePattern(initial);
  return {model,
          initial,
          LossFunction(Loss::square, targets, inputs.cols()),
          {1e-8, 100000, lastTime},
          eventError};
}

// One ReLU, f(x) = σ(wᵀx), samples x₁ = (1, 0), x₂ = (c, s), y₁ = −1, y₂ = .9, w₀ = (−.2, .1). First only x₂
// is active: z₂ = y₂ + (z₂(0) − y₂) e^{−t/2}, w₁ = w₁(0) + c (z₂ − z₂(0)). When w₁ = 0 both sides push it
// there, since 0 < c |r₂| < 1: w₁ rests, and w₂ goes to y₂/s at the rate s²/2.
TEST(PiecewiseFlow, NeuronThatSlidesAlongItsKinkInClosedForm) {
  NetworkSpec spec;
  spec.width = 1;
  const Architecture a = makeArchitecture(spec, 2);
  const double c = .6, s = .8, y2 = .9;
  Matrix<double> inputs(2, 2);
  inputs << 1, c, 0, s;
  Vector<double> initial(3);
  initial << -.2, .5, 1;
  const Vector<double> targets = Vector<double>{{-1, y2}};
  const double z0 = c * initial[0] + s * initial[1];
  const double zEnd = z0 - initial[0] / c, arrival = -2 * std::log((zEnd - y2) / (z0 - y2));
  const double w2 = initial[1] + s * (zEnd - z0);
  PiecewiseFlow<double> flow = makeFlow(a, initial, inputs, targets, 100, 1e-7);
  Vector<double> w;
  for (const double t : {.5 * arrival, 2., 5., 20., 100.}) {
    while (flow.time() < t) ASSERT_EQ(flow.attempt(), Status::running);
    flow.parametersAt(t, w);
    if (t < arrival) {
      const double z2 = y2 + (z0 - y2) * std::exp(-t / 2);
      EXPECT_NEAR(w[0], initial[0] + c * (z2 - z0), 1e-12);
      continue;
    }
    EXPECT_NEAR(w[0], 0, 1e-15);
    EXPECT_NEAR(w[1], y2 / s + (w2 - y2 / s) * std::exp(-s * s / 2 * (t - arrival)), 1e-6);
  }
  EXPECT_EQ(flow.statistics().heldUnits, 1);
  EXPECT_EQ(flow.statistics().patternChanges, 1);
  EXPECT_LT(flow.statistics().steps, 20);
}

FlowProblem problem(Activation activation, int depth, double alpha) {
  NetworkSpec spec;
  spec.activation = activation;
  spec.depth = depth;
  spec.width = 8;
  spec.alpha = alpha;
  if (depth > 1) spec.parametrisation = Parametrisation::ntk;
  return {spec, 8, 3};
}

double errorOf(const FlowProblem& p, const std::vector<double>& times, double eventError,
               const std::vector<Vector<double>>& expected, FlowStatistics& statistics) {
  PiecewiseFlow<double> flow =
      makeFlow(p.architecture, p.initial, p.data.inputs, p.targets, times.back(), eventError);
  std::vector<Vector<double>> outputs;
  Vector<double> w;
  for (const double t : times) {
    while (flow.time() < t)
      if (flow.attempt() != Status::running) return std::numeric_limits<double>::infinity();
    flow.parametersAt(t, w);
    outputs.push_back(p.outputs(w));
  }
  statistics = flow.statistics();
  return largestDistance(outputs, expected);
}

TEST(PiecewiseFlow, AgreesWithTinyExplicitSteps) {
  const std::vector<double> times{.3, 3, 10, 30};
  for (const Activation activation : {Activation::relu, Activation::leakyRelu, Activation::abs}) {
    for (const int depth : {1, 2}) {
      const FlowProblem p = problem(activation, depth, 1);
      const std::vector<Vector<double>> expected = midpointFlow(p, times, 30000);
      FlowStatistics coarse, fine;
      const double e1 = errorOf(p, times, 1e-2, expected, coarse),
                   e2 = errorOf(p, times, 1e-4, expected, fine);
      EXPECT_LT(e1, 1e-2);
      EXPECT_LT(e2, 2e-4);
      EXPECT_GT(fine.patternChanges, 4);
      std::printf("activation %d depth %d: error %.1e, %.1e; steps %d, %d\n", static_cast<int>(activation),
                  depth, e1, e2, coarse.steps, fine.steps);
    }
  }
}

// |z| at depth 2, α = .1: at t = 5.8 a unit above crosses its kink and turns the pull on a held one below
// round.
TEST(PiecewiseFlow, LeavesAKinkThatHasBegunToRepel) {
  const std::vector<double> times{3, 5.7, 7, 10};
  const FlowProblem p = problem(Activation::abs, 2, .1);
  FlowStatistics statistics;
  EXPECT_LT(errorOf(p, times, 1e-5, midpointFlow(p, times, 20000), statistics), 1e-4);
  EXPECT_EQ(statistics.forks, 1);
}

// Points on a circle: six that are three pairs of antipodes, or three that stand twice with other targets.
TEST(PiecewiseFlow, AntipodalAndRepeatedPointsLeaveTheirKinkTogether) {
  const std::vector<double> times{1, 5, 20, 60};
  for (const bool isRepeated : {false, true}) {
    for (const std::uint64_t seed : {1U, 4U}) {
      NetworkSpec spec;
      spec.width = 8;
      FlowProblem p(spec, 6, seed, 4);
      for (Index i = 0; i < 6; ++i) {
        const double angle = isRepeated ? .3 + 1.1 * static_cast<double>(i / 2)
                                        : .1 + std::numbers::pi / 3 * static_cast<double>(i);
        p.data.inputs.col(i) << std::cos(angle), std::sin(angle);
        p.targets[i] = (i % 2 == 0 ? 1 : -1) * (isRepeated ? .5 + .2 * static_cast<double>(i) : 1);
      }
      FlowStatistics statistics;
      EXPECT_LT(errorOf(p, times, 1e-4, midpointFlow(p, times, 60000), statistics), 1e-4)
          << isRepeated << ' ' << seed;
    }
  }
}

TEST(PiecewiseFlow, LectureNetworkIsLinearBetweenTheChanges) {
  const FlowProblem p = problem(Activation::relu, 1, 1);
  PiecewiseFlow<double> flow = makeFlow(p.architecture, p.initial, p.data.inputs, p.targets, 1000, 1e-4);
  while (flow.time() < 1000) ASSERT_EQ(flow.attempt(), Status::running);
  EXPECT_LT(flow.statistics().accuracy, 1e-12);
  EXPECT_LT(flow.statistics().steps, 80);
  EXPECT_EQ(flow.statistics().rejections, 0);
}

}  // namespace
}  // namespace ntk

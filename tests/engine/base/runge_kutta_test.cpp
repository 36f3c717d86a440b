#include "engine/base/runge_kutta.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <limits>
#include <set>
#include <vector>

namespace ntk {
namespace {

constexpr std::size_t kStages = RungeKuttaPair::kStages;
using Weights = RungeKuttaPair::Row;

/// A rooted tree: its order, its density γ and its elementary weight per stage Φ_i.
struct Tree {
  int order;
  double density;
  Weights weight;
};

/// Grows every rooted tree of the given order from forests of smaller ones (indices do not increase, so that
/// each multiset of branches comes once).
std::vector<Tree> treesUpTo(int largestOrder) {
  const RungeKuttaPair& pair = kDormandPrince;
  Weights ones;
  ones.fill(1);
  std::vector<Tree> trees{{1, 1, ones}};
  for (int order = 2; order <= largestOrder; ++order) {
    std::vector<Tree> grown;
    const std::function<void(int, std::size_t, double, Weights)> graft = [&](int left, std::size_t allowed,
                                                                             double density, Weights weight) {
      if (left == 0) grown.push_back({order, order * density, weight});
      for (std::size_t k = 0; k < allowed; ++k) {
        if (trees[k].order > left) continue;
        Weights branched = weight;
        for (std::size_t i = 0; i < kStages; ++i) {
          double branch = 0;
          for (std::size_t j = 0; j < i; ++j) branch += pair.a[i][j] * trees[k].weight[j];
          branched[i] *= branch;
        }
        graft(left - trees[k].order, k + 1, density * trees[k].density, branched);
      }
    };
    graft(order - 1, trees.size(), 1, ones);
    trees.insert(trees.end(), grown.begin(), grown.end());
  }
  return trees;
}

double sum(const Weights& b, const Weights& weight) {
  double total = 0;
  for (std::size_t i = 0; i < kStages; ++i) total += b[i] * weight[i];
  return total;
}

// Butcher's conditions Σ b_i Φ_i(τ) = 1/γ(τ): 17 trees up to order 5, 8 of them up to order 4.
TEST(DormandPrince, MeetsAllOrderConditions) {
  const std::vector<Tree> trees = treesUpTo(5);
  ASSERT_EQ(trees.size(), 17U);
  for (const Tree& tree : trees) {
    EXPECT_NEAR(sum(kDormandPrince.b, tree.weight), 1 / tree.density, 1e-15) << tree.order;
    if (tree.order < 5)
      EXPECT_NEAR(sum(kDormandPrince.embedded, tree.weight), 1 / tree.density, 1e-15) << tree.order;
  }
}

// Σ b_i(θ) Φ_i(τ) = θ^|τ|/γ(τ): the continuous extension is of order 4 at every θ, and ends in b.
TEST(DormandPrince, ContinuousExtensionIsOfOrderFour) {
  for (const double theta : {0., .1, .5, .77, 1.}) {
    Weights b{};
    for (std::size_t i = 0; i < kStages; ++i) b[i] = kDormandPrince.denseWeight(i, theta);
    for (const Tree& tree : treesUpTo(4))
      EXPECT_NEAR(sum(b, tree.weight), std::pow(theta, tree.order) / tree.density, 2e-15);
    if (theta == 1)
      for (std::size_t i = 0; i < kStages; ++i) EXPECT_NEAR(b[i], kDormandPrince.b[i], 1e-16);
  }
}

TEST(DormandPrince, AWrongSignIsInconsistent) {
  RungeKuttaPair pair = kDormandPrince;
  EXPECT_TRUE(pair.isConsistent());
  pair.a[5][1] = -pair.a[5][1];
  EXPECT_FALSE(pair.isConsistent());
  pair = kDormandPrince;
  pair.bend[3] = -pair.bend[3];
  EXPECT_FALSE(pair.isConsistent());
}

/// y' = y cos t, y = e^{sin t}: depends on time, not linear in it.
struct Swing {
  void operator()(double t, const Vector<double>& y, Vector<double>& slope) const { slope = std::cos(t) * y; }
};

double solveSwing(int steps, double theta) {
  const Swing swing;
  const double h = 2.0 / steps;
  RungeKuttaStep step{RightHandSide(swing), 0, Vector<double>::Ones(1)};
  double worst = 0;
  Vector<double> state;
  for (int i = 0; i < steps; ++i) {
    step.take(h);
    step.dense(theta, state);
    worst = std::max(worst, std::abs(state[0] - std::exp(std::sin((i + theta) * h))));
    step.advance();
  }
  return worst;
}

TEST(RungeKuttaStep, ConvergesWithOrderFive) {
  for (const double theta : {.4, 1.}) {
    const double order = std::log2(solveSwing(40, theta) / solveSwing(160, theta)) / 2;
    std::printf("order at theta %.1f: %.2f\n", theta, order);
    EXPECT_NEAR(order, 5, .1) << theta;
  }
}

/// A rotation: y'' = −y.
struct Rotation {
  void operator()(double, const Vector<double>& y, Vector<double>& slope) const {
    ++evaluations;
    places.insert(y.data());
    places.insert(slope.data());
    slope[0] = y[1];
    slope[1] = -y[0];
  }
  mutable int evaluations = 0;
  mutable std::set<const double*> places;
};

TEST(RungeKuttaFlow, MeetsItsToleranceAndCountsItsWork) {
  const Vector<double> initial{{0., 1.}}, times{{0., .3, 1., 5., 20.}};
  double previous = std::numeric_limits<double>::infinity();
  for (const double tolerance : {1e-4, 1e-7, 1e-10}) {
    const Rotation rotation;
    const Trajectory t = integrate(RightHandSide(rotation), initial, times, tolerance, tolerance, 10000);
    ASSERT_EQ(t.status, Status::finished);
    ASSERT_EQ(t.states.cols(), times.size());
    double worst = 0;
    for (Index i = 0; i < times.size(); ++i)
      worst = std::max(worst, std::abs(t.states(0, i) - std::sin(times[i])));
    std::printf("tolerance %.0e: error %.1e, %d evaluations\n", tolerance, worst, rotation.evaluations);
    EXPECT_LT(worst, 30 * tolerance);  // errors of about 20 time units of steps add up
    EXPECT_LT(worst, previous / 100);
    previous = worst;
    EXPECT_EQ(t.statistics.evaluations, rotation.evaluations);
    EXPECT_EQ(rotation.evaluations, 2 + 6 * (t.statistics.steps + t.statistics.rejections));
  }
}

TEST(RungeKuttaFlow, KeepsItsMemoryFromStepToStep) {
  const Rotation rotation;
  RungeKuttaFlow flow(RightHandSide(rotation), Vector<double>{{0., 1.}}, {1e-8, 1e-8, 10000, 100.});
  for (int i = 0; i < 3; ++i) flow.attempt();
  const std::set<const double*> places = rotation.places;
  while (flow.attempt() == Status::running) {
  }
  EXPECT_GT(flow.statistics().steps, 50);
  EXPECT_EQ(rotation.places, places);
  EXPECT_EQ(places.size(), 9U);  // begin, end and seven slopes
}

// y' = −λ(y − 1): an explicit step is stable up to about 3.3/λ, so the work grows with λ t.
TEST(RungeKuttaFlow, StabilityBoundsTheStepOfAStiffEquation) {
  const double kRate = 1e4;
  const auto decay = [kRate](double, const Vector<double>& y, Vector<double>& slope) {
    slope = kRate * (1 - y.array());
  };
  RungeKuttaFlow flow(RightHandSide(decay), Vector<double>::Zero(1), {1e-6, 1e-6, 100000, 1.});
  while (flow.attempt() == Status::running) {
  }
  std::printf("steps per unit of rate: %.3f\n", flow.statistics().steps / kRate);
  EXPECT_NEAR(flow.statistics().steps / kRate, 1 / 3.3, .03);
  Vector<double> state;
  flow.stateAt(1, state);
  EXPECT_NEAR(state[0], 1, 2e-6);  // absolute + relative · |y|
}

TEST(RungeKuttaFlow, StatesOfTheRunAreStatuses) {
  const auto explode = [](double, const Vector<double>& y, Vector<double>& slope) {
    slope = y.array().square();
  };
  const Vector<double> one = Vector<double>::Ones(1), times{{0., .5, 2.}};
  const Trajectory pole = integrate(RightHandSide(explode), one, times, 1e-8, 1e-8, 100000);  // y = 1/(1 − t)
  EXPECT_EQ(pole.status, Status::diverged);
  ASSERT_EQ(pole.states.cols(), 2);
  EXPECT_NEAR(pole.states(0, 1), 2, 1e-6);
  const Trajectory poor = integrate(RightHandSide(explode), one, times, 1e-8, 1e-8, 3);
  EXPECT_EQ(poor.status, Status::budget);
  EXPECT_EQ(poor.states.cols(), 1);
  EXPECT_EQ(poor.statistics.steps + poor.statistics.rejections, 3);
  const auto nothing = [](double, const Vector<double>&, Vector<double>& slope) {
    slope.setConstant(std::numeric_limits<double>::quiet_NaN());
  };
  EXPECT_EQ(integrate(RightHandSide(nothing), one, times, 1e-8, 1e-8, 10000).status, Status::diverged);
}

TEST(RungeKuttaFlow, ARestingStateRests) {
  const auto rest = [](double, const Vector<double>&, Vector<double>& slope) { slope.setZero(); };
  const Trajectory t =
      integrate(RightHandSide(rest), Vector<double>::Ones(2), Vector<double>{{1e6}}, 1e-8, 1e-8, 40);
  EXPECT_EQ(t.status, Status::finished);
  EXPECT_EQ(t.states, Matrix<double>::Ones(2, 1));
}

}  // namespace
}  // namespace ntk

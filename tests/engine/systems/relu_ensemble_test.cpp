#include "engine/systems/relu_ensemble.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "engine/base/runge_kutta.hpp"

namespace ntk {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

// C1: started at w < 0 it never moves and the loss stays ½; from w > 0, 1 − w_t = (1 − w_0) e^{−t}.
TEST(SingleRelu, NegativeWeightsAreBadLocalMinima) {
  const Vector<double> times{{0., .5, 3., kInfinity}};
  for (const double start : {-2., -1e-9, 0.}) {
    const SingleRelu flow = singleReluFlow(start, times);
    EXPECT_TRUE(flow.isStuck);
    EXPECT_EQ(flow.weights, Vector<double>::Constant(4, start));
    EXPECT_EQ(flow.losses, Vector<double>::Constant(4, .5));
  }
  for (const double start : {1e-9, .3, 4.}) {
    const SingleRelu flow = singleReluFlow(start, times);
    EXPECT_FALSE(flow.isStuck);
    EXPECT_EQ(flow.weights[0], start);
    EXPECT_DOUBLE_EQ(flow.weights[3], 1);
    EXPECT_LT(flow.losses[3], 1e-30);
    EXPECT_NEAR(flow.weights[1], 1 - (1 - start) * .60653065971263342, 1e-15 * (1 + start));
  }
}

TEST(SingleRelu, IsTheEnsembleOfOneNeuron) {
  const Vector<double> times{{0., .1, 1., 7., kInfinity}};
  for (const double start : {-1.5, .2, 3.}) {
    const SingleRelu one = singleReluFlow(start, times);
    const ReluEnsemble flow = reluEnsembleFlow(Vector<double>{{start}}, Vector<double>{{1.}}, times);
    EXPECT_LT((flow.weights.transpose() - one.weights).cwiseAbs().maxCoeff(), 1e-15);
    EXPECT_LT((flow.losses - one.losses).cwiseAbs().maxCoeff(), 1e-15);
    EXPECT_EQ(flow.isStuck, one.isStuck);
  }
}

/// The same flow by Runge–Kutta on all weights.
Matrix<double> byRungeKutta(const Vector<double>& weights, const Vector<double>& signs,
                            const Vector<double>& times) {
  const double root = std::sqrt(static_cast<double>(weights.size()));
  const auto flow = [&](double, const Vector<double>& w, Vector<double>& slope) {
    const double f = signs.dot(w.cwiseMax(0)) / root;
    for (Index j = 0; j < w.size(); ++j) slope[j] = w[j] > 0 ? (1 - f) * signs[j] / root : 0;
  };
  return integrate(RightHandSide(flow), weights, times, 1e-11, 1e-11, 100000).states;
}

using Numbers = Vector<double>;

struct Start {
  Vector<double> weights, signs;
  Index deaths;
};

// Deaths of negative neurons (f_0 < 1), of positive ones (f_0 > 1), of all, of none.
TEST(ReluEnsemble, AgreesWithRungeKuttaThroughItsEvents) {
  const Vector<double> times{{0., .3, .7, 1., 2., 4., 9., 30., 100.}};
  const Start starts[] = {
      {Numbers{{.2, .9, .5, -.4, 1.5, .05}}, Numbers{{1., -1., -1., 1., 1., -1.}}, 2},
      {Numbers{{.1, 4., .3, 2., -1., .6}}, Numbers{{1., 1., 1., 1., -1., -1.}}, 2},
      {Numbers{{.4, .8, -.3, 1.2}}, Numbers{{-1., -1., 1., -1.}}, 3},
      {Numbers{{.4, .4, .1}}, Numbers{{1., 1., 1.}}, 0},
  };
  for (const Start& start : starts) {
    const ReluEnsemble flow = reluEnsembleFlow(start.weights, start.signs, times);
    ASSERT_EQ(flow.status, Status::finished);
    EXPECT_EQ(flow.deaths.size(), start.deaths);
    const Matrix<double> reference = byRungeKutta(start.weights, start.signs, times);
    // Runge–Kutta oversteps a death by what its tolerance lets pass.
    EXPECT_LT((flow.weights - reference.cwiseMax(start.weights.cwiseMin(0).replicate(1, times.size())))
                  .cwiseAbs()
                  .maxCoeff(),
              1e-8);
    const double root = std::sqrt(static_cast<double>(start.weights.size()));
    const Vector<double> outputs = flow.weights.cwiseMax(0).transpose() * start.signs / root;
    EXPECT_LT((flow.outputs - outputs).cwiseAbs().maxCoeff(), 1e-14);
  }
}

TEST(ReluEnsemble, WeightsAreExactlyZeroFromTheirDeathsOn) {
  const Vector<double> weights{{.2, .9, .5, .9}}, signs{{1., -1., -1., -1.}};
  const Vector<double> deaths = reluEnsembleFlow(weights, signs, Vector<double>{{0.}}).deaths;
  ASSERT_EQ(deaths.size(), 3);
  EXPECT_EQ(deaths[1], deaths[2]);
  const ReluEnsemble flow = reluEnsembleFlow(weights, signs, deaths);
  EXPECT_EQ(flow.weights(2, 0), 0);
  EXPECT_GT(flow.weights(1, 0), .1);
  EXPECT_EQ(flow.weights.col(1).tail(3), Vector<double>::Zero(3));
}

// Stuck iff no neuron has a = +1 and w > 0; then the loss ends at ½, otherwise at 0.
TEST(ReluEnsemble, IsStuckWithProbabilityThreeQuartersToTheM) {
  constexpr int kDraws = 20000;
  for (const Index m : {1, 2, 4, 8}) {
    int stuck = 0;
    for (int seed = 0; seed < kDraws; ++seed) {
      const ReluInitialisation start = drawReluEnsemble(m, static_cast<std::uint64_t>(seed));
      const ReluEnsemble flow = reluEnsembleFlow(start.weights, start.signs, Vector<double>{{kInfinity}});
      ASSERT_NEAR(flow.losses[0], flow.isStuck ? .5 : 0, 1e-13);
      stuck += flow.isStuck ? 1 : 0;
    }
    const double p = stuckProbability(m), z = (stuck - kDraws * p) / std::sqrt(kDraws * p * (1 - p));
    std::printf("m = %d: stuck %.4f, expected %.4f, z = %.2f\n", static_cast<int>(m), double(stuck) / kDraws,
                p, z);
    EXPECT_LT(std::abs(z), 3) << m;
  }
  EXPECT_DOUBLE_EQ(stuckProbability(4), 81. / 256);
}

TEST(ReluEnsemble, RefusesWhatIsNoNetwork) {
  const Vector<double> one = Vector<double>::Ones(1), none(0);
  EXPECT_EQ(reluEnsembleFlow(none, none, one).status, Status::refused);
  EXPECT_EQ(reluEnsembleFlow(one, none, one).status, Status::refused);
  EXPECT_EQ(reluEnsembleFlow(one * kInfinity, one, one).status, Status::refused);
  EXPECT_EQ(reluEnsembleFlow(one, one, Vector<double>{{2., 1.}}).status, Status::refused);
  EXPECT_EQ(reluEnsembleFlow(one, one, -one).status, Status::refused);
}

}  // namespace
}  // namespace ntk

#include "engine/systems/saddle_chain.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdio>
#include <numbers>
#include <vector>

#include "engine/base/random.hpp"

namespace ntk {
namespace {

using Numbers = Vector<double>;

Numbers startIn(Index dimension, std::uint64_t seed) {
  RandomStream stream(seed, 0, 0, Purpose::weights);
  Numbers x(dimension);
  for (double& entry : x) entry = 2 * stream.uniform() - 1;
  return x;
}

// In every piece of the tube, and its mirror images.
TEST(SaddleChain, GradientIsThatOfTheLoss) {
  const SaddleChain chain{2, .8, 3};
  const double tau = chain.radius;
  const Numbers places[] = {Numbers{{.5, -.7, .3}},
                            Numbers{{-1.4 * tau, .9, .2}},
                            Numbers{{1.9 * tau, -.4, -1}},
                            Numbers{{2.5 * tau, .6, .1}},
                            Numbers{{-3 * tau, 1.2 * tau, .5}},
                            Numbers{{4 * tau, 3 * tau, -1.7 * tau}},
                            Numbers{{4.2 * tau, -3 * tau, 2.1 * tau}}};
  for (const Numbers& x : places) {
    const Numbers gradient = saddleChainGradient(chain, x);
    for (Index j = 0; j < x.size(); ++j) {
      Numbers step = Numbers::Zero(3);
      step[j] = 1e-5;
      const double slope = (saddleChainLoss(chain, x + step) - saddleChainLoss(chain, x - step)) / 2e-5;
      EXPECT_NEAR(gradient[j], slope, 1e-7) << x.transpose() << ", coordinate " << j;
    }
  }
}

// Pieces meet with equal value, gradient and Hessian at |x_k| = τ and 2τ; ν = τ²(37L + 13γ)/6.
TEST(SaddleChain, IsTwiceContinuouslyDifferentiable) {
  const SaddleChain chain{1.5, .6, 3};
  constexpr double kSide = 1e-4;
  for (const double border : {chain.radius, 2 * chain.radius}) {
    const Numbers at{{border, .8, .4}}, along{{kSide, 0, 0}};
    // The loss through the border is a cubic up to O(kSide³): its one-sided derivatives agree.
    const Numbers middle = saddleChainGradient(chain, at), right = saddleChainGradient(chain, at + along),
                  left = saddleChainGradient(chain, at - along);
    EXPECT_LT((right - left).norm(), 100 * kSide);
    EXPECT_LT((right - 2 * middle + left).norm() / kSide, 100 * kSide) << border;
    const Numbers across{{0, kSide, kSide}};
    const Numbers turnRight = saddleChainGradient(chain, at + along + across) - right,
                  turnLeft = saddleChainGradient(chain, at - along + across) - left;
    EXPECT_LT((turnRight - turnLeft).norm() / kSide, 100 * kSide) << border;
  }
  const Numbers minimum = Numbers::Constant(2, 4 * chain.radius);
  EXPECT_NEAR(saddleChainLoss(chain, minimum), -2 * 9 * (37 * 1.5 + 13 * .6) / 6, 1e-12);
  EXPECT_LT(saddleChainGradient(chain, minimum).norm(), 1e-14);
}

// Runs of steps taken at once are gradient descent step by step: same escapes, same states.
TEST(SaddleChain, IsPlainGradientDescent) {
  const SaddleChain chain{2, 1, std::numbers::e};
  const Numbers recordAt{{0., 3., 17., 40., 41., 60., 300., 1000.}};
  for (const double rate : {.02, .12}) {
    Numbers x = startIn(3, 11);
    const SaddleChainRun run = saddleChain(chain, x, rate, recordAt, 1e6);
    ASSERT_EQ(run.status, Status::finished);
    ASSERT_EQ(run.states.cols(), recordAt.size());
    std::vector<double> escapes;
    Index record = 0;
    for (int step = 0; step <= 1000 || escapes.size() < 3; ++step) {
      while (escapes.size() < 3 && std::abs(x[static_cast<Index>(escapes.size())]) >= chain.radius)
        escapes.push_back(step);
      for (; record < recordAt.size() && recordAt[record] == step; ++record) {
        EXPECT_LT(((run.states.col(record) - x).array() / x.array()).abs().maxCoeff(), 1e-11) << step;
        EXPECT_NEAR(run.losses[record], saddleChainLoss(chain, x), 1e-9);
      }
      x -= rate * saddleChainGradient(chain, x);
    }
    EXPECT_EQ(record, recordAt.size());
    ASSERT_EQ(run.escapes.size(), 3);
    for (Index k = 0; k < 3; ++k) EXPECT_EQ(run.escapes[k], escapes[static_cast<std::size_t>(k)]) << rate;
  }
}

// Theorem 4.1 (Du et al. 2017): T_{k+1} ≥ ((L+γ)/γ) T_k, so e^{Ω(d)} steps; measured growth a saddle.
TEST(SaddleChain, EscapeTimeGrowsExponentiallyWithTheNumberOfSaddles) {
  for (const double attraction : {1., 1.5, std::numbers::e}) {
    const SaddleChain chain{attraction, 1, std::numbers::e};
    const SaddleChainRun run = saddleChain(chain, startIn(12, 4), .25 / attraction, Numbers(0), 0x1p53);
    ASSERT_EQ(run.status, Status::finished);
    ASSERT_EQ(run.escapes.size(), 12);
    for (Index k = 0; k + 1 < 12; ++k)
      EXPECT_GE(run.escapes[k + 1], (attraction + 1) * run.escapes[k]) << attraction << ", saddle " << k + 1;
    const double measured = std::pow(run.escapes[11] / run.escapes[5], 1. / 6);
    std::printf("L/γ = %.2f: escapes %.0f … %.3g, growth measured %.4f, limit %.4f, theorem ≥ %.4f\n",
                attraction, run.escapes[0], run.escapes[11], measured, run.growth, attraction + 1);
    EXPECT_NEAR(measured / run.growth, 1, .01);
  }
  // A small rate reaches the theorem's factor.
  EXPECT_NEAR(saddleChain(SaddleChain{2, 1, 3}, Numbers{{1.}}, 1e-6, Numbers(0), 0).growth, 3, 1e-5);
}

// At the start of a run the loss stands at each saddle's level for a time that grows; in the end all drops
// are made.
TEST(SaddleChain, EndsInAMinimum) {
  const SaddleChain chain;
  const SaddleChainRun run = saddleChain(chain, startIn(4, 2), .05, Numbers{{0., 1e9}}, 1e9);
  ASSERT_EQ(run.states.cols(), 2);
  EXPECT_LT((run.states.col(1).cwiseAbs().array() - 4 * chain.radius).abs().maxCoeff(), 1e-12);
  EXPECT_TRUE((run.states.col(1).array() * run.states.col(0).array() > 0).all());
  EXPECT_LT(run.losses[1], run.losses[0]);
}

TEST(SaddleChain, StopsAtItsBudgetAndRefusesOtherDomains) {
  const SaddleChain chain;
  const Numbers start = startIn(20, 1), grid{{0., 10., 1e6}};
  const SaddleChainRun poor = saddleChain(chain, start, .05, grid, 1e4);
  EXPECT_EQ(poor.status, Status::budget);
  EXPECT_GT(poor.escapes.size(), 3);
  EXPECT_LT(poor.escapes.size(), 20);
  EXPECT_EQ(poor.states.cols(), 2);
  EXPECT_EQ(saddleChain(chain, 2 * start, .05, grid, 1e4).status, Status::refused);
  EXPECT_EQ(saddleChain(chain, 0 * start, .05, grid, 1e4).status, Status::refused);
  EXPECT_EQ(saddleChain(chain, start, .5, grid, 1e4).status, Status::refused);
  EXPECT_EQ(saddleChain({.5, 1, 3}, start, .05, grid, 1e4).status, Status::refused);
  EXPECT_EQ(saddleChain({2, 1, 1}, start, .05, grid, 1e4).status, Status::refused);
  EXPECT_EQ(saddleChain(chain, start, .05, -grid, 1e4).status, Status::refused);
}

}  // namespace
}  // namespace ntk

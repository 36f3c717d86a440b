#include "engine/systems/deep_linear.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdio>

#include "engine/base/random.hpp"
#include "engine/systems/saxe_mode.hpp"

namespace ntk {
namespace {

using Numbers = Vector<double>;

Matrix<double> randomMatrix(Index rows, Index columns, std::uint64_t seed) {
  return drawLinearLayers({columns, rows}, 1, seed)[0];
}

Matrix<double> product(const LinearLayers& layers) {
  Matrix<double> map = layers[0];
  for (std::size_t l = 1; l < layers.size(); ++l) map = layers[l] * map;
  return map;
}

LinearLayers unpack(const Numbers& parameters, const LinearLayers& like) {
  LinearLayers layers;
  Index offset = 0;
  for (const Matrix<double>& layer : like) {
    layers.push_back(parameters.segment(offset, layer.size()).reshaped(layer.rows(), layer.cols()));
    offset += layer.size();
  }
  return layers;
}

TEST(LinearModes, AreTheSingularValueDecomposition) {
  for (const auto& [rows, columns] : {std::pair{3, 5}, std::pair{4, 2}}) {
    const Matrix<double> map = randomMatrix(rows, columns, 3);
    const LinearModes modes = linearModes(map);
    EXPECT_EQ(modes.strengths.size(), std::min(rows, columns));
    EXPECT_LT((modes.left * modes.strengths.asDiagonal() * modes.right.transpose() - map).norm(), 1e-12);
    const Matrix<double> identity = Matrix<double>::Identity(modes.strengths.size(), modes.strengths.size());
    EXPECT_LT((modes.left.transpose() * modes.left - identity).norm(), 1e-12);
    EXPECT_LT((modes.right.transpose() * modes.right - identity).norm(), 1e-12);
  }
  EXPECT_EQ(linearModes(Matrix<double>::Ones(3, 4)).strengths.size(), 1);
  EXPECT_EQ(linearModes(Matrix<double>::Zero(3, 4)).strengths.size(), 0);
}

// The loss is (1/n) Σ ½‖f(x_i) − y_i‖² of the data, and the flow follows its negative gradient.
TEST(DeepLinear, FlowsDownTheSquareLossOfItsData) {
  const Matrix<double> inputs = randomMatrix(3, 7, 1), targets = randomMatrix(2, 7, 2);
  const LinearLayers layers = drawLinearLayers({3, 4, 2, 2}, .7, 5);
  const auto loss = [&](const LinearLayers& at) {
    return (product(at) * inputs - targets).squaredNorm() / 14;
  };
  constexpr double kTime = 1e-4;
  const DeepLinearFlow flow =
      deepLinearFlow(linearRegression(inputs, targets), layers, Numbers{{0., kTime, 1.}}, 1e-12, 10000);
  ASSERT_EQ(flow.status, Status::finished);
  EXPECT_NEAR(flow.losses[0], loss(layers), 1e-13);
  EXPECT_NEAR(flow.losses[2], loss(unpack(flow.parameters.col(2), layers)), 1e-13);
  for (Index k = 0; k < flow.parameters.rows(); ++k) {
    Numbers up = flow.parameters.col(0), down = up;
    up[k] += 1e-5;
    down[k] -= 1e-5;
    const double slope = (loss(unpack(up, layers)) - loss(unpack(down, layers))) / 2e-5;
    EXPECT_NEAR((flow.parameters(k, 1) - flow.parameters(k, 0)) / kTime, -slope,
                2e-3 * (1 + std::abs(slope)));
  }
}

// D_l = W_{l+1}ᵀ W_{l+1} − W_l W_lᵀ stays (Arora, Cohen & Hazan 2018), from starts that are not balanced.
TEST(DeepLinear, ConservesTheImbalanceOfItsLayers) {
  const LinearRegression problem = linearRegression(randomMatrix(3, 9, 1), randomMatrix(2, 9, 2));
  const LinearLayers layers = drawLinearLayers({3, 5, 4, 2}, .6, 8);
  for (const double tolerance : {1e-6, 1e-10}) {
    const DeepLinearFlow flow =
        deepLinearFlow(problem, layers, Numbers{{0., 1., 10., 60.}}, tolerance, 100000);
    ASSERT_EQ(flow.status, Status::finished);
    std::printf("tolerance %.0e: imbalance drifts by %.1e\n", tolerance, flow.imbalanceDrift.maxCoeff());
    EXPECT_LT(flow.imbalanceDrift.maxCoeff(), 30 * tolerance);
    EXPECT_GT((flow.parameters.col(3) - flow.parameters.col(0)).norm(), .5);
  }
}

// Balanced and aligned, each mode of the full network follows the closed form (Saxe et al. 2014), at any
// depth.
TEST(DeepLinear, BalancedModesFollowSaxe) {
  const Matrix<double> map = randomMatrix(3, 4, 12);
  const LinearModes modes = linearModes(map);
  const Numbers times{{0., .5, 1., 2., 3., 5., 10., 30.}};
  for (const int depth : {1, 2, 3, 5}) {
    const DeepLinearFlow flow =
        deepLinearFlow(whitenedRegression(map), balancedLayers(modes, depth, .02), times, 1e-10, 100000);
    ASSERT_EQ(flow.status, Status::finished);
    double worst = 0;
    for (Index mode = 0; mode < 3; ++mode) {
      const Numbers expected = saxeMode({modes.strengths[mode], .02, depth}, times).values;
      worst = std::max(worst, (flow.modes.row(mode).transpose() - expected).cwiseAbs().maxCoeff());
    }
    std::printf("depth %d: modes off by %.1e, cross-talk %.1e\n", depth, worst, flow.crossTalk.maxCoeff());
    EXPECT_LT(worst, 3e-8);
    EXPECT_LT(flow.crossTalk.maxCoeff(), 3e-8);
    EXPECT_LT(flow.imbalanceDrift.maxCoeff(), 1e-8);
  }
}

// The scalar chain Π w_l: measured time of escape against the closed form, over initial scale and depth.
TEST(DeepLinear, ScalarChainEscapesItsPlateauWhenTheTheorySays) {
  const LinearModes one = linearModes(Matrix<double>::Ones(1, 1));
  for (const int depth : {2, 3, 4}) {
    for (const double initial : {1e-2, 1e-4}) {
      const double escape = escapeTime({1, initial, depth}, .5);
      const DeepLinearFlow flow =
          deepLinearFlow(whitenedRegression(Matrix<double>::Ones(1, 1)), balancedLayers(one, depth, initial),
                         Numbers{{.5 * escape, escape}}, 1e-11, 100000);
      EXPECT_NEAR(flow.modes(0, 1), .5, 1e-7) << depth << " " << initial;
      EXPECT_LT(flow.modes(0, 0), .25) << "plateau";
    }
  }
}

// From a small start that is neither balanced nor aligned the loss still falls to 0 (C3): minima are global.
TEST(DeepLinear, SmallRandomStartsReachTheGlobalMinimum) {
  const Matrix<double> map = randomMatrix(3, 3, 4);
  const DeepLinearFlow flow = deepLinearFlow(whitenedRegression(map), drawLinearLayers({3, 6, 6, 3}, .05, 2),
                                             Numbers{{0., 2., 200.}}, 1e-7, 100000);
  ASSERT_EQ(flow.status, Status::finished);
  EXPECT_GT(flow.losses[1], .5 * flow.losses[0]);
  EXPECT_LT(flow.losses[2], 1e-9);
}

TEST(DeepLinear, ZeroIsASaddleAndMisfitsAreRefused) {
  const LinearRegression problem = whitenedRegression(Matrix<double>::Ones(2, 3));
  LinearLayers layers{Matrix<double>::Zero(4, 3), Matrix<double>::Zero(2, 4)};
  const Numbers times{{100.}};
  const DeepLinearFlow flow = deepLinearFlow(problem, layers, times, 1e-6, 1000);
  EXPECT_EQ(flow.status, Status::finished);
  EXPECT_EQ(flow.parameters, (Matrix<double>::Zero(20, 1)));
  EXPECT_EQ(deepLinearFlow(problem, layers, -times, 1e-6, 1000).status, Status::refused);
  EXPECT_EQ(deepLinearFlow(problem, {}, times, 1e-6, 1000).status, Status::refused);
  layers[1].resize(2, 5);
  EXPECT_EQ(deepLinearFlow(problem, layers, times, 1e-6, 1000).status, Status::refused);
  const LinearLayers random = drawLinearLayers({3, 4, 2}, .5, 1);
  const DeepLinearFlow poor = deepLinearFlow(problem, random, Numbers{{0., 100.}}, 1e-9, 3);
  EXPECT_EQ(poor.status, Status::budget);
  EXPECT_EQ(poor.losses.size(), 1);
}

}  // namespace
}  // namespace ntk

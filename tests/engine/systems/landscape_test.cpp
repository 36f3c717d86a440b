#include "engine/systems/landscape.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace ntk {
namespace {

using Numbers = Vector<double>;

constexpr TwoParameterNetwork kNetworks[] = {
    TwoParameterNetwork::twoNeurons, TwoParameterNetwork::opposedNeurons, TwoParameterNetwork::oneHiddenUnit,
    TwoParameterNetwork::neuronWithBias};

Landscape landscapeOf(TwoParameterNetwork network, Activation activation) {
  return {network, activation, Numbers{{-1.3, .2, .9, 1.7}}, Numbers{{.4, -.3, .8, .1}}};
}

TEST(Landscape, SlopesAreThoseOfTheLossForEveryNetworkAndActivation) {
  for (const TwoParameterNetwork network : kNetworks) {
    for (const auto& activation : choices(Activation{})) {
      const Landscape landscape = landscapeOf(network, activation.value);
      const LossLandscape grid = lossLandscape(landscape, Numbers{{-.8, .45, 1.1}}, Numbers{{-1.2, .35}});
      const double h = 1e-5;
      for (Index i = 0; i < 3; ++i) {
        for (Index j = 0; j < 2; ++j) {
          const double p = Numbers{{-.8, .45, 1.1}}[i], q = Numbers{{-1.2, .35}}[j];
          const auto loss = [&](double dp, double dq) { return landscapeAt(landscape, p + dp, q + dq).loss; };
          EXPECT_EQ(grid.loss(i, j), loss(0, 0));
          EXPECT_NEAR(grid.slopeP(i, j), (loss(h, 0) - loss(-h, 0)) / (2 * h), 1e-7) << activation.name;
          EXPECT_NEAR(grid.slopeQ(i, j), (loss(0, h) - loss(0, -h)) / (2 * h), 1e-7) << activation.name;
        }
      }
    }
  }
}

// The formulas, written out by hand at ReLU.
TEST(Landscape, ReluNetworksAreTheirFormulas) {
  const Numbers inputs{{-1., 2.}}, targets{{1., 0.}};
  const auto loss = [&](TwoParameterNetwork network, double p, double q) {
    return landscapeAt({network, Activation::relu, inputs, targets}, p, q).loss;
  };
  // (p, q) = (1, −3): f(−1) = ±3/√2, f(2) = √2; then 0, −6.
  const double root = std::sqrt(4.5);
  EXPECT_NEAR(loss(TwoParameterNetwork::twoNeurons, 1, -3), ((root - 1) * (root - 1) + 2) / 4, 1e-14);
  EXPECT_NEAR(loss(TwoParameterNetwork::opposedNeurons, 1, -3), ((root + 1) * (root + 1) + 2) / 4, 1e-14);
  EXPECT_DOUBLE_EQ(loss(TwoParameterNetwork::oneHiddenUnit, 1, -3), (1. + 36) / 4);
  EXPECT_DOUBLE_EQ(loss(TwoParameterNetwork::neuronWithBias, 1, 3), (1. + 25) / 4);
}

// dL/dt = −‖∇L‖² ≤ 0 along every line, and lines of the flow for t, then s, are those for t + s.
TEST(FlowLines, DescendAndCompose) {
  Matrix<double> starts(2, 4);
  starts << -1, 1, .3, -.6, .5, .8, -1, -.7;
  for (const TwoParameterNetwork network : kNetworks) {
    const Landscape landscape = landscapeOf(network, Activation::tanh);
    const FlowLines lines = flowLines(landscape, starts, Numbers{{0., .5, 1., 2., 5., 50.}}, 1e-9, 10000);
    for (Index s = 0; s < 4; ++s) {
      const Trajectory& line = lines.lines[static_cast<std::size_t>(s)];
      ASSERT_EQ(line.status, Status::finished);
      EXPECT_EQ(line.states.col(0), starts.col(s));
      for (Index i = 1; i < 6; ++i)
        EXPECT_LE(landscapeAt(landscape, line.states(0, i), line.states(1, i)).loss,
                  landscapeAt(landscape, line.states(0, i - 1), line.states(1, i - 1)).loss);
      const FlowLines rest = flowLines(landscape, line.states.col(2), Numbers{{4.}}, 1e-9, 10000);
      EXPECT_LT((rest.lines[0].states - line.states.col(4)).norm(), 1e-7);
    }
  }
}

// Scalar chain q p on (1, 1): p² − q² is conserved; p = q follows Saxe's u/(1 − u) = e^{2t} u_0/(1 − u_0).
TEST(FlowLines, LinearChainKeepsItsBalance) {
  const Landscape chain{TwoParameterNetwork::oneHiddenUnit, Activation::linear, Numbers{{1.}}, Numbers{{1.}}};
  Matrix<double> starts(2, 2);
  starts << .1, .7, .1, -.2;
  const FlowLines lines = flowLines(chain, starts, Numbers{{3.}}, 1e-11, 10000);
  const double odds = std::exp(6.) * .01 / .99;
  EXPECT_NEAR(lines.lines[0].states.prod(), odds / (1 + odds), 1e-9);
  EXPECT_NEAR(
      lines.lines[1].states.array().square().matrix()(0) - lines.lines[1].states.array().square().matrix()(1),
      .45, 1e-9);
}

// C1 in two parameters: with both weights negative two ReLUs never see the point (1, 1).
TEST(FlowLines, DeadNeuronsNeverMove) {
  const Landscape landscape{TwoParameterNetwork::twoNeurons, Activation::relu, Numbers{{1.}}, Numbers{{1.}}};
  const FlowLines lines =
      flowLines(landscape, Matrix<double>::Constant(2, 1, -.5), Numbers{{1e3}}, 1e-6, 100);
  EXPECT_EQ(lines.lines[0].states, (Matrix<double>::Constant(2, 1, -.5)));
}

TEST(Landscape, RefusesDataThatDoNotMatch) {
  Landscape landscape = landscapeOf(TwoParameterNetwork::twoNeurons, Activation::tanh);
  const Matrix<double> start = Matrix<double>::Ones(2, 1);
  const Numbers times{{1.}};
  EXPECT_EQ(flowLines(landscape, start, -times, 1e-6, 10).status, Status::refused);
  EXPECT_EQ(flowLines(landscape, start, times, 0, 10).status, Status::refused);
  EXPECT_EQ(flowLines(landscape, Matrix<double>::Ones(3, 1), times, 1e-6, 10).status, Status::refused);
  landscape.targets.conservativeResize(3);
  EXPECT_EQ(lossLandscape(landscape, times, times).status, Status::refused);
  EXPECT_EQ(flowLines(landscape, start, times, 1e-6, 10).status, Status::refused);
}

}  // namespace
}  // namespace ntk

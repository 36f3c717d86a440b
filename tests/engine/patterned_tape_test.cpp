#include "engine/network/patterned_tape.hpp"

#include <gtest/gtest.h>

#include "tests/engine/reference_flow.hpp"

// Two hidden layers, units of both held at their kink, one sample in common.

namespace ntk {
namespace {

class PatternedTapeTest : public testing::Test {
 protected:
  static NetworkSpec spec() {
    NetworkSpec s;
    s.parametrisation = Parametrisation::ntk;
    s.activation = Activation::leakyRelu;
    s.depth = 2;
    s.width = 5;
    return s;
  }
  PatternedTapeTest() {
    for (const HiddenUnit& u : held) pattern.setSide(u, 0);
    tape.forward(p.initial, p.data.inputs, &pattern);
    tape.backward(p.initial, Matrix<double>::Identity(1, 1));
    tape.gradient(p.initial, cotangent, flow);
  }
  std::vector<Matrix<double>> preActivations(const Vector<double>& parameters) {
    PatternedTape<double> other(p.architecture);
    other.forward(parameters, p.data.inputs, &pattern);
    return other.preActivations();
  }

  FlowProblem p{spec(), 4, 3};
  std::vector<HiddenUnit> held{{1, 2, 1}, {0, 3, 1}, {0, 3, 2}, {1, 4, 0}};
  ActivationPattern<double> pattern = patternAt(p.architecture, p.initial, p.data.inputs);
  PatternedTape<double> tape{p.architecture};
  Vector<double> cotangent = Vector<double>::LinSpaced(4, -1, .7), flow;
};

TEST_F(PatternedTapeTest, PushAgreesWithFiniteDifferences) {
  const Vector<double> direction = drawParameters<double>(p.architecture, 11);
  std::vector<Matrix<double>> dz;
  Vector<double> df;
  tape.push(p.initial, direction, dz, df);
  constexpr double h = 1e-6;
  PatternedTape<double> ahead(p.architecture), behind(p.architecture);
  ahead.forward(p.initial + h * direction, p.data.inputs, &pattern);
  behind.forward(p.initial - h * direction, p.data.inputs, &pattern);
  EXPECT_LT((df - (ahead.outputs() - behind.outputs()) / (2 * h)).norm(), 1e-8);
  for (std::size_t l = 0; l < 2; ++l)
    EXPECT_LT((dz[l] - (ahead.preActivations()[l] - behind.preActivations()[l]) / (2 * h)).norm(), 1e-8);
}

TEST_F(PatternedTapeTest, FlowLeavesHeldUnitsWhereTheyAre) {
  std::vector<Matrix<double>> dz;
  Vector<double> df;
  tape.push(p.initial, flow, dz, df);
  for (const HiddenUnit& u : held) EXPECT_NEAR(dz[u.layer](u.neuron, u.sample), 0, 1e-13);
  EXPECT_GT(dz[0].norm(), .01);
}

// The flow that is projected is the flow with the slopes s_p in place of σ'.
TEST_F(PatternedTapeTest, HeldSlopesGiveTheSameFlow) {
  std::vector<PatternedTape<double>::Hold> holds;
  tape.holds(p.initial, cotangent, holds);
  std::vector<Matrix<double>> slopes = pattern.slopes(), z;
  Tape<double> lines(p.architecture);
  for (std::size_t k = 0; k < holds.size(); ++k) {
    const HiddenUnit& u = tape.held()[k];
    slopes[u.layer](u.neuron, u.sample) = pattern.kink().at(holds[k].share);
  }
  // On the kink itself, where s_p z_p = 0.
  Vector<double> parameters = p.initial;
  for (int i = 0; i < 30; ++i) {
    tape.forward(parameters, p.data.inputs, &pattern);
    tape.returnToKinks(parameters);
  }
  tape.forward(parameters, p.data.inputs, &pattern);
  tape.gradient(parameters, cotangent, flow);
  tape.holds(parameters, cotangent, holds);
  for (std::size_t k = 0; k < holds.size(); ++k) {
    const HiddenUnit& u = tape.held()[k];
    EXPECT_NEAR(tape.preActivations()[u.layer](u.neuron, u.sample), 0, 1e-14);
    slopes[u.layer](u.neuron, u.sample) = pattern.kink().at(holds[k].share);
  }
  lines.forwardOnLines(parameters, p.data.inputs, slopes, z);
  Vector<double> expected;
  lines.gradient(parameters, cotangent, expected);
  EXPECT_LT((flow - expected).norm(), 1e-12 * expected.norm());
}

// x and −x without biases: for a share of the time the one is above its kink, for the rest the other.
TEST(PatternedTape, HeldSlopesOfAntipodesGiveTheSameFlow) {
  NetworkSpec spec;
  spec.activation = Activation::leakyRelu;
  spec.width = 3;
  FlowProblem p(spec, 3, 2);
  p.data.inputs << .6, -.6, 1, .8, -.8, 0;
  const Vector<double> cotangent = Vector<double>::LinSpaced(3, -1, .7);
  ActivationPattern<double> pattern = patternAt(p.architecture, p.initial, p.data.inputs);
  pattern.setSide({0, 1, 0}, 0);
  PatternedTape<double> tape(p.architecture);
  Vector<double> flow, expected;
  tape.forward(p.initial, p.data.inputs, &pattern);
  tape.gradient(p.initial, cotangent, flow);
  std::vector<PatternedTape<double>::Hold> holds;
  tape.holds(p.initial, cotangent, holds);
  ASSERT_EQ(holds.size(), 1U);
  std::vector<Matrix<double>> slopes = pattern.slopes(), z;
  slopes[0](1, 0) = pattern.kink().at(holds[0].share);
  slopes[0](1, 1) = pattern.kink().at(1 - holds[0].share);
  Tape<double> lines(p.architecture);
  lines.forwardOnLines(p.initial, p.data.inputs, slopes, z);
  lines.gradient(p.initial, cotangent, expected);
  EXPECT_LT((flow - expected).norm(), 1e-13);
  EXPECT_GT(flow.norm(), .1);
}

TEST_F(PatternedTapeTest, KernelAndProductsAreThoseOfTheProjectedJacobian) {
  const Index n = 4, count = p.architecture.parameterCount;
  Matrix<double> jacobian(n, count);
  Vector<double> row;
  for (Index i = 0; i < n; ++i) {
    tape.vjp(Vector<double>::Unit(n, i), row);
    jacobian.row(i) = row.transpose();
  }
  EXPECT_LT((tape.kernel() - jacobian * jacobian.transpose()).norm(), 1e-12);
  const Vector<double> direction = drawParameters<double>(p.architecture, 12);
  EXPECT_LT((tape.jvp(direction) - jacobian * direction).norm(), 1e-12);
  tape.vjp(cotangent, row);
  EXPECT_LT((row - flow).norm(), 1e-12);
}

TEST(ActivationPattern, IsTheSignOfThePreActivations) {
  NetworkSpec spec;
  spec.activation = Activation::abs;
  spec.width = 6;
  const FlowProblem p(spec, 3, 1);
  const auto pattern = patternAt(p.architecture, p.initial, p.data.inputs);
  PatternedTape<double> tape(p.architecture);
  tape.forward(p.initial, p.data.inputs, &pattern);
  EXPECT_LT((tape.outputs() - networkOutputs(p.architecture, p.initial, p.data.inputs)).norm(), 1e-14);
  EXPECT_EQ(pattern.slopes()[0], pattern.sides()[0]);
}

}  // namespace
}  // namespace ntk

#include "engine/dynamics/linearised_flow.hpp"

#include <gtest/gtest.h>

#include "engine/dynamics/exponential_flow.hpp"
#include "engine/dynamics/kernel_flow.hpp"
#include "tests/engine/reference_flow.hpp"

namespace ntk {
namespace {

NetworkSpec network(Activation activation) {
  NetworkSpec spec;
  spec.activation = activation;
  spec.width = 32;
  spec.alpha = 3;
  return spec;
}

// k(S, S), k(x, S) and f_0 of a network, as the linearised flow wants them.
struct Linearisation {
  explicit Linearisation(const FlowProblem& p) {
    Tape<double> tape(p.architecture), probeTape(p.architecture);
    tape.record(p.initial, p.data.inputs);
    probeTape.record(p.initial, p.data.probeInputs);
    kernel = tape.kernel();
    eigen = SymmetricEigen(kernel, kGramRoundOff<double>);
    probeKernel = probeTape.crossKernel(tape);
    train = tape.outputs();
    probe = probeTape.outputs();
  }
  LinearisedFlow flow(const LossFunction& loss, FlowOptions options) const {
    return {eigen, probeKernel, train, probe, loss, options};
  }

  Matrix<double> kernel, probeKernel;
  SymmetricEigen eigen;
  Vector<double> train, probe;
};

void advance(LinearisedFlow& flow, double t) {
  while (flow.time() < t) ASSERT_EQ(flow.attempt(), Status::running);
}

Vector<double> signs(const Vector<double>& y) {
  return y.unaryExpr([](double v) { return v < 0 ? -1.0 : 1.0; });
}

// dc/dt = −ℓ'(f_0 + K c)/n by classical Runge–Kutta.
Vector<double> dualRungeKutta(const Matrix<double>& kernel, const Vector<double>& f0,
                              const LossFunction& loss, double t, int steps) {
  const auto slope = [&](const Vector<double>& c) -> Vector<double> {
    Vector<double> g;
    loss.gradient(f0 + kernel * c, g);
    return -g / static_cast<double>(loss.samples());
  };
  Vector<double> c = Vector<double>::Zero(f0.size());
  const double h = t / steps;
  for (int i = 0; i < steps; ++i) {
    const Vector<double> k1 = slope(c), k2 = slope(c + h / 2 * k1), k3 = slope(c + h / 2 * k2),
                         k4 = slope(c + h * k3);
    c += h / 6 * (k1 + 2 * k2 + 2 * k3 + k4);
  }
  return c;
}

TEST(LinearisedFlow, SquareLossIsKernelFlowToRoundOffInOneStepPerGrowth) {
  const FlowProblem p(network(Activation::tanh), 8, 1);
  const Linearisation l(p);
  const KernelFlow closed(l.eigen, l.probeKernel, l.train, l.probe, p.targets, p.data.inputs.cols(), 0);
  LinearisedFlow flow = l.flow({Loss::square, p.targets, 8}, {1e-6, 100, 1e4});
  for (const double t : {1e-2, 1., 37., 1e4}) {
    advance(flow, t);
    Vector<double> train, probe;
    flow.trainOutputs(t, train);
    flow.probeOutputs(t, probe);
    EXPECT_LT((train - closed.trainOutputs(t)).cwiseAbs().maxCoeff(), 1e-12) << t;
    EXPECT_LT((probe - closed.probeOutputs(t)).cwiseAbs().maxCoeff(), 1e-9) << t;
    EXPECT_NEAR(flow.movement(t), closed.movement(t), 1e-9 * closed.movement(t)) << t;
  }
}

// The tolerance holds for the whole run, training and probe points.
TEST(LinearisedFlow, LogisticLossAgainstRungeKuttaInDualCoordinates) {
  const FlowProblem p(network(Activation::tanh), 8, 1);
  const Linearisation l(p);
  const LossFunction loss(Loss::logistic, signs(p.targets), 8);
  for (const double tolerance : {1e-2, 1e-4, 1e-7}) {
    LinearisedFlow flow = l.flow(loss, {tolerance, 1000, 300});
    const double scale = loss.scale(l.train);
    for (const double t : {3., 30., 300.}) {
      advance(flow, t);
      const Vector<double> c = dualRungeKutta(l.kernel, l.train, loss, t, 3000);
      Vector<double> train, probe;
      flow.trainOutputs(t, train);
      flow.probeOutputs(t, probe);
      EXPECT_LT((train - l.train - l.kernel * c).cwiseAbs().maxCoeff(), tolerance * scale) << t;
      EXPECT_LT((probe - l.probe - l.probeKernel * c).cwiseAbs().maxCoeff(), tolerance * scale) << t;
    }
  }
}

// Three outputs that share a kernel: block-diagonal K, output-major.
TEST(LinearisedFlow, CrossEntropyOfThreeOutputsAgainstRungeKutta) {
  const FlowProblem p(network(Activation::erf), 6, 2);
  const Linearisation l(p);
  constexpr Index kOutputs = 3, kSamples = 6;
  Matrix<double> kernel = Matrix<double>::Zero(kOutputs * kSamples, kOutputs * kSamples);
  Vector<double> targets = Vector<double>::Zero(kOutputs * kSamples), f0(kOutputs * kSamples);
  for (Index o = 0; o < kOutputs; ++o) {
    kernel.block(o * kSamples, o * kSamples, kSamples, kSamples) = l.kernel;
    f0.segment(o * kSamples, kSamples) = static_cast<double>(o) * l.train;
  }
  for (Index i = 0; i < kSamples; ++i) targets[(i % kOutputs) * kSamples + i] = 1;
  const LossFunction loss(Loss::crossEntropy, targets, kSamples);
  LinearisedFlow flow(SymmetricEigen(kernel, kGramRoundOff<double>), kernel, f0, f0, loss, {1e-5, 1000, 100});
  advance(flow, 100);
  Vector<double> train, probe;
  flow.trainOutputs(100, train);
  flow.probeOutputs(100, probe);
  const Vector<double> expected = f0 + kernel * dualRungeKutta(kernel, f0, loss, 100, 4000);
  EXPECT_LT((train - expected).cwiseAbs().maxCoeff(), 1e-5 * loss.scale(f0));
  EXPECT_LT((probe - expected).cwiseAbs().maxCoeff(), 1e-5 * loss.scale(f0));
}

// σ(z) = z with only W trained is linear in its parameters: its own flow, in parameter space, is that of its
// linearisation, in function space.
TEST(LinearisedFlow, IsTheFlowOfANetworkThatIsLinearInItsParameters) {
  FlowProblem p(network(Activation::linear), 8, 1);
  p.targets = signs(p.targets);
  const Linearisation l(p);
  LinearisedFlow flow = l.flow({Loss::logistic, p.targets, 8}, {1e-8, 10000, 100});
  ExponentialFlow<double> network(p.architecture, p.initial, p.data.inputs, p.targets, p.data.probeInputs,
                                  {1e-8, 10000, 100}, Loss::logistic);
  while (network.time() < 100) ASSERT_EQ(network.attempt(), Status::running);
  advance(flow, 100);
  Vector<double> w, probe;
  network.parametersAt(100, w);
  flow.probeOutputs(100, probe);
  const Vector<double> expected = networkOutputs(p.architecture, w, p.data.probeInputs);
  EXPECT_LT((probe - expected).cwiseAbs().maxCoeff(), 2e-8 * expected.cwiseAbs().maxCoeff());
  EXPECT_NEAR(flow.movement(100), (w - p.initial).norm(), 1e-7 * flow.movement(100));
}

// A mode of eigenvalue 0 has no kernel to move with: its residual stays, for ever.
TEST(LinearisedFlow, SingularKernelKeepsWhatItCannotFit) {
  const Matrix<double> kernel = Matrix<double>::Ones(2, 2);
  const LossFunction loss(Loss::logistic, Vector<double>{{1, -1}}, 2);
  const Vector<double> zero = Vector<double>::Zero(2);
  LinearisedFlow flow(SymmetricEigen(kernel, kGramRoundOff<double>), kernel, zero, zero, loss,
                      {1e-6, 100, 1e9});
  advance(flow, 1e9);
  Vector<double> train;
  flow.trainOutputs(1e9, train);
  EXPECT_LT(train.cwiseAbs().maxCoeff(), 1e-12);
}

}  // namespace
}  // namespace ntk

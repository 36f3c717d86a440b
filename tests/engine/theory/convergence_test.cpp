#include <gtest/gtest.h>

#include <cmath>
#include <cstdio>
#include <limits>

#include "engine/base/random.hpp"
#include "engine/dynamics/exponential_flow.hpp"
#include "engine/dynamics/kernel_flow.hpp"
#include "engine/theory/feature_movement.hpp"
#include "engine/theory/kernel_quantities.hpp"
#include "engine/theory/lazy_convergence.hpp"

namespace ntk {
namespace {

constexpr double kEpsilon = std::numeric_limits<double>::epsilon();

Matrix<double> circle(Index count) {
  Matrix<double> inputs(2, count);
  for (Index i = 0; i < count; ++i) {
    const double angle = .3 + 1.1 * static_cast<double>(i);
    inputs.col(i) << std::cos(angle), std::sin(angle);
  }
  return inputs;
}

Matrix<double> randomMatrix(Index rows, Index columns, std::uint64_t seed) {
  RandomStream random(seed, 0, 0, Purpose::noise);
  Matrix<double> m(rows, columns);
  for (double& entry : m.reshaped()) entry = random.normal();
  return m;
}

TEST(KernelNorm, IsTheSolutionByCholesky) {
  const Matrix<double> factor = randomMatrix(7, 7, 1), values = randomMatrix(7, 2, 2);
  const Matrix<double> kernel = factor * factor.transpose();
  const double expected = (values.transpose() * kernel.llt().solve(values)).trace();
  const KernelNorm norm = kernelNorm(SymmetricEigen(kernel, kEpsilon), values);
  EXPECT_NEAR(norm.squared, expected, 1e-9 * expected);
  EXPECT_EQ(norm.excludedModes, 0);
  EXPECT_EQ(norm.excludedShare, 0);
}

// K = v vᵀ: only the part along v has a norm, (vᵀr)²/‖v‖⁴.
TEST(KernelNorm, LeavesSingularModesOutAndSaysSo) {
  const Vector<double> v{{1, 2, 2}}, r{{3, 0, 1}};
  const SymmetricEigen eigen(v * v.transpose(), kEpsilon);
  const KernelNorm norm = kernelNorm(eigen, r);
  EXPECT_NEAR(norm.squared, 25. / 81, 1e-13);
  EXPECT_EQ(norm.excludedModes, 2);
  EXPECT_NEAR(norm.excludedShare, 1 - 25. / 9 / 10, 1e-13);
  EXPECT_TRUE(std::isinf(conditionNumber(eigen)));
  EXPECT_NEAR(effectiveDimension(eigen, 0), 1, 1e-15);
  EXPECT_NEAR(effectiveDimension(eigen, 3), .75, 1e-14);
}

// C14: the linearised network's ‖W_∞ − W_0‖, by the flow's limit.
TEST(KernelNorm, IsTheLinearisedNetworksMovement) {
  const Matrix<double> factor = randomMatrix(5, 9, 3);
  const SymmetricEigen eigen(factor * factor.transpose(), kEpsilon);
  const Vector<double> start = randomMatrix(5, 1, 4), targets = randomMatrix(5, 1, 5);
  const KernelFlow flow(eigen, Matrix<double>(0, 5), start, Vector<double>(0), targets, 5, 0);
  EXPECT_NEAR(std::sqrt(kernelNorm(eigen, targets - start).squared),
              flow.movement(std::numeric_limits<double>::infinity()), 1e-10);
  const Vector<double> initial = modeResiduals(eigen, start - targets);
  EXPECT_LT((predictedModeResiduals(eigen, initial, 5, 1.7) -
             modeResiduals(eigen, flow.trainOutputs(1.7) - targets))
                .norm(),
            1e-12);
}

TEST(Alignment, IsOneForTheTargetsKernelAndItsDefinitionElsewhere) {
  const Matrix<double> y = randomMatrix(6, 2, 6), factor = randomMatrix(6, 6, 7);
  const Matrix<double> ideal = y * y.transpose(), kernel = factor * factor.transpose();
  EXPECT_NEAR(alignment(3 * ideal, y), 1, 1e-14);
  EXPECT_NEAR(alignment(kernel, y), kernel.cwiseProduct(ideal).sum() / (kernel.norm() * ideal.norm()), 1e-14);
  const Matrix<double> h = Matrix<double>::Identity(6, 6) - Matrix<double>::Constant(6, 6, 1. / 6);
  EXPECT_NEAR(centredAlignment(kernel, y), alignment(h * kernel * h, h * y), 1e-13);
  EXPECT_NEAR(centredAlignment(ideal + Matrix<double>::Constant(6, 6, 9), y), 1, 1e-13);
  EXPECT_EQ(alignment(kernel, Matrix<double>::Zero(6, 1)), 0);
}

TEST(FeatureMovement, CountsFlippedUnitsAndMovesOfLayers) {
  NetworkSpec spec;
  spec.parametrisation = Parametrisation::ntk;
  spec.depth = 2;
  spec.width = 4;
  const Architecture a = makeArchitecture(spec, 2);
  const Vector<double> start = drawParameters<double>(a, 3);
  const Matrix<double> inputs = circle(5);
  const std::vector<std::uint8_t> pattern = activationPattern(a, start, inputs);
  ASSERT_EQ(pattern.size(), 2U * 4 * 5);
  Vector<double> now = start;
  now.segment(a.layers[0].weightOffset, 2) *= -1;  // neuron 0 without its bias
  now[a.layers[0].biasOffset] *= -1;
  const std::vector<std::uint8_t> moved = activationPattern(a, now, inputs);
  Index flipped = 0;
  for (std::size_t i = 0; i < 20; i += 4) EXPECT_NE(pattern[i], moved[i]);
  for (std::size_t i = 0; i < pattern.size(); ++i) flipped += pattern[i] != moved[i];
  EXPECT_DOUBLE_EQ(flippedShare(pattern, moved), static_cast<double>(flipped) / 40);
  EXPECT_EQ(flippedShare({}, {}), 0);
  const Vector<double> movement = movementPerLayer(a, start, now);
  EXPECT_NEAR(movement[0], (now - start).norm(), 1e-14);
  EXPECT_EQ(movement[1], 0);
  EXPECT_NEAR(relativeMovementPerLayer(a, start, now)[0], movement[0] / start.head(12).norm(), 1e-14);
}

/// The Jacobian of one first layer, n·k × P, row by row through vjp.
Matrix<double> jacobian(const Architecture& a, const Vector<double>& parameters,
                        const Matrix<double>& inputs) {
  Tape<double> tape(a);
  tape.record(parameters, inputs);
  Matrix<double> j(tape.outputs().size(), a.parameterCount);
  Vector<double> gradient;
  for (Index row = 0; row < j.rows(); ++row) {
    tape.vjp(Vector<double>::Unit(j.rows(), row), gradient);
    j.row(row) = gradient;
  }
  return j;
}

double operatorNorm(const Matrix<double>& m) { return m.jacobiSvd().singularValues()[0]; }

TEST(JacobianLipschitz, NoPairExceedsItAndOneNeuronReachesIt) {
  RandomStream random(9, 0, 0, Purpose::noise);
  for (const Activation activation : {Activation::tanh, Activation::erf, Activation::quadratic}) {
    NetworkSpec spec;
    spec.activation = activation;
    spec.parametrisation = Parametrisation::ntk;
    spec.trainedLayers = {1};
    spec.width = 5;
    spec.outputs = 2;
    spec.biasScale = .7;
    const Architecture a = makeArchitecture(spec, 2);
    const Matrix<double> inputs = 1.3 * circle(3);
    double largest = 0;
    for (int draw = 0; draw < 200; ++draw) {
      const Vector<double> w = drawParameters<double>(a, 17);
      Vector<double> v = w;
      for (double& entry : v.head(15)) entry += std::pow(10, -2 * random.uniform()) * random.normal();
      const double bound = *jacobianLipschitz(*firstLayerNetwork(a, w), extendedInputs(a, inputs));
      const double ratio =
          operatorNorm(jacobian(a, w, inputs) - jacobian(a, v, inputs)) / (w - v).norm() / bound;
      largest = std::max(largest, ratio);
    }
    std::printf("Jacobian's Lipschitz constant: random pairs reach %.2f of it\n", largest);
    EXPECT_LE(largest, 1 + 1e-12);
  }
  NetworkSpec one;
  one.activation = Activation::quadratic;
  one.width = 1;
  const Architecture a = makeArchitecture(one, 2);
  const Matrix<double> input = 1.3 * circle(1);
  const Vector<double> w = drawParameters<double>(a, 1);
  Vector<double> v = w;
  v.head(2) += .1 * input.col(0);
  EXPECT_NEAR(operatorNorm(jacobian(a, w, input) - jacobian(a, v, input)) / (w - v).norm(),
              *jacobianLipschitz(*firstLayerNetwork(a, w), extendedInputs(a, input)), 1e-12);
}

struct TrainingRun {
  LazyConvergence convergence;
  Theorem81 theorem;
  bool conditionHeld = true;
  double length = 0;
};

/// A tanh network to t = 300: while C19's condition holds, its bounds are checked at every step.
TrainingRun run(double alpha, int width) {
  NetworkSpec spec;
  spec.activation = Activation::tanh;
  spec.width = width;
  spec.alpha = alpha;
  const Architecture a = makeArchitecture(spec, 2);
  const Vector<double> initial = drawParameters<double>(a, 2);
  const Matrix<double> inputs = circle(3);
  Tape<double> tape(a);
  tape.record(initial, inputs);
  const Vector<double> targets = tape.outputs() + Vector<double>{{.5, -.3, .4}};
  const SymmetricEigen start(tape.kernel(), kEpsilon);
  TrainingRun result{{start.smallest(), (tape.outputs() - targets).norm(), 3}, {}};
  result.theorem =
      theorem81(result.convergence, start.largest(),
                *jacobianLipschitz(*firstLayerNetwork(a, initial), extendedInputs(a, inputs)), alpha);
  ExponentialFlow<double> flow(a, initial, inputs, targets, Matrix<double>(2, 0),
                               FlowOptions{1e-6, 50000, 300});
  Vector<double> before = initial, now;
  while (flow.time() < 300 && flow.attempt() == Status::running) {
    flow.parametersAt(flow.time(), now);
    tape.record(now, inputs);
    result.length += (now - before).norm();
    before = now;
    result.conditionHeld &=
        result.convergence.conditionHolds(SymmetricEigen(tape.kernel(), kEpsilon).smallest());
    if (!result.conditionHeld) continue;
    const double loss = (tape.outputs() - targets).squaredNorm() / 6;
    EXPECT_LE(loss, result.convergence.lossBound(flow.time()) * 1.001 + 1e-12);
    EXPECT_LE(result.length, result.convergence.radius() * 1.001);
    EXPECT_LE((now - initial).norm(), result.length * (1 + 1e-12));
  }
  return result;
}

TEST(LazyConvergence, BoundsHoldWhileTheConditionDoes) {
  const TrainingRun lazy = run(10, 256);
  EXPECT_TRUE(lazy.conditionHeld);
  std::printf("C19: path %.4f of at most %.4f\n", lazy.length, lazy.convergence.radius());
  EXPECT_GT(lazy.length, 0);
  EXPECT_NEAR(lazy.convergence.lossBound(0), .5 / 3 * (.25 + .09 + .16), 1e-14);
}

// The theorem's hypothesis must imply C19's condition for all times; below it nothing is promised.
TEST(Theorem81, ImpliesTheConditionForAllTimes) {
  const TrainingRun first = run(1, 256);
  std::printf("Theorem 8.1, tanh, m = 256: sigma_min %.4f, sigma_max %.4f, beta %.4f, alpha needed %.3f\n",
              first.theorem.smallestSingularValue, first.theorem.largestSingularValue,
              first.theorem.lipschitz, first.theorem.alphaNeeded);
  const TrainingRun enough = run(1.01 * first.theorem.alphaNeeded, 256);
  EXPECT_TRUE(enough.theorem.holds);
  // At the needed α the radius is where σ_min − β‖W − W_0‖ has fallen to σ_min/√2.
  EXPECT_NEAR(first.theorem.smallestSingularValue -
                  first.theorem.lipschitz * first.theorem.radius / first.theorem.alphaNeeded,
              first.theorem.smallestSingularValue / std::sqrt(2), 1e-12);
  EXPECT_TRUE(enough.conditionHeld);
  EXPECT_NEAR(enough.theorem.alphaNeeded, first.theorem.alphaNeeded, 1e-8 * first.theorem.alphaNeeded);
  EXPECT_FALSE(run(.9 * first.theorem.alphaNeeded, 256).theorem.holds);
}

}  // namespace
}  // namespace ntk

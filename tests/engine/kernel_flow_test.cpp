#include "engine/dynamics/kernel_flow.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numbers>
#include <vector>

#include "engine/data/dataset.hpp"
#include "engine/kernels/analytic_kernel.hpp"
#include "engine/theory/measures.hpp"

namespace ntk {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kRoundOff = std::numeric_limits<double>::epsilon();

using Numbers = std::vector<double>;

Vector<double> vectorOf(const Numbers& numbers) {
  return Eigen::Map<const Vector<double>>(numbers.data(), static_cast<Index>(numbers.size()));
}

Matrix<double> circleAt(const Numbers& degrees) {
  return mapInputs(InputMap::circle, vectorOf(degrees).transpose() * std::numbers::pi / 180);
}

struct Problem {
  Problem(const Numbers& train, const Numbers& probe, const Numbers& targets, const Numbers& initial = {},
          double ridge = 0)
      : inputs(circleAt(train)),
        probes(circleAt(probe)),
        y(vectorOf(targets)),
        f0(initial.empty() ? Vector<double>::Zero(y.size()) : vectorOf(initial)),
        kernel(analyticNtk(architecture, inputs, inputs)),
        probeKernel(analyticNtk(architecture, probes, inputs)),
        flow(SymmetricEigen(kernel, kRoundOff), probeKernel, f0, Vector<double>::Zero(probes.cols()), y,
             y.size(), ridge) {}
  Architecture architecture = makeArchitecture(NetworkSpec{}, 2);
  Matrix<double> inputs, probes;
  Vector<double> y, f0;
  Matrix<double> kernel, probeKernel;
  KernelFlow flow;
};

// Two points at 60°: modes (1,1) and (1,−1) decay exactly e^{−t/3}, e^{−t/6} (C15, C17).
TEST(KernelFlow, TwoPointsDecayInTheirModes) {
  const Problem p({0, 60}, {30}, {1, 1}), q({0, 60}, {30}, {1, -1});
  for (const double t : {0., .5, 3., 20.}) {
    EXPECT_NEAR(1 - p.flow.trainOutputs(t)[0], std::exp(-t / 3), 1e-14);
    EXPECT_NEAR(1 - q.flow.trainOutputs(t)[0], std::exp(-t / 6), 1e-14);
  }
  EXPECT_NEAR(p.flow.probeOutputs(kInfinity)[0], 5 * std::sqrt(3.) / 8, 1e-14);
  EXPECT_NEAR(q.flow.probeOutputs(kInfinity)[0], 0, 1e-15);
}

TEST(KernelFlow, SquareDecaysAtOneRate) {
  const Problem p({0, 90, 180, 270}, {45}, {1, -2, .5, 3});
  for (const double t : {1., 10.})
    EXPECT_TRUE((p.y - p.flow.trainOutputs(t)).isApprox(std::exp(-t / 8) * p.y, 1e-13));
}

// Alternating labels on the hexagon lie in the null space: loss ½ for ever, finite everywhere (C10).
TEST(KernelFlow, HexagonWithAlternatingLabelsNeverLearns) {
  const Problem p({0, 60, 120, 180, 240, 300}, {15, 100}, {1, -1, 1, -1, 1, -1});
  for (const double t : {0., 1., 1e6, kInfinity}) {
    EXPECT_NEAR(squareLoss(p.flow.trainOutputs(t), p.y), .5, 1e-12) << t;
    EXPECT_LT(p.flow.probeOutputs(t).cwiseAbs().maxCoeff(), 1e-8) << t;
  }
}

// C17 at t = ∞ by Cholesky, with and without ridge.
TEST(KernelFlow, LongTimeLimitIsKernelRegression) {
  for (const double ridge : {0., .3}) {
    const Problem p({0, 40, 95, 200, 260}, {10, 150, 300}, {1, -2, .5, 3, 0}, {.1, .2, -.3, .4, .5}, ridge);
    const Matrix<double> k = p.kernel + ridge * Matrix<double>::Identity(5, 5);
    const Vector<double> c = k.llt().solve(p.y - p.f0);
    EXPECT_TRUE(p.flow.probeOutputs(kInfinity).isApprox(p.probeKernel * c, 1e-12));
    EXPECT_TRUE(p.flow.trainOutputs(kInfinity).isApprox(p.f0 + p.kernel * c, 1e-12));
  }
}

TEST(KernelFlow, StartsAtF0AndFlowsCompose) {
  const Numbers f0{.1, .2, -.3};
  const Problem p({0, 40, 95}, {10}, {1, -2, .5}, f0);
  const Vector<double> atTwo = p.flow.trainOutputs(2);
  EXPECT_TRUE(p.flow.trainOutputs(0).isApprox(vectorOf(f0), 1e-15));
  EXPECT_EQ(p.flow.probeOutputs(0)[0], 0);
  const Problem restarted({0, 40, 95}, {10}, {1, -2, .5}, Numbers(atTwo.begin(), atTwo.end()));
  EXPECT_TRUE(restarted.flow.trainOutputs(3).isApprox(p.flow.trainOutputs(5), 1e-14));
}

// df_S/dt = −(1/n) K (f_S − y): the 1/n stands in the dynamics (C15).
TEST(KernelFlow, SolvesItsDifferentialEquation) {
  const Problem p({0, 40, 95}, {10}, {1, -2, .5});
  constexpr double kTime = 1.7, kStep = 1e-4;
  const Vector<double> slope =
      (p.flow.trainOutputs(kTime + kStep) - p.flow.trainOutputs(kTime - kStep)) / (2 * kStep);
  EXPECT_TRUE(slope.isApprox(p.kernel * (p.y - p.flow.trainOutputs(kTime)) / 3, 1e-7));
}

// Outputs that share the kernel do not see each other, and are the flow of K ⊗ I.
TEST(KernelFlow, SeveralOutputsShareOneKernel) {
  const Problem p({0, 40, 95}, {10, 70}, {1, -2, .5}, {.1, 0, .3}), q({0, 40, 95}, {10, 70}, {-1, 4, 0});
  Vector<double> y(6), f0(6);
  y << p.y, q.y;
  f0 << p.f0, q.f0;
  const Vector<double> probe0 = Vector<double>::Zero(4);
  Matrix<double> full = Matrix<double>::Zero(6, 6), fullProbe = Matrix<double>::Zero(4, 6);
  full.topLeftCorner(3, 3) = full.bottomRightCorner(3, 3) = p.kernel;
  fullProbe.topLeftCorner(2, 3) = fullProbe.bottomRightCorner(2, 3) = p.probeKernel;
  const KernelFlow shared(SymmetricEigen(p.kernel, kRoundOff), p.probeKernel, f0, probe0, y, 3, .1);
  const KernelFlow own(SymmetricEigen(full, kRoundOff), fullProbe, f0, probe0, y, 3, .1);
  for (const double t : {.7, 30., kInfinity}) {
    EXPECT_TRUE(shared.trainOutputs(t).isApprox(own.trainOutputs(t), 1e-13));
    EXPECT_TRUE(shared.probeOutputs(t).isApprox(own.probeOutputs(t), 1e-13));
    EXPECT_NEAR(shared.movement(t), own.movement(t), 1e-13);
  }
}

// C14: at t = ∞ ‖W_∞ − W_0‖² = rᵀ K⁻¹ r.
TEST(KernelFlow, MovementIsTheRkhsNorm) {
  const Problem p({0, 40, 95}, {10}, {1, -2, .5});
  EXPECT_NEAR(p.flow.movement(kInfinity), std::sqrt(p.y.dot(p.kernel.llt().solve(p.y))), 1e-12);
  EXPECT_EQ(p.flow.movement(0), 0);
}

}  // namespace
}  // namespace ntk

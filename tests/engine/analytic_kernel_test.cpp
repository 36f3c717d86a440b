#include "engine/kernels/analytic_kernel.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "engine/base/symmetric_eigen.hpp"
#include "engine/data/dataset.hpp"
#include "engine/network/tape.hpp"

namespace ntk {
namespace {

constexpr double kPi = std::numbers::pi;

Matrix<double> circle(const std::vector<double>& degrees) {
  Vector<double> x(static_cast<Index>(degrees.size()));
  for (std::size_t i = 0; i < degrees.size(); ++i) x[static_cast<Index>(i)] = degrees[i] * kPi / 180;
  return mapInputs(InputMap::circle, x.transpose());
}

Architecture lecture(int width = 8) {
  NetworkSpec spec;
  spec.width = width;
  return makeArchitecture(spec, 2);
}

// Deep ReLU, σ_w = 1 and ‖x‖² = d in front, σ_w² = 2 behind, no bias.
Architecture normalisedRelu(int depth) {
  NetworkSpec spec;
  spec.parametrisation = Parametrisation::ntk;
  spec.depth = depth;
  spec.biasScale = 0;
  spec.weightScale = std::sqrt(2.0);
  Architecture a = makeArchitecture(spec, 2);
  a.layers[0].weightScale = 1;  // unit circle: ‖x‖² = 1
  return a;
}

double kernelAt(const Architecture& a, double degrees) {
  return analyticNtk(a, circle({0}), circle({degrees}))(0, 0);
}

// C9: k(x, x') = ρ(π−θ)/2π.
TEST(LectureKernel, IsTheArcCosineKernelOfOrderZero) {
  for (const double degrees : {0., 60., 90., 120., 180.}) {
    const double theta = degrees * kPi / 180;
    EXPECT_NEAR(kernelAt(lecture(), degrees), std::cos(theta) * (kPi - theta) / (2 * kPi),
                kClosedFormAccuracy);
  }
}

TEST(LectureKernel, EigenvaluesOfTwoPointsSquareAndHexagon) {
  const auto eigenvalues = [](const std::vector<double>& degrees) {
    const Matrix<double> x = circle(degrees);
    return Vector<double>(SymmetricEigen(analyticNtk(lecture(), x, x), 2.2e-16).values());
  };
  EXPECT_TRUE(eigenvalues({0, 60}).isApprox(Vector<double>{{2. / 3, 1. / 3}}, 1e-14));
  EXPECT_TRUE(eigenvalues({0, 90, 180, 270}).isApprox(Vector<double>::Constant(4, .5), 1e-14));
  const Vector<double> hexagon = eigenvalues({0, 60, 120, 180, 240, 300});
  EXPECT_TRUE(hexagon.isApprox(Vector<double>{{.75, .75, 2. / 3, 5. / 12, 5. / 12, 0}}, 1e-14));
  EXPECT_EQ(hexagon[5], 0) << "the zero eigenvalue must be exactly zero";
}

// Whole circle, n → ∞: rates λ/n of frequency k; n = 720 equispaced points.
TEST(LectureKernel, SpectrumOfTheWholeCircle) {
  constexpr int kCount = 720;
  const Vector<double> x = Vector<double>::LinSpaced(kCount, -kPi, kPi * (1 - 2.0 / kCount));
  const Matrix<double> inputs = mapInputs(InputMap::circle, x.transpose());
  const Matrix<double> k = analyticNtk(lecture(), inputs, inputs);
  const auto rate = [&](int frequency) {
    const Vector<double> mode = (frequency * x.array()).cos().matrix().normalized();
    return mode.dot(k * mode) / kCount;
  };
  EXPECT_NEAR(rate(0), 1 / (kPi * kPi), 1e-5);
  EXPECT_NEAR(rate(1), 1. / 8, 1e-5);
  EXPECT_NEAR(rate(2), 5 / (9 * kPi * kPi), 1e-5);
  EXPECT_NEAR(rate(4), 17 / (225 * kPi * kPi), 1e-5);
  EXPECT_NEAR(rate(3), 0, 1e-12);
  EXPECT_NEAR(rate(5), 0, 1e-12);
}

TEST(DeepReluKernel, KnownValues) {
  EXPECT_NEAR(kernelAt(normalisedRelu(1), 90), 1 / kPi, 1e-14);
  EXPECT_NEAR(kernelAt(normalisedRelu(2), 90), .6857086362829425, 1e-13);
  EXPECT_NEAR(kernelAt(normalisedRelu(3), 60), 1.737844679215309, 1e-13);
  EXPECT_NEAR(kernelAt(normalisedRelu(5), 90), 1.792195966844593, 1e-13);
  for (int depth = 1; depth <= 6; ++depth) {
    EXPECT_NEAR(kernelAt(normalisedRelu(depth), 0), depth + 1, 1e-12);
    EXPECT_NEAR(kernelAt(normalisedRelu(depth + 1), 180), kernelAt(normalisedRelu(depth), 90), 1e-12);
  }
}

// k_m = ρ·Binomial(m, p)/m for unit inputs, p = (π−θ)/2π: exact standard deviation, so a z-test over seeds.
TEST(EmpiricalKernel, FluctuatesBinomiallyAroundTheLectureKernel) {
  constexpr int kWidth = 256, kSeeds = 400;
  const Architecture a = lecture(kWidth);
  const Matrix<double> x = circle({0, 60});
  double sum = 0, squares = 0;
  for (int seed = 0; seed < kSeeds; ++seed) {
    Tape<double> tape(a);
    tape.record(drawParameters<double>(a, static_cast<std::uint64_t>(seed)), x);
    const double k = tape.kernel()(0, 1);
    EXPECT_NEAR(k / .5 * kWidth, std::round(k / .5 * kWidth), 1e-9) << "ρ · integer / m";
    sum += k;
    squares += k * k;
  }
  constexpr double kP = 1. / 3, kMean = .5 * kP;
  const double variance = .25 * kP * (1 - kP) / kWidth;
  EXPECT_NEAR(sum / kSeeds, kMean, 4 * std::sqrt(variance / kSeeds));
  const double measured = (squares - sum * sum / kSeeds) / (kSeeds - 1);
  EXPECT_NEAR(measured / variance, 1, 4 * std::sqrt(2. / kSeeds));
}

// ‖K_0 − Θ‖ falls like m^{−1/2} (C9, C16): fitted slope over widths 2^6 … 2^13, mean over seeds.
TEST(EmpiricalKernel, ConvergesToTheAnalyticOneAtRateOneHalf) {
  const Matrix<double> x = circle({10, 60, 100, 200, 310});
  for (const Parametrisation p : {Parametrisation::lecture, Parametrisation::ntk}) {
    std::vector<double> logWidth, logError;
    for (int width = 64; width <= 8192; width *= 2) {
      NetworkSpec spec;
      spec.parametrisation = p;
      spec.width = width;
      const Architecture a = makeArchitecture(spec, 2);
      const Matrix<double> limit = analyticNtk(a, x, x);
      double sum = 0;
      for (std::uint64_t seed = 0; seed < 64; ++seed) {
        Tape<double> tape(a);
        tape.record(drawParameters<double>(a, seed), x);
        sum += (tape.kernel() - limit).squaredNorm();
      }
      logWidth.push_back(std::log(width));
      logError.push_back(std::log(sum / 64) / 2);
    }
    const auto n = static_cast<double>(logWidth.size());
    double sx = 0, sy = 0, sxx = 0, sxy = 0;
    for (std::size_t i = 0; i < logWidth.size(); ++i) {
      sx += logWidth[i];
      sy += logError[i];
      sxx += logWidth[i] * logWidth[i];
      sxy += logWidth[i] * logError[i];
    }
    const double slope = (n * sxy - sx * sy) / (n * sxx - sx * sx);
    RecordProperty("slope", std::to_string(slope));
    std::printf("slope of the kernel error over width: %.3f\n", slope);
    EXPECT_NEAR(slope, -.5, .05);
  }
}

// The angle of the next layer by half-angles, verification by another formula than the code's: 1 − ρ' =
// 2 sin²(θ/2) − (sin θ − θ cos θ)/π. Coincident, nearly coincident and opposite inputs included.
TEST(DeepReluKernel, FollowsTheRecursionOfAngles) {
  using Real = long double;
  constexpr Real kLongPi = std::numbers::pi_v<Real>;
  const auto reference = [&](Real theta, int depth) {
    Real ntk = std::cos(theta);
    for (int l = 0; l < depth; ++l) {
      const Real cube = theta * theta * theta;
      const Real small = cube * (1 / Real{3} - theta * theta / 30 + theta * theta * theta * theta / 840);
      const Real excess = theta < .02L ? small : std::sin(theta) - theta * std::cos(theta);
      const Real sine = std::sin(theta / 2), gap = 2 * sine * sine - excess / kLongPi;
      ntk = 1 - gap + ntk * (1 - theta / kLongPi);
      theta = 2 * std::asin(std::sqrt(gap / 2));
    }
    return static_cast<double>(ntk);
  };
  for (const int depth : {1, 2, 5}) {
    const Architecture a = normalisedRelu(depth);
    for (const double theta : {0., 1e-15, 1e-12, 1e-9, 1e-6, 1e-3, .1, 1., 2., 3., kPi - 1e-5, kPi}) {
      const Matrix<double> x{{1, std::cos(theta)}, {0, std::sin(theta)}};
      EXPECT_NEAR(analyticNtk(a, x, x)(0, 1) / (depth + 1), reference(theta, depth) / (depth + 1),
                  kClosedFormAccuracy)
          << depth << ' ' << theta;
    }
  }
}

// Θ^L/(L+1) → 1/4 at every ρ < 1, slowly.
TEST(DeepReluKernel, ForgetsTheInputsWithDepth) {
  for (const double degrees : {20., 90., 180.}) {
    const double shallow = kernelAt(normalisedRelu(16), degrees) / 17;
    const double deep = kernelAt(normalisedRelu(256), degrees) / 257;
    EXPECT_NEAR(deep, .25, .03) << degrees;
    EXPECT_LT(std::abs(deep - .25), .3 * std::abs(shallow - .25)) << degrees;
  }
}

// At σ_b = 0 the critical σ_w² is π/4 (erf), 1 (tanh), 2 (ReLU): a small variance changes by σ_w²/critical
// in each layer (Poole et al. 2016), to first order.
TEST(OrderAndChaos, AreDividedAtTheCriticalWeightScale) {
  constexpr int kDepth = 12;
  const std::pair<Activation, double> critical[] = {
      {Activation::erf, kPi / 4}, {Activation::tanh, 1}, {Activation::relu, 2}};
  for (const auto& [activation, variance] : critical) {
    for (const double ratio : {.8, 1., 1.25}) {
      NetworkSpec spec;
      spec.parametrisation = Parametrisation::ntk;
      spec.activation = activation;
      spec.depth = kDepth;
      spec.biasScale = 0;
      spec.weightScale = std::sqrt(ratio * variance);
      const Matrix<double> x = 1e-5 * circle({0, 60});
      const Architecture a = makeArchitecture(spec, 2);
      const double first = a.layers[0].weightScale * a.layers[0].weightScale * 1e-10;
      EXPECT_NEAR(analyticNngp(a, x, x)(0, 0) / first / std::pow(ratio, kDepth), 1, 1e-6) << ratio;
    }
  }
}

// C10: with the bias coordinate the hexagon's kernel is strictly positive definite.
TEST(LectureKernel, BiasCoordinateMakesTheHexagonDefinite) {
  const Matrix<double> angles = Vector<double>::LinSpaced(6, -kPi, 2 * kPi / 3).transpose();
  const Matrix<double> x = mapInputs(InputMap::biasCoordinate, angles);
  EXPECT_GT(SymmetricEigen(analyticNtk(makeArchitecture(NetworkSpec{}, 3), x, x), 2.2e-16).smallest(), 1e-2);
}

// neural-tangents issue 198: careless double gives .017872.
TEST(AnalyticKernel, IllConditionedDeepReluOn200Points) {
  NetworkSpec spec;
  spec.parametrisation = Parametrisation::ntk;
  spec.depth = 2;
  spec.weightScale = 1.5;
  spec.biasScale = .05;
  const Matrix<double> x = Vector<double>::LinSpaced(200, -10 * kPi, 10 * kPi).transpose();
  const Matrix<double> k = analyticNtk(makeArchitecture(spec, 1), x, x);
  EXPECT_NEAR(Eigen::SelfAdjointEigenSolver<Matrix<double>>(k).eigenvalues()[0], .017885424, 1e-9);
}

}  // namespace
}  // namespace ntk

#include "engine/dynamics/kernel_regression.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numbers>

#include "engine/base/random.hpp"
#include "engine/data/dataset.hpp"
#include "engine/dynamics/ensemble.hpp"
#include "engine/dynamics/kernel_flow.hpp"
#include "engine/kernels/analytic_kernel.hpp"

namespace ntk {
namespace {

constexpr double kPi = std::numbers::pi;
constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kRoundOff = std::numeric_limits<double>::epsilon();

Matrix<double> circle(const Vector<double>& degrees) {
  return mapInputs(InputMap::circle, degrees.transpose() * kPi / 180);
}

Architecture reluNetwork() {
  NetworkSpec spec;
  spec.parametrisation = Parametrisation::ntk;
  return makeArchitecture(spec, 2);
}

struct Problem {
  Architecture architecture = reluNetwork();
  Matrix<double> x = circle(Vector<double>{{0, 40, 95, 200, 260}}),
                 z = circle(Vector<double>{{10, 150, 300}});
  Matrix<double> kernel = analyticNtk(architecture, x, x), probe = analyticNtk(architecture, z, x);
  Matrix<double> y = Matrix<double>{{1, .3}, {-2, .1}, {.5, 0}, {3, -1}, {0, 2}};
  Vector<double> variances = analyticNtk(architecture, z, z).diagonal();
};

// C17 by two routes: Cholesky, and the eigenbasis at t = ∞.
TEST(KernelRegression, IsTheLongTimeLimitOfTheFlow) {
  const Problem p;
  for (const double ridge : {0., .3}) {
    const KernelRegression regression(p.kernel, ridge);
    const KernelFlow flow(SymmetricEigen(p.kernel, kRoundOff), p.probe, Vector<double>::Zero(10),
                          Vector<double>::Zero(6), p.y.reshaped(), 5, ridge);
    const Matrix<double> predicted = regression.predict(p.probe, Matrix<double>::Zero(3, 2), p.y);
    EXPECT_TRUE(flow.probeOutputs(kInfinity).isApprox(Vector<double>(predicted.reshaped()), 1e-12));
    EXPECT_NEAR(std::sqrt(regression.squaredNorm(p.y)), flow.movement(kInfinity), 1e-12);
  }
}

// The Schur complement by a dense inverse; its diagonal is the variance.
TEST(KernelRegression, CovarianceIsTheSchurComplement) {
  const Problem p;
  const KernelRegression regression(p.kernel, .3);
  const Matrix<double> prior = analyticNtk(p.architecture, p.z, p.z);
  const Matrix<double> noisy = p.kernel + .3 * Matrix<double>::Identity(5, 5);
  const Matrix<double> covariance = regression.covariance(p.probe, prior);
  EXPECT_TRUE(covariance.isApprox(prior - p.probe * noisy.inverse() * p.probe.transpose(), 1e-12));
  EXPECT_TRUE(regression.variance(p.probe, p.variances).isApprox(covariance.diagonal(), 1e-12));
}

TEST(KernelRegression, AddsThePriorMean) {
  const Problem p;
  const Matrix<double> mean = Matrix<double>::Constant(3, 2, 5),
                       trainMean = Matrix<double>::Constant(5, 2, 5);
  const KernelRegression regression(p.kernel, 0);
  // Residual 0: nothing but the prior is left.
  EXPECT_EQ(regression.predict(p.probe, mean, trainMean - trainMean), mean);
  EXPECT_TRUE(regression.predict(p.kernel, trainMean, p.y - trainMean).isApprox(p.y, 1e-12));
}

TEST(KernelRegression, EffectiveDimensionIsThatOfTheSpectrum) {
  const Problem p;
  const Vector<double> values = Eigen::SelfAdjointEigenSolver<Matrix<double>>(p.kernel).eigenvalues();
  for (const double ridge : {0., .01, 1., 100.}) {
    EXPECT_NEAR(KernelRegression(p.kernel, ridge).effectiveDimension(),
                (values.array() / (values.array() + ridge)).sum(), 1e-12);
  }
}

// var f(x) = 1/(K_joint⁻¹)_xx of training points and x together; with noise, of K_joint + λ on the former.
TEST(KernelRegression, PosteriorVarianceIsTheSchurComplement) {
  const Problem p;
  for (const double noise : {0., .2}) {
    const Vector<double> variance = KernelRegression(p.kernel, noise).variance(p.probe, p.variances);
    for (Index i = 0; i < 3; ++i) {
      Matrix<double> joint(6, 6);
      joint << p.kernel, p.probe.row(i).transpose(), p.probe.row(i), p.variances[i];
      joint.diagonal().head(5).array() += noise;
      EXPECT_NEAR(variance[i], 1 / joint.inverse()(5, 5), 1e-12);
    }
  }
}

TEST(KernelRegression, PosteriorIsTheOneOfTheEigenbasis) {
  const Problem p;
  for (const double noise : {0., .2}) {
    const KernelRegression regression(p.kernel, noise);
    const Posterior posterior = gaussianPosterior({p.kernel, p.probe, p.variances}, p.y.reshaped(), noise);
    const Matrix<double> mean = regression.predict(p.probe, Matrix<double>::Zero(3, 2), p.y);
    EXPECT_TRUE(posterior.mean.isApprox(Vector<double>(mean.reshaped()), 1e-12));
    EXPECT_TRUE(posterior.variance.isApprox(regression.variance(p.probe, p.variances), 1e-11));
  }
}

// Round-off makes k(x,x) − k K⁻¹ k negative at some of the data; a variance never is.
TEST(KernelRegression, VarianceIsNeverNegative) {
  const Matrix<double> x = circle(Vector<double>::LinSpaced(60, 0, 300));
  const Matrix<double> kernel = analyticNtk(reluNetwork(), x, x);
  const Matrix<double> unclamped = kernel - kernel * kernel.llt().solve(kernel);
  EXPECT_LT(unclamped.diagonal().minCoeff(), 0) << "the case must need the clamp";
  for (const Vector<double>& variance :
       {KernelRegression(kernel, 0).variance(kernel, kernel.diagonal()),
        gaussianPosterior({kernel, kernel, kernel.diagonal()}, Vector<double>::Ones(60), 0).variance}) {
    EXPECT_GE(variance.minCoeff(), 0);
    EXPECT_LT(variance.maxCoeff(), 1e-11);
  }
}

// The alternating hexagon (C10): a pivot at round-off is reported; a ridge mends it.
TEST(KernelRegression, ReportsSingularKernels) {
  const Matrix<double> x = circle(Vector<double>::LinSpaced(6, 0, 300));
  const Matrix<double> kernel = analyticNtk(makeArchitecture(NetworkSpec{}, 2), x, x);
  const KernelRegression regression(kernel, 0);
  EXPECT_TRUE(regression.isSingular());
  EXPECT_LT(std::abs(regression.smallestPivot()), 1e-14);
  const KernelRegression mended(kernel, .1);
  EXPECT_FALSE(mended.isSingular());
  EXPECT_GE(mended.smallestPivot(), .1 - 1e-14);
  const Matrix<double> y = Vector<double>{{1, -1, 1, -1, 1, -1}};
  EXPECT_TRUE(mended.solve(y).isApprox(10 * y, 1e-12)) << "y is in the null space of K";
}

// neural-tangents issue 198: single precision fails at N = 50 even with regularisation.
TEST(KernelRegression, SolvesIssue198WithoutRidge) {
  NetworkSpec spec;
  spec.parametrisation = Parametrisation::ntk;
  spec.depth = 2;
  spec.weightScale = 1.5;
  spec.biasScale = .05;
  const Matrix<double> x = Vector<double>::LinSpaced(200, -10 * kPi, 10 * kPi).transpose();
  const Matrix<double> kernel = analyticNtk(makeArchitecture(spec, 1), x, x);
  const KernelRegression regression(kernel, 0);
  ASSERT_FALSE(regression.isSingular());
  const Matrix<double> y = x.array().sin().matrix().transpose();
  const double residual = (kernel * regression.solve(y) - y).norm() / y.norm();
  std::printf("issue 198: smallest pivot %.4f, residual %.1e\n", regression.smallestPivot(), residual);
  EXPECT_LT(residual, 1e-9);
  EXPECT_GE(regression.smallestPivot(), .017885424);
}

}  // namespace
}  // namespace ntk

#include "engine/dynamics/ensemble.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdio>
#include <limits>
#include <numbers>

#include "engine/data/dataset.hpp"
#include "engine/dynamics/kernel_flow.hpp"
#include "engine/dynamics/kernel_regression.hpp"
#include "engine/kernels/analytic_kernel.hpp"
#include "engine/network/tape.hpp"

namespace ntk {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kRoundOff = std::numeric_limits<double>::epsilon();

Matrix<double> circle(const Vector<double>& degrees) {
  return mapInputs(InputMap::circle, degrees.transpose() * std::numbers::pi / 180);
}

struct Problem {
  explicit Problem(NetworkSpec spec, const Vector<double>& train = Vector<double>{{0, 50, 130, 220}},
                   const Vector<double>& probe = Vector<double>{{20, 90, 300}})
      : architecture(makeArchitecture(spec, 2)), x(circle(train)), z(circle(probe)) {
    prior = {analyticNngp(architecture, x, x), analyticNngp(architecture, z, x), probePrior().diagonal()};
    y = (Vector<double>::LinSpaced(train.size(), 0, 3).array() * 1.9).sin() * 2;
  }
  Matrix<double> probePrior() const { return analyticNngp(architecture, z, z); }
  Ensemble ensemble(double ridge = 0) const {
    return {SymmetricEigen(analyticNtk(architecture, x, x), kRoundOff), analyticNtk(architecture, z, x),
            prior, y, ridge};
  }
  Architecture architecture;
  Matrix<double> x, z;
  GaussianPrior prior;
  Vector<double> y;
};

NetworkSpec deepErf() {
  NetworkSpec spec;
  spec.parametrisation = Parametrisation::ntk;
  spec.activation = Activation::erf;
  spec.depth = 2;
  return spec;
}

TEST(Ensemble, StartsAsTheNngp) {
  const Problem p(deepErf());
  EXPECT_EQ(p.ensemble().mean(0), Vector<double>::Zero(3));
  EXPECT_TRUE(p.ensemble().variance(0).isApprox(p.prior.variances, 1e-15));
  EXPECT_TRUE(p.ensemble().covariance(0, p.probePrior()).isApprox(p.probePrior(), 1e-15));
}

// Lee et al. 2019: training only the last layer for ever samples the posterior (here by Cholesky).
TEST(Ensemble, OfTheLastLayerEndsInTheNngpPosterior) {
  NetworkSpec spec = deepErf();
  spec.trainedLayers = {3};
  const Problem p(spec);
  const KernelRegression regression(p.prior.train, 0);
  EXPECT_TRUE(p.ensemble().mean(kInfinity).isApprox(p.prior.probe * regression.solve(p.y), 1e-10));
  EXPECT_TRUE(
      p.ensemble().variance(kInfinity).isApprox(regression.variance(p.prior.probe, p.prior.variances), 1e-9));
}

// The formula with dense matrices, no eigenbasis: A = Θ(x,S)(Θ + λ)⁻¹(I − e^{−t(Θ+λ)/n}), the exponential by
// squaring its series.
TEST(Ensemble, IsTheFormulaOfLeeEtAl) {
  const Problem p(deepErf());
  constexpr double kRidge = .2, kTime = 3;
  const Matrix<double> one = Matrix<double>::Identity(4, 4);
  const Matrix<double> theta = analyticNtk(p.architecture, p.x, p.x) + kRidge * one;
  const Matrix<double> exponent = -kTime / 4 / 1024 * theta;
  Matrix<double> decay = one + exponent * (one + exponent / 2 * (one + exponent / 3 * (one + exponent / 4)));
  for (int i = 0; i < 10; ++i) decay = decay * decay;
  const Matrix<double> a = analyticNtk(p.architecture, p.z, p.x) * theta.inverse() * (one - decay);
  const Matrix<double> covariance = p.probePrior() + a * p.prior.train * a.transpose() -
                                    a * p.prior.probe.transpose() - p.prior.probe * a.transpose();
  const Ensemble ensemble = p.ensemble(kRidge);
  EXPECT_TRUE(ensemble.mean(kTime).isApprox(a * p.y, 1e-11));
  EXPECT_TRUE(ensemble.covariance(kTime, p.probePrior()).isApprox(covariance, 1e-11));
  EXPECT_TRUE(ensemble.variance(kTime).isApprox(covariance.diagonal(), 1e-11));
}

TEST(Ensemble, CovarianceIsPositiveSemiDefinite) {
  const Problem p(deepErf(), Vector<double>{{0, 50, 50, 130, 220}}, Vector<double>{{0, 20, 50, 90, 90, 300}});
  for (const double ridge : {0., .1}) {
    for (const double t : {0., .3, 10., 1e4, kInfinity}) {
      const Matrix<double> covariance = p.ensemble(ridge).covariance(t, p.probePrior());
      ASSERT_TRUE(covariance.allFinite());
      const Vector<double> values = Eigen::SelfAdjointEigenSolver<Matrix<double>>(covariance).eigenvalues();
      EXPECT_GE(values[0], -1e-12) << t;
      EXPECT_GE(p.ensemble(ridge).variance(t).minCoeff(), 0) << t;
    }
  }
}

// Repeated points and the hexagon's zero eigenvalue: late times tend to t = ∞, nothing blows up.
TEST(Ensemble, TakesLimitsWhereTheKernelIsSingular) {
  NetworkSpec lecture;
  for (const Vector<double>& train :
       {Vector<double>{{0, 60, 120, 180, 240, 300}}, Vector<double>{{0, 0, 90, 90}}}) {
    const Problem p(lecture, train);
    const Vector<double> mean = p.ensemble().mean(kInfinity), variance = p.ensemble().variance(kInfinity);
    ASSERT_TRUE(mean.allFinite() && variance.allFinite());
    EXPECT_LT((p.ensemble().mean(1e4) - mean).cwiseAbs().maxCoeff(), 1e-9);
    EXPECT_LT((p.ensemble().variance(1e4) - variance).cwiseAbs().maxCoeff(), 1e-9);
    const Posterior posterior = gaussianPosterior(p.prior, p.y, 0);
    EXPECT_TRUE(posterior.mean.allFinite() && posterior.variance.allFinite());
  }
}

TEST(Ensemble, OutputsAreIndependent) {
  const Problem p(deepErf());
  Vector<double> both(8);
  both << p.y, 3 * p.y;
  const Ensemble ensemble(SymmetricEigen(analyticNtk(p.architecture, p.x, p.x), kRoundOff),
                          analyticNtk(p.architecture, p.z, p.x), p.prior, both, 0);
  EXPECT_TRUE(ensemble.mean(2).head(3).isApprox(p.ensemble().mean(2), 1e-14));
  EXPECT_TRUE(ensemble.mean(2).tail(3).isApprox(3 * p.ensemble().mean(2), 1e-14));
}

// Mean and variance of a normal sample lie within 3 standard errors: σ/√N and σ² √(2/(N − 1)). Each member is
// a network of width 2048, linearised at its own draw and trained by its own kernel.
TEST(Ensemble, IsWhatTrainedLinearisedNetworksDo) {
  constexpr int kMembers = 1000, kTimes = 4;
  constexpr double times[kTimes] = {0, 1, 20, kInfinity};
  NetworkSpec spec;
  spec.parametrisation = Parametrisation::ntk;
  spec.activation = Activation::erf;
  spec.width = 2048;
  const Problem p(spec);
  const Matrix<float> x = p.x.cast<float>(), z = p.z.cast<float>();
  Matrix<double> sum = Matrix<double>::Zero(3, kTimes), squares = sum;
  Tape<float> train(p.architecture), probe(p.architecture);
  for (std::uint32_t member = 0; member < kMembers; ++member) {
    const Vector<float> parameters = drawParameters<float>(p.architecture, 2019, member);
    train.record(parameters, x);
    probe.record(parameters, z);
    const KernelFlow flow(SymmetricEigen(train.kernel(), kGramRoundOff<float>), probe.crossKernel(train),
                          train.outputs(), probe.outputs(), p.y, 4, 0);
    for (int i = 0; i < kTimes; ++i) {
      const Vector<double> f = flow.probeOutputs(times[i]);
      sum.col(i) += f;
      squares.col(i) += f.cwiseAbs2();
    }
  }
  double worstMean = 0, worstVariance = 0;
  for (int i = 0; i < kTimes; ++i) {
    const Eigen::ArrayXd mean = sum.col(i) / kMembers;
    const Eigen::ArrayXd variance = (squares.col(i).array() - kMembers * mean.square()) / (kMembers - 1);
    const Eigen::ArrayXd expected = p.ensemble().variance(times[i]).array();
    const Eigen::ArrayXd meanError =
        (mean - p.ensemble().mean(times[i]).array()) / (expected / kMembers).sqrt();
    const Eigen::ArrayXd varianceError = (variance / expected - 1) / std::sqrt(2. / (kMembers - 1));
    worstMean = std::max(worstMean, meanError.abs().maxCoeff());
    worstVariance = std::max(worstVariance, varianceError.abs().maxCoeff());
  }
  std::printf("1000 linearised networks: mean within %.2f, variance within %.2f standard errors\n", worstMean,
              worstVariance);
  EXPECT_LT(worstMean, 3);
  EXPECT_LT(worstVariance, 3);
}

}  // namespace
}  // namespace ntk

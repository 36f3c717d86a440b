#include "engine/dynamics/gradient_norm.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdio>

#include "tests/engine/descent_problem.hpp"

namespace ntk {
namespace {

/// ∇ of the mean loss over some samples, from the products with J.
Vector<double> gradientOf(const DescentProblem& p, const std::vector<Index>& batch) {
  Tape<double> tape(p.architecture);
  tape.record(p.initial, p.inputs);
  Vector<double> slope, result;
  p.loss.gradient(tape.outputs(), slope);
  Vector<double> cotangent = Vector<double>::Zero(slope.size());
  for (const Index i : batch)
    for (Index e = i; e < slope.size(); e += p.loss.samples())
      cotangent[e] = slope[e] / static_cast<double>(batch.size());
  tape.vjp(cotangent, result);
  return result;
}

GradientMoments momentsOf(const DescentProblem& p) {
  return gradientMoments(p.loss, p.outputs(p.initial), p.kernel(p.initial));
}

// The kernel's form of ‖∇L‖² and of the samples' gradients against the gradients themselves.
TEST(GradientMoments, AreNormsOfGradients) {
  for (const Loss kind : {Loss::square, Loss::logistic, Loss::crossEntropy}) {
    const DescentProblem p(smoothNetwork(kind == Loss::crossEntropy ? 3 : 1), 5, kind);
    const GradientMoments moments = momentsOf(p);
    double samples = 0;
    for (Index i = 0; i < 5; ++i) samples += gradientOf(p, {i}).squaredNorm() / 5;
    EXPECT_NEAR(moments.squaredNorm, p.gradient(p.initial).squaredNorm(), 1e-13);
    EXPECT_NEAR(moments.sampleSquaredNorm, samples, 1e-12);
    EXPECT_EQ(moments.loss, p.loss.value(p.outputs(p.initial)));
  }
}

// E‖ĝ‖² by going through all batches of 2 and of 3 of 5 samples (Khaled & Richtárik 2020, Proposition 3).
TEST(GradientMoments, GiveTheBatchGradientsSecondMomentExactly) {
  const DescentProblem p(smoothNetwork());
  const GradientMoments moments = momentsOf(p);
  for (int size = 1; size <= 5; ++size) {
    double sum = 0;
    int count = 0;
    for (unsigned mask = 0; mask < 32; ++mask) {
      std::vector<Index> batch;
      for (Index i = 0; i < 5; ++i)
        if ((mask >> i & 1U) != 0) batch.push_back(i);
      if (static_cast<int>(batch.size()) != size) continue;
      sum += gradientOf(p, batch).squaredNorm();
      ++count;
    }
    const double share = gradientShare(5, size);
    EXPECT_NEAR(share * moments.squaredNorm + (1 - share) * moments.sampleSquaredNorm, sum / count, 1e-12);
  }
  EXPECT_EQ(gradientShare(1, 1), 1);
}

GradientNormRecord run(const DescentProblem& p, DescentOptions options, int stride = 1) {
  GradientNormExperiment<double> experiment(p.architecture, p.initial, p.inputs, p.loss, options, stride);
  Status status = Status::running;
  while (status == Status::running) status = experiment.advance();
  EXPECT_EQ(status, Status::finished);
  return experiment.record();
}

double slope(const GradientNormRecord& r, const std::vector<double>& values, std::size_t from,
             std::size_t to) {
  return std::log(values[to] / values[from]) / std::log((r.steps[to] + 1.0) / (r.steps[from] + 1.0));
}

// ‖∇L‖² = rᵀKr/n², r known from powers of I − ηK/n; β is at most λ_max(K)/n.
TEST(GradientNorm, OfALinearModelIsThatOfPowersOfIMinusEtaKOverN) {
  const DescentProblem p(randomFeatures());
  const Matrix<double> k = p.kernel(p.initial);
  const double beta = Eigen::SelfAdjointEigenSolver<Matrix<double>>(k).eigenvalues().maxCoeff() / 5;
  DescentOptions options{1 / beta};
  options.maximumSteps = 40;
  const GradientNormRecord r = run(p, options);
  EXPECT_EQ(r.b, 1);
  EXPECT_EQ(r.a, 0);
  EXPECT_LE(r.smoothness, beta * (1 + 1e-9));
  EXPECT_GT(r.smoothness, .3 * beta);
  Vector<double> residual = p.outputs(p.initial) - p.loss.targets();
  for (std::size_t s = 0; s < 40; ++s) {
    const double norm = residual.dot(k * residual) / 25;
    EXPECT_NEAR(r.minimum[s], norm, 1e-12);
    EXPECT_LE(r.minimum[s], r.bound[s]);
    EXPECT_NEAR(r.bound[s], 2 * r.initialLoss * beta / (static_cast<double>(s) + 1), 1e-12);
    residual -= k * residual / (beta * 5);
  }
}

// Rates η(1 + s)^{−1/2}, batches of 1 of 5: the mean over seeds of the minimum stays below both bounds.
TEST(GradientNorm, OfStochasticDescentStaysBelowTheTheoremsBound) {
  const DescentProblem p(smoothNetwork());
  constexpr int kSeeds = 8;
  double ratio = 0;
  for (int seed = 0; seed < kSeeds; ++seed) {
    DescentOptions options{.3, .5};
    options.batchSize = 1;
    options.seed = static_cast<std::uint64_t>(seed);
    options.maximumSteps = 1500;
    const GradientNormRecord r = run(p, options, 10);
    ASSERT_EQ(r.steps.size(), 150U);
    EXPECT_TRUE(r.isSmooth);
    EXPECT_TRUE(r.isRateAllowed);
    EXPECT_GT(r.a, 0);
    EXPECT_EQ(r.b, 0);
    for (std::size_t i = 1; i < r.steps.size(); ++i) EXPECT_LE(r.minimum[i], r.minimum[i - 1]);
    ratio = std::max(ratio, r.minimum.back() / r.bound.back());
    if (seed > 0) continue;
    EXPECT_NEAR(slope(r, r.tunedBound, 20, 149), -.5, 1e-9);
    std::printf("A %.3g, B %.3g, beta %.3g; min |grad|^2 %.3g, bound %.3g, tuned bound %.3g, slope %.2f\n",
                r.a, r.b, r.smoothness, r.minimum.back(), r.bound.back(), r.tunedBound.back(),
                slope(r, r.minimum, 20, 149));
  }
  EXPECT_LT(ratio, 1);
}

// The bound with a single rate is Theorem 2's, (1 + βη²A)^K 2δ/(ηK), or less.
TEST(GradientNorm, BoundIsAtMostTheoremTwo) {
  const DescentProblem p(smoothNetwork());
  DescentOptions options{.05};
  options.batchSize = 2;
  options.maximumSteps = 300;
  const GradientNormRecord r = run(p, options, 7);
  for (std::size_t i = 0; i < r.steps.size(); ++i) {
    const double count = r.steps[i] + 1.0;
    const double growth = std::pow(1 + r.smoothness * r.a * .05 * .05, count);
    EXPECT_LE(r.bound[i], growth * 2 * r.initialLoss / (.05 * count) * (1 + 1e-12));
    EXPECT_GE(r.bound[i], 2 * r.initialLoss / (.05 * count));
  }
}

TEST(GradientNorm, FlagsKinkedActivationsAndLargeRates) {
  NetworkSpec spec = smoothNetwork();
  spec.activation = Activation::relu;
  DescentOptions options{1.9};
  options.maximumSteps = 20;
  const DescentProblem kinked(spec);
  EXPECT_FALSE(run(kinked, {.01, 0, {}, 0, Sampling::epochs, 0, 20}).isSmooth);
  const DescentProblem linear(randomFeatures());
  options.rate =
      9 /
      Eigen::SelfAdjointEigenSolver<Matrix<double>>(linear.kernel(linear.initial)).eigenvalues().maxCoeff();
  EXPECT_FALSE(run(linear, options).isRateAllowed);
}

TEST(GradientNorm, EndsWhereDescentDiverges) {
  const DescentProblem p(smoothNetwork());
  GradientNormExperiment<double> experiment(p.architecture, p.initial, p.inputs, p.loss, {1e6}, 1);
  Status status = Status::running;
  for (int s = 0; s < 5000 && status == Status::running; ++s) status = experiment.advance();
  EXPECT_EQ(status, Status::diverged);
}

}  // namespace
}  // namespace ntk

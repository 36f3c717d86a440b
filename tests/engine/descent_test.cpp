#include "engine/dynamics/descent.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <cstdio>
#include <set>

#include "engine/base/runge_kutta.hpp"
#include "tests/engine/allocation_count.hpp"
#include "tests/engine/descent_problem.hpp"

namespace ntk {
namespace {

constexpr std::array<Momentum, 3> kMomenta{{{0, false}, {.8, false}, {.8, true}}};

double largestEigenvalue(const Matrix<double>& kernel) {
  return Eigen::SelfAdjointEigenSolver<Matrix<double>>(kernel).eigenvalues().maxCoeff();
}

TEST(Descent, OfALinearModelIsPowersOfIMinusEtaKOverN) {
  const DescentProblem p(randomFeatures());
  const Matrix<double> k = p.kernel(p.initial);
  const double n = 5, eta = 1.3 * n / largestEigenvalue(k);
  const Matrix<double> factor = Matrix<double>::Identity(5, 5) - eta / n * k;
  Vector<double> residual = p.outputs(p.initial) - p.loss.targets();
  for (int s = 0; s < 37; ++s) residual = factor * residual;
  const Vector<double> measured = p.outputs(p.after(37, {eta})) - p.loss.targets();
  EXPECT_LT((measured - residual).norm(), 1e-12);
}

// One percent on either side of the limit, after 3000 steps of the residual's largest mode.
TEST(Descent, IsStableExactlyBelowTheLimitOfItsMomentum) {
  const DescentProblem p(randomFeatures());
  const Eigen::SelfAdjointEigenSolver<Matrix<double>> eigen(p.kernel(p.initial));
  for (const Momentum& momentum : kMomenta) {
    const double limit = stabilityLimit(momentum, eigen.eigenvalues().maxCoeff(), 5);
    std::array<double, 2> modes{};
    for (std::size_t side = 0; side < 2; ++side) {
      const Vector<double> w = p.after(3000, {limit * (side == 0 ? .99 : 1.01), 0, momentum});
      modes[side] = std::abs(eigen.eigenvectors().col(4).dot(p.outputs(w) - p.loss.targets()));
    }
    const double initial = std::abs(eigen.eigenvectors().col(4).dot(p.outputs(p.initial) - p.loss.targets()));
    EXPECT_LT(modes[0], 1e-2 * initial) << momentum.factor << momentum.nesterov;
    EXPECT_GT(modes[1], 1e2 * initial) << momentum.factor << momentum.nesterov;
  }
}

TEST(Descent, StabilityLimitIsInfiniteWithoutCurvature) {
  EXPECT_EQ(stabilityLimit({.5, true}, 0, 3), std::numeric_limits<double>::infinity());
}

// Each mode of a linear model is a 2 × 2 recurrence: the spectral radius of its companion matrix is 1 at the
// limit.
TEST(Descent, MomentumIsATwoByTwoRecurrence) {
  const DescentProblem p(randomFeatures());
  const Eigen::SelfAdjointEigenSolver<Matrix<double>> eigen(p.kernel(p.initial));
  const Matrix<double> q = eigen.eigenvectors();
  for (const Momentum& momentum : kMomenta) {
    const double mu = momentum.factor, n = 5;
    const double eta = .7 * stabilityLimit(momentum, eigen.eigenvalues().maxCoeff(), 5);
    Vector<double> modes = q.transpose() * (p.outputs(p.initial) - p.loss.targets());
    for (Index i = 0; i < modes.size(); ++i) {
      const double x = eta * eigen.eigenvalues()[i] / n;
      Matrix<double> step(2, 2);
      step << (momentum.nesterov ? (1 + mu) * (1 - x) : 1 + mu - x), -(momentum.nesterov ? mu * (1 - x) : mu),
          1, 0;
      Vector<double> state = Vector<double>::Constant(2, modes[i]);  // it starts at rest: r_{−1} = r_0
      for (int s = 0; s < 25; ++s) state = step * state;
      modes[i] = state[0];
    }
    const Vector<double> measured =
        q.transpose() * (p.outputs(p.after(25, {eta, 0, momentum})) - p.loss.targets());
    EXPECT_LT((measured - modes).norm(), 1e-11) << momentum.factor << momentum.nesterov;
  }
}

// Halving the rate halves the distance to gradient flow at the same time, with and without momentum.
TEST(Descent, ConvergesToGradientFlowAtFirstOrder) {
  for (const Loss kind : {Loss::square, Loss::logistic, Loss::crossEntropy}) {
    const DescentProblem p(smoothNetwork(kind == Loss::crossEntropy ? 3 : 1), 5, kind);
    const auto field = [&](double, const Vector<double>& w, Vector<double>& slope) {
      slope = -p.gradient(w);
    };
    const Trajectory flow =
        integrate(RightHandSide(field), p.initial, Vector<double>::Constant(1, 1), 1e-10, 1e-12, 10000);
    for (const Momentum& momentum : kMomenta) {
      std::array<double, 2> errors{};
      for (std::size_t i = 0; i < 2; ++i) {
        const int steps = i == 0 ? 1000 : 2000;
        const double rate = 1 / (steps * momentum.gain());
        errors[i] = (p.after(steps, {rate, 0, momentum}) - flow.states.col(0)).norm();
      }
      const double order = std::log2(errors[0] / errors[1]);
      std::printf("order of descent (mu %.1f): %.4f\n", momentum.factor, order);
      EXPECT_NEAR(order, 1, .1);
    }
  }
}

TEST(Descent, FullBatchOfStochasticDescentIsGradientDescentBitByBit) {
  const DescentProblem p(smoothNetwork());
  DescentOptions full{.3, 0, {.5, true}};
  DescentOptions batch = full;
  batch.batchSize = 5;
  batch.seed = 77;
  EXPECT_EQ((p.after(20, full) - p.after(20, batch)).norm(), 0);
}

TEST(Descent, StochasticStepIsTheGradientOfItsBatch) {
  const DescentProblem p(smoothNetwork(3), 7, Loss::crossEntropy);
  DescentOptions options{.3};
  options.batchSize = 3;
  options.seed = 5;
  Batches batches(7, 3, Sampling::epochs, 5);
  Vector<double> w = p.initial, slope, gradient;
  for (int s = 0; s < 5; ++s) {
    Tape<double> tape(p.architecture);
    tape.record(w, p.inputs);
    p.loss.gradient(tape.outputs(), slope);
    Vector<double> cotangent = Vector<double>::Zero(21);
    for (const Index i : batches.next())
      for (Index o = 0; o < 3; ++o) cotangent[o * 7 + i] = slope[o * 7 + i] / 3;
    tape.vjp(cotangent, gradient);
    w -= .3 * gradient;
  }
  EXPECT_LT((p.after(5, options) - w).norm(), 1e-13);
}

TEST(Descent, SeedsDecideTheBatches) {
  const DescentProblem p(smoothNetwork());
  DescentOptions options{.1};
  options.batchSize = 2;
  const Vector<double> first = p.after(10, options);
  EXPECT_EQ((p.after(10, options) - first).norm(), 0);
  options.seed = 1;
  EXPECT_GT((p.after(10, options) - first).norm(), 1e-6);
}

TEST(Batches, OfAnEpochAreDisjoint) {
  Batches batches(11, 3, Sampling::epochs, 4);
  for (int epoch = 0; epoch < 20; ++epoch) {
    std::set<Index> seen;
    for (int b = 0; b < 3; ++b)
      for (const Index i : batches.next()) EXPECT_TRUE(seen.insert(i).second);
    EXPECT_EQ(seen.size(), 9U);
  }
}

// Each of the 10 pairs of 5 samples, 40000 draws: 4 standard deviations.
TEST(Batches, AreUniformSubsets) {
  for (const Sampling sampling : {Sampling::epochs, Sampling::independent}) {
    Batches batches(5, 2, sampling, 9);
    std::array<int, 25> counts{};
    constexpr int kDraws = 40000;
    for (int s = 0; s < kDraws; ++s) {
      const auto& b = batches.next();
      ASSERT_NE(b[0], b[1]);
      ++counts[static_cast<std::size_t>(std::min(b[0], b[1]) * 5 + std::max(b[0], b[1]))];
    }
    for (std::size_t i = 0; i < 5; ++i)
      for (std::size_t j = i + 1; j < 5; ++j)
        EXPECT_NEAR(counts[i * 5 + j], kDraws / 10, 4 * std::sqrt(kDraws * .1 * .9));
  }
}

// θ_s holds from t_s = η Σ_{r<s} (1 + r)^{−p}/(1 − μ) to the next step's time.
TEST(Descent, TimeIsTheSumOfRatesOverOneMinusMu) {
  const DescentProblem p(smoothNetwork());
  Descent<double> run = p.descent({.1, .5, {.75, false}});
  double sum = 0;
  for (int s = 0; s < 50; ++s) {
    EXPECT_NEAR(run.stepTime(), sum, 1e-13);
    sum += .4 / std::sqrt(1.0 + s);
    EXPECT_LT(run.time(), sum);
    EXPECT_NEAR(run.time(), sum, 1e-8);
    run.advance();
  }
  EXPECT_NEAR(run.statistics().rate, .1 / std::sqrt(50.0), 1e-16);
}

// Ten steps of .1 have time 1, though .1 added ten times is not 1.
TEST(Descent, StepsAtAGridTimeBelongToIt) {
  const DescentProblem p(smoothNetwork());
  Descent<double> run = p.descent({.1});
  while (run.time() < 1) run.advance();
  EXPECT_EQ(run.statistics().steps, 10);
}

TEST(Descent, AboveTheLimitDivergesAndKeepsFiniteParameters) {
  const DescentProblem p(smoothNetwork());
  const double limit = stabilityLimit({}, largestEigenvalue(p.kernel(p.initial)), 5);
  for (const double factor : {40., 1e200}) {
    Descent<double> run = p.descent({factor * limit});
    Status status = Status::running;
    while (status == Status::running && run.statistics().steps < 5000) status = run.advance();
    EXPECT_EQ(status, Status::diverged);
    EXPECT_EQ(run.advance(), Status::diverged);
    EXPECT_TRUE(run.parameters().allFinite());
  }
}

TEST(Descent, AllocatesNothingAfterTheFirstStep) {
  NetworkSpec spec = smoothNetwork(3);
  spec.depth = 3;
  spec.widths = {40, 24, 32};
  const DescentProblem p(spec, 9, Loss::crossEntropy);
  for (const Index batchSize : {Index{0}, Index{4}}) {
    DescentOptions options{.1, .5, {.5, true}};
    options.batchSize = batchSize;
    Descent<double> run = p.descent(options);
    run.advance();
    const long before = allocationCount();
    for (int s = 0; s < 10; ++s) run.advance();
    EXPECT_EQ(allocationCount(), before) << batchSize;
  }
  const long before = allocationCount();
  const Vector<double> one = Vector<double>::Zero(100);
  EXPECT_GT(allocationCount(), before) << one.size();
}

TEST(Descent, EndsAtItsBudget) {
  const DescentProblem p(smoothNetwork());
  DescentOptions options{.01};
  options.maximumSteps = 3;
  Descent<double> run = p.descent(options);
  for (int s = 0; s < 3; ++s) EXPECT_EQ(run.advance(), Status::running);
  EXPECT_EQ(run.advance(), Status::budget);
  EXPECT_EQ(run.statistics().steps, 3);
}

// f = m^{−1/2} u·v, x = 1, y = 0: the map of Lewkowycz et al. 2020 in (f, λ), 2 < ηλ < 4.
TEST(Descent, CatapultsByTheExactMap) {
  NetworkSpec spec;
  spec.parametrisation = Parametrisation::ntk;
  spec.activation = Activation::linear;
  spec.width = 1024;
  spec.weightScale = 1;
  spec.biasScale = 0;
  const Architecture architecture = makeArchitecture(spec, 1);
  const Matrix<double> input = Matrix<double>::Ones(1, 1);
  const Vector<double> initial = drawParameters<double>(architecture, 2);
  Tape<double> tape(architecture);
  tape.record(initial, input);
  double f = tape.outputs()[0], lambda = tape.kernel()(0, 0);
  const double eta = 2.8 / lambda, m = 1024, start = std::abs(f);
  Descent<double> run(architecture, initial, input, LossFunction(Loss::square, Vector<double>::Zero(1), 1),
                      {eta});
  double largest = 0;
  for (int s = 0; s < 60; ++s) {
    const double square = f * f;
    f *= 1 - eta * lambda + eta * eta * square / m;
    lambda += eta * square / m * (eta * lambda - 4);
    largest = std::max(largest, std::abs(f));
    ASSERT_EQ(run.advance(), Status::running);
    tape.record(run.parameters(), input);
    ASSERT_NEAR(tape.outputs()[0], f, 1e-9 * largest) << s;
    ASSERT_NEAR(tape.kernel()(0, 0), lambda, 1e-9 * lambda) << s;
  }
  EXPECT_GT(largest, 5 * start);
  EXPECT_LT(std::abs(f), 1e-3 * start);
  EXPECT_LT(eta * lambda, 2);
}

TEST(Descent, FloatFollowsDouble) {
  const DescentProblem p(smoothNetwork());
  Descent<float> run(p.architecture, p.initial.cast<float>(), p.inputs.cast<float>(), p.loss,
                     {.2, 0, {.5, true}});
  for (int s = 0; s < 50; ++s) run.advance();
  EXPECT_LT((run.parameters().cast<double>() - p.after(50, {.2, 0, {.5, true}})).norm(), 1e-4);
}

}  // namespace
}  // namespace ntk

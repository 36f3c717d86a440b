#include "engine/dynamics/loss.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "engine/base/random.hpp"

namespace ntk {
namespace {

constexpr Index kSamples = 4;

Vector<double> draw(Index count, std::uint64_t seed, double scale = 1) {
  RandomStream random(seed, 0, 0, Purpose::noise);
  Vector<double> v(count);
  for (Index i = 0; i < count; ++i) v[i] = scale * random.normal();
  return v;
}

/// Random outputs and targets of the kind that the loss wants: 3 outputs, or 1 for the logistic loss.
struct Case {
  explicit Case(Loss kind)
      : outputs(draw(kind == Loss::logistic ? kSamples : 3 * kSamples, 1, 2)),
        loss(kind, targetsOf(kind, outputs.size()), kSamples) {}

  static Vector<double> targetsOf(Loss kind, Index size) {
    Vector<double> y = draw(size, 2);
    if (kind == Loss::logistic) y = y.unaryExpr([](double v) { return v > 0 ? 1.0 : -1.0; });
    if (kind == Loss::crossEntropy) {
      Eigen::Map<Matrix<double>> rows(y.data(), kSamples, 3);
      rows = rows.cwiseAbs().eval();
      for (Index i = 0; i < kSamples; ++i) rows.row(i) /= rows.row(i).sum();
    }
    return y;
  }
  Vector<double> gradientAt(const Vector<double>& f) const {
    Vector<double> g;
    loss.gradient(f, g);
    return g;
  }
  Matrix<double> hessianByDifferences() const {
    constexpr double kStep = 1e-5;
    const Index size = outputs.size();
    Matrix<double> h(size, size);
    for (Index j = 0; j < size; ++j) {
      const Vector<double> step = kStep * Vector<double>::Unit(size, j);
      h.col(j) = (gradientAt(outputs + step) - gradientAt(outputs - step)) / (2 * kStep);
    }
    return h;
  }
  Matrix<double> root() const {
    HessianRoot root;
    root.compute(loss, outputs);
    Matrix<double> a(outputs.size(), outputs.size());
    for (Index j = 0; j < a.cols(); ++j) {
      Vector<double> column = Vector<double>::Unit(a.rows(), j);
      root.apply(column);
      a.col(j) = column;
    }
    return a;
  }

  Vector<double> outputs;
  LossFunction loss;
};

class EveryLoss : public testing::TestWithParam<Loss> {};
INSTANTIATE_TEST_SUITE_P(Losses, EveryLoss,
                         testing::Values(Loss::square, Loss::logistic, Loss::crossEntropy));

TEST_P(EveryLoss, GradientIsTheDerivativeOfTheValueTimesN) {
  constexpr double kStep = 1e-6;
  const Case c(GetParam());
  const Vector<double> gradient = c.gradientAt(c.outputs);
  for (Index j = 0; j < c.outputs.size(); ++j) {
    const Vector<double> step = kStep * Vector<double>::Unit(c.outputs.size(), j);
    const double slope =
        (c.loss.value(c.outputs + step) - c.loss.value(c.outputs - step)) / (2 * kStep) * kSamples;
    EXPECT_NEAR(gradient[j], slope, 1e-8);
  }
}

TEST_P(EveryLoss, RootTimesItsTransposeIsTheHessian) {
  const Case c(GetParam());
  const Matrix<double> a = c.root();
  EXPECT_LT((a * a.transpose() - c.hessianByDifferences()).cwiseAbs().maxCoeff(), 1e-9);
}

TEST_P(EveryLoss, TransposedAndSymmetrisedAgreeWithTheRoot) {
  const Case c(GetParam());
  const Matrix<double> a = c.root();
  HessianRoot root;
  root.compute(c.loss, c.outputs);
  Vector<double> v = draw(c.outputs.size(), 5);
  const Vector<double> expected = a.transpose() * v;
  root.applyTransposed(v);
  EXPECT_LT((v - expected).norm(), 1e-14);
  const Vector<double> w = draw(c.outputs.size(), 6);
  Matrix<double> kernel = w * w.transpose() + 2 * Matrix<double>::Identity(w.size(), w.size());
  const Matrix<double> congruent = a.transpose() * kernel * a;
  root.symmetrise(kernel);
  EXPECT_LT((kernel - congruent).norm(), 1e-13);
}

// k = 2 outputs (0, f) with one-hot targets are the logistic loss of the difference.
TEST(Loss, CrossEntropyOfTwoOutputsIsLogisticLossOfTheirDifference) {
  for (const double f : {-30., -1., 0., 2., 40.}) {
    const LossFunction logistic(Loss::logistic, Vector<double>::Constant(1, 1), 1);
    const LossFunction softmax(Loss::crossEntropy, Vector<double>{{0, 1}}, 1);
    const Vector<double> one{{f}}, two{{0, f}};
    EXPECT_NEAR(softmax.value(two), logistic.value(one), 1e-14 * std::max(1., std::abs(f)));
    Vector<double> g1, g2;
    logistic.gradient(one, g1);
    softmax.gradient(two, g2);
    EXPECT_NEAR(g2[1], g1[0], 1e-15);
    EXPECT_NEAR(g2[0], -g1[0], 1e-15);
  }
}

TEST(Loss, IsFiniteAndRightAtOutputsOfAThousand) {
  for (const double y : {-1., 1.}) {
    const LossFunction logistic(Loss::logistic, Vector<double>::Constant(2, y), 2);
    const Vector<double> f{{1e3, -1e3}};
    EXPECT_DOUBLE_EQ(logistic.value(f), 500);
    Vector<double> g;
    logistic.gradient(f, g);
    EXPECT_DOUBLE_EQ(g[y > 0 ? 1 : 0], -y);
    EXPECT_EQ(g[y > 0 ? 0 : 1], 0);
    HessianRoot root;
    root.compute(logistic, f);
    Vector<double> v = Vector<double>::Ones(2);
    root.apply(v);
    EXPECT_TRUE(v.allFinite());
    EXPECT_LT(v.maxCoeff(), 1e-200);
  }
  const LossFunction softmax(Loss::crossEntropy, Vector<double>{{0, 1, 0}}, 1);
  const Vector<double> f{{1e3, -1e3, 0}};
  EXPECT_DOUBLE_EQ(softmax.value(f), 2000);
  Vector<double> g;
  softmax.gradient(f, g);
  EXPECT_TRUE(g.isApprox(Vector<double>{{1, -1, 0}}));
}

// The mean is over samples, not over samples × outputs.
TEST(Loss, MeanIsOverSamples) {
  const LossFunction loss(Loss::square, Vector<double>::Zero(6), 2);
  EXPECT_DOUBLE_EQ(loss.value(Vector<double>::Ones(6)), 1.5);
}

}  // namespace
}  // namespace ntk

#include "engine/kernels/dual.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

namespace ntk {
namespace {

constexpr double kPi = std::numbers::pi;

PairCovariance covariance(double first, double second, double cross) {
  return {first, second, cross, first + second - 2 * cross, first + second + 2 * cross};
}

PairCovariance unitVectorsAt(double angle) {
  const double s = std::sin(angle / 2), c = std::cos(angle / 2);
  return {1, 1, std::cos(angle), 4 * s * s, 4 * c * c};
}

// E g(z, z') by the trapezoid rule in whitened coordinates, independent of the code's own quadrature.
template <class Function>
double gaussianExpectation(const PairCovariance& c, Function g) {
  const double s1 = std::sqrt(c.first), slope = c.cross / s1, s2 = std::sqrt(c.second - slope * slope);
  constexpr double kStep = 0.04;
  double sum = 0;
  for (double a = -9; a <= 9; a += kStep)
    for (double b = -9; b <= 9; b += kStep)
      sum += std::exp(-(a * a + b * b) / 2) * g(s1 * a, slope * a + s2 * b);
  return sum * kStep * kStep / (2 * kPi);
}

// Cho & Saul 2009, exact values of κ_0 and κ_1.
TEST(ReluDual, ArcCosineKernelsAtNamedAngles) {
  struct Row {
    double angle, kappa0, kappa1;
  };
  for (const Row& row :
       {Row{0, .5, .5}, Row{kPi / 3, 1. / 3, .30449889052211468}, Row{kPi / 2, .25, 1 / (2 * kPi)},
        Row{2 * kPi / 3, 1. / 6, .054498890522114679}, Row{kPi, 0, 0}}) {
    const Dual d = dual(Activation::relu, unitVectorsAt(row.angle));
    EXPECT_NEAR(d.derivative, row.kappa0, kClosedFormAccuracy) << row.angle;
    EXPECT_NEAR(d.value, row.kappa1, kClosedFormAccuracy) << row.angle;
    EXPECT_NEAR(d.distance, 1 - 2 * row.kappa1, kClosedFormAccuracy) << row.angle;
  }
}

// κ_0 is linear in the angle: a version through acos(ρ) is off by 2e-9 here.
TEST(ReluDual, AngleSurvivesNearTheDiagonalAndTheAntipode) {
  for (const double angle : {1e-12, 1e-9, 1e-6, 1e-3}) {
    EXPECT_NEAR(dual(Activation::relu, unitVectorsAt(angle)).derivative, (kPi - angle) / (2 * kPi), 2e-16);
    EXPECT_NEAR(dual(Activation::relu, unitVectorsAt(kPi - angle)).derivative, angle / (2 * kPi), 2e-16);
    const double third = angle * angle * angle / (3 * kPi);
    EXPECT_NEAR(dual(Activation::relu, unitVectorsAt(angle)).distance, angle * angle / 2 - third,
                1e-15 * angle + angle * angle * angle * angle);
  }
}

TEST(ReluDual, IsPositivelyHomogeneousAndZeroAtZero) {
  const Dual one = dual(Activation::relu, covariance(1, 1, .3)),
             scaled = dual(Activation::relu, covariance(4, 9, 6 * .3));
  EXPECT_NEAR(scaled.value, 6 * one.value, 1e-14);
  EXPECT_NEAR(scaled.derivative, one.derivative, 1e-14);
  const Dual zero = dual(Activation::relu, covariance(0, 2, 0));
  EXPECT_EQ(zero.value, 0);
  EXPECT_EQ(zero.derivative, 0);
  EXPECT_EQ(zero.distance, 1);
}

TEST(ErfDual, PublishedValues) {
  const Dual d = dual(Activation::erf, covariance(1, 1, .5));
  EXPECT_NEAR(d.value, .2163468959387855, kClosedFormAccuracy);
  EXPECT_NEAR(d.derivative, .450158158078553, kClosedFormAccuracy);
}

TEST(ErfDual, AgreesWithQuadrature) {
  const auto slope = [](double z) { return 2 / std::sqrt(kPi) * std::exp(-z * z); };
  for (const PairCovariance& c : {covariance(1, 1, .5), covariance(2, .5, -.7), covariance(3, 3, 2.9),
                                  covariance(100, 100, 99), covariance(100, .01, -.9)}) {
    const Dual d = dual(Activation::erf, c);
    EXPECT_NEAR(d.value, gaussianExpectation(c, [](double u, double v) { return std::erf(u) * std::erf(v); }),
                kClosedFormAccuracy);
    EXPECT_NEAR(d.derivative, gaussianExpectation(c, [&](double u, double v) { return slope(u) * slope(v); }),
                kClosedFormAccuracy);
  }
}

// High-precision values without closed form.
TEST(TanhDual, KnownValues) {
  const Dual a = dual(Activation::tanh, covariance(1, 1, .5)),
             b = dual(Activation::tanh, covariance(2, 1, -.9));
  EXPECT_NEAR(a.value, .186324413203448, 1e-13);
  EXPECT_NEAR(a.derivative, .384747028441039, 1e-13);
  EXPECT_NEAR(b.value, -.270264156433617, 1e-13);
  EXPECT_NEAR(b.derivative, .321331301433825, 1e-13);
}

// At coincident inputs the two-dimensional rule must give the one-dimensional integral; up to variance 100.
TEST(TanhDual, DiagonalEqualsVarianceUpToVariance100) {
  for (const double q : {1e-4, .1, 1., 4., 25., 100.}) {
    const double variance = dualVariance(Activation::tanh, q);
    EXPECT_NEAR(dual(Activation::tanh, covariance(q, q, q)).value, variance, kQuadratureAccuracy * variance)
        << q;
    EXPECT_NEAR(dual(Activation::tanh, covariance(q, q, -q)).value, -variance, kQuadratureAccuracy * variance)
        << q;
  }
}

// Stein's lemma: d/dq12 E σ(z)σ(z') = E σ'(z)σ'(z'): ties value and derivative of every activation.
TEST(Dual, DerivativeIsTheSlopeOfTheValue) {
  constexpr double kStep = 1e-4;
  for (const Activation activation : {Activation::relu, Activation::erf, Activation::tanh}) {
    const double slope = (dual(activation, covariance(1.5, .8, .4 + kStep)).value -
                          dual(activation, covariance(1.5, .8, .4 - kStep)).value) /
                         (2 * kStep);
    EXPECT_NEAR(dual(activation, covariance(1.5, .8, .4)).derivative, slope, 1e-8);
  }
}

}  // namespace
}  // namespace ntk

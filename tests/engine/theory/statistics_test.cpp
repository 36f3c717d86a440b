#include "engine/theory/statistics.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "engine/base/random.hpp"

namespace ntk {
namespace {

// I_x(a, b) for whole a, b is a binomial tail: P(Binomial(a + b − 1, x) ≥ a), DLMF 8.17.5.
TEST(IncompleteBeta, IsABinomialTail) {
  for (const int a : {1, 2, 7, 30}) {
    for (const int b : {1, 3, 20}) {
      for (const double x : {.01, .2, .5, .77, .99}) {
        const int n = a + b - 1;
        double tail = 0;
        for (int k = a; k <= n; ++k) {
          tail += std::exp(std::lgamma(n + 1) - std::lgamma(k + 1) - std::lgamma(n - k + 1) +
                           k * std::log(x) + (n - k) * std::log1p(-x));
        }
        EXPECT_NEAR(incompleteBeta(a, b, x), tail, kIncompleteBetaAccuracy) << a << ' ' << b << ' ' << x;
      }
    }
  }
  EXPECT_EQ(incompleteBeta(2, 3, 0), 0);
  EXPECT_EQ(incompleteBeta(2, 3, 1), 1);
}

// ν = 1: tan(π(p − ½)); ν = 2: (2p − 1)√(2/(1 − (2p − 1)²)); ν = 4 in closed form too (Shaw 2006).
TEST(StudentQuantile, HasTheClosedFormsOfFewDegrees) {
  for (const double p : {.001, .025, .3, .5, .6, .95, .975, .9995}) {
    const double q = 2 * p - 1;
    EXPECT_NEAR(studentQuantile(p, 1), std::tan(std::numbers::pi * (p - .5)),
                1e-9 * std::max(1., std::abs(std::tan(std::numbers::pi * (p - .5)))));
    EXPECT_NEAR(studentQuantile(p, 2), q * std::sqrt(2 / (1 - q * q)), 1e-9 * std::sqrt(2 / (1 - q * q)));
    const double s = std::sqrt(1 - q * q), r = std::cos(std::acos(s) / 3) / s;
    EXPECT_NEAR(studentQuantile(p, 4), (q < 0 ? -2 : 2) * std::sqrt(std::max(0., r - 1)), 1e-7);
  }
}

// Printed tables of Student's t and, for many degrees of freedom, the normal distribution.
TEST(StudentQuantile, IsThatOfTheTables) {
  EXPECT_NEAR(studentQuantile(.975, 3), 3.182446, 1e-6);
  EXPECT_NEAR(studentQuantile(.975, 5), 2.570582, 1e-6);
  EXPECT_NEAR(studentQuantile(.995, 10), 3.169273, 1e-6);
  EXPECT_NEAR(studentQuantile(.95, 30), 1.697261, 1e-6);
  EXPECT_NEAR(studentQuantile(.975, 1e7), 1.959964, 1e-5);
}

TEST(Quantile, IsLinearBetweenOrderStatistics) {
  EXPECT_DOUBLE_EQ(quantile({4, 1, 3, 2}, .5), 2.5);
  EXPECT_DOUBLE_EQ(quantile({4, 1, 3, 2}, 0), 1);
  EXPECT_DOUBLE_EQ(quantile({4, 1, 3, 2}, 1), 4);
  EXPECT_DOUBLE_EQ(quantile({0, 10}, .2), 2);
  EXPECT_DOUBLE_EQ(mean({1, 2, 6}), 3);
  EXPECT_TRUE(std::isnan(quantile({}, .5)));
  EXPECT_TRUE(std::isnan(quantile({1, std::nan("")}, .5)));
  EXPECT_TRUE(std::isnan(mean({})));
}

TEST(PowerLaw, IsExactOnExactPowers) {
  const PowerLaw law = fitPowerLaw({1, 4, 16, 64, -1}, {3, 1.5, .75, .375, 8});
  EXPECT_NEAR(law.slope, -.5, 1e-14);
  EXPECT_NEAR(law.intercept, std::log(3), 1e-14);
  EXPECT_NEAR(law.high - law.low, 0, 1e-12);
  EXPECT_TRUE(std::isnan(fitPowerLaw({2, 2}, {1, 3}).slope));
  const PowerLaw two = fitPowerLaw({1, 2}, {1, 4});
  EXPECT_NEAR(two.slope, 2, 1e-14);
  EXPECT_TRUE(std::isnan(two.low));
}

// With normal errors of log y the interval must hold the slope with its probability: 2000 draws of five
// points.
TEST(PowerLaw, IntervalHoldsItsLevel) {
  RandomStream random(3, 0, 0, Purpose::noise);
  constexpr int kDraws = 2000;
  for (const double level : {.5, .95}) {
    int inside = 0;
    for (int draw = 0; draw < kDraws; ++draw) {
      std::vector<double> x, y;
      for (int i = 0; i < 5; ++i) {
        x.push_back(std::exp2(i));
        y.push_back(std::exp(-.5 * std::log(x.back()) + .3 * random.normal()));
      }
      const PowerLaw law = fitPowerLaw(x, y, level);
      inside += law.low <= -.5 && -.5 <= law.high;
    }
    EXPECT_NEAR(inside / double{kDraws}, level, 4 * std::sqrt(level * (1 - level) / kDraws));
  }
}

}  // namespace
}  // namespace ntk

#include "engine/systems/saxe_mode.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdio>
#include <limits>

namespace ntk {
namespace {

using Numbers = Vector<double>;
constexpr double kInfinity = std::numeric_limits<double>::infinity();

double valueAt(const BalancedMode& mode, double t) { return saxeMode(mode, Numbers{{t}}).values[0]; }

// τ u̇ = L u^{2−2/L}(s − u) by central differences, from below and above s, at every depth.
TEST(SaxeMode, SolvesItsDifferentialEquation) {
  for (const int depth : {1, 2, 3, 5, 10}) {
    for (const double initial : {.05, .9, 3.}) {
      const BalancedMode mode{1.7, initial, depth, 2};
      for (const double t : {.4, 2., 5.}) {
        const double h = 1e-4, u = valueAt(mode, t);
        const double slope = (valueAt(mode, t + h) - valueAt(mode, t - h)) / (2 * h);
        EXPECT_NEAR(2 * slope, depth * std::pow(u, 2 - 2. / depth) * (1.7 - u), 1e-6)
            << depth << " " << initial;
      }
      EXPECT_NEAR(valueAt(mode, 0), initial, 1e-15);
      EXPECT_EQ(valueAt(mode, kInfinity), 1.7);
    }
  }
}

// Saxe et al. 2014: u(t) = s e^{2st/τ}/(e^{2st/τ} − 1 + s/u_0), also where the exponentials overflow.
TEST(SaxeMode, DepthTwoIsTheSigmoid) {
  const BalancedMode mode{3, 1e-4, 2, .5};
  for (const double t : {0., .3, .8, 2.}) {
    const double e = std::exp(2 * 3 * t / .5);
    EXPECT_NEAR(valueAt(mode, t), 3 * e / (e - 1 + 3 / 1e-4), 1e-14);
  }
  EXPECT_EQ(valueAt(mode, 1e6), 3);
}

// The series against the trajectory: u(escape time) = fraction · s.
TEST(SaxeMode, EscapeTimeIsWhenTheTrajectoryGetsThere) {
  double worst = 0;
  for (const int depth : {1, 2, 3, 4, 7}) {
    for (const double initial : {1e-8, 1e-3, .2}) {
      for (const double fraction : {.3, .5, .99}) {
        const BalancedMode mode{.8, initial, depth, 1.5};
        const double t = escapeTime(mode, fraction), u = fraction * .8;
        const double speed = depth / 1.5 * std::pow(u, 2 - 2. / depth) * (.8 - u);
        const double error = std::abs(valueAt(mode, t) - u);
        EXPECT_LT(error, kModeTimeAccuracy * (t * speed + u)) << depth << " " << initial << " " << fraction;
        worst = std::max(worst, error / (t * speed + u));
      }
    }
  }
  std::printf("escape times off by %.1e of themselves\n", worst);
}

// C3: against the initial scale the plateau lasts as ln(1/u_0) at depth 2, as u_0^{−(1−2/L)} at greater
// depth.
TEST(SaxeMode, PlateauGrowsWithDepthAndWithTheSmallnessOfTheStart) {
  for (const int depth : {2, 3, 4, 6}) {
    const double time = escapeTime({1, 1e-8, depth}, .5), later = escapeTime({1, 1e-10, depth}, .5);
    if (depth == 2) {
      EXPECT_NEAR(later - time, std::log(100.) / 2, 1e-7);
    } else {
      const double slope = std::log10(later / time) / 2;
      std::printf("depth %d: time ~ u_0^-%.4f, plateau of 1e-8: %.3g\n", depth, slope, time);
      EXPECT_NEAR(slope, 1 - 2. / depth, .01);
      EXPECT_NEAR(time * (depth - 2) / std::pow(1e-8, 2. / depth - 1), 1, .01);
    }
    EXPECT_LT(time, escapeTime({1, 1e-8, depth + 1}, .5));
  }
}

TEST(SaxeMode, RestPointsRestAndOtherNumbersAreRefused) {
  EXPECT_EQ(valueAt({2, 0, 2}, 100), 0);
  EXPECT_EQ(valueAt({2, 0, 5}, kInfinity), 0);
  EXPECT_EQ(valueAt({2, 2, 5}, 10), 2);
  EXPECT_GT(valueAt({2, 0, 1}, 1), 1);
  EXPECT_EQ(escapeTime({2, 0, 3}, .5), kInfinity);
  EXPECT_TRUE(std::isnan(escapeTime({2, 1.5, 3}, .5)));
  EXPECT_TRUE(std::isnan(escapeTime({2, .1, 3}, 1)));
  for (const BalancedMode& mode : {BalancedMode{0, 1, 2, 1}, BalancedMode{1, -1, 2, 1},
                                   BalancedMode{1, 1, 0, 1}, BalancedMode{1, 1, 2, 0}})
    EXPECT_EQ(saxeMode(mode, Numbers{{1.}}).status, Status::refused);
  EXPECT_EQ(saxeMode({2, 1, 3}, Numbers{{1., .5}}).status, Status::refused);
}

}  // namespace
}  // namespace ntk

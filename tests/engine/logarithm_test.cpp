#include "engine/base/logarithm.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <limits>

namespace ntk {
namespace {

double relativeError(double x) { return std::abs(logarithm(x) / std::log(x) - 1); }

// Every binary order of magnitude, subnormal numbers too, and close to 1, where the logarithm vanishes.
TEST(Logarithm, AgreesWithTheLibraryFromTheSmallestNumberToTheLargest) {
  double worst = 0;
  for (int exponent = -1074; exponent <= 1023; ++exponent)
    for (const double m : {1., 1.1, 1.414, 1.42, 1.9})
      if (exponent != 0 || m != 1) worst = std::max(worst, relativeError(std::ldexp(m, exponent)));
  for (int k = 1; k <= 52; ++k)
    for (const int sign : {-1, 1}) worst = std::max(worst, relativeError(1 + std::ldexp(sign, -k)));
  std::printf("logarithm: relative error %.1e\n", worst);
  EXPECT_LT(worst, 4e-16);
}

TEST(Logarithm, HasItsLimits) {
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  EXPECT_EQ(logarithm(1), 0);
  EXPECT_EQ(logarithm(0), -kInfinity);
  EXPECT_EQ(logarithm(kInfinity), kInfinity);
  EXPECT_TRUE(std::isnan(logarithm(std::numeric_limits<double>::quiet_NaN())));
  EXPECT_EQ(powerOf(0, .5), 0);
}

}  // namespace
}  // namespace ntk

#include "engine/base/phi.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace ntk {
namespace {

// φ_k(z) = ∫_0^1 e^{(1−s)z} s^{k−1}/(k−1)! ds by composite Gauss–Legendre in long double: no cancellation
// anywhere.
long double phiByQuadrature(int k, long double z) {
  constexpr long double kNodes[] = {0.0L, 0.5384693101056830910363L, 0.9061798459386639927976L};
  constexpr long double kWeights[] = {0.5688888888888888888889L, 0.4786286704993664680413L,
                                      0.2369268850561890875143L};
  const int pieces = 400 + static_cast<int>(4 * -z);
  long double factorial = 1, sum = 0;
  for (int i = 2; i < k; ++i) factorial *= i;
  for (int piece = 0; piece < pieces; ++piece) {
    for (int node = -2; node <= 2; ++node) {
      const long double x = (node < 0 ? -1 : 1) * kNodes[std::abs(node)];
      const long double s = (piece + (1 + x) / 2) / pieces;
      sum += kWeights[std::abs(node)] / (2 * pieces) * std::exp((1 - s) * z) * std::pow(s, k - 1) / factorial;
    }
  }
  return sum;
}

const std::vector<double> kArguments{0, -1e-300, -1e-9, -1e-3, -0.3, -0.999999, -1.000001, -2.5, -40};

TEST(Phi, Phi1AndPhi2AgreeWithTheirIntegrals) {
  for (const double z : kArguments) {
    const auto one = static_cast<double>(phiByQuadrature(1, z)),
               two = static_cast<double>(phiByQuadrature(2, z));
    EXPECT_NEAR(phi1(z), one, 4e-16 * one) << z;
    EXPECT_NEAR(phi2(z), two, 2e-15 * two) << z;
  }
}

TEST(Phi, Phi3AndPhi4AgreeWithTheirIntegralsOnBothSidesOfTheSeries) {
  for (const double z : kArguments) {
    const auto three = static_cast<double>(phiByQuadrature(3, z)),
               four = static_cast<double>(phiByQuadrature(4, z));
    EXPECT_NEAR(phi3(z), three, 5e-15 * three) << z;
    EXPECT_NEAR(phi4(z), four, 2e-14 * four) << z;
  }
}

TEST(Phi, LimitsAtZeroAndMinusInfinity) {
  EXPECT_EQ(phi1(0), 1.0);
  EXPECT_EQ(phi2(0), 0.5);
  EXPECT_DOUBLE_EQ(phi3(0), 1.0 / 6);
  EXPECT_DOUBLE_EQ(phi4(0), 1.0 / 24);
  EXPECT_NEAR(phi1(-1e300), 1e-300, 1e-310);
  EXPECT_NEAR(phi2(-1e300), 1e-300, 1e-310);
}

}  // namespace
}  // namespace ntk

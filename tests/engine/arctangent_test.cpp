#include "engine/base/arctangent.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace ntk {
namespace {

// Flat and steep, both signs, to the ends.
TEST(Arctangent, AgreesWithTheLibrary) {
  constexpr int kCount = 20001;
  Eigen::ArrayXd y(kCount), x(kCount);
  for (int i = 0; i < kCount; ++i) {
    const double angle = (static_cast<double>(i) / (kCount - 1) - .5) * 3.14159;
    y[i] = 3 * std::sin(angle);
    x[i] = 3 * std::cos(angle);
  }
  const Eigen::ArrayXd angle = arctangent(y, x);
  double worst = 0;
  for (int i = 0; i < kCount; ++i) worst = std::max(worst, std::abs(angle[i] - std::atan2(y[i], x[i])));
  std::printf("arctangent: error %.1e\n", worst);
  EXPECT_LT(worst, 4.5e-16);
}

TEST(Arctangent, TailIsItsSeriesAtSmallArguments) {
  const Eigen::ArrayXd v{{0, 1e-8, 1e-4}};
  const Eigen::ArrayXd series = -1. / 3 + v / 5 - v.square() / 7 + v.cube() / 9;
  EXPECT_LT((arctangentTail(v) - series).abs().maxCoeff(), 1e-15);
}

}  // namespace
}  // namespace ntk

#include "engine/network/shared_kinks.hpp"

#include <gtest/gtest.h>

namespace ntk {
namespace {

// x, −x, another, 2x, the other again.
Matrix<double> points() {
  Matrix<double> x(2, 5);
  x << .6, -.6, 1, 1.2, 1, .8, -.8, 0, 1.6, 0;
  return x;
}

std::vector<Index> samples(const std::vector<Multiple>& surface) {
  std::vector<Index> result;
  for (const auto& [sample, ratio] : surface) result.push_back(sample);
  return result;
}

SharedKinks sharedKinks(Parametrisation parametrisation, double biasScale = 0) {
  NetworkSpec spec;
  spec.parametrisation = parametrisation;
  spec.biasScale = biasScale;
  return {makeArchitecture(spec, 2), points()};
}

TEST(SharedKinks, WithoutBiasesMultiplesShareAndInTheFirstLayerAntipodesToo) {
  const SharedKinks kinks = sharedKinks(Parametrisation::lecture);
  EXPECT_EQ(samples(kinks.of(0, 0)), (std::vector<Index>{0, 1, 3}));
  EXPECT_NEAR(kinks.of(0, 0)[1].ratio, -1, 1e-15);
  EXPECT_NEAR(kinks.of(0, 0)[2].ratio, 2, 1e-15);
  EXPECT_EQ(samples(kinks.of(0, 2)), (std::vector<Index>{2, 4}));
  EXPECT_TRUE(kinks.of(0, 1).empty() && kinks.of(0, 3).empty() && kinks.of(0, 4).empty());
  EXPECT_EQ(samples(kinks.of(1, 0)), (std::vector<Index>{0, 3}));
  EXPECT_EQ(samples(kinks.of(1, 1)), (std::vector<Index>{1}));
}

TEST(SharedKinks, WithBiasesOnlyRepeatedPointsShare) {
  const SharedKinks kinks = sharedKinks(Parametrisation::ntk, .5);
  for (const std::size_t layer : {0U, 1U}) {
    EXPECT_EQ(samples(kinks.of(layer, 0)), (std::vector<Index>{0}));
    EXPECT_EQ(samples(kinks.of(layer, 2)), (std::vector<Index>{2, 4}));
    EXPECT_EQ(samples(kinks.of(layer, 3)), (std::vector<Index>{3}));
  }
}

}  // namespace
}  // namespace ntk

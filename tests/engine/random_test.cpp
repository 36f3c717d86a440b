#include "engine/base/random.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace ntk {
namespace {

using Words = std::array<std::uint32_t, 4>;

// Published known-answer vectors of Random123 (Salmon et al. 2011) for philox4x32-10.
TEST(Philox, PublishedVectors) {
  EXPECT_EQ(philox4x32({0, 0, 0, 0}, {0, 0}), (Words{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}));
  EXPECT_EQ(philox4x32({0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff}, {0xffffffff, 0xffffffff}),
            (Words{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}));
  EXPECT_EQ(philox4x32({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}),
            (Words{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}));
}

TEST(RandomStream, StreamsDifferInEveryPartOfTheirKey) {
  const auto first = [](std::uint64_t seed, std::uint32_t member, std::uint32_t layer, Purpose purpose) {
    return RandomStream(seed, member, layer, purpose).bits();
  };
  const std::uint32_t base = first(1, 0, 0, Purpose::weights);
  EXPECT_EQ(base, first(1, 0, 0, Purpose::weights));
  EXPECT_NE(base, first(1ULL << 32 | 1, 0, 0, Purpose::weights));
  EXPECT_NE(base, first(2, 0, 0, Purpose::weights));
  EXPECT_NE(base, first(1, 1, 0, Purpose::weights));
  EXPECT_NE(base, first(1, 0, 1, Purpose::weights));
  EXPECT_NE(base, first(1, 0, 0, Purpose::noise));
}

// Moments 1 … 4 of N(0,1) within 4 standard errors of 10⁶ draws.
TEST(RandomStream, NormalMoments) {
  RandomStream random(7, 0, 0, Purpose::weights);
  constexpr int kDraws = 1000000;
  std::array<double, 4> sums{};
  for (int i = 0; i < kDraws; ++i) {
    const double z = random.normal();
    double power = 1;
    for (double& sum : sums) sum += power *= z;
  }
  constexpr std::array<double, 4> kMoments{0, 1, 0, 3}, kVariances{1, 2, 15, 96};
  for (std::size_t k = 0; k < sums.size(); ++k) {
    EXPECT_NEAR(sums[k] / kDraws, kMoments[k], 4 * std::sqrt(kVariances[k] / kDraws)) << "moment " << k + 1;
  }
}

TEST(RandomStream, SignsAreBalancedAndUniformsAreOpen) {
  RandomStream random(3, 0, 0, Purpose::weights);
  double sum = 0;
  for (int i = 0; i < 100000; ++i) {
    sum += random.sign();
    const double u = random.uniform();
    ASSERT_GT(u, 0);
    ASSERT_LT(u, 1);
  }
  EXPECT_NEAR(sum, 0, 4 * std::sqrt(100000.0));
}

}  // namespace
}  // namespace ntk

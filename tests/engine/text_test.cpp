#include "engine/spec/text.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <limits>
#include <random>

namespace ntk {
namespace {

TEST(Text, NumbersAndBytes) {
  EXPECT_EQ(numberText(0.1), "0.1");
  EXPECT_EQ(numberText(9007199254740991), "9007199254740991");
  EXPECT_EQ(numberText(-std::numeric_limits<double>::infinity()), "-Infinity");
  EXPECT_EQ(numberText(std::numeric_limits<double>::quiet_NaN()), "NaN");
  EXPECT_EQ(bytesText(1.5e9), "1.5 GB");
  EXPECT_EQ(bytesText(999), "999 B");
  EXPECT_EQ(quoted(std::string(59, 'x') + "√√"), '"' + std::string(59, 'x') + "…\"");
  EXPECT_EQ(quoted(std::string(100, 'x')), '"' + std::string(60, 'x') + "…\"");
}

std::string printed(double value) {
  std::array<char, 40> buffer{};
  const bool isWhole = value == std::trunc(value) && std::abs(value) < 1e16;
  std::snprintf(buffer.data(), buffer.size(), isWhole ? "%.0f" : "%.15g", value);
  return buffer.data();
}

TEST(Text, NumbersAreThoseOfPrintf) {
  std::mt19937_64 random(1);
  for (int i = 0; i < 500; ++i) {
    const std::uint64_t bits = random();
    double any = 0;
    std::memcpy(&any, &bits, sizeof any);
    if (std::isfinite(any)) EXPECT_EQ(numberText(any), printed(any));
    const double decimal =
        static_cast<double>(random() % 100000) * std::pow(10, static_cast<int>(random() % 12) - 9);
    EXPECT_EQ(numberText(decimal), printed(decimal));
    const double binary = static_cast<double>(random() % 1024) / 1024;  // ties where digits end in 5
    EXPECT_EQ(numberText(1e5 + binary * 1e-5), printed(1e5 + binary * 1e-5));
    EXPECT_EQ(numberText(12345678 + binary), printed(12345678 + binary));
  }
  for (const double x :
       {0.0, -0.0, 1e15, 1e16, 1e300, 5e-324, 0.0001, 0.00001, 999999999999999.75, 0.99999999999999989,
        std::numeric_limits<double>::max(), std::numeric_limits<double>::min()}) {
    EXPECT_EQ(numberText(x), printed(x));
    EXPECT_EQ(numberText(-x), printed(-x));
  }
}

TEST(Text, BytesHaveThreeDigits) {
  EXPECT_EQ(bytesText(0), "0 B");
  EXPECT_EQ(bytesText(999.4), "999 B");
  EXPECT_EQ(bytesText(999.5), "1 kB");
  EXPECT_EQ(bytesText(1.2344e7), "12.3 MB");
  EXPECT_EQ(bytesText(8.765e13), "8.76e+04 GB");  // 87650 is a tie: to even
}

}  // namespace
}  // namespace ntk

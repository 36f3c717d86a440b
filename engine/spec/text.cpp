#include "engine/spec/text.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <string_view>

namespace ntk {

namespace {

/// 0.d₁d₂d₃… · 10^exponent
struct Decimal {
  std::string digits;
  int exponent;
};

/// Exact, of a finite x > 0: x = M 2^q, or M 5^{−q} 10^q if q < 0.
Decimal decimalOf(double x) {
  int power = 0;
  const double fraction = std::frexp(x, &power);
  std::string digits = std::to_string(static_cast<std::uint64_t>(std::ldexp(fraction, 53)));
  power -= 53;
  std::reverse(digits.begin(), digits.end());
  for (int i = 0; i < std::abs(power); ++i) {
    int carry = 0;
    for (char& digit : digits) {
      carry += (digit - '0') * (power < 0 ? 5 : 2);
      digit = static_cast<char>('0' + carry % 10);
      carry /= 10;
    }
    if (carry > 0) digits += static_cast<char>('0' + carry);
  }
  std::reverse(digits.begin(), digits.end());
  return {digits, static_cast<int>(digits.size()) + std::min(power, 0)};
}

/// To `count` digits at most, ties to even; no zeros at the end.
void roundTo(std::size_t count, Decimal& decimal) {
  std::string& digits = decimal.digits;
  if (digits.size() > count) {
    const bool isOdd = (digits[count - 1] - '0') % 2 == 1;
    const int order =
        digits.compare(count, std::string::npos, "5" + std::string(digits.size() - count - 1, '0'));
    digits.resize(count);
    if (order > 0 || (order == 0 && isOdd)) {
      while (!digits.empty() && digits.back() == '9') digits.pop_back();
      if (digits.empty()) {
        digits = "0";
        ++decimal.exponent;
      }
      ++digits.back();
    }
  }
  digits.erase(digits.find_last_not_of('0') + 1);
}

/// As printf's %.{count}g.
std::string general(double value, int count) {
  if (value == 0) return std::signbit(value) ? "-0" : "0";
  Decimal decimal = decimalOf(std::abs(value));
  roundTo(static_cast<std::size_t>(count), decimal);
  std::string text = decimal.digits;
  const int size = static_cast<int>(text.size()), point = decimal.exponent;
  if (point < -3 || point > count) {
    if (size > 1) text.insert(1, 1, '.');
    const int exponent = std::abs(point - 1);
    text += (point < 1 ? "e-" : "e+") + std::string(exponent < 10 ? "0" : "") + std::to_string(exponent);
  } else if (point <= 0) {
    text.insert(0, "0." + std::string(static_cast<std::size_t>(-point), '0'));
  } else if (point >= size) {
    text.append(static_cast<std::size_t>(point - size), '0');
  } else {
    text.insert(static_cast<std::size_t>(point), 1, '.');
  }
  return value < 0 ? '-' + text : text;
}

}  // namespace

std::string numberText(double value) {
  if (std::isnan(value)) return "NaN";
  if (std::isinf(value)) return value > 0 ? "Infinity" : "-Infinity";
  const bool isWhole = value == std::trunc(value) && std::abs(value) < 1e16;
  return general(value, isWhole ? 16 : 15);
}

std::string bytesText(double bytes) {
  constexpr std::array<std::string_view, 4> kUnits{" B", " kB", " MB", " GB"};
  std::size_t unit = 0;
  while (bytes >= 999.5 && unit + 1 < kUnits.size()) {
    bytes /= 1000;
    ++unit;
  }
  return general(bytes, 3) + std::string(kUnits[unit]);
}

std::string quoted(const std::string& text) {
  constexpr std::size_t kLongest = 60;
  if (text.size() <= kLongest) return '"' + text + '"';
  std::size_t end = kLongest;
  while ((static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;  // not within a UTF-8 character
  return '"' + text.substr(0, end) + "…\"";
}

}  // namespace ntk

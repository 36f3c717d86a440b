#include "engine/spec/text.hpp"

#include <array>
#include <cmath>
#include <cstdio>

namespace ntk {

namespace {
std::string format(const char* pattern, double value) {
  std::array<char, 40> buffer{};
  std::snprintf(buffer.data(), buffer.size(), pattern, value);
  return buffer.data();
}
}  // namespace

std::string numberText(double value) {
  if (std::isnan(value)) return "NaN";
  if (std::isinf(value)) return value > 0 ? "Infinity" : "-Infinity";
  const bool isWhole = value == std::trunc(value) && std::abs(value) < 1e16;
  return format(isWhole ? "%.0f" : "%.15g", value);
}

std::string bytesText(double bytes) {
  constexpr std::array<const char*, 4> kPatterns{"%.3g B", "%.3g kB", "%.3g MB", "%.3g GB"};
  std::size_t unit = 0;
  while (bytes >= 999.5 && unit + 1 < kPatterns.size()) {
    bytes /= 1000;
    ++unit;
  }
  return format(kPatterns[unit], bytes);
}

std::string quoted(const std::string& text) {
  constexpr std::size_t kLongest = 60;
  if (text.size() <= kLongest) return '"' + text + '"';
  std::size_t end = kLongest;
  while ((static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;  // not within a UTF-8 character
  return '"' + text.substr(0, end) + "…\"";
}

}  // namespace ntk

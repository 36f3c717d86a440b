#pragma once

#include <string>

namespace ntk {

/// A number as people write it: shortest form up to 15 digits; "NaN", "Infinity", "-Infinity" by name.
std::string numberText(double value);

/// Bytes as "1.5 GB", three digits.
std::string bytesText(double bytes);

/// `"text"`, cut to a length that fits a message.
std::string quoted(const std::string& text);

}  // namespace ntk

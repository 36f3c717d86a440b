#pragma once

#include <array>
#include <cstddef>

namespace ntk {

/// Coefficients of a rational function, constant term first. Ours, from a Remez exchange in 113-bit
/// arithmetic; all are positive, so nothing cancels for arguments ≥ 0.
template <std::size_t kNumerator, std::size_t kDenominator>
struct Rational {
  std::array<float, kNumerator> numerator;
  std::array<float, kDenominator> denominator;

  template <class Array>
  Array operator()(const Array& x) const {
    return horner(numerator, x) / horner(denominator, x);
  }

 private:
  template <std::size_t kCount, class Array>
  static Array horner(const std::array<float, kCount>& coefficients, const Array& x) {
    Array sum = Array::Constant(x.size(), coefficients[kCount - 1]);
    for (std::size_t i = kCount - 1; i-- > 0;) sum = sum * x + coefficients[i];
    return sum;
  }
};

}  // namespace ntk

#pragma once

#include <cmath>
#include <numbers>

namespace ntk {

/// log x for x ≥ 0 with a relative error of 4e-16: by log1p, as the tables of std::log are 4 kB of the page's
/// module. x = m 2^e with m within [√½, √2], so that nothing cancels.
inline double logarithm(double x) {
  int exponent = 0;
  double m = std::frexp(x, &exponent);
  if (m < std::numbers::sqrt2 / 2) {
    m *= 2;
    --exponent;
  }
  return exponent * std::numbers::ln2 + std::log1p(m - 1);
}

/// x^p for x ≥ 0 (0 where x = 0 < p), with a relative error of up to |p log x| ε more than std::pow, whose
/// tables are 4 kB as well.
inline double powerOf(double x, double p) { return std::exp(p * logarithm(x)); }

}  // namespace ntk

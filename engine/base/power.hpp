#pragma once

#include <cmath>

namespace ntk {

/// x^p for x ≥ 0 (0 where x = 0 < p), with a relative error of up to |p log x| ε more than std::pow, whose
/// tables are 4 kB of the page's module.
inline double powerOf(double x, double p) { return std::exp(p * std::log(x)); }

}  // namespace ntk

#pragma once

#include "engine/base/types.hpp"
#include "engine/spec/experiment.hpp"

namespace ntk {

/// A named target as a function of x in [−π, π], without noise. `points` and data sets have none: NaN.
///
/// fourier: Σ_{k=1..frequency} (a_k cos kx + b_k sin kx)/√frequency with a_k, b_k iid N(0,1) from the data
/// seed, so that the variance over x and draws is 1.
Vector<double> targetValues(const DataSpec& spec, const Vector<double>& x);

}  // namespace ntk

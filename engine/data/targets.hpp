#pragma once

#include "engine/base/types.hpp"
#include "engine/spec/experiment.hpp"

namespace ntk {

/// Named targets as functions of x in [−π, π], without noise, x.size() × outputs; `points` and data sets have
/// none: NaN. Output o has frequency (o + 1) · frequency; classes (step) of several outputs are one-hot rows.
///
/// fourier: Σ_{k=1..frequency} (a_k cos kx + b_k sin kx)/√frequency with a_k, b_k iid N(0,1) from the data
/// seed, another draw for each output, so that the variance over x and draws is 1.
Matrix<double> targetValues(const DataSpec& spec, const Vector<double>& x, int outputs);

/// Classes ±1 as one column, or as one-hot rows: class +1 first, then −1.
Matrix<double> classColumns(const Vector<double>& classes, int outputs);

}  // namespace ntk

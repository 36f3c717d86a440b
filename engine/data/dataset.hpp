#pragma once

#include "engine/base/types.hpp"
#include "engine/spec/experiment.hpp"

namespace ntk {

/// Training points and probe points of an experiment. x as it is drawn, inputs as they enter the network.
struct Dataset {
  Vector<double> x;            ///< n, in [−π, π]
  Vector<double> y;            ///< n, noise included
  Vector<double> probeX;       ///< p, equally spaced over [−π, π], ends included
  Vector<double> probeTarget;  ///< p, without noise; NaN where there is no known target
  Matrix<double> inputs;       ///< d × n
  Matrix<double> probeInputs;  ///< d × p
};

/// Named targets: n equally spaced points, each in the middle of its cell of [−π, π], so that points on the
/// circle are equally spaced too. A data set: n equally spaced rows, the first and the last included.
Dataset makeDataset(const DataSpec& spec);

/// The vectors (d × n) that enter the network for numbers x (n); see `InputMap`.
Matrix<double> mapInputs(InputMap map, const Vector<double>& x);

}  // namespace ntk

#pragma once

#include "engine/base/types.hpp"
#include "engine/spec/experiment.hpp"

namespace ntk {

/// Training points and probe points of an experiment: x as it is drawn (c coordinates), inputs as they enter
/// the network (d), k outputs.
struct Dataset {
  Matrix<double> x;            ///< c × n
  Matrix<double> y;            ///< n × k, noise included
  Matrix<double> probeX;       ///< c × p
  Matrix<double> probeTarget;  ///< p × k, without noise; NaN where there is no known target
  Matrix<double> inputs;       ///< d × n
  Matrix<double> probeInputs;  ///< d × p

  /// Targets and probe targets output-major, as networks have their outputs: entry o·n + i.
  Vector<double> targets() const { return y.reshaped(); }
  Vector<double> probeTargets() const { return probeTarget.reshaped(); }
};

/// On the line: named targets at n equally spaced points, each in the middle of its cell of [−π, π], so that
/// points on the circle are equally spaced too; a data set's n equally spaced rows, the first and the last
/// included; probes equally spaced over [−π, π], ends included. In the plane: points drawn by the data seed
/// in [−π, π]², classes in turn; probes a square grid over [−π, π]², row by row from below, x₁ fastest.
/// Teachers: inputs drawn by the data seed, probes fresh ones of the same law. Given: the rows.
///
/// Several outputs: classes (step, the plane, parity) become one-hot rows, class +1 first, −1 second; named
/// targets have frequency (o + 1) · frequency in output o; teachers a direction or coordinates of its own;
/// points and data sets the same y in each.
Dataset makeDataset(const DataSpec& spec, int outputs = 1);

/// The vectors (d × n) that enter the network for points x (c × n); see `InputMap`.
Matrix<double> mapInputs(InputMap map, const Matrix<double>& x);

}  // namespace ntk

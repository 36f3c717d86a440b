#pragma once

#include <cmath>
#include <limits>

#include "engine/base/logarithm.hpp"
#include "engine/base/types.hpp"
#include "engine/spec/experiment.hpp"

namespace ntk {

/// 0, then `frames` log-spaced times from first to last (both exact), then ∞: frames + 2 times.
inline Vector<double> timeGrid(const DynamicsSpec& spec) {
  Vector<double> times(spec.frames + 2);
  const double ratio = logarithm(spec.lastTime / spec.firstTime) / (spec.frames - 1);
  for (int i = 0; i < spec.frames; ++i) times[i + 1] = spec.firstTime * std::exp(ratio * i);
  times[0] = 0;
  times[spec.frames] = spec.lastTime;
  times[spec.frames + 1] = std::numeric_limits<double>::infinity();
  return times;
}

}  // namespace ntk

#include "engine/dynamics/step_control.hpp"

#include <algorithm>
#include <cmath>

#include "engine/base/logarithm.hpp"

namespace ntk {

namespace {

constexpr double kSafety = 0.9, kLargestGrowth = 5, kSmallestGrowth = 0.2;

/// True errors of smooth runs are at most this times the sum of the estimates, on the grid of
/// `docs/flow-accuracy.md`.
constexpr double kEstimateSafety = 8;

}  // namespace

StepControl::StepControl(double allowed, double lastTime, int order, double floor)
    : allowed_(allowed),
      lastTime_(lastTime),
      floor_(floor),
      // The error over the share of the clock is O(h^(order − 1)).
      exponent_(1.0 / (order - 1)) {}

double StepControl::clock(double t) const { return std::log1p(t / timeScale_); }

double StepControl::share(double t, double h) const {
  const double left = clock(lastTime_) - clock(t), part = clock(t + h) - clock(t);
  const double fraction = left > 0 ? std::min(part / left, 1.0) : 1.0;
  return std::max((allowed_ - accuracy_) / kEstimateSafety * fraction, floor_);
}

void StepControl::accept(double error) { accuracy_ += error > floor_ ? kEstimateSafety * error : error; }

double StepControl::growth(double error, double share, bool isAccepted) const {
  if (!std::isfinite(error)) return kSmallestGrowth;
  const double wanted = kSafety * powerOf(share / std::max(error, 1e-300), exponent_);
  return std::clamp(wanted, kSmallestGrowth, isAccepted ? kLargestGrowth : 1.0);
}

}  // namespace ntk

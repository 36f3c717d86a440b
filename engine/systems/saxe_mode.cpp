#include "engine/systems/saxe_mode.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/base/runge_kutta.hpp"

namespace ntk {

namespace {

constexpr double kTolerance = 1e-12;
constexpr int kMaximumSteps = 100000;

bool isValid(const BalancedMode& m) {
  return m.strength > 0 && std::isfinite(m.strength) && m.initial >= 0 && std::isfinite(m.initial) &&
         m.depth >= 1 && m.timeConstant > 0;
}

/// u_0 at the rest points 0 (of depth 2 and more) and s.
bool rests(const BalancedMode& m) { return m.initial == m.strength || (m.initial == 0 && m.depth > 1); }

double shallow(const BalancedMode& m, double t) {
  const double s = m.strength, start = m.initial;
  if (m.depth == 1) return start - (s - start) * std::expm1(-t / m.timeConstant);
  return s / (1 + (s / start - 1) * std::exp(-2 * s * t / m.timeConstant));
}

/// Times are finite here.
Status solveDeep(const BalancedMode& m, const Vector<double>& times, Eigen::Ref<Vector<double>> values) {
  const double side = m.initial < m.strength ? 1 : -1;  // of s on which u stays
  const auto strengthAt = [&](double z) { return m.strength / (1 + side * std::exp(-z)); };
  const auto flow = [&](double, const Vector<double>& z, Vector<double>& slope) {
    slope[0] = m.depth * m.strength / m.timeConstant * std::pow(strengthAt(z[0]), 1 - 2.0 / m.depth);
  };
  Vector<double> start(1);
  start[0] = std::log(m.initial / std::abs(m.strength - m.initial));
  // An error of z is a relative error of u until u is near s, where z is large and matters less.
  const Trajectory solution =
      integrate(RightHandSide(flow), start, times, kTolerance, kTolerance, kMaximumSteps);
  for (Index i = 0; i < solution.states.cols(); ++i) values[i] = strengthAt(solution.states(0, i));
  return solution.status;
}

}  // namespace

ModeTrajectory saxeMode(const BalancedMode& mode, const Vector<double>& times) {
  ModeTrajectory result;
  const bool isGrid = times.size() > 0 && times[0] >= 0 && std::is_sorted(times.begin(), times.end());
  if (!isValid(mode) || !isGrid) {
    result.status = Status::refused;
    return result;
  }
  result.values = Vector<double>::Constant(times.size(), rests(mode) ? mode.initial : mode.strength);
  if (rests(mode)) return result;
  const Index finite = std::count_if(times.begin(), times.end(), [](double t) { return std::isfinite(t); });
  if (mode.depth <= 2) {
    for (Index i = 0; i < finite; ++i) result.values[i] = shallow(mode, times[i]);
  } else if (finite > 0) {
    result.status = solveDeep(mode, times.head(finite), result.values.head(finite));
  }
  return result;
}

double escapeTime(const BalancedMode& mode, double fraction) {
  const double start = mode.initial / mode.strength;
  if (!isValid(mode) || !(fraction <= 0.99) || !(start < fraction))
    return std::numeric_limits<double>::quiet_NaN();
  if (start == 0 && mode.depth > 1) return std::numeric_limits<double>::infinity();
  const double power = 2.0 / mode.depth - 1;
  double sum = mode.depth == 2 ? std::log(fraction / start)
                               : (std::pow(fraction, power) - std::pow(start, power)) / power;
  double end = std::pow(fraction, power), begin = start > 0 ? std::pow(start, power) : 0;
  for (double exponent = power + 1;; ++exponent) {
    end *= fraction;
    begin *= start;
    const double term = (end - begin) / exponent;
    sum += term;
    if (term <= std::numeric_limits<double>::epsilon() / 100 * sum) break;
  }
  return mode.timeConstant / mode.depth * std::pow(mode.strength, power - 1) * sum;
}

}  // namespace ntk

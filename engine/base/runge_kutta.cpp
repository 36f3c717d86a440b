#include "engine/base/runge_kutta.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <utility>

namespace ntk {

namespace {

constexpr const RungeKuttaPair& kPair = kDormandPrince;

/// Largest |v_i| / (absolute + relative · |y_i|).
double scaledNorm(const Vector<double>& v, const Vector<double>& y, double absolute, double relative) {
  double largest = 0;
  for (Index i = 0; i < v.size(); ++i) {
    const double ratio = std::abs(v[i]) / (absolute + relative * std::abs(y[i]));
    if (!(ratio <= largest)) largest = ratio;
  }
  return largest;
}

}  // namespace

RungeKuttaStep::RungeKuttaStep(RightHandSide f, double t, Vector<double> initial)
    : f_(f), time_(t), begin_(std::move(initial)), end_(begin_) {
  for (Vector<double>& slope : slopes_) slope.resize(begin_.size());
  f_(time_, begin_, slopes_[0]);
}

void RungeKuttaStep::take(double h) {
  length_ = h;
  for (std::size_t i = 1; i < RungeKuttaPair::kStages; ++i) {
    end_ = begin_;
    for (std::size_t j = 0; j < i; ++j)
      if (kPair.a[i][j] != 0) end_ += (h * kPair.a[i][j]) * slopes_[j];
    f_(time_ + kPair.c[i] * h, end_, slopes_[i]);
  }
}

void RungeKuttaStep::advance() {
  time_ += length_;
  begin_.swap(end_);
  slopes_.front().swap(slopes_.back());
}

double RungeKuttaStep::scaledError(double absolute, double relative) const {
  double largest = 0;
  for (Index k = 0; k < begin_.size(); ++k) {
    double error = 0;
    for (std::size_t i = 0; i < RungeKuttaPair::kStages; ++i) error += kPair.error(i) * slopes_[i][k];
    const double size = std::max(std::abs(begin_[k]), std::abs(end_[k]));
    const double ratio = std::abs(length_ * error) / (absolute + relative * size);
    if (!(ratio <= largest)) largest = ratio;
    if (!std::isfinite(largest)) return std::numeric_limits<double>::infinity();
  }
  return largest;
}

void RungeKuttaStep::dense(double theta, Vector<double>& state) const {
  state = begin_;
  for (std::size_t i = 0; i < RungeKuttaPair::kStages; ++i)
    state += (length_ * kPair.denseWeight(i, theta)) * slopes_[i];
}

double RungeKuttaStep::firstLength(double absolute, double relative) {
  const double size = scaledNorm(begin_, begin_, absolute, relative);
  const double speed = scaledNorm(slopes_[0], begin_, absolute, relative);
  const double euler = size < 1e-5 || speed < 1e-5 ? 1e-6 : 0.01 * size / speed;
  end_ = begin_ + euler * slopes_[0];
  f_(time_ + euler, end_, slopes_[1]);
  slopes_[1] -= slopes_[0];
  const double change = scaledNorm(slopes_[1], begin_, absolute, relative) / euler;
  const double largest = std::max(speed, change);
  const double length = largest <= 1e-15 ? std::max(1e-6, 1e-3 * euler) : std::pow(0.01 / largest, 0.2);
  return std::min(100 * euler, length);
}

RungeKuttaFlow::RungeKuttaFlow(RightHandSide f, Vector<double> initial, RungeKuttaOptions options)
    : options_(options),
      step_(f, 0, std::move(initial)),
      nextLength_(step_.firstLength(options.absoluteTolerance, options.relativeTolerance)) {
  statistics_.evaluations = 2;
}

Status RungeKuttaFlow::attempt() {
  const double remaining = options_.lastTime - time_;
  if (remaining <= 0) return Status::finished;
  if (statistics_.steps + statistics_.rejections >= options_.maximumSteps) return Status::budget;
  if (std::exchange(isStepTaken_, false)) step_.advance();
  // A step that would leave less than a tenth of itself is stretched to the end.
  const double h = 1.1 * nextLength_ >= remaining ? remaining : nextLength_;
  if (!(time_ + h > time_)) return Status::diverged;
  step_.take(h);
  statistics_.evaluations += static_cast<int>(RungeKuttaPair::kStages) - 1;
  const double error = step_.scaledError(options_.absoluteTolerance, options_.relativeTolerance);
  nextLength_ = h * controller_.next(error);
  if (!(error <= 1)) {
    ++statistics_.rejections;
    return Status::running;
  }
  ++statistics_.steps;
  isStepTaken_ = true;
  time_ = h == remaining ? options_.lastTime : time_ + h;
  return h == remaining ? Status::finished : Status::running;
}

void RungeKuttaFlow::stateAt(double t, Vector<double>& state) const {
  if (!isStepTaken_) {
    state = step_.begin();
  } else if (t >= time_) {
    state = step_.end();
  } else {
    step_.dense((t - step_.time()) / step_.length(), state);
  }
}

Trajectory integrate(RightHandSide f, const Vector<double>& initial, const Vector<double>& times,
                     double relativeTolerance, double absoluteTolerance, int maximumSteps) {
  assert(times.size() > 0 && std::is_sorted(times.begin(), times.end()));
  RungeKuttaFlow flow(f, initial,
                      {relativeTolerance, absoluteTolerance, maximumSteps, times[times.size() - 1]});
  Trajectory result;
  result.states.resize(initial.size(), times.size());
  Vector<double> state(initial.size());
  Index reached = 0;
  while (result.status == Status::running) {
    for (; reached < times.size() && times[reached] <= flow.time(); ++reached) {
      flow.stateAt(times[reached], state);
      result.states.col(reached) = state;
    }
    const Status status = reached < times.size() ? flow.attempt() : Status::finished;
    // The states of the last step are still to be read.
    if (status != Status::finished || reached == times.size()) result.status = status;
  }
  result.states.conservativeResize(Eigen::NoChange, reached);
  result.statistics = flow.statistics();
  return result;
}

}  // namespace ntk

#include "engine/dynamics/exponential_flow.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "engine/base/phi.hpp"

namespace ntk {

namespace {

constexpr double kSafety = 0.9, kLargestGrowth = 5, kSmallestGrowth = 0.2;
/// Steps below this share of the current time cannot be told from none.
constexpr double kSmallestStep = 1e-12;

/// Where σ' jumps, N is not smooth and the estimate, which assumes that it is, is up to 9 times too small on
/// a grid of widths 8…8192 × α .1…10; so a step may only use this share of the tolerance.
constexpr double kKinkShare = 0.1;

double largest(const Vector<double>& v) { return v.size() == 0 ? 0 : v.cwiseAbs().maxCoeff(); }

}  // namespace

template <class Scalar>
ExponentialFlow<Scalar>::ExponentialFlow(const Architecture& architecture, Vector<Scalar> initialParameters,
                                         Matrix<Scalar> inputs, Vector<double> targets,
                                         Matrix<Scalar> controlInputs, FlowOptions options)
    : architecture_(&architecture),
      inputs_(std::move(inputs)),
      controlInputs_(std::move(controlInputs)),
      targets_(std::move(targets)),
      options_(options),
      endParameters_(std::move(initialParameters)),
      tape_(architecture),
      stageTape_(architecture),
      endTape_(architecture) {
  endTape_.record(endParameters_, inputs_);
  ++statistics_.evaluations;
  const double share = architecture.activation == Activation::relu ? kKinkShare : 1;
  allowedError_ = share * options_.tolerance *
                  std::max({largest(targets_), largest(endTape_.outputs() - targets_), 1e-300});
}

template <class Scalar>
void ExponentialFlow<Scalar>::beginInterval() {
  start_ = end_;
  parameters_.swap(endParameters_);
  std::swap(tape_, endTape_);
  eigen_ = SymmetricEigen(tape_.kernel(), kGramRoundOff<Scalar>);
  residual_ = tape_.outputs() - targets_;
  if (nextStep_ == 0) nextStep_ = static_cast<double>(targets_.size()) / std::max(eigen_.largest(), 1e-300);
  isIntervalOpen_ = true;
}

template <class Scalar>
Status ExponentialFlow<Scalar>::attempt() {
  if (statistics_.steps + statistics_.rejections >= options_.maximumSteps) return Status::budget;
  if (!isIntervalOpen_) beginInterval();
  const double remaining = options_.lastTime - start_;
  const double h = std::min(nextStep_, remaining);
  if (!tryStep(h)) {
    ++statistics_.rejections;
    const bool isStuck = nextStep_ <= kSmallestStep * std::max(start_, std::numeric_limits<double>::min());
    return isStuck || !eigen_.values().allFinite() ? Status::diverged : Status::running;
  }
  ++statistics_.steps;
  end_ = h == remaining ? options_.lastTime : start_ + h;
  isIntervalOpen_ = false;
  return Status::running;
}

template <class Scalar>
bool ExponentialFlow<Scalar>::tryStep(double h) {
  const double n = static_cast<double>(targets_.size());
  correction_.setZero(architecture_->parameterCount);
  correctionImage_.setZero(targets_.size());
  evaluate(h, h, stage_);
  stageTape_.record(stage_, inputs_);
  const Vector<double> lazyResidual = eigen_.apply([&](double l) { return std::exp(-h * l / n); }, residual_);
  stageTape_.vjp(stageTape_.outputs() - targets_, correction_);
  tape_.vjp(lazyResidual, scratch_);
  correction_ -= scratch_;
  correctionImage_ = tape_.jvp(correction_);
  evaluate(h, h, endParameters_);
  endTape_.record(endParameters_, inputs_);
  statistics_.evaluations += 2;

  const double error = stageDistance(stage_);
  const bool isFinite = std::isfinite(error);
  const double growth =
      isFinite ? kSafety * std::sqrt(allowedError_ / std::max(error, 1e-300)) : kSmallestGrowth;
  nextStep_ = h * std::clamp(growth, kSmallestGrowth, kLargestGrowth);
  if (!isFinite || error > allowedError_) return false;
  statistics_.errorEstimate = std::max(statistics_.errorEstimate, error);
  return true;
}

template <class Scalar>
double ExponentialFlow<Scalar>::stageDistance(const Vector<Scalar>& stage) const {
  const Vector<double> train = endTape_.outputs() - stageTape_.outputs();
  if (!train.allFinite()) return std::numeric_limits<double>::infinity();
  if (controlInputs_.cols() == 0) return largest(train);
  const Vector<double> control = networkOutputs(*architecture_, endParameters_, controlInputs_) -
                                 networkOutputs(*architecture_, stage, controlInputs_);
  return control.allFinite() ? std::max(largest(train), largest(control))
                             : std::numeric_limits<double>::infinity();
}

template <class Scalar>
void ExponentialFlow<Scalar>::evaluate(double s, double h, Vector<Scalar>& parameters) const {
  const double n = static_cast<double>(targets_.size());
  // A mode of eigenvalue 0 has Jᵀq = 0: its coefficient would only multiply round-off.
  const auto lazy = [&](double l) { return l > 0 ? s / n * phi1(-s * l / n) : 0; };
  const auto bend = [&](double l) {
    return l > 0 ? s * s * s / (h * n * n) * phi2DividedDifference(-s * l / n) : 0;
  };
  const Vector<double> lift = eigen_.apply(lazy, residual_) - eigen_.apply(bend, correctionImage_);
  tape_.vjp(lift, scratch_);
  parameters = parameters_ - scratch_ - static_cast<Scalar>(s * s / (2 * h * n)) * correction_;
}

template <class Scalar>
void ExponentialFlow<Scalar>::parametersAt(double t, Vector<Scalar>& parameters) const {
  if (t >= end_) {
    parameters = endParameters_;
  } else {
    evaluate(t - start_, end_ - start_, parameters);
  }
}

template class ExponentialFlow<float>;
template class ExponentialFlow<double>;

}  // namespace ntk

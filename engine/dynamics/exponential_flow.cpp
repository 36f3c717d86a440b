#include "engine/dynamics/exponential_flow.hpp"

#include <algorithm>
#include <utility>

#include "engine/network/activation.hpp"

namespace ntk {

namespace {

/// Share of the tolerance that the first fine run aims at, and how much coarser the run is that it is
/// compared with.
constexpr double kFirstShare = .25, kCoarser = 4;
/// Account of the error over the difference of the two runs. Where a unit grazes its kink errors fall like
/// the square root of the share, so the difference is no more than the error itself.
constexpr double kDifferenceSafety = 2;

double largestDifference(const Vector<double>& a, const Vector<double>& b) {
  return a.size() == 0 ? 0 : (a - b).lpNorm<Eigen::Infinity>();
}

void add(FlowStatistics& sum, const FlowStatistics& s) {
  sum.steps += s.steps;
  sum.rejections += s.rejections;
  sum.evaluations += s.evaluations;
  sum.kernelEvaluations += s.kernelEvaluations;
}

}  // namespace

template <class Scalar>
ExponentialFlow<Scalar>::ExponentialFlow(const Architecture& architecture, Vector<Scalar> initialParameters,
                                         Matrix<Scalar> inputs, Vector<double> targets,
                                         Matrix<Scalar> controlInputs, FlowOptions options, Loss loss)
    : model_(architecture, std::move(inputs), std::move(controlInputs)),
      tape_(architecture),
      loss_(loss, std::move(targets), model_.sampleCount()),
      options_(options) {
  if (!isKinked(architecture.activation)) {
    fine_.emplace(model_, std::move(initialParameters), loss_, options_, 0);
    return;
  }
  initial_ = std::move(initialParameters);
  model_.forward(initial_, tape_);
  allowed_ = options_.tolerance * loss_.scale(tape_.outputs());
  share_ = kFirstShare;
  fine_.emplace(run(share_));
  coarse_.emplace(run(kCoarser * share_));
}

template <class Scalar>
PiecewiseFlow<Scalar> ExponentialFlow<Scalar>::run(double share) const {
  FlowOptions options = options_;
  options.tolerance *= share;
  NetworkModel<Scalar> model = model_;
  model.choosePattern(initial_);
  return Piecewise(std::move(model), initial_, loss_, options, share * allowed_);
}

template <class Scalar>
Status ExponentialFlow<Scalar>::attempt() {
  if (coarse_) return advanceBoth();
  const Status status = fine_->attempt();
  time_ = fine_->time();
  return status;
}

template <class Scalar>
Status ExponentialFlow<Scalar>::advanceBoth() {
  const FlowStatistics work = statistics();
  if (work.steps + work.rejections >= options_.maximumSteps) return Status::budget;
  Piecewise& behind = coarse_->time() <= fine_->time() ? *coarse_ : *fine_;
  const double reached = behind.time();
  const Status status = behind.attempt();
  if (status != Status::running || behind.time() == reached) return status;
  const double t = std::min(fine_->time(), coarse_->time());
  // A finer run that starts again passes what has been compared before.
  const bool canCompare = t > fine_->lastStart() && t > coarse_->lastStart();
  if (canCompare && !agreeAt(t)) {
    refine();
    time_ = 0;
  } else {
    time_ = t;
  }
  return Status::running;
}

template <class Scalar>
bool ExponentialFlow<Scalar>::agreeAt(double t) {
  fine_->parametersAt(t, fineParameters_);
  coarse_->parametersAt(t, coarseParameters_);
  model_.forward(fineParameters_, tape_);
  fineOutputs_ = tape_.outputs();
  model_.forward(coarseParameters_, tape_);
  model_.controlOutputs(fineParameters_, fineControls_);
  model_.controlOutputs(coarseParameters_, coarseControls_);
  const double error = kDifferenceSafety * std::max(largestDifference(fineOutputs_, tape_.outputs()),
                                                    largestDifference(fineControls_, coarseControls_));
  if (!(error <= allowed_)) return false;
  accuracy_ = std::max(accuracy_, error);
  return true;
}

template <class Scalar>
void ExponentialFlow<Scalar>::refine() {
  add(discarded_, coarse_->statistics());
  coarse_.emplace(std::move(*fine_));
  share_ /= kCoarser;
  fine_.emplace(run(share_));
}

template <class Scalar>
FlowStatistics ExponentialFlow<Scalar>::statistics() const {
  FlowStatistics s = fine_->statistics();
  if (!coarse_) return s;
  add(s, coarse_->statistics());
  add(s, discarded_);
  s.accuracy = accuracy_;
  return s;
}

template class ExponentialFlow<float>;
template class ExponentialFlow<double>;

}  // namespace ntk

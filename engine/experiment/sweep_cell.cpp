#include "engine/experiment/sweep_cell.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace ntk {

namespace {

constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();
enum { kNetwork, kLinearisation, kLimit };

/// Only what the measures need is observed.
Experiment observed(Experiment experiment) {
  experiment.observe = {.kernel = true, .theory = false};
  return experiment;
}

Vector<double> entry(const BlockLayout& layout, const std::vector<float>& block, std::string_view name) {
  const LayoutEntry& e = layout.find(name);
  return Eigen::Map<const Vector<float>>(block.data() + e.offset, e.size).cast<double>();
}

double largestGap(const Vector<double>& a, const Vector<double>& b) { return (a - b).cwiseAbs().maxCoeff(); }

}  // namespace

template <class Scalar>
SweepCell<Scalar>::SweepCell(const Experiment& experiment) {
  for (std::size_t i = 0; i < runs_.size(); ++i) {
    runs_[i].job = makeJob<Scalar>(kJobNames[i], observed(experiment), nullptr);
  }
}

template <class Scalar>
Status SweepCell<Scalar>::advance(const Deadline& deadline) {
  do {
    Run* next = nullptr;
    for (Run& run : runs_)
      if (next == nullptr && !isFinal(run.job->status())) next = &run;
    if (next == nullptr) break;
    next->job->advance(deadline);
    take(*next);
  } while (!deadline.passed());
  const bool isRunning =
      std::any_of(runs_.begin(), runs_.end(), [](const Run& run) { return !isFinal(run.job->status()); });
  status_ = isRunning ? Status::running : runs_[kNetwork].job->status();
  return status_;
}

template <class Scalar>
void SweepCell<Scalar>::take(Run& run) {
  while (auto frame = run.job->takeFrame()) {
    const BlockLayout& layout = run.job->frameLayout();
    if (std::isinf(entry(layout, *frame, "time")[0])) continue;
    run.probeOutputs.push_back(entry(layout, *frame, "probeOutput"));
    run.lastFrame = std::move(*frame);
  }
}

template <class Scalar>
double SweepCell<Scalar>::progress() const {
  double sum = 0;
  for (const Run& run : runs_) sum += run.job->progress();
  return sum / static_cast<double>(runs_.size());
}

template <class Scalar>
double SweepCell<Scalar>::last(const Run& run, std::string_view name) {
  return run.lastFrame.empty() ? kUnknown : entry(run.job->frameLayout(), run.lastFrame, name)[0];
}

template <class Scalar>
double SweepCell<Scalar>::testError(const Run& run) const {
  const Vector<double> target = entry(run.job->staticLayout(), run.job->staticBlock(), "probeTarget");
  return run.probeOutputs.empty() ? kUnknown
                                  : std::sqrt((run.probeOutputs.back() - target).squaredNorm() /
                                              static_cast<double>(target.size()));
}

template <class Scalar>
Vector<double> SweepCell<Scalar>::measures() const {
  const Run &network = runs_[kNetwork], &linearisation = runs_[kLinearisation], &limit = runs_[kLimit];
  const std::size_t reached = network.probeOutputs.size();
  const bool isComplete = isFinal(status_) && reached == limit.probeOutputs.size();
  double largest = 0;
  for (std::size_t i = 0; i < reached; ++i)
    largest = std::max(largest, largestGap(network.probeOutputs[i], limit.probeOutputs[i]));
  const BlockLayout& layout = limit.job->staticLayout();
  const double kernelError = entry(layout, limit.job->staticBlock(), "initialKernelError")[0];
  if (!isComplete) {
    Vector<double> unknown = Vector<double>::Constant(static_cast<Index>(kSweepMeasures.size()), kUnknown);
    unknown[4] = kernelError;
    return unknown;
  }
  return Vector<double>{{largestGap(network.probeOutputs.back(), limit.probeOutputs.back()), largest,
                         largestGap(network.probeOutputs.back(), linearisation.probeOutputs.back()),
                         last(network, "kernelDrift"), kernelError, last(network, "movement"),
                         last(network, "trainLoss"), testError(network), testError(limit)}};
}

template class SweepCell<float>;
template class SweepCell<double>;

}  // namespace ntk

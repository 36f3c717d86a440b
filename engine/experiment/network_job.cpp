#include "engine/experiment/network_job.hpp"

#include <algorithm>
#include <cmath>

#include "engine/theory/measures.hpp"

namespace ntk {

namespace {

/// Points beside the training points at which the flow's error is controlled: every k-th probe, at most this
/// many.
constexpr Index kControlPoints = 32;

template <class Scalar>
Matrix<Scalar> everyKth(const Matrix<Scalar>& inputs) {
  const Index stride = (inputs.cols() + kControlPoints - 1) / kControlPoints;
  const Index count = (inputs.cols() + stride - 1) / stride;
  return inputs(Eigen::all, Eigen::seqN(Index{0}, count, stride));
}

}  // namespace

template <class Scalar>
NetworkJob<Scalar>::NetworkJob(const Experiment& experiment, const std::vector<double>* weights)
    : Job(experiment, experiment.network.outputs),
      network_(experiment, data_, weights),
      tape_(network_.architecture),
      observations_(experiment_, data_, network_) {
  const Index order = trainingCount() * network_.architecture.outputs();
  if (experiment.observe.kernel) {
    frameLayout_.add("kernel", {order, order}, "",
                     "K_t, the network's empirical kernel (no 1/n), output by output.");
    frameLayout_.add("kernelDrift", {1}, "", "‖K_t − K_0‖_F / ‖K_0‖_F.");
  }
  observations_.addStaticEntries(staticLayout_);
  observations_.addFrameEntries(frameLayout_);
  frameLayout_.add("movement", {1}, "", "‖W_t − W_0‖_F over all trained parameters.");
  frameLayout_.add("steps", {1}, "steps", "Accepted steps of the integrator so far.");
  frameLayout_.add("rejections", {1}, "steps", "Rejected steps so far.");
  frameLayout_.add("evaluations", {1}, "sweeps", "Forward sweeps over the training points so far.");
  frameLayout_.add("errorEstimate", {1}, "y", "Largest error estimate of an accepted step so far.");
}

template <class Scalar>
void NetworkJob<Scalar>::begin() {
  tape_.record(network_.parameters, network_.inputs);
  initialKernel_ = tape_.kernel();
  shift_ = tape_.outputs();
  probeShift_ = networkOutputs(network_.architecture, network_.parameters, network_.probeInputs);
  if (!experiment_.network.centred) {
    shift_.setZero();
    probeShift_.setZero();
  }
  Block block = beginStaticBlock();
  const SymmetricEigen eigen(initialKernel_, kGramRoundOff<Scalar>);
  block.put("eigenvalues", eigen.values());
  block.put("kernel", initialKernel_);
  observations_.begin(eigen, tape_.outputs() - shift_ - data_.targets(), block);
  publishStatic(std::move(block));
  const DynamicsSpec& dynamics = experiment_.dynamics;
  flow_.emplace(network_.architecture, network_.parameters, network_.inputs, data_.targets() + shift_,
                everyKth(network_.probeInputs),
                FlowOptions{dynamics.tolerance, dynamics.maximumSteps, dynamics.lastTime});
}

template <class Scalar>
Status NetworkJob<Scalar>::work() {
  if (!flow_) {
    begin();
    return Status::running;
  }
  if (nextTime() > flow_->time()) return flow_->attempt();
  addFrame();
  return std::isinf(nextTime()) ? Status::finished : Status::running;
}

template <class Scalar>
void NetworkJob<Scalar>::addFrame() {
  flow_->parametersAt(nextTime(), frameParameters_);
  tape_.record(frameParameters_, network_.inputs);
  const Vector<double> probes = networkOutputs(network_.architecture, frameParameters_, network_.probeInputs);
  Block block = beginFrame(tape_.outputs() - shift_, probes - probeShift_);
  const ObserveSpec& asked = experiment_.observe;
  const Matrix<double> kernel = asked.kernel || asked.theory ? tape_.kernel() : Matrix<double>();
  observations_.observe(nextTime(), frameParameters_, kernel, tape_.outputs() - shift_ - data_.targets(),
                        block);
  if (asked.kernel) {
    block.put("kernel", kernel);
    block.put("kernelDrift", relativeDistance(kernel, initialKernel_));
  }
  block.put("movement", static_cast<double>((frameParameters_ - network_.parameters).norm()));
  const FlowStatistics& statistics = flow_->statistics();
  block.put("steps", statistics.steps);
  block.put("rejections", statistics.rejections);
  block.put("evaluations", statistics.evaluations);
  block.put("errorEstimate", statistics.errorEstimate);
  publishFrame(std::move(block));
}

/// The larger of the share of frames and the share of log time.
template <class Scalar>
double NetworkJob<Scalar>::progress() const {
  const DynamicsSpec& dynamics = experiment_.dynamics;
  const double now = flow_ ? flow_->time() : 0;
  const double share = now <= dynamics.firstTime ? 0
                                                 : std::log(now / dynamics.firstTime) /
                                                       std::log(dynamics.lastTime / dynamics.firstTime);
  return std::max(Job::progress(), 0.99 * share);
}

template class NetworkJob<float>;
template class NetworkJob<double>;

}  // namespace ntk

#include "engine/experiment/network_job.hpp"

#include <algorithm>
#include <cmath>

#include "engine/base/logarithm.hpp"
#include "engine/base/symmetric_eigen.hpp"
#include "engine/dynamics/stability.hpp"
#include "engine/theory/measures.hpp"

namespace ntk {

namespace {

/// Frames are floats: beyond this, sums of squares of outputs are none. False for NaN.
bool fitsFrame(const Vector<double>& outputs) { return (outputs.array().abs() < 1e18).all(); }

}  // namespace

template <class Scalar>
NetworkJob<Scalar>::NetworkJob(const Experiment& experiment, const std::vector<double>* weights)
    : Job(experiment, experiment.network.outputs),
      network_(experiment, data_, weights),
      tape_(network_.architecture),
      observations_(experiment_, data_, network_),
      shiftedLoss_(loss_) {
  const Index order = trainingCount() * network_.architecture.outputs();
  if (experiment.observe.kernel) {
    frameLayout_.add("kernel", {order, order}, "",
                     "K_t, the network's empirical kernel (no 1/n), output by output.");
    frameLayout_.add("kernelDrift", {1}, "", "‖K_t − K_0‖_F / ‖K_0‖_F.");
  }
  observations_.addStaticEntries(staticLayout_);
  observations_.addFrameEntries(frameLayout_);
  frameLayout_.add("movement", {1}, "", "‖W_t − W_0‖_F over all trained parameters.");
  addTrainingStatistics(experiment.dynamics.method, frameLayout_);
  if (!isDescent()) return;
  staticLayout_.add(
      "stabilityLimit", {1}, "time",
      "Largest stable η of full-batch descent on the network linearised at its initial weights.");
  frameLayout_.add("minimumGradientNorm", {1}, "",
                   "Least ‖∇L‖ of the full batch at the frames up to this one.");
}

template <class Scalar>
void NetworkJob<Scalar>::begin() {
  tape_.record(network_.parameters, network_.inputs);
  shift_ = tape_.outputs();
  probeShift_ = networkOutputs(network_.architecture, network_.parameters, network_.probeInputs);
  if (!experiment_.network.centred) {
    shift_.setZero();
    probeShift_.setZero();
  }
  shiftedLoss_ = LossFunction(loss_.loss(), loss_.targets() + shift_, loss_.samples());
  publishInitialKernel();
  training_ = makeTraining(experiment_.dynamics, network_, shiftedLoss_);
}

template <class Scalar>
void NetworkJob<Scalar>::publishInitialKernel() {
  initialKernel_ = tape_.kernel();
  const SymmetricEigen eigen(initialKernel_, kGramRoundOff<Scalar>);
  Block block = beginStaticBlock();
  block.put("eigenvalues", eigen.values());
  block.put("kernel", initialKernel_);
  observations_.begin(eigen, tape_.outputs() - shift_ - data_.targets(), block);
  if (isDescent()) {
    double curvature = eigen.largest();
    if (loss_.loss() != Loss::square) {
      HessianRoot root;
      root.compute(shiftedLoss_, tape_.outputs());
      Matrix<double> kernel = initialKernel_;
      root.symmetrise(kernel);
      curvature = SymmetricEigen(kernel, kGramRoundOff<Scalar>).largest();
    }
    const DynamicsSpec& dynamics = experiment_.dynamics;
    block.put("stabilityLimit",
              stabilityLimit({dynamics.momentum, dynamics.nesterov}, curvature, trainingCount()));
  }
  publishStatic(std::move(block));
}

template <class Scalar>
Status NetworkJob<Scalar>::work() {
  if (!training_) {
    begin();
    return Status::running;
  }
  return nextTime() > training_->time() ? training_->advance() : addFrame();
}

template <class Scalar>
double NetworkJob<Scalar>::gradientNorm() {
  Vector<double> cotangent;
  shiftedLoss_.gradient(tape_.outputs(), cotangent);
  Vector<Scalar> gradient;
  tape_.vjp(cotangent / static_cast<double>(loss_.samples()), gradient);
  return static_cast<double>(gradient.norm());
}

template <class Scalar>
Status NetworkJob<Scalar>::addFrame() {
  training_->parametersAt(nextTime(), frameParameters_);
  tape_.record(frameParameters_, network_.inputs);
  const Vector<double> probes = networkOutputs(network_.architecture, frameParameters_, network_.probeInputs);
  if (!fitsFrame(tape_.outputs()) || !fitsFrame(probes)) return Status::diverged;
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
  training_->putStatistics(block);
  if (isDescent()) {
    minimumGradientNorm_ = std::min(minimumGradientNorm_, gradientNorm());
    block.put("minimumGradientNorm", minimumGradientNorm_);
  }
  publishFrame(std::move(block));
  return std::isinf(nextTime()) ? Status::finished : Status::running;
}

/// The larger of the share of frames and the share of log time.
template <class Scalar>
double NetworkJob<Scalar>::progress() const {
  const DynamicsSpec& dynamics = experiment_.dynamics;
  const double now = training_ ? training_->time() : 0;
  const double share = now <= dynamics.firstTime ? 0
                                                 : logarithm(now / dynamics.firstTime) /
                                                       logarithm(dynamics.lastTime / dynamics.firstTime);
  return std::max(Job::progress(), 0.99 * share);
}

template class NetworkJob<float>;
template class NetworkJob<double>;

}  // namespace ntk

#include "engine/experiment/linearisation_job.hpp"

namespace ntk {

template <class Scalar>
LinearisationJob<Scalar>::LinearisationJob(const Experiment& experiment, const std::vector<double>* weights)
    : Job(experiment),
      network_(experiment, data_, weights),
      tape_(network_.architecture),
      probeTape_(network_.architecture) {
  frameLayout_.add("movement", {1}, "", "‖W_t − W_0‖_F of the linearised network, √(cᵀ K_0 c) (C14).");
}

template <class Scalar>
Status LinearisationJob<Scalar>::work() {
  if (probesDone_ < 0) {
    begin();
  } else if (probesDone_ < data_.probeX.size()) {
    addProbeRows();
  } else if (!isSolved_) {
    solve();
  } else {
    const double t = nextTime();
    Block block = beginFrame(flow_.trainOutputs(t), flow_.probeOutputs(t));
    block.put("movement", flow_.movement(t));
    publishFrame(std::move(block));
  }
  return nextFrame_ == times_.size() ? Status::finished : Status::running;
}

template <class Scalar>
void LinearisationJob<Scalar>::begin() {
  tape_.record(network_.parameters, network_.inputs);
  kernel_ = tape_.kernel();
  initialTrain_ = tape_.outputs();
  initialProbe_.resize(data_.probeX.size());
  probeKernel_.resize(data_.probeX.size(), trainingCount());
  probesDone_ = 0;
}

template <class Scalar>
void LinearisationJob<Scalar>::addProbeRows() {
  const Index rows = std::min(kProbeBlock, data_.probeX.size() - probesDone_);
  probeTape_.record(network_.parameters, network_.probeInputs.middleCols(probesDone_, rows));
  probeKernel_.middleRows(probesDone_, rows) = probeTape_.crossKernel(tape_);
  initialProbe_.segment(probesDone_, rows) = probeTape_.outputs();
  probesDone_ += rows;
}

template <class Scalar>
void LinearisationJob<Scalar>::solve() {
  if (experiment_.network.centred) {
    initialTrain_.setZero();
    initialProbe_.setZero();
  }
  flow_ = KernelFlow(SymmetricEigen(kernel_, kGramRoundOff<Scalar>), probeKernel_, initialTrain_,
                     initialProbe_, data_.y, 0);
  Block block = beginStaticBlock();
  block.put("eigenvalues", flow_.eigen().values());
  block.put("kernel", kernel_);
  publishStatic(std::move(block));
  isSolved_ = true;
}

template class LinearisationJob<float>;
template class LinearisationJob<double>;

}  // namespace ntk

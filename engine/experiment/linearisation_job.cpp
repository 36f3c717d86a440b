#include "engine/experiment/linearisation_job.hpp"

namespace ntk {

template <class Scalar>
LinearisationJob<Scalar>::LinearisationJob(const Experiment& experiment, const std::vector<double>* weights)
    : Job(experiment, experiment.network.outputs),
      network_(experiment, data_, weights),
      tape_(network_.architecture),
      probeTape_(network_.architecture) {
  frameLayout_.add("movement", {1}, "", "‖W_t − W_0‖_F of the linearised network, √(cᵀ K_0 c) (C14).");
}

template <class Scalar>
Status LinearisationJob<Scalar>::work() {
  if (probesDone_ < 0) {
    begin();
  } else if (probesDone_ < probeCount()) {
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
  const Index k = network_.architecture.outputs();
  initialProbe_.resize(probeCount() * k);
  probeKernel_.resize(probeCount() * k, kernel_.cols());
  probesDone_ = 0;
}

template <class Scalar>
void LinearisationJob<Scalar>::addProbeRows() {
  const Index rows = std::min(kProbeBlock, probeCount() - probesDone_);
  probeTape_.record(network_.parameters, network_.probeInputs.middleCols(probesDone_, rows));
  const Matrix<double> block = probeTape_.crossKernel(tape_);
  for (Index o = 0; o < network_.architecture.outputs(); ++o) {
    const Index to = o * probeCount() + probesDone_, from = o * rows;
    probeKernel_.middleRows(to, rows) = block.middleRows(from, rows);
    initialProbe_.segment(to, rows) = probeTape_.outputs().segment(from, rows);
  }
  probesDone_ += rows;
}

template <class Scalar>
void LinearisationJob<Scalar>::solve() {
  if (experiment_.network.centred) {
    initialTrain_.setZero();
    initialProbe_.setZero();
  }
  flow_ = KernelFlow(SymmetricEigen(kernel_, kGramRoundOff<Scalar>), probeKernel_, initialTrain_,
                     initialProbe_, data_.targets(), trainingCount(), 0);
  Block block = beginStaticBlock();
  block.put("eigenvalues", flow_.eigen().values());
  block.put("kernel", kernel_);
  publishStatic(std::move(block));
  isSolved_ = true;
}

template class LinearisationJob<float>;
template class LinearisationJob<double>;

}  // namespace ntk

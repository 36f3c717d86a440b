#include "engine/experiment/limit_job.hpp"

#include <limits>

#include "engine/network/empirical_kernel.hpp"
#include "engine/theory/measures.hpp"

namespace ntk {

template <class Scalar>
LimitJob<Scalar>::LimitJob(const Experiment& experiment, const std::vector<double>* weights)
    : Job(experiment, 1),
      network_(experiment, data_, weights),
      analytic_(network_.architecture),
      variances_(analytic_.variances(data_.inputs)),
      probeVariances_(analytic_.variances(data_.probeInputs)),
      kernel_(trainingCount(), trainingCount()),
      probeKernel_(probeCount(), trainingCount()) {
  staticLayout_.add("initialKernelError", {1}, "", "‖K_0 − Θ‖_F / ‖Θ‖_F, K_0 averaged over outputs.");
}

template <class Scalar>
Status LimitJob<Scalar>::work() {
  if (rowsDone_ < kernel_.rows() + probeKernel_.rows()) {
    addKernelRow();
  } else if (!isSolved_) {
    solve();
  } else {
    const double t = nextTime();
    publishFrame(beginFrame(flow_.trainOutputs(t), flow_.probeOutputs(t)));
  }
  return nextFrame_ == times_.size() ? Status::finished : Status::running;
}

template <class Scalar>
void LimitJob<Scalar>::addKernelRow() {
  const Index n = kernel_.rows(), i = rowsDone_++;
  if (i < n) {
    for (Index j = 0; j <= i; ++j) {
      kernel_(i, j) = kernel_(j, i) =
          analytic_(data_.inputs.col(i), variances_.col(i), data_.inputs.col(j), variances_.col(j)).ntk;
    }
  } else {
    for (Index j = 0; j < n; ++j) {
      probeKernel_(i - n, j) = analytic_(data_.probeInputs.col(i - n), probeVariances_.col(i - n),
                                         data_.inputs.col(j), variances_.col(j))
                                   .ntk;
    }
  }
}

template <class Scalar>
void LimitJob<Scalar>::solve() {
  Tape<Scalar> tape(network_.architecture);
  tape.record(network_.parameters, network_.inputs);
  Vector<double> train = Vector<double>::Zero(data_.y.size()),
                 probe = Vector<double>::Zero(data_.probeTarget.size());
  if (experiment_.limit.priorMean == PriorMean::initialNetwork && !experiment_.network.centred) {
    train = tape.outputs();
    probe = networkOutputs(network_.architecture, network_.parameters, network_.probeInputs);
  }
  flow_ = KernelFlow(SymmetricEigen(kernel_, std::numeric_limits<double>::epsilon()), probeKernel_, train,
                     probe, data_.targets(), trainingCount(), experiment_.limit.ridge);
  Block block = beginStaticBlock();
  block.put("eigenvalues", flow_.eigen().values());
  block.put("kernel", kernel_);
  block.put("initialKernelError",
            relativeDistance(averagedOverOutputs(tape.kernel(), network_.architecture.outputs()), kernel_));
  publishStatic(std::move(block));
  isSolved_ = true;
}

/// The kernel's entries are most of the work, up to 9/10 of it with quadrature.
template <class Scalar>
double LimitJob<Scalar>::progress() const {
  const double rows =
      static_cast<double>(rowsDone_) / static_cast<double>(kernel_.rows() + probeKernel_.rows());
  return 0.9 * rows + 0.1 * Job::progress();
}

template class LimitJob<float>;
template class LimitJob<double>;

}  // namespace ntk

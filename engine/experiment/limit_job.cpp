#include "engine/experiment/limit_job.hpp"

#include <limits>

#include "engine/network/empirical_kernel.hpp"
#include "engine/theory/kernel_quantities.hpp"
#include "engine/theory/measures.hpp"

namespace ntk {

template <class Scalar>
LimitJob<Scalar>::LimitJob(const Experiment& experiment, const std::vector<double>* weights)
    : Job(experiment, 1),
      network_(experiment, data_, weights),
      recursion_(network_.architecture),
      batch_(recursion_.batch(data_.inputs)),
      probeBatch_(recursion_.batch(data_.probeInputs)),
      kernel_(recursion_, batch_, batch_),
      probeKernel_(recursion_, probeBatch_, batch_) {
  staticLayout_.add("initialKernelError", {1}, "",
                    "‖K_0 − Θ‖_F / ‖Θ‖_F, K_0 averaged over outputs; with the NNGP kernel the same of "
                    "the last layer's features.");
  staticLayout_.add("conditionNumber", {1}, "", "λ_max/λ_min of the kernel; infinity where it is singular.");
  staticLayout_.add("effectiveDimension", {1}, "", "Σ λ_i/(λ_i + ridge) of the kernel; its rank at ridge 0.");
  staticLayout_.add("layerShares", {static_cast<Index>(network_.architecture.layers.size())}, "",
                    "Share of each affine layer in the trace of Θ; 0 where it is not trained (C12).");
  if (experiment.observe.ensemble) addEnsembleEntries();
}

template <class Scalar>
void LimitJob<Scalar>::addEnsembleEntries() {
  const Index p = probeCount();
  const std::vector<Index> outputs = frameLayout_.find("probeOutput").shape;
  staticLayout_.add("posteriorMean", outputs, "y",
                    "NNGP posterior at the probe points, the ridge as variance of the noise.");
  staticLayout_.add("posteriorDeviation", {p}, "y", "Its standard deviation, the same for each output.");
  frameLayout_.add("ensembleMean", outputs, "y", "Mean of f_t over initialisations at the probe points.");
  frameLayout_.add("ensembleDeviation", {p}, "y", "Its standard deviation, the same for each output.");
}

template <class Scalar>
Status LimitJob<Scalar>::work() {
  if (!kernel_.isComplete()) {
    kernel_.addRow();
  } else if (!probeKernel_.isComplete()) {
    probeKernel_.addRow();
  } else if (!isSolved_) {
    solve();
  } else {
    addFrame();
  }
  return nextFrame_ == times_.size() ? Status::finished : Status::running;
}

template <class Scalar>
void LimitJob<Scalar>::addFrame() {
  const double t = nextTime();
  Block block = beginFrame(flow_.trainOutputs(t), flow_.probeOutputs(t));
  if (experiment_.observe.ensemble) {
    block.put("ensembleMean", ensemble_.mean(t));
    block.put("ensembleDeviation", Vector<double>(ensemble_.variance(t).cwiseSqrt()));
  }
  publishFrame(std::move(block));
}

template <class Scalar>
const Matrix<double>& LimitJob<Scalar>::chosen(const KernelMatrices& matrices) const {
  return experiment_.limit.kernel == LimitKernel::ntk ? matrices.ntk() : matrices.nngp();
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
  const Matrix<double>& kernel = chosen(kernel_);
  flow_ = KernelFlow(SymmetricEigen(kernel, std::numeric_limits<double>::epsilon()), chosen(probeKernel_),
                     train, probe, data_.targets(), trainingCount(), experiment_.limit.ridge);
  Block block = beginStaticBlock();
  block.put("eigenvalues", flow_.eigen().values());
  block.put("kernel", kernel);
  block.put("initialKernelError", initialKernelError(tape));
  block.put("conditionNumber", conditionNumber(flow_.eigen()));
  block.put("effectiveDimension", effectiveDimension(flow_.eigen(), experiment_.limit.ridge));
  block.put("layerShares", recursion_.layerShares(batch_));
  if (experiment_.observe.ensemble) solveEnsemble(block);
  publishStatic(std::move(block));
  isSolved_ = true;
}

template <class Scalar>
double LimitJob<Scalar>::initialKernelError(const Tape<Scalar>& tape) const {
  const Matrix<double> empirical = experiment_.limit.kernel == LimitKernel::ntk
                                       ? averagedOverOutputs(tape.kernel(), network_.architecture.outputs())
                                       : tape.featureKernel(tape);
  return relativeDistance(empirical, chosen(kernel_));
}

/// The posterior is that of the network as it is drawn, also where f_0 is taken away.
template <class Scalar>
void LimitJob<Scalar>::solveEnsemble(Block& block) {
  GaussianPrior prior{kernel_.nngp(), probeKernel_.nngp(), recursion_.outputVariances(probeBatch_)};
  const Posterior posterior = gaussianPosterior(prior, data_.targets(), experiment_.limit.ridge);
  block.put("posteriorMean", posterior.mean);
  block.put("posteriorDeviation", Vector<double>(posterior.variance.cwiseSqrt()));
  if (experiment_.network.centred || experiment_.network.antisymmetric) {
    prior.train.setZero();
    prior.probe.setZero();
    prior.variances.setZero();
  }
  ensemble_ = Ensemble(flow_.eigen(), chosen(probeKernel_), prior, data_.targets(), experiment_.limit.ridge);
}

/// The kernel's entries are most of the work, up to 9/10 of it with quadrature.
template <class Scalar>
double LimitJob<Scalar>::progress() const {
  const double rows = static_cast<double>(kernel_.rowsDone() + probeKernel_.rowsDone()) /
                      static_cast<double>(trainingCount() + probeCount());
  return 0.9 * rows + 0.1 * Job::progress();
}

template class LimitJob<float>;
template class LimitJob<double>;

}  // namespace ntk

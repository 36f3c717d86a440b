#include <emscripten/bind.h>

#include <limits>
#include <optional>

#include "engine/bindings/document.hpp"
#include "engine/bindings/kernel_problem.hpp"
#include "engine/bindings/sliced_call.hpp"
#include "engine/bindings/tensor.hpp"
#include "engine/data/dataset.hpp"
#include "engine/dynamics/ensemble.hpp"
#include "engine/kernels/analytic_kernel.hpp"
#include "engine/network/architecture.hpp"

namespace ntk {

namespace {

using emscripten::val;

/// f_t of infinitely wide networks over all initialisations, trained on the document's points with its limit
/// kernel and ridge: mean and variance, on request the covariance, published for every t of `times`.
class EnsembleRun : public SlicedCall {
 public:
  EnsembleRun(const val& document, const val& arguments) {
    CallOptions options(arguments, {"inputs", "times", "covariance"}, faults_);
    ReadResult read = readDocument(document);
    faults_.insert(faults_.end(), read.faults.begin(), read.faults.end());
    if (options.has("inputs")) probes_ = options.inputs("inputs");
    times_ = options.times("times");
    wantsCovariance_ = options.flag("covariance");
    if (!faults_.empty()) return;
    experiment_ = read.experiment;
    data_ = makeDataset(experiment_.data, experiment_.network.outputs);
    if (!options.has("inputs")) probes_ = data_.probeInputs;
    const Index p = probes_.cols();
    if (probes_.rows() != data_.inputs.rows())
      addFault(faults_, "inputs.shape", shapeText(probes_.transpose()),
               "the document's inputs have d = " + std::to_string(data_.inputs.rows()) + '.');
    const Index columns = std::max(data_.inputs.cols(), wantsCovariance_ ? p : Index{1});
    checkSize(faults_, "inputs", size(p) * size(columns));
    const double n = size(data_.inputs.cols());
    checkWork(faults_, "inputs", probes_.transpose(), size(p) * n * (n + (wantsCovariance_ ? size(p) : 0)));
    if (!faults_.empty()) return;
    recursion_.emplace(makeArchitecture(experiment_.network, data_.inputs.rows()));
    batch_ = recursion_->batch(data_.inputs);
    probeBatch_ = recursion_->batch(probes_);
    train_.emplace(*recursion_, batch_, batch_);
    probe_.emplace(*recursion_, probeBatch_, batch_);
    if (wantsCovariance_) prior_.emplace(*recursion_, probeBatch_, probeBatch_);
  }

 private:
  Status work() override {
    for (std::optional<KernelMatrices>* matrices : {&train_, &probe_, &prior_}) {
      if (!*matrices || (*matrices)->isComplete()) continue;
      (*matrices)->addRow();
      ++rowsDone_;
      return Status::running;
    }
    if (!ensemble_) {
      solve();
      return Status::running;
    }
    publishTime(times_[next_++]);
    return next_ == times_.size() ? Status::finished : Status::running;
  }

  /// The function of a centred or antisymmetric network starts at 0, whatever its weights.
  void solve() {
    const bool isNtk = experiment_.limit.kernel == LimitKernel::ntk;
    GaussianPrior prior{train_->nngp(), probe_->nngp(), recursion_->outputVariances(probeBatch_)};
    probePrior_ = prior_ ? prior_->nngp() : Matrix<double>();
    if (experiment_.network.centred || experiment_.network.antisymmetric) {
      for (Matrix<double>* part : {&prior.train, &prior.probe, &probePrior_}) part->setZero();
      prior.variances.setZero();
    }
    const SymmetricEigen eigen(isNtk ? train_->ntk() : train_->nngp(),
                               std::numeric_limits<double>::epsilon());
    ensemble_.emplace(eigen, isNtk ? probe_->ntk() : probe_->nngp(), prior, data_.targets(),
                      experiment_.limit.ridge);
  }

  void publishTime(double t) {
    const Index p = probes_.cols(), k = experiment_.network.outputs;
    val result = val::object();
    result.set("time", t);
    result.set("mean", tensorToVal(Matrix<double>(ensemble_->mean(t).reshaped(p, k))));
    result.set("variance", vectorToVal(ensemble_->variance(t)));
    if (wantsCovariance_) result.set("covariance", tensorToVal(ensemble_->covariance(t, probePrior_)));
    publish(std::move(result));
  }

  /// Rows are most of the work, see `LimitJob`.
  double progress() const override {
    const Index rows = data_.inputs.cols() + probes_.cols() * (wantsCovariance_ ? 2 : 1);
    return .9 * size(rowsDone_) / size(rows) + .1 * size(next_) / size(times_.size());
  }

  Experiment experiment_;
  Dataset data_;
  Matrix<double> probes_, probePrior_;
  Vector<double> times_;
  bool wantsCovariance_ = false;
  std::optional<LayerRecursion> recursion_;
  KernelBatch batch_, probeBatch_;
  std::optional<KernelMatrices> train_, probe_, prior_;
  std::optional<Ensemble> ensemble_;
  Index rowsDone_ = 0, next_ = 0;
};

}  // namespace

EMSCRIPTEN_BINDINGS(ntk_ensemble) {
  emscripten::class_<EnsembleRun, emscripten::base<SlicedCall>>("EnsembleRun").constructor<val, val>();
}

}  // namespace ntk

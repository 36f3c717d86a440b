#include <emscripten/bind.h>

#include <memory>

#include "engine/bindings/call_options.hpp"
#include "engine/bindings/document.hpp"
#include "engine/bindings/sliced_call.hpp"
#include "engine/bindings/tensor.hpp"
#include "engine/data/dataset.hpp"
#include "engine/dynamics/gradient_norm.hpp"
#include "engine/experiment/initial_network.hpp"
#include "engine/spec/consistency.hpp"
#include "engine/spec/text.hpp"

namespace ntk {

namespace {

using emscripten::val;

val recordToVal(const GradientNormRecord& record) {
  val result = val::object();
  const std::vector<double> steps(record.steps.begin(), record.steps.end());
  const auto count = static_cast<Index>(steps.size());
  result.set("steps", tensorToVal(steps, {count}));
  result.set("minimum", tensorToVal(record.minimum, {count}));
  result.set("bound", tensorToVal(record.bound, {count}));
  result.set("tunedBound", tensorToVal(record.tunedBound, {count}));
  result.set("a", record.a);
  result.set("b", record.b);
  result.set("c", record.c);
  result.set("smoothness", record.smoothness);
  result.set("initialLoss", record.initialLoss);
  result.set("isRateAllowed", record.isRateAllowed);
  result.set("isSmooth", record.isSmooth);
  return result;
}

/// C2: the document's descent on independent batches, measured at every `stride`-th iterate; the record so
/// far is published after each number of steps in `recordAt`, and where the run diverges.
class GradientNormRun : public SlicedCall {
 public:
  GradientNormRun(const val& document, const val& arguments) {
    CallOptions options(arguments, {"recordAt", "stride", "weights"}, faults_);
    const std::optional<std::vector<double>> weights = options.numbers("weights");
    ReadResult read = readDocument(document, weights);
    faults_.insert(faults_.end(), read.faults.begin(), read.faults.end());
    recordAt_ = options.counts("recordAt", 1, kMostSteps);
    const Index last = recordAt_.empty() ? 1 : recordAt_.back();
    const auto stride = static_cast<int>(options.integer("stride", 1 + (last - 1) / kMostMeasured, 1, last));
    if (faults_.empty()) checkDescent(read.experiment.dynamics);
    if (faults_.empty() && last / stride > kMostMeasured)
      addFault(faults_, "stride", std::to_string(stride),
               "it must be at least " + std::to_string(1 + (last - 1) / kMostMeasured) + ": at most " +
                   std::to_string(kMostMeasured) + " iterates are measured.");
    if (faults_.empty()) begin(read.experiment, weights ? &*weights : nullptr, stride);
  }

 private:
  static constexpr Index kMostSteps = 10000000, kMostMeasured = 10000;

  void checkDescent(const DynamicsSpec& dynamics) {
    if (dynamics.method == Method::flow)
      addFault(faults_, "dynamics.method", "\"flow\"",
               "the theorem is about \"gradientDescent\" and \"stochasticGradientDescent\".");
    if (dynamics.momentum != 0)
      addFault(faults_, "dynamics.momentum", numberText(dynamics.momentum),
               "the theorem has none: it must be 0.");
  }

  void begin(const Experiment& experiment, const std::vector<double>* weights, int stride) {
    const Dataset data = makeDataset(experiment.data, experiment.network.outputs);
    const InitialNetwork<float> network(experiment, data, weights);
    architecture_ = network.architecture;
    Vector<double> targets = data.targets();
    if (experiment.network.centred)
      targets += networkOutputs(architecture_, network.parameters, network.inputs);
    const DynamicsSpec& dynamics = experiment.dynamics;
    DescentOptions descent{dynamics.rate, dynamics.rateDecay};
    if (dynamics.method == Method::stochasticGradientDescent) descent.batchSize = dynamics.batchSize;
    descent.seed = dynamics.seed;
    descent.maximumSteps = static_cast<int>(recordAt_.back());
    experiment_ = std::make_unique<GradientNormExperiment<float>>(
        architecture_, network.parameters, network.inputs,
        LossFunction(dynamics.loss, targets, data.inputs.cols()), descent, stride);
  }

  Status work() override {
    const Status status = experiment_->advance();
    if (status == Status::running) ++steps_;
    const bool isDue = recorded_ < recordAt_.size() && steps_ == recordAt_[recorded_];
    if (!isDue && status != Status::diverged) return status;
    ++recorded_;
    publish(recordToVal(experiment_->record()));
    return recorded_ == recordAt_.size() && status == Status::running ? Status::finished : status;
  }
  double progress() const override { return size(steps_) / size(recordAt_.back()); }

  Architecture architecture_;
  std::vector<Index> recordAt_;
  std::size_t recorded_ = 0;
  Index steps_ = 0;
  std::unique_ptr<GradientNormExperiment<float>> experiment_;
};

}  // namespace

EMSCRIPTEN_BINDINGS(ntk_gradient_norm) {
  emscripten::class_<GradientNormRun, emscripten::base<SlicedCall>>("GradientNormRun")
      .constructor<val, val>();
}

}  // namespace ntk

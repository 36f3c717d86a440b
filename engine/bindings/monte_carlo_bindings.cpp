#include <emscripten/bind.h>

#include <memory>

#include "engine/bindings/document.hpp"
#include "engine/bindings/network_call.hpp"
#include "engine/bindings/sliced_call.hpp"
#include "engine/bindings/tensor.hpp"
#include "engine/kernels/analytic_kernel.hpp"
#include "engine/kernels/monte_carlo.hpp"
#include "engine/spec/consistency.hpp"
#include "engine/theory/measures.hpp"

namespace ntk {

namespace {

using emscripten::val;

/// The mean of the kernel over networks of the document's seed, members one after another from the document's
/// own: published after each number of networks in `recordAt`.
class MonteCarloRun : public SlicedCall {
 public:
  MonteCarloRun(const val& document, const val& arguments) {
    CallOptions options(arguments, {"inputs", "kernel", "recordAt"}, faults_);
    const NetworkCall call(document, options, faults_);
    const auto kind = static_cast<LimitKernel>(options.choice("kernel", kKernelNames));
    recordAt_ = options.counts("recordAt", 1, kMostNetworks);
    const Index n = call.rows.cols(), k = call.network.outputs;
    if (faults_.empty() && n * k > kLargestKernelOrder)
      addFault(faults_, "inputs.shape",
               '[' + std::to_string(n) + ", " + std::to_string(call.rows.rows()) + ']',
               "inputs times outputs must be at most " + std::to_string(kLargestKernelOrder) +
                   ": one network is one unit of work.");
    call.checkSize(size(n * k) * size(n * k), numbersOnTape(call.architecture, k), faults_);
    if (!faults_.empty()) return;
    network_ = call.network;
    mean_ = std::make_unique<MonteCarloKernel<float>>(call.architecture,
                                                      Matrix<float>(call.rows.cast<float>()), kind);
    limit_ = kind == LimitKernel::ntk ? analyticNtk(call.architecture, call.rows, call.rows)
                                      : analyticNngp(call.architecture, call.rows, call.rows);
  }

 private:
  static constexpr Index kMostNetworks = 1000000;

  Status work() override {
    mean_->add(network_.seed, static_cast<std::uint32_t>(network_.member + mean_->count()));
    if (mean_->count() < recordAt_[recorded_]) return Status::running;
    val result = val::object();
    result.set("networks", static_cast<int>(mean_->count()));
    result.set("mean", tensorToVal(mean_->mean()));
    result.set("standardError", tensorToVal(mean_->standardError()));
    result.set("relativeDistance", relativeDistance(mean_->mean(), limit_));
    publish(std::move(result));
    return ++recorded_ == recordAt_.size() ? Status::finished : Status::running;
  }
  double progress() const override { return size(mean_->count()) / size(recordAt_.back()); }

  NetworkSpec network_;
  std::vector<Index> recordAt_;
  std::size_t recorded_ = 0;
  std::unique_ptr<MonteCarloKernel<float>> mean_;
  Matrix<double> limit_;
};

}  // namespace

EMSCRIPTEN_BINDINGS(ntk_monte_carlo) {
  emscripten::class_<MonteCarloRun, emscripten::base<SlicedCall>>("MonteCarloRun").constructor<val, val>();
}

}  // namespace ntk

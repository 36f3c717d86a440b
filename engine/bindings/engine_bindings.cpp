#include <emscripten/bind.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/bindings/call_options.hpp"
#include "engine/bindings/document.hpp"
#include "engine/bindings/publish.hpp"
#include "engine/experiment/job.hpp"
#include "engine/network/architecture.hpp"
#include "engine/spec/consistency.hpp"

namespace ntk {

namespace {

using emscripten::val;

constexpr const char* kEngineVersion = NTK_VERSION;

/// Weights that travel beside a document: undefined, or an array of numbers; anything else is an empty array,
/// which the reader refuses.
std::optional<std::vector<double>> readWeights(const val& weights) {
  if (weights.isUndefined() || weights.isNull()) return std::nullopt;
  return readNumbers(weights).value_or(std::vector<double>{});
}

const std::vector<double>* pointer(const std::optional<std::vector<double>>& weights) {
  return weights ? &*weights : nullptr;
}

val validate(const val& document, const val& weights) {
  return faultsToVal(readDocument(document, readWeights(weights)).faults);
}

/// Layer by layer, W row-major, then b; undefined if the document has faults.
val initialWeights(const val& document) {
  const ReadResult read = readDocument(document);
  if (!read.faults.empty()) return val::undefined();
  const NetworkSpec& spec = read.experiment.network;
  const Architecture architecture = makeArchitecture(spec, inputDimension(read.experiment.data));
  const Vector<float> parameters =
      drawParameters<float>(architecture, spec.seed, static_cast<std::uint32_t>(spec.member));
  return copyToArray(std::vector<double>(parameters.begin(), parameters.end()));
}

val engineVersion() { return val(std::string(kEngineVersion)); }

/// One job of one document, float networks. If there are faults nothing but `faults` may be called.
/// JavaScript has its address: what embind brings for a class is a quarter of the glue. `web/engine/run.js`
/// is the class.
class Run {
 public:
  Run(const std::string& job, const val& document, const val& weights) {
    const std::optional<std::vector<double>> given = readWeights(weights);
    ReadResult read = readDocument(document, given);
    faults_ = std::move(read.faults);
    if (faults_.empty()) job_ = makeJob<float>(job, read.experiment, pointer(given));
    if (faults_.empty() && job_ == nullptr) {
      faults_.push_back(
          {"job", job,
           "job is \"" + job + "\"; it must be one of \"network\", \"linearisation\", \"limit\"."});
    }
  }

  val faults() const { return faultsToVal(faults_); }
  val staticLayout() const { return job_ ? layoutToVal(job_->staticLayout()) : val::array(); }
  val frameLayout() const { return job_ ? layoutToVal(job_->frameLayout()) : val::array(); }
  val staticBlock() const { return job_ ? copyToArray(job_->staticBlock()) : val::undefined(); }

  val advance(double budgetMilliseconds) {
    val report = statusToVal(job_ ? job_->advance(Deadline(budgetMilliseconds)) : Status::refused);
    report.set("progress", job_ ? job_->progress() : 0.0);
    report.set("framesReady", job_ ? static_cast<int>(job_->framesReady()) : 0);
    return report;
  }

  val takeFrame() {
    if (!job_) return val::undefined();
    const auto frame = job_->takeFrame();
    return frame ? copyToArray(*frame) : val::undefined();
  }

 private:
  Faults faults_;
  std::unique_ptr<Job> job_;
};

using RunAddress = std::uintptr_t;

Run& runAt(RunAddress address) { return *reinterpret_cast<Run*>(address); }

RunAddress beginRun(const std::string& job, const val& document, const val& weights) {
  return reinterpret_cast<RunAddress>(new Run(job, document, weights));
}
void endRun(RunAddress address) { delete &runAt(address); }

template <auto kMethod>
val ofRun(RunAddress address) {
  return (runAt(address).*kMethod)();
}
val advanceRun(RunAddress address, double budgetMilliseconds) {
  return runAt(address).advance(budgetMilliseconds);
}

}  // namespace

EMSCRIPTEN_BINDINGS(ntk_engine) {
  emscripten::function("statusTable", &statusTableToVal);
  emscripten::function("version", &engineVersion);
  emscripten::function("validate", &validate);
  emscripten::function("initialWeights", &initialWeights);
  emscripten::function("beginRun", &beginRun);
  emscripten::function("endRun", &endRun);
  emscripten::function("runFaults", &ofRun<&Run::faults>);
  emscripten::function("runStaticLayout", &ofRun<&Run::staticLayout>);
  emscripten::function("runFrameLayout", &ofRun<&Run::frameLayout>);
  emscripten::function("runStaticBlock", &ofRun<&Run::staticBlock>);
  emscripten::function("advanceRun", &advanceRun);
  emscripten::function("takeFrame", &ofRun<&Run::takeFrame>);
}

}  // namespace ntk

#include <emscripten/bind.h>

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

}  // namespace

EMSCRIPTEN_BINDINGS(ntk_engine) {
  emscripten::function("statusTable", &statusTableToVal);
  emscripten::function("version", &engineVersion);
  emscripten::function("validate", &validate);
  emscripten::function("initialWeights", &initialWeights);
  emscripten::class_<Run>("Run")
      .constructor<std::string, val, val>()
      .function("faults", &Run::faults)
      .function("staticLayout", &Run::staticLayout)
      .function("frameLayout", &Run::frameLayout)
      .function("staticBlock", &Run::staticBlock)
      .function("advance", &Run::advance)
      .function("takeFrame", &Run::takeFrame);
}

}  // namespace ntk

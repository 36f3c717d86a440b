#include "engine/bindings/sliced_call.hpp"

#include <emscripten/bind.h>

#include <utility>

#include "engine/bindings/document.hpp"
#include "engine/bindings/publish.hpp"
#include "engine/experiment/job.hpp"

namespace ntk {

using emscripten::val;

val SlicedCall::faults() const { return faultsToVal(faults_); }

val SlicedCall::advance(double milliseconds) {
  const Deadline deadline(milliseconds);
  if (!faults_.empty()) status_ = Status::refused;
  while (!isFinal(status_) && !result_) {
    status_ = work();
    if (deadline.passed()) break;
  }
  val report = statusToVal(status_);
  report.set("progress", isFinal(status_) ? 1.0 : progress());
  return report;
}

val SlicedCall::take() {
  if (!result_) return val::undefined();
  return *std::exchange(result_, std::nullopt);
}

EMSCRIPTEN_BINDINGS(ntk_sliced_call) {
  emscripten::class_<SlicedCall>("SlicedCall")
      .function("faults", &SlicedCall::faults)
      .function("advance", &SlicedCall::advance)
      .function("take", &SlicedCall::take);
}

}  // namespace ntk

#include <emscripten/bind.h>

#include "engine/bindings/call_options.hpp"
#include "engine/bindings/document.hpp"
#include "engine/bindings/publish.hpp"
#include "engine/spec/text.hpp"
#include "engine/theory/statistics.hpp"

namespace ntk {
namespace {

using emscripten::val;

/// { mean, quantiles } of a sample: one quantile a probability.
val statistics(const val& arguments) {
  Faults faults;
  CallOptions options(arguments, {"sample", "probabilities"}, faults);
  const std::vector<double> sample = options.numbers("sample").value_or(std::vector<double>{});
  std::vector<double> probabilities = options.numbers("probabilities").value_or(std::vector<double>{});
  for (double& p : probabilities) {
    if (p < 0 || p > 1) addFault(faults, "probabilities", numberText(p), "each must be from 0 to 1.");
  }
  if (!faults.empty()) return refusal(faults);
  for (double& p : probabilities) p = quantile(sample, p);
  val result = val::object();
  result.set("mean", mean(sample));
  result.set("quantiles", val::array(probabilities));
  return result;
}

/// The line of log y against log x, with its confidence interval.
val powerLaw(const val& arguments) {
  Faults faults;
  CallOptions options(arguments, {"x", "y", "confidence"}, faults);
  const std::vector<double> x = options.numbers("x").value_or(std::vector<double>{});
  const std::vector<double> y = options.numbers("y").value_or(std::vector<double>{});
  const double confidence = options.number("confidence", 0.95, 0.01, 0.9999);
  if (x.size() != y.size()) {
    addFault(faults, "y", "an array of " + std::to_string(y.size()),
             "it must have one number for each of x, " + std::to_string(x.size()) + '.');
  }
  if (!faults.empty()) return refusal(faults);
  const PowerLaw law = fitPowerLaw(x, y, confidence);
  val result = val::object();
  result.set("slope", law.slope);
  result.set("intercept", law.intercept);
  result.set("standardError", law.standardError);
  result.set("low", law.low);
  result.set("high", law.high);
  return result;
}

}  // namespace

EMSCRIPTEN_BINDINGS(ntk_statistics) {
  emscripten::function("statistics", &statistics);
  emscripten::function("powerLaw", &powerLaw);
}

}  // namespace ntk

// The benchmarks' cases as a module for JavaScript, so that peers run in the same process on the same
// numbers.

#include <emscripten/bind.h>

#include <memory>

#include "tests/benchmarks/analytic_ntk.hpp"

namespace ntk {
namespace {

using emscripten::val;

template <class Numbers>
val float32Array(const Numbers& numbers) {
  return val::global("Float32Array")
      .new_(emscripten::typed_memory_view(static_cast<std::size_t>(numbers.size()), numbers.data()));
}

/// What a peer needs to take the same step: { name, isRelu, samples, rate, inputs, targets, layers }, each
/// layer { inputs, outputs, weightScale, biasScale, weights, bias }; samples and outputs are rows.
val describeStep(const GradientStep& step) {
  val result = val::object();
  result.set("name", std::string(step.shape().name));
  result.set("isRelu", step.shape().activation == Activation::relu);
  result.set("samples", step.shape().samples);
  result.set("rate", GradientStep::kRate);
  result.set("inputs", float32Array(step.inputs()));
  const Vector<float> targets = step.targets().cast<float>();
  result.set("targets", float32Array(targets));
  val layers = val::array();
  for (const Layer& layer : step.architecture().layers) {
    const Vector<float> weights = step.parameters().segment(layer.weightOffset, layer.weightCount());
    const Vector<float> bias = step.parameters().segment(layer.biasOffset, layer.outputs);
    val entry = val::object();
    entry.set("inputs", static_cast<double>(layer.inputs));
    entry.set("outputs", static_cast<double>(layer.outputs));
    entry.set("weightScale", layer.weightScale);
    entry.set("biasScale", layer.biasScale);
    entry.set("weights", float32Array(weights));
    entry.set("bias", float32Array(bias));
    layers.call<void>("push", entry);
  }
  result.set("layers", layers);
  return result;
}

double reluKernel() { return AnalyticNtk(Activation::relu)(); }

val kernelInputs() {
  const AnalyticNtk kernel(Activation::relu);
  return val::global("Float64Array")
      .new_(emscripten::typed_memory_view(static_cast<std::size_t>(kernel.inputs().size()),
                                          kernel.inputs().data()));
}

int stepShapeCount() { return static_cast<int>(std::size(kStepShapes)); }

std::unique_ptr<GradientStep> makeStep(int index) {
  return std::make_unique<GradientStep>(kStepShapes[static_cast<std::size_t>(index)]);
}

/// f(x_1) before the last of `count` steps.
double runSteps(GradientStep& step, int count) {
  double output = 0;
  for (int i = 0; i < count; ++i) output = step();
  return output;
}

}  // namespace
}  // namespace ntk

EMSCRIPTEN_BINDINGS(benchmarks) {
  using emscripten::function;
  function("stepShapeCount", ntk::stepShapeCount);
  function("reluKernel", ntk::reluKernel);
  function("kernelInputs", ntk::kernelInputs);
  emscripten::class_<ntk::GradientStep>("GradientStep")
      .constructor(&ntk::makeStep)
      .function("describe", &ntk::describeStep)
      .function("run", &ntk::runSteps);
}

#include <emscripten/bind.h>

#include <array>

#include "engine/bindings/document.hpp"
#include "engine/bindings/network_call.hpp"
#include "engine/bindings/tensor.hpp"
#include "engine/kernels/analytic_kernel.hpp"
#include "engine/network/empirical_kernel.hpp"
#include "engine/network/tape.hpp"

namespace ntk {

namespace {

using emscripten::val;

constexpr std::array<std::string_view, 3> kOutputNames{"full", "averaged", "pseudo"};

/// The infinite-width kernel of the document's network, [n, n'], or what each affine layer has of it,
/// [layers, n, n'].
val analyticKernel(const val& document, const val& arguments) {
  Faults faults;
  CallOptions options(arguments, {"inputs", "otherInputs", "kernel", "byLayer"}, faults);
  const NetworkCall call(document, options, faults);
  const bool isNtk = options.choice("kernel", kKernelNames) == 0, byLayer = options.flag("byLayer");
  const double layers = byLayer ? size(static_cast<Index>(call.architecture.layers.size())) : 1;
  call.checkSize(layers * size(call.rows.cols()) * size(call.columns().cols()), 0, faults);
  if (!faults.empty()) return refusal(faults);
  const Architecture& network = call.architecture;
  const Matrix<double>&rows = call.rows, &columns = call.columns();
  if (byLayer)
    return tensorToVal(isNtk ? analyticLayerKernels(network, rows, columns)
                             : analyticLayerCovariances(network, rows, columns));
  return tensorToVal(isNtk ? analyticNtk(network, rows, columns) : analyticNngp(network, rows, columns));
}

/// The finite network's kernel: [n, n'] averaged or pseudo or of one output, [k, n, k, n'] in full,
/// [layers, n, n'] by layer.
val empiricalKernel(const val& document, const val& arguments) {
  Faults faults;
  CallOptions options(arguments, {"inputs", "otherInputs", "weights", "kernel", "outputs", "byLayer"},
                      faults);
  const NetworkCall call(document, options, faults);
  const bool isNngp = options.choice("kernel", kKernelNames) == 1, byLayer = options.flag("byLayer");
  const auto outputs = static_cast<OutputKernel>(options.choice("outputs", kOutputNames));
  const bool namesOutputs = options.has("outputs");
  if (isNngp && (byLayer || namesOutputs))
    addFault(faults, "kernel", "\"nngp\"", "it goes without byLayer and outputs.");
  if (byLayer && namesOutputs && outputs != OutputKernel::averaged)
    addFault(faults, "outputs", '"' + std::string(kOutputNames[static_cast<std::size_t>(outputs)]) + '"',
             "it must be \"averaged\" with byLayer.");
  const Vector<float> parameters = call.parameters(options, "weights", faults);
  if (!faults.empty()) return refusal(faults);
  const Index k = call.architecture.outputs(), n = call.rows.cols(), m = call.columns().cols();
  const double blocks = byLayer
                            ? size(k) * size(k) + size(static_cast<Index>(call.architecture.layers.size()))
                            : (isNngp || outputs == OutputKernel::pseudo ? 1 : size(k) * size(k));
  call.checkSize(blocks * size(n) * size(m),
                 numbersOnTape(call.architecture, outputs == OutputKernel::pseudo ? 1 : k), faults);
  if (!faults.empty()) return refusal(faults);
  const Matrix<float> rows = call.rows.cast<float>(), columns = call.columns().cast<float>();
  if (byLayer) return tensorToVal(empiricalLayerKernels(call.architecture, parameters, rows, columns));
  if (isNngp) return tensorToVal(empiricalNngp(call.architecture, parameters, rows, columns));
  const Matrix<double> kernel = empiricalNtk(call.architecture, parameters, rows, columns, outputs);
  return outputs == OutputKernel::full && k > 1 ? tensorToVal(kernel, {k, n, k, m}) : tensorToVal(kernel);
}

/// f(W_0) + J(W_0)(W − W_0), nk.
Vector<double> linearisedOutputs(const NetworkCall& call, const Vector<float>& initial,
                                 const Vector<float>& parameters) {
  Tape<float> tape(call.architecture);
  tape.record(initial, call.rows.cast<float>());
  return tape.outputs() + tape.jvp(parameters - initial);
}

/// f, or its linearisation at `linearisedAt`, at given weights, [n] of one output, [k, n] of several.
val predict(const val& document, const val& arguments) {
  Faults faults;
  CallOptions options(arguments, {"inputs", "weights", "linearisedAt"}, faults);
  const NetworkCall call(document, options, faults);
  const Vector<float> parameters = call.parameters(options, "weights", faults);
  const bool isLinearised = options.has("linearisedAt");
  Vector<float> initial;
  if (isLinearised) initial = call.parameters(options, "linearisedAt", faults);
  if (!faults.empty()) return refusal(faults);
  const Index k = call.architecture.outputs(), n = call.rows.cols();
  call.checkSize(size(k) * size(n), isLinearised ? numbersOnTape(call.architecture, k) : 0, faults);
  if (!faults.empty()) return refusal(faults);
  const Vector<double> outputs =
      isLinearised ? linearisedOutputs(call, initial, parameters)
                   : networkOutputs(call.architecture, parameters, Matrix<float>(call.rows.cast<float>()));
  const std::vector<double> values(outputs.begin(), outputs.end());
  return k == 1 ? tensorToVal(values, {n}) : tensorToVal(values, {k, n});
}

}  // namespace

EMSCRIPTEN_BINDINGS(ntk_kernels) {
  emscripten::function("analyticKernel", &analyticKernel);
  emscripten::function("empiricalKernel", &empiricalKernel);
  emscripten::function("predict", &predict);
}

}  // namespace ntk

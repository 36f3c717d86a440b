#include "engine/bindings/network_call.hpp"

#include "engine/bindings/document.hpp"
#include "engine/spec/consistency.hpp"
#include "engine/spec/text.hpp"

namespace ntk {

double numbersOnTape(const Architecture& architecture, Index directions) {
  double numbers = 0;
  for (const Layer& layer : architecture.layers)
    numbers += size(layer.inputs) + size(layer.outputs) * size(1 + directions);
  return numbers;
}

NetworkCall::NetworkCall(const emscripten::val& document, CallOptions& options, Faults& faults) {
  ReadResult read = readDocument(document);
  faults.insert(faults.end(), read.faults.begin(), read.faults.end());
  rows = options.inputs("inputs");
  if (options.has("otherInputs")) otherInputs_ = options.inputs("otherInputs");
  if (!faults.empty()) return;
  if (columns().rows() != rows.rows()) {
    addFault(faults, "otherInputs.shape",
             '[' + numberText(static_cast<double>(columns().cols())) + ", " +
                 numberText(static_cast<double>(columns().rows())) + ']',
             "it must have the d of inputs, " + numberText(static_cast<double>(rows.rows())) + '.');
    return;
  }
  network = read.experiment.network;
  architecture = makeArchitecture(network, rows.rows());
}

Vector<float> NetworkCall::parameters(CallOptions& options, std::string_view name, Faults& faults) const {
  const std::optional<std::vector<double>> given = options.numbers(name);
  if (!faults.empty()) return {};
  if (!given)
    return drawParameters<float>(architecture, network.seed, static_cast<std::uint32_t>(network.member));
  const auto size = static_cast<Index>(given->size());
  if (size != architecture.parameterCount) {
    addFault(faults, std::string(name), "an array of " + std::to_string(size),
             "it must have the " + std::to_string(architecture.parameterCount) +
                 " weights and biases of this network with inputs of " + std::to_string(rows.rows()) +
                 " numbers.");
    return {};
  }
  return Eigen::Map<const Vector<double>>(given->data(), size).cast<float>();
}

void NetworkCall::checkSize(double entries, double numbersAnInput, Faults& faults) const {
  if (!faults.empty()) return;
  const auto inputs = static_cast<double>(rows.cols() + columns().cols());
  if (entries > kLargestTensor) {
    addFault(faults, "inputs.shape",
             '[' + std::to_string(rows.cols()) + ", " + std::to_string(rows.rows()) + ']',
             "it gives a result of " + bytesText(8 * entries) + ", more than the allowed " +
                 bytesText(8 * kLargestTensor) + '.');
  }
  const double bytes = 4 * (3 * static_cast<double>(architecture.parameterCount) + inputs * numbersAnInput);
  if (bytes > kLargestBytes) {
    addFault(faults, "inputs.shape",
             '[' + std::to_string(rows.cols()) + ", " + std::to_string(rows.rows()) + ']',
             "it needs " + bytesText(bytes) + " of memory with this network, more than the allowed " +
                 bytesText(kLargestBytes) + '.');
  }
}

}  // namespace ntk

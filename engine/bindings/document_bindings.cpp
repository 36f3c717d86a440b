#include <emscripten/bind.h>

#include "engine/bindings/document.hpp"
#include "engine/bindings/publish.hpp"
#include "engine/bindings/tensor.hpp"
#include "engine/data/dataset.hpp"

namespace ntk {

namespace {

using emscripten::val;

/// The document with its defaults; undefined if it has faults.
val complete(const val& document) {
  const ReadResult read = readDocument(document);
  return read.faults.empty() ? documentToVal(read.experiment) : val::undefined();
}

/// The document's points: coordinates as drawn, inputs as they enter the network, targets.
val dataset(const val& document) {
  const ReadResult read = readDocument(document);
  if (!read.faults.empty()) return refusal(read.faults);
  const Dataset data = makeDataset(read.experiment.data, read.experiment.network.outputs);
  val result = val::object();
  result.set("x", tensorToVal(Matrix<double>(data.x.transpose())));
  result.set("y", tensorToVal(data.y));
  result.set("inputs", tensorToVal(Matrix<double>(data.inputs.transpose())));
  result.set("probeX", tensorToVal(Matrix<double>(data.probeX.transpose())));
  result.set("probeTarget", tensorToVal(data.probeTarget));
  result.set("probeInputs", tensorToVal(Matrix<double>(data.probeInputs.transpose())));
  return result;
}

}  // namespace

EMSCRIPTEN_BINDINGS(ntk_document) {
  emscripten::function("complete", &complete);
  emscripten::function("dataset", &dataset);
}

}  // namespace ntk

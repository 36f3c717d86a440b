#include "engine/bindings/document.hpp"

#include "engine/bindings/publish.hpp"
#include "engine/bindings/val_source.hpp"

namespace ntk {

ReadResult readDocument(const emscripten::val& document, const std::optional<std::vector<double>>& weights) {
  return readExperiment(ValSource(document), weights ? &*weights : nullptr);
}

emscripten::val refusal(const Faults& faults) {
  emscripten::val result = emscripten::val::object();
  result.set("faults", faultsToVal(faults));
  return result;
}

emscripten::val statusToVal(Status status) {
  const StatusRow& row = describe(status);
  emscripten::val result = emscripten::val::object();
  result.set("status", std::string(row.name));
  result.set("sentence", std::string(row.sentence));
  return result;
}

}  // namespace ntk

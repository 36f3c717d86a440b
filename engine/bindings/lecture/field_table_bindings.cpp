#include <emscripten/bind.h>

#include <string>

#include "engine/data/global_temperature.hpp"
#include "engine/spec/field_table.hpp"

namespace ntk {

namespace {

using emscripten::val;

val text(std::string_view s) { return val(std::string(s)); }

constexpr const char* kTypeNames[] = {"choice", "integer",  "number",  "boolean",
                                      "points", "integers", "numbers", "rows"};

val defaultOf(const FieldRow& row) {
  switch (row.type) {
    case FieldType::choice:
      return text(row.defaultChoice);
    case FieldType::boolean:
      return val(row.defaultNumber != 0);
    case FieldType::points:
    case FieldType::integers:
    case FieldType::numbers:
    case FieldType::rows:
      return val::array();
    case FieldType::integer:
    case FieldType::number:
      break;
  }
  return val(row.defaultNumber);
}

val choicesOf(const FieldRow& row) {
  val list = val::array();
  for (const ChoiceRow& choice : row.choices) {
    val entry = val::object();
    entry.set("value", text(choice.name));
    entry.set("label", text(choice.label));
    entry.set("help", text(choice.help));
    list.call<void>("push", entry);
  }
  return list;
}

val jobsOf(unsigned jobs) {
  val list = val::array();
  if ((jobs & kNetworkJob) != 0) list.call<void>("push", std::string("network"));
  if ((jobs & kLinearisationJob) != 0) list.call<void>("push", std::string("linearisation"));
  if ((jobs & kLimitJob) != 0) list.call<void>("push", std::string("limit"));
  return list;
}

val fieldToVal(const FieldRow& row) {
  val field = val::object();
  field.set("path", text(row.path));
  field.set("type", std::string(kTypeNames[static_cast<int>(row.type)]));
  field.set("default", defaultOf(row));
  field.set("minimum", row.range.minimum);
  field.set("maximum", row.range.maximum);
  field.set("scale", std::string(row.range.scale == Scale::linear ? "linear" : "log"));
  field.set("choices", choicesOf(row));
  field.set("symbol", text(row.text.symbol));
  field.set("unit", text(row.text.unit));
  field.set("label", text(row.text.label));
  field.set("help", text(row.text.help));
  field.set("jobs", jobsOf(row.text.jobs));
  field.set("advanced", row.text.advanced);
  return field;
}

val globalTemperature() {
  namespace source = global_temperature;
  val dataset = val::object();
  dataset.set("value", std::string("globalTemperature"));
  dataset.set("title", text(source::kTitle));
  dataset.set("source", text(source::kSource));
  dataset.set("licence", text(source::kLicence));
  dataset.set("inputLabel", text(source::kInputLabel));
  dataset.set("outputLabel", text(source::kOutputLabel));
  dataset.set("inputOffset", source::kInputOffset);
  dataset.set("inputScale", source::kInputScale);
  dataset.set("outputOffset", source::kOutputOffset);
  dataset.set("outputScale", source::kOutputScale);
  return dataset;
}

/// Fields, choices and data sets of the document, with every text. The build writes them to a JavaScript
/// module, so the page's wasm need not carry them.
val fieldTable() {
  val table = val::object(), fields = val::array(), datasets = val::array();
  for (const FieldRow& row : fieldRows()) fields.call<void>("push", fieldToVal(row));
  datasets.call<void>("push", globalTemperature());
  table.set("version", kDocumentVersion);
  table.set("fields", fields);
  table.set("datasets", datasets);
  return table;
}

}  // namespace

EMSCRIPTEN_BINDINGS(ntk_field_table) { emscripten::function("fieldTable", &fieldTable); }

}  // namespace ntk

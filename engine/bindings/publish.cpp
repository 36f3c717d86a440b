#include "engine/bindings/publish.hpp"

#include <string>

#include "engine/base/status.hpp"
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

template <class List>
val listToVal(const List& values) {
  val list = val::array();
  for (const auto& value : values) list.call<void>("push", value);
  return list;
}

template <class Rows>
val rowsToVal(const Rows& rows) {
  val list = val::array();
  for (const auto& row : rows) list.call<void>("push", listToVal(row));
  return list;
}

/// The visitor that writes every field of an experiment.
class DocumentWriter {
 public:
  DocumentWriter() { document_.set("version", kDocumentVersion); }

  template <class Enum>
  void choice(std::string_view path, const Enum& value, const FieldText&) {
    place(path, text(choices(Enum{})[static_cast<std::size_t>(value)].name));
  }
  void boolean(std::string_view path, const bool& value, const FieldText&) { place(path, val(value)); }
  void integer(std::string_view path, const int& value, const Range&, const FieldText&) {
    place(path, val(value));
  }
  void seed(std::string_view path, const std::uint64_t& value, const FieldText&) {
    place(path, val(static_cast<double>(value)));
  }
  void number(std::string_view path, const double& value, const Range&, const FieldText&) {
    place(path, val(value));
  }
  void points(std::string_view path, const std::vector<std::array<double, 2>>& value, const FieldText&) {
    place(path, rowsToVal(value));
  }
  void integers(std::string_view path, const std::vector<int>& value, const Range&, const FieldText&) {
    place(path, listToVal(value));
  }
  void numbers(std::string_view path, const std::vector<double>& value, const Range&, const FieldText&) {
    place(path, listToVal(value));
  }
  void rows(std::string_view path, const std::vector<std::vector<double>>& value, const FieldText&) {
    place(path, rowsToVal(value));
  }

  val document() const { return document_; }

 private:
  void place(std::string_view path, const val& value) {
    const std::size_t dot = path.find('.');
    const std::string group(path.substr(0, dot)), key(path.substr(dot + 1));
    if (!document_.hasOwnProperty(group.c_str())) document_.set(group, val::object());
    document_[group].set(key, value);
  }

  val document_ = val::object();
};

}  // namespace

val faultsToVal(const Faults& faults) {
  val list = val::array();
  for (const Fault& fault : faults) {
    val entry = val::object();
    entry.set("field", fault.field);
    entry.set("value", fault.value);
    entry.set("message", fault.message);
    list.call<void>("push", entry);
  }
  return list;
}

val layoutToVal(const BlockLayout& layout) {
  val list = val::array();
  for (const LayoutEntry& row : layout.entries()) {
    val entry = val::object(), shape = val::array();
    for (const Index extent : row.shape) shape.call<void>("push", static_cast<int>(extent));
    entry.set("name", text(row.name));
    entry.set("offset", static_cast<int>(row.offset));
    entry.set("shape", shape);
    entry.set("unit", text(row.unit));
    entry.set("help", text(row.help));
    list.call<void>("push", entry);
  }
  return list;
}

val fieldTableToVal() {
  val table = val::object(), fields = val::array(), datasets = val::array();
  for (const FieldRow& row : fieldRows()) fields.call<void>("push", fieldToVal(row));
  datasets.call<void>("push", globalTemperature());
  table.set("version", kDocumentVersion);
  table.set("fields", fields);
  table.set("datasets", datasets);
  return table;
}

val statusTableToVal() {
  val list = val::array();
  for (const StatusRow& row : kStatusTable) {
    val entry = val::object();
    entry.set("name", text(row.name));
    entry.set("sentence", text(row.sentence));
    entry.set("final", isFinal(row.status));
    list.call<void>("push", entry);
  }
  return list;
}

val documentToVal(const Experiment& experiment) {
  Experiment copy = experiment;
  DocumentWriter writer;
  visitFields(copy, writer);
  return writer.document();
}

val copyToArray(const std::vector<float>& values) {
  return val(emscripten::typed_memory_view(values.size(), values.data())).call<val>("slice");
}

val copyToArray(const std::vector<double>& values) {
  return val(emscripten::typed_memory_view(values.size(), values.data())).call<val>("slice");
}

}  // namespace ntk

#include "engine/bindings/publish.hpp"

#include <string>

#include "engine/base/status.hpp"
#include "engine/spec/fields.hpp"

namespace ntk {

namespace {

using emscripten::val;

val text(std::string_view s) { return val(std::string(s)); }

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
    static constexpr auto kNames = choiceNames<Enum>();
    place(path, text(kNames[static_cast<std::size_t>(value)]));
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

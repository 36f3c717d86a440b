#include "engine/json/json_experiment.hpp"

#include <nlohmann/json.hpp>

namespace ntk {

namespace {

using Json = nlohmann::ordered_json;

/// `Reader`'s view of a JSON value; a null pointer is a missing value.
class JsonSource {
 public:
  explicit JsonSource(const Json* json) : json_(json) {}
  static JsonSource absent() { return JsonSource(nullptr); }

  ValueKind kind() const {
    if (json_ == nullptr) return ValueKind::missing;
    switch (json_->type()) {
      case Json::value_t::null:
        return ValueKind::null;
      case Json::value_t::boolean:
        return ValueKind::boolean;
      case Json::value_t::string:
        return ValueKind::string;
      case Json::value_t::array:
        return ValueKind::array;
      case Json::value_t::object:
        return ValueKind::object;
      case Json::value_t::number_integer:
      case Json::value_t::number_unsigned:
      case Json::value_t::number_float:
        return ValueKind::number;
      default:
        return ValueKind::other;
    }
  }
  double number() const { return json_->get<double>(); }
  bool boolean() const { return json_->get<bool>(); }
  std::string string() const { return json_->get<std::string>(); }
  std::size_t size() const { return json_->size(); }
  JsonSource at(std::size_t i) const { return JsonSource(&(*json_)[i]); }
  JsonSource member(const std::string& key) const {
    const auto found = json_->find(key);
    return JsonSource(found == json_->end() ? nullptr : &*found);
  }
  std::vector<std::string> keys() const {
    std::vector<std::string> keys;
    for (const auto& item : json_->items()) keys.push_back(item.key());
    return keys;
  }
  std::string typeName() const { return json_->type_name(); }

 private:
  const Json* json_;
};

/// The visitor that writes every field.
class JsonWriter {
 public:
  template <class Enum>
  void choice(std::string_view path, const Enum& value, const FieldText&) {
    place(path) = choices(Enum{})[static_cast<std::size_t>(value)].name;
  }
  void boolean(std::string_view path, const bool& value, const FieldText&) { place(path) = value; }
  void integer(std::string_view path, const int& value, const Range&, const FieldText&) {
    place(path) = value;
  }
  void seed(std::string_view path, const std::uint64_t& value, const FieldText&) { place(path) = value; }
  void number(std::string_view path, const double& value, const Range&, const FieldText&) {
    place(path) = value;
  }
  void points(std::string_view path, const std::vector<std::array<double, 2>>& value, const FieldText&) {
    place(path) = value;
  }
  void integers(std::string_view path, const std::vector<int>& value, const Range&, const FieldText&) {
    place(path) = value;
  }
  void numbers(std::string_view path, const std::vector<double>& value, const Range&, const FieldText&) {
    place(path) = value;
  }
  void rows(std::string_view path, const std::vector<std::vector<double>>& value, const FieldText&) {
    place(path) = value;
  }
  Json json{{"version", kDocumentVersion}};

 private:
  Json& place(std::string_view path) {
    const std::size_t dot = path.find('.');
    return json[std::string(path.substr(0, dot))][std::string(path.substr(dot + 1))];
  }
};

}  // namespace

ReadResult readJsonExperiment(const std::string& text, const std::vector<double>* weights) {
  const Json json = Json::parse(text, nullptr, false);
  if (json.is_discarded()) return {{}, {{"document", quoted(text), "The document is not valid JSON."}}};
  return readExperiment(JsonSource(&json), weights);
}

std::string writeJsonExperiment(const Experiment& experiment) {
  Experiment copy = experiment;
  JsonWriter writer;
  visitFields(copy, writer);
  return writer.json.dump(2);
}

}  // namespace ntk

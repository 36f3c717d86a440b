#pragma once

#include <algorithm>
#include <cmath>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "engine/spec/consistency.hpp"
#include "engine/spec/fault.hpp"
#include "engine/spec/fields.hpp"
#include "engine/spec/text.hpp"

namespace ntk {

enum class ValueKind { missing, null, boolean, number, string, array, object, other };

/// A document that was read: the experiment is meaningful only if there are no faults.
struct ReadResult {
  Experiment experiment;
  Faults faults;
};

/// A value as a message says it.
template <class Source>
std::string valueText(const Source& source) {
  switch (source.kind()) {
    case ValueKind::missing:
      return "missing";
    case ValueKind::null:
      return "null";
    case ValueKind::boolean:
      return source.boolean() ? "true" : "false";
    case ValueKind::string:
      return quoted(source.string());
    case ValueKind::number:
      return numberText(source.number());
    case ValueKind::array:
      return "an array of " + std::to_string(source.size());
    case ValueKind::object:
      return "an object";
    case ValueKind::other:
      break;
  }
  return "a " + source.typeName();
}

/// Reads every field of the table from a document and collects every fault.
///
/// `Source` is a thin adapter of a JSON library or of a JavaScript value: `kind()`, `number()`, `boolean()`,
/// `string()`, `size()`, `at(i)`, `member(key)` (`absent()` if there is none), `keys()`, and
/// `typeName()` of a value of any other kind.
template <class Source>
class Reader {
 public:
  explicit Reader(const Source& root) : root_(root) {}

  template <class Enum>
  void choice(std::string_view path, Enum& value, const FieldText&) {
    static constexpr auto kNames = choiceNames<Enum>();
    value = static_cast<Enum>(readChoice(path, kNames, static_cast<int>(value)));
  }

  void boolean(std::string_view path, bool& value, const FieldText&) {
    const Source source = find(path);
    if (source.kind() == ValueKind::missing) return;
    if (source.kind() == ValueKind::boolean) {
      value = source.boolean();
    } else {
      fault(path, source, "must be true or false");
    }
  }

  void integer(std::string_view path, int& value, const Range& range, const FieldText&) {
    readWhole(path, value, range);
  }

  void seed(std::string_view path, std::uint64_t& value, const FieldText&) {
    readWhole(path, value, {0, kLargestSeed});
  }

  void number(std::string_view path, double& value, const Range& range, const FieldText&) {
    const Source source = find(path);
    if (source.kind() == ValueKind::missing) return;
    if (isNumberIn(source, range)) {
      value = source.number();
    } else {
      fault(path, source,
            "must be a number from " + numberText(range.minimum) + " to " + numberText(range.maximum));
    }
  }

  void points(std::string_view path, std::vector<std::array<double, 2>>& value, const FieldText&) {
    const Source source = find(path);
    if (source.kind() == ValueKind::missing) return;
    if (source.kind() != ValueKind::array || source.size() > kLargestCount) {
      fault(path, source, "must be an array of at most " + std::to_string(kLargestCount) + " pairs [x, y]");
      return;
    }
    value.assign(source.size(), {});
    for (std::size_t i = 0; i < value.size(); ++i)
      readPair(std::string(path) + '[' + std::to_string(i) + ']', source.at(i), value[i]);
  }

  void integers(std::string_view path, std::vector<int>& value, const Range& range, const FieldText&) {
    const std::vector<double> entries = readList(path, range, true);
    value.assign(entries.begin(), entries.end());
  }

  void numbers(std::string_view path, std::vector<double>& value, const Range& range, const FieldText&) {
    value = readList(path, range, false);
  }

  void rows(std::string_view path, std::vector<std::vector<double>>& value, const FieldText&) {
    const Source source = find(path);
    if (source.kind() == ValueKind::missing) return;
    if (source.kind() != ValueKind::array || source.size() > kLargestRows) {
      fault(path, source, "must be an array of at most " + std::to_string(kLargestRows) + " rows of numbers");
      return;
    }
    value.resize(source.size());
    for (std::size_t i = 0; i < value.size(); ++i) {
      value[i] = readEntries(std::string(path) + '[' + std::to_string(i) + ']', source.at(i),
                             {-kLargestGiven, kLargestGiven}, false, kLargestDimension);
    }
  }

  /// To be called after the visit: the version, groups that are not objects, and keys that no field has.
  void checkKeys() {
    checkVersion();
    for (const std::string& key : root_.keys()) {
      if (key == "version") continue;
      const Source group = root_.member(key);
      if (group.kind() == ValueKind::missing) continue;  // undefined in JavaScript
      if (std::find(groups_.begin(), groups_.end(), key) == groups_.end()) {
        fault(key, group, "is not a part of an experiment; known: version" + listed(groups_));
      } else if (group.kind() != ValueKind::object) {
        fault(key, group, "must be an object");
      } else {
        checkGroup(key, group);
      }
    }
  }

  Faults takeFaults() { return std::move(faults_); }

 private:
  Source find(std::string_view path) {
    const std::size_t dot = path.find('.');
    const std::string group(path.substr(0, dot)), key(path.substr(dot + 1));
    if (std::find(groups_.begin(), groups_.end(), group) == groups_.end()) groups_.push_back(group);
    paths_.emplace_back(path);
    const Source parent = root_.member(group);
    return parent.kind() == ValueKind::object ? parent.member(key) : Source::absent();
  }

  /// The place among the allowed names; `otherwise` if the field is missing or wrong.
  int readChoice(std::string_view path, std::span<const std::string_view> names, int otherwise) {
    const Source source = find(path);
    if (source.kind() == ValueKind::missing) return otherwise;
    if (source.kind() == ValueKind::string) {
      const auto name = std::find(names.begin(), names.end(), source.string());
      if (name != names.end()) return static_cast<int>(name - names.begin());
    }
    std::string allowed;
    for (const std::string_view name : names)
      (allowed += allowed.empty() ? "" : ", ") += '"' + std::string(name) + '"';
    fault(path, source, "must be one of " + allowed);
    return otherwise;
  }

  static bool isNumberIn(const Source& source, const Range& range) {
    if (source.kind() != ValueKind::number) return false;
    const double value = source.number();
    return value >= range.minimum && value <= range.maximum;  // false for NaN
  }

  std::vector<double> readList(std::string_view path, const Range& range, bool isWhole) {
    const Source source = find(path);
    if (source.kind() == ValueKind::missing) return {};
    return readEntries(std::string(path), source, range, isWhole, kLargestDepth + 1);
  }

  std::vector<double> readEntries(const std::string& path, const Source& source, const Range& range,
                                  bool isWhole, std::size_t largestSize) {
    const std::string rule = std::string(isWhole ? "whole numbers" : "numbers") + " from " +
                             numberText(range.minimum) + " to " + numberText(range.maximum);
    if (source.kind() != ValueKind::array || source.size() > largestSize) {
      fault(path, source, "must be an array of at most " + std::to_string(largestSize) + ' ' + rule);
      return {};
    }
    std::vector<double> entries(source.size());
    for (std::size_t i = 0; i < entries.size(); ++i) {
      const Source entry = source.at(i);
      if (isNumberIn(entry, range) && (!isWhole || std::trunc(entry.number()) == entry.number())) {
        entries[i] = entry.number();
      } else {
        fault(path + '[' + std::to_string(i) + ']', entry, "must be one of the " + rule);
      }
    }
    return entries;
  }

  template <class Whole>
  void readWhole(std::string_view path, Whole& value, const Range& range) {
    const Source source = find(path);
    if (source.kind() == ValueKind::missing) return;
    if (isNumberIn(source, range) && std::trunc(source.number()) == source.number()) {
      value = static_cast<Whole>(source.number());
    } else {
      fault(path, source,
            "must be a whole number from " + numberText(range.minimum) + " to " + numberText(range.maximum));
    }
  }

  void readPair(const std::string& path, const Source& source, std::array<double, 2>& pair) {
    constexpr std::array<double, 2> kLargest{kLargestInput, kLargestOutput};
    if (source.kind() != ValueKind::array || source.size() != pair.size()) {
      fault(path, source, "must be a pair [x, y]");
      return;
    }
    for (std::size_t k = 0; k < pair.size(); ++k) {
      const Source entry = source.at(k);
      const Range range{-kLargest[k], kLargest[k]};
      if (isNumberIn(entry, range)) {
        pair[k] = entry.number();
      } else {
        fault(path + '[' + std::to_string(k) + ']', entry,
              "must be a number from " + numberText(range.minimum) + " to " + numberText(range.maximum));
      }
    }
  }

  void checkVersion() {
    const Source version = root_.member("version");
    if (version.kind() == ValueKind::number && version.number() == kDocumentVersion) return;
    fault("version", version, "must be " + std::to_string(kDocumentVersion));
  }

  void checkGroup(const std::string& name, const Source& group) {
    for (const std::string& key : group.keys()) {
      std::string path = name;
      (path += '.') += key;
      if (std::find(paths_.begin(), paths_.end(), path) != paths_.end()) continue;
      std::vector<std::string> known;
      for (const std::string& p : paths_)
        if (p.rfind(name + '.', 0) == 0) known.push_back(p.substr(name.size() + 1));
      fault(path, group.member(key),
            "is not a field of an experiment; known in " + name + ":" + listed(known).substr(1));
    }
  }

  static std::string listed(const std::vector<std::string>& names) {
    std::string text;
    for (const std::string& name : names) text += ", " + name;
    return text;
  }

  void fault(std::string_view path, const Source& source, const std::string& rule) {
    const std::string value = valueText(source);
    faults_.push_back({std::string(path), value, std::string(path) + " is " + value + "; it " + rule + "."});
  }

  Source root_;
  std::vector<std::string> groups_;
  std::vector<std::string> paths_;
  Faults faults_;
};

/// Reads and validates a document; missing fields take their defaults, only `version` must be there. With
/// weights beside the document (nullptr: drawn from the seed) their number and finiteness are checked too.
template <class Source>
ReadResult readExperiment(const Source& root, const std::vector<double>* weights = nullptr) {
  ReadResult result;
  if (root.kind() != ValueKind::object) {
    const std::string value = valueText(root);
    result.faults.push_back({"document", value, "The document is " + value + "; it must be an object."});
    return result;
  }
  Reader<Source> reader(root);
  visitFields(result.experiment, reader);
  reader.checkKeys();
  result.faults = reader.takeFaults();
  for (Fault& fault : consistencyFaults(result.experiment, weights)) {
    const auto sameField = [&](const Fault& other) { return other.field.rfind(fault.field, 0) == 0; };
    if (std::none_of(result.faults.begin(), result.faults.end(), sameField))
      result.faults.push_back(std::move(fault));
  }
  return result;
}

}  // namespace ntk

#pragma once

#include <emscripten/val.h>

#include <string>
#include <vector>

#include "engine/spec/reader.hpp"

namespace ntk {

/// `Reader`'s view of a JavaScript value: NaN and infinities survive, so that they can be named. Only own
/// enumerable keys are seen. Reading never throws: a getter or a proxy of the caller is the caller's own
/// affair.
class ValSource {
 public:
  explicit ValSource(emscripten::val value) : value_(std::move(value)) {}
  static ValSource absent() { return ValSource(emscripten::val::undefined()); }

  ValueKind kind() const {
    if (value_.isUndefined()) return ValueKind::missing;
    if (value_.isNull()) return ValueKind::null;
    if (value_.isTrue() || value_.isFalse()) return ValueKind::boolean;
    if (value_.isNumber()) return ValueKind::number;
    if (value_.isString()) return ValueKind::string;
    if (value_.isArray()) return ValueKind::array;
    return typeName() == "object" ? ValueKind::object : ValueKind::other;
  }
  double number() const { return value_.as<double>(); }
  bool boolean() const { return value_.as<bool>(); }
  std::string string() const { return value_.as<std::string>(); }
  std::size_t size() const { return value_["length"].as<std::size_t>(); }
  ValSource at(std::size_t i) const { return ValSource(value_[i]); }
  ValSource member(const std::string& key) const {
    return value_.hasOwnProperty(key.c_str()) ? ValSource(value_[key]) : absent();
  }
  std::vector<std::string> keys() const {
    return emscripten::vecFromJSArray<std::string>(
        emscripten::val::global("Object").call<emscripten::val>("keys", value_));
  }
  std::string typeName() const { return value_.typeOf().as<std::string>(); }

 private:
  emscripten::val value_;
};

}  // namespace ntk

#pragma once

#include <cmath>
#include <string>
#include <string_view>
#include <type_traits>

#include "engine/spec/fault.hpp"
#include "engine/spec/fields.hpp"
#include "engine/spec/text.hpp"

namespace ntk {

/// The visitor that sets one numerical field (integer, seed or number) by its path; other fields cannot be
/// swept.
class FieldSetter {
 public:
  FieldSetter(std::string_view path, double value) : path_(path), value_(value) {}

  void integer(std::string_view path, int& value, const Range& range, const FieldText&) {
    set(path, value, range);
  }
  void seed(std::string_view path, std::uint64_t& value, const FieldText&) {
    set(path, value, {0, kLargestSeed});
  }
  void number(std::string_view path, double& value, const Range& range, const FieldText&) {
    set(path, value, range);
  }
  template <class Enum>
  void choice(std::string_view, Enum&, const FieldText&) {}
  void boolean(std::string_view, bool&, const FieldText&) {}
  void points(std::string_view, std::vector<std::array<double, 2>>&, const FieldText&) {}
  void integers(std::string_view, std::vector<int>&, const Range&, const FieldText&) {}
  void numbers(std::string_view, std::vector<double>&, const Range&, const FieldText&) {}
  void rows(std::string_view, std::vector<std::vector<double>>&, const FieldText&) {}

  /// Whether the path named a numerical field.
  bool found() const { return found_; }
  /// Empty, or what is allowed instead of the value.
  const std::string& rule() const { return rule_; }

 private:
  template <class Number>
  void set(std::string_view path, Number& value, const Range& range) {
    if (path != path_) return;
    found_ = true;
    const bool mustBeWhole = std::is_integral_v<Number>;
    const bool isAllowed =
        value_ >= range.minimum && value_ <= range.maximum && (!mustBeWhole || std::trunc(value_) == value_);
    if (isAllowed) {
      value = static_cast<Number>(value_);
    } else {
      rule_ = std::string(mustBeWhole ? "a whole number" : "a number") + " from " +
              numberText(range.minimum) + " to " + numberText(range.maximum);
    }
  }

  std::string_view path_;
  double value_;
  bool found_ = false;
  std::string rule_;
};

}  // namespace ntk

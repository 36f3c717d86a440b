#pragma once

#include <string_view>
#include <vector>

#include "engine/spec/fields.hpp"

namespace ntk {

enum class FieldType { choice, integer, number, boolean, points, integers, numbers, rows };

struct ChoiceRow {
  std::string_view name, label, help;
};

/// One field of the table with its type erased, for whoever publishes it. `defaultNumber` is the default of
/// numbers and booleans, `defaultChoice` that of choices; the default of lists is the empty one; their range
/// is that of an entry, of points and rows their count.
struct FieldRow {
  std::string_view path;
  FieldType type;
  FieldText text;
  Range range{0, 0};
  double defaultNumber = 0;
  std::string_view defaultChoice;
  std::vector<ChoiceRow> choices;
};

/// The visitor that collects the rows of `visitFields`; values are those of the experiment that is visited.
class FieldTable {
 public:
  template <class Enum>
  void choice(std::string_view path, const Enum& value, const FieldText& text) {
    FieldRow row{path, FieldType::choice, text, {0, 0}, 0, {}, {}};
    for (const auto& c : ntk::choices(Enum{})) {
      row.choices.push_back({c.name, c.label, c.help});
      if (c.value == value) row.defaultChoice = c.name;
    }
    rows_.push_back(row);
  }
  void boolean(std::string_view path, const bool& value, const FieldText& text) {
    rows_.push_back({path, FieldType::boolean, text, {0, 1}, value ? 1.0 : 0.0, {}, {}});
  }
  void integer(std::string_view path, const int& value, const Range& range, const FieldText& text) {
    rows_.push_back({path, FieldType::integer, text, range, static_cast<double>(value), {}, {}});
  }
  void seed(std::string_view path, const std::uint64_t& value, const FieldText& text) {
    rows_.push_back({path, FieldType::integer, text, {0, kLargestSeed}, static_cast<double>(value), {}, {}});
  }
  void number(std::string_view path, const double& value, const Range& range, const FieldText& text) {
    rows_.push_back({path, FieldType::number, text, range, value, {}, {}});
  }
  void points(std::string_view path, const std::vector<std::array<double, 2>>&, const FieldText& text) {
    rows_.push_back({path, FieldType::points, text, {0, kLargestCount}, 0, {}, {}});
  }

  void integers(std::string_view path, const std::vector<int>&, const Range& range, const FieldText& text) {
    rows_.push_back({path, FieldType::integers, text, range, 0, {}, {}});
  }
  void numbers(std::string_view path, const std::vector<double>&, const Range& range, const FieldText& text) {
    rows_.push_back({path, FieldType::numbers, text, range, 0, {}, {}});
  }
  void rows(std::string_view path, const std::vector<std::vector<double>>&, const FieldText& text) {
    rows_.push_back({path, FieldType::rows, text, {0, kLargestRows}, 0, {}, {}});
  }

  const std::vector<FieldRow>& rows() const { return rows_; }

 private:
  std::vector<FieldRow> rows_;
};

/// The table with the values of an experiment in place of the defaults.
inline std::vector<FieldRow> fieldRows(Experiment experiment = {}) {
  FieldTable table;
  visitFields(experiment, table);
  return table.rows();
}

}  // namespace ntk

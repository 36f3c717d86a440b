#include "engine/bindings/call_options.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/bindings/val_source.hpp"
#include "engine/spec/fields.hpp"
#include "engine/spec/text.hpp"

namespace ntk {

using emscripten::val;

namespace {

std::string text(const val& value) { return valueText(ValSource(value)); }

bool isNumericView(const val& values) {
  if (!val::global("ArrayBuffer").call<bool>("isView", values) || !values["length"].isNumber()) return false;
  return values["length"].as<double>() == 0 || values[0].isNumber();
}

/// Position of the first number that is not finite; the size if there is none.
std::size_t firstNotFinite(const std::vector<double>& values) {
  const auto found = std::find_if(values.begin(), values.end(), [](double x) { return !std::isfinite(x); });
  return static_cast<std::size_t>(found - values.begin());
}

}  // namespace

void checkSize(Faults& faults, const std::string& field, double numbers) {
  if (numbers <= kLargestTensor) return;
  addFault(faults, field, "too large",
           "the result would take " + bytesText(8 * numbers) + ", more than the allowed " +
               bytesText(8 * kLargestTensor) + '.');
}

std::optional<std::vector<double>> readNumbers(const val& values) {
  if (isNumericView(values)) return emscripten::convertJSArrayToNumberVector<double>(values);
  if (!values.isArray()) return std::nullopt;
  std::vector<double> numbers(values["length"].as<std::size_t>());
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    const val number = values[i];
    numbers[i] = number.isNumber() ? number.as<double>() : std::numeric_limits<double>::quiet_NaN();
  }
  return numbers;
}

CallOptions::CallOptions(val options, std::initializer_list<std::string_view> names, Faults& faults)
    : options_(options.isUndefined() ? val::object() : std::move(options)), faults_(faults) {
  const ValSource source(options_);
  if (source.kind() != ValueKind::object) {
    addFault(faults_, "options", valueText(source), "it must be an object.");
    options_ = val::object();
    return;
  }
  for (const std::string& key : source.keys()) {
    if (std::find(names.begin(), names.end(), key) != names.end()) continue;
    std::string known;
    for (const std::string_view name : names) known += (known.empty() ? "" : ", ") + std::string(name);
    addFault(faults_, key, text(options_[key]), "the options of this call are " + known + '.');
  }
}

val CallOptions::argument(std::string_view name) const { return options_[std::string(name)]; }

void CallOptions::fault(std::string_view name, const std::string& rule) {
  addFault(faults_, std::string(name), text(argument(name)), "it " + rule + '.');
}

std::optional<std::array<Index, 2>> CallOptions::shape(std::string_view name) {
  const val argument = this->argument(name);
  if (ValSource(argument).kind() == ValueKind::object) {
    const std::optional<std::vector<double>> extents = readNumbers(argument["shape"]);
    const auto isExtent = [](double e) { return e >= 1 && e <= kLargestTensor && std::trunc(e) == e; };
    if (extents && extents->size() == 2 && std::all_of(extents->begin(), extents->end(), isExtent)) {
      return std::array{static_cast<Index>((*extents)[0]), static_cast<Index>((*extents)[1])};
    }
  }
  fault(name, "must be { data, shape: [n, d] } with whole numbers n, d from 1");
  return std::nullopt;
}

Matrix<double> CallOptions::inputs(std::string_view name) {
  const std::optional<std::array<Index, 2>> shape = this->shape(name);
  if (!shape) return {};
  const auto [count, dimension] = *shape;
  const val data = argument(name)["data"];
  const std::string field = std::string(name) + ".data";
  const bool isList = isNumericView(data) || data.isArray();
  const double expected = static_cast<double>(count) * static_cast<double>(dimension);
  const double size = isList ? data["length"].as<double>() : 0;
  if (!isList || size != expected || expected > kLargestTensor) {
    addFault(faults_, field, isList ? "an array of " + numberText(size) : text(data),
             "it must be an array or typed array of n · d = " + numberText(expected) + " numbers, at most " +
                 numberText(kLargestTensor) + '.');
    return {};
  }
  const std::vector<double> values = *readNumbers(data);
  const std::size_t bad = firstNotFinite(values);
  if (bad < values.size()) {
    const std::string place = field + '[' + std::to_string(bad) + ']';
    addFault(faults_, place, text(data[bad]), "it must be a finite number.");
    return {};
  }
  return Eigen::Map<const Matrix<double>>(values.data(), dimension, count);
}

std::optional<std::vector<double>> CallOptions::numbers(std::string_view name) {
  if (!has(name)) return std::nullopt;
  const val argument = this->argument(name);
  std::optional<std::vector<double>> values = readNumbers(argument);
  if (!values) {
    fault(name, "must be an array or typed array of numbers");
    return std::nullopt;
  }
  const std::size_t bad = firstNotFinite(*values);
  if (bad == values->size()) return values;
  const std::string place = std::string(name) + '[' + std::to_string(bad) + ']';
  addFault(faults_, place, text(argument[bad]), "it must be a finite number.");
  return std::nullopt;
}

Vector<double> CallOptions::vector(std::string_view name) {
  const val argument = this->argument(name);
  const std::optional<std::vector<double>> values = readNumbers(argument);
  const auto isNan = [](double x) { return std::isnan(x); };
  if (!values || values->empty() || values->size() > kLargestVector ||
      std::any_of(values->begin(), values->end(), isNan)) {
    fault(name, "must be an array or typed array of 1 to " + std::to_string(kLargestVector) + " numbers");
    return {};
  }
  return Eigen::Map<const Vector<double>>(values->data(), static_cast<Index>(values->size()));
}

Vector<double> CallOptions::times(std::string_view name) {
  const Vector<double> times = vector(name);
  if (times.size() == 0 || times.minCoeff() >= 0) return times;
  fault(name, "must have no number below 0");
  return {};
}

std::vector<Index> CallOptions::counts(std::string_view name, Index minimum, Index maximum) {
  std::vector<Index> counts;
  double before = static_cast<double>(minimum) - 1;
  for (const double count : vector(name)) {
    if (!(count > before && count <= static_cast<double>(maximum) && std::trunc(count) == count)) {
      fault(name, "must have whole numbers from " + std::to_string(minimum) + " to " +
                      std::to_string(maximum) + ", each larger than the one before");
      return {};
    }
    counts.push_back(static_cast<Index>(count));
    before = count;
  }
  return counts;
}

double CallOptions::number(std::string_view name, double value, double minimum, double maximum) {
  if (!has(name)) return value;
  const val argument = this->argument(name);
  if (argument.isNumber() && argument.as<double>() >= minimum && argument.as<double>() <= maximum) {
    return argument.as<double>();
  }
  fault(name, "must be a number from " + numberText(minimum) + " to " + numberText(maximum));
  return value;
}

double CallOptions::whole(std::string_view name, double value, double minimum, double maximum) {
  const val argument = this->argument(name);
  if (argument.isNumber() && std::trunc(argument.as<double>()) != argument.as<double>()) {
    fault(name, "must be a whole number");
    return value;
  }
  return number(name, value, minimum, maximum);
}

Index CallOptions::integer(std::string_view name, Index value, Index minimum, Index maximum) {
  return static_cast<Index>(
      whole(name, static_cast<double>(value), static_cast<double>(minimum), static_cast<double>(maximum)));
}

std::uint64_t CallOptions::seed(std::string_view name) {
  return static_cast<std::uint64_t>(whole(name, 0, 0, kLargestSeed));
}

std::string CallOptions::string(std::string_view name) {
  const val argument = this->argument(name);
  if (argument.isString()) return argument.as<std::string>();
  if (has(name)) fault(name, "must be a string");
  return {};
}

bool CallOptions::flag(std::string_view name) {
  const val argument = this->argument(name);
  if (has(name) && !argument.isTrue() && !argument.isFalse()) fault(name, "must be true or false");
  return argument.isTrue();
}

std::size_t CallOptions::choice(std::string_view name, std::span<const std::string_view> names) {
  if (!has(name)) return 0;
  const val argument = this->argument(name);
  const auto found =
      argument.isString() ? std::find(names.begin(), names.end(), argument.as<std::string>()) : names.end();
  if (found != names.end()) return static_cast<std::size_t>(found - names.begin());
  std::string allowed;
  for (const std::string_view allowedName : names)
    allowed += (allowed.empty() ? "" : ", ") + quoted(std::string(allowedName));
  fault(name, "must be one of " + allowed);
  return 0;
}

}  // namespace ntk

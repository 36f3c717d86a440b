#pragma once

#include <emscripten/val.h>

#include <array>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/types.hpp"
#include "engine/spec/fault.hpp"

namespace ntk {

/// Numbers that one tensor may hold, in a call or in its result: 128 MB.
inline constexpr double kLargestTensor = 1 << 24;

inline constexpr std::size_t kLargestVector = 1 << 20;

/// The named arguments of one call, read from a JavaScript object. Each reader returns the argument, or its
/// default if it is missing, and adds a fault by name if it is not what it must be. Names that the call does
/// not know are faults too.
class CallOptions {
 public:
  CallOptions(emscripten::val options, std::initializer_list<std::string_view> names, Faults& faults);

  bool has(std::string_view name) const { return !argument(name).isUndefined(); }
  /// A batch of n inputs of d numbers: { data, shape: [n, d] }, row-major there, d × n here. Required; empty
  /// if faulty.
  Matrix<double> inputs(std::string_view name);
  /// An array or typed array of finite numbers; nothing if missing or faulty.
  std::optional<std::vector<double>> numbers(std::string_view name);
  /// Required numbers, at most kLargestVector; Infinity is allowed among them: times have it. Empty if
  /// faulty.
  Vector<double> vector(std::string_view name);
  /// As `vector`, none below 0.
  Vector<double> times(std::string_view name);
  /// As `vector`, whole numbers from `minimum` to `maximum`, each larger than the one before.
  std::vector<Index> counts(std::string_view name, Index minimum, Index maximum);
  double number(std::string_view name, double value, double minimum, double maximum);
  /// As `number`, whole.
  Index integer(std::string_view name, Index value, Index minimum, Index maximum);
  /// 0 if missing or faulty.
  std::uint64_t seed(std::string_view name);
  /// Empty if missing or faulty.
  std::string string(std::string_view name);
  bool flag(std::string_view name);
  /// Index among the names; 0 if missing.
  std::size_t choice(std::string_view name, std::span<const std::string_view> names);

 private:
  double whole(std::string_view name, double value, double minimum, double maximum);
  emscripten::val argument(std::string_view name) const;
  void fault(std::string_view name, const std::string& rule);
  std::optional<std::array<Index, 2>> shape(std::string_view name);

  emscripten::val options_;
  Faults& faults_;
};

/// Adds a fault if a result of so many numbers would be larger than a tensor may be.
void checkSize(Faults& faults, const std::string& field, double numbers);
inline double size(Index count) { return static_cast<double>(count); }

/// An array or typed array of numbers; what is not a number in it becomes NaN. Nothing for any other value.
std::optional<std::vector<double>> readNumbers(const emscripten::val& values);

}  // namespace ntk

#pragma once

#include "engine/bindings/call_options.hpp"
#include "engine/network/architecture.hpp"
#include "engine/spec/experiment.hpp"

namespace ntk {

/// The option `kernel`, in the order of `LimitKernel`.
inline constexpr std::array<std::string_view, 2> kKernelNames{"ntk", "nngp"};

/// Pre-activations, derivatives and k cotangents of all layers, for one input.
double numbersOnTape(const Architecture& architecture, Index directions);

/// What calls on the network of a document share: the network itself for inputs of the given d (taken as they
/// are, no input map), and one or two batches of inputs. Nothing but `faults` is meaningful if there are any.
struct NetworkCall {
  /// Reads the document and the options `inputs` and `otherInputs` (missing: the same batch).
  NetworkCall(const emscripten::val& document, CallOptions& options, Faults& faults);

  /// Weights from the option of this name, layer by layer W row-major, then b; missing: the initial ones of
  /// the document's seed and member.
  Vector<float> parameters(CallOptions& options, std::string_view name, Faults& faults) const;
  /// Adds a fault if the result or the networks' work would be larger than a module may hold: `kernelRows` is
  /// the number of rows of the kernel per input, `numbersAnInput` what a sweep keeps for each input.
  void checkSize(double entries, double numbersAnInput, Faults& faults) const;

  NetworkSpec network;
  Architecture architecture;
  Matrix<double> rows;  ///< d × n
  /// d × n'; the same object as `rows` if no other inputs were given.
  const Matrix<double>& columns() const { return otherInputs_ ? *otherInputs_ : rows; }

 private:
  std::optional<Matrix<double>> otherInputs_;
};

}  // namespace ntk

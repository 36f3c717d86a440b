#include <emscripten/bind.h>

#include <cmath>

#include "engine/bindings/call_options.hpp"
#include "engine/bindings/document.hpp"
#include "engine/bindings/tensor.hpp"
#include "engine/kernels/dual.hpp"
#include "engine/network/activation.hpp"
#include "engine/spec/text.hpp"
#include "engine/theory/kinked_linearisation.hpp"

namespace ntk {

namespace {

using emscripten::val;

Activation readActivation(CallOptions& options) {
  static constexpr auto kActivations = choiceNames<Activation>();
  return static_cast<Activation>(options.choice("activation", kActivations));
}

/// σ, σ' and σ'' at numbers z, and the constants of C5 and C6.
val activation(const val& arguments) {
  Faults faults;
  CallOptions options(arguments, {"activation", "z"}, faults);
  const Activation sigma = readActivation(options);
  const Vector<double> z = options.vector("z");
  if (!faults.empty()) return refusal(faults);
  Vector<double> value(z.size()), derivative(z.size()), secondDerivative(z.size());
  for (Index i = 0; i < z.size(); ++i) {
    const ActivationAt at = activationAt(sigma, z[i]);
    value[i] = at.value;
    derivative[i] = at.derivative;
    secondDerivative[i] = at.secondDerivative;
  }
  val result = val::object();
  result.set("value", vectorToVal(value));
  result.set("derivative", vectorToVal(derivative));
  result.set("secondDerivative", vectorToVal(secondDerivative));
  result.set("curvatureBound", curvatureBound(sigma));
  result.set("kinkJump", kinkJump(sigma));
  return result;
}

/// E σσ' and E σ̇σ̇' of Gaussians of two variances, at correlations ρ.
val dualOf(const val& arguments) {
  constexpr double kLargestVariance = 100;  // of the accuracy that is stated
  Faults faults;
  CallOptions options(arguments, {"activation", "variance", "otherVariance", "correlations"}, faults);
  const Activation sigma = readActivation(options);
  const double first = options.number("variance", 1, 0, kLargestVariance);
  const double second = options.number("otherVariance", first, 0, kLargestVariance);
  const Vector<double> correlations = options.vector("correlations");
  if (faults.empty() && correlations.cwiseAbs().maxCoeff() > 1)
    addFault(faults, "correlations", numberText(correlations.cwiseAbs().maxCoeff()),
             "each must be from −1 to 1.");
  if (!faults.empty()) return refusal(faults);
  Vector<double> value(correlations.size()), derivative(correlations.size());
  const double root = std::sqrt(first * second);
  for (Index i = 0; i < correlations.size(); ++i) {
    const double rho = correlations[i];
    const Dual at = dual(sigma, {first, second, rho * root, (1 - rho) * root, (1 + rho) * root});
    value[i] = at.value;
    derivative[i] = at.derivative;
  }
  val result = val::object();
  result.set("value", vectorToVal(value));
  result.set("derivative", vectorToVal(derivative));
  return result;
}

}  // namespace

EMSCRIPTEN_BINDINGS(ntk_activations) {
  emscripten::function("activation", &activation);
  emscripten::function("dual", &dualOf);
}

}  // namespace ntk

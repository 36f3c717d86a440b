#include <emscripten/bind.h>

#include <array>

#include "engine/bindings/call_options.hpp"
#include "engine/bindings/document.hpp"
#include "engine/bindings/tensor.hpp"
#include "engine/systems/deep_linear.hpp"
#include "engine/systems/landscape.hpp"
#include "engine/systems/saxe_mode.hpp"

namespace ntk {

namespace {

using emscripten::val;

constexpr std::array<std::string_view, 4> kNetworkNames{"twoNeurons", "opposedNeurons", "oneHiddenUnit",
                                                        "neuronWithBias"};

Landscape readLandscape(CallOptions& options, Faults& faults) {
  static constexpr auto kActivations = choiceNames<Activation>();
  Landscape landscape{static_cast<TwoParameterNetwork>(options.choice("network", kNetworkNames)),
                      static_cast<Activation>(options.choice("activation", kActivations)),
                      options.vector("x"), options.vector("y")};
  if (faults.empty() && landscape.inputs.size() != landscape.targets.size()) {
    addFault(faults, "y", "an array of " + std::to_string(landscape.targets.size()),
             "it must have one target for each of x, " + std::to_string(landscape.inputs.size()) + '.');
  }
  return landscape;
}

/// Loss and slopes on the grid of p and q, [p, q] each.
val landscape(const val& arguments) {
  Faults faults;
  CallOptions options(arguments, {"network", "activation", "x", "y", "p", "q"}, faults);
  const Landscape of = readLandscape(options, faults);
  const Vector<double> p = options.vector("p"), q = options.vector("q");
  checkSize(faults, "p", size(p.size()) * size(q.size()));
  if (!faults.empty()) return refusal(faults);
  const LossLandscape grid = lossLandscape(of, p, q);
  val result = statusToVal(grid.status);
  result.set("loss", tensorToVal(grid.loss));
  result.set("slopeP", tensorToVal(grid.slopeP));
  result.set("slopeQ", tensorToVal(grid.slopeQ));
  return result;
}

/// Gradient flow from starts [s, 2] through the times: one line [r, 2] a start.
val flowLinesOf(const val& arguments) {
  Faults faults;
  CallOptions options(
      arguments, {"network", "activation", "x", "y", "starts", "times", "tolerance", "maximumSteps"}, faults);
  const Landscape of = readLandscape(options, faults);
  const Matrix<double> starts = options.inputs("starts");
  const Vector<double> times = options.vector("times");
  const double tolerance = options.number("tolerance", 1e-6, 1e-12, 1e-1);
  const Index maximumSteps = options.integer("maximumSteps", 100000, 1, 10000000);
  if (faults.empty() && starts.rows() != 2)
    addFault(faults, "starts.shape",
             '[' + std::to_string(starts.cols()) + ", " + std::to_string(starts.rows()) + ']',
             "each start has 2 numbers, p and q.");
  checkSize(faults, "times", 2 * size(starts.cols()) * size(times.size()));
  if (!faults.empty()) return refusal(faults);
  const FlowLines flow = flowLines(of, starts, times, tolerance, static_cast<int>(maximumSteps));
  val result = statusToVal(flow.status), lines = val::array();
  for (const Trajectory& trajectory : flow.lines) {
    val line = statusToVal(trajectory.status);
    line.set("states", tensorToVal(Matrix<double>(trajectory.states.transpose())));
    lines.call<void>("push", line);
  }
  result.set("lines", lines);
  return result;
}

/// C3: one balanced mode of a deep linear network, and when it has reached half of its strength.
val saxeModeOf(const val& arguments) {
  Faults faults;
  CallOptions options(arguments, {"strength", "initial", "depth", "fraction", "times"}, faults);
  const BalancedMode mode{options.number("strength", 1, 1e-9, 1e9), options.number("initial", 1e-3, 0, 1e9),
                          static_cast<int>(options.integer("depth", 2, 1, 1000))};
  const double fraction = options.number("fraction", 0.5, 1e-9, 0.99);
  const Vector<double> times = options.vector("times");
  if (!faults.empty()) return refusal(faults);
  const ModeTrajectory trajectory = saxeMode(mode, times);
  val result = statusToVal(trajectory.status);
  result.set("values", vectorToVal(trajectory.values));
  result.set("escapeTime", escapeTime(mode, fraction));
  return result;
}

/// Whitened inputs and a target map [k, d], or inputs [n, d] and targets [n, k].
LinearRegression readLinearRegression(CallOptions& options, Faults& faults) {
  if (!options.has("inputs") && !options.has("targets"))
    return whitenedRegression(options.inputs("map").transpose());
  const Matrix<double> inputs = options.inputs("inputs"), targets = options.inputs("targets");
  if (options.has("map")) addFault(faults, "map", "given", "it goes without inputs and targets.");
  if (faults.empty() && inputs.cols() != targets.cols())
    addFault(faults, "targets.shape",
             '[' + std::to_string(targets.cols()) + ", " + std::to_string(targets.rows()) + ']',
             "it must have one row for each of inputs, " + std::to_string(inputs.cols()) + '.');
  return faults.empty() ? linearRegression(inputs, targets) : LinearRegression{};
}

/// C3: gradient flow of a deep linear network, from balanced layers of one initial strength, or from random
/// ones if `deviation` is given.
val deepLinear(const val& arguments) {
  Faults faults;
  CallOptions options(arguments,
                      {"map", "inputs", "targets", "depth", "initialStrength", "width", "deviation", "seed",
                       "times", "tolerance", "maximumSteps"},
                      faults);
  const LinearRegression problem = readLinearRegression(options, faults);
  const Matrix<double>& map = problem.correlation;
  const auto depth = static_cast<int>(options.integer("depth", 2, 1, 64));
  const double strength = options.number("initialStrength", 1e-3, 1e-12, 1e6);
  const Index width = options.integer("width", std::max(map.rows(), map.cols()), 1, 256);
  const double deviation = options.number("deviation", 0, 0, 1e3);
  const std::uint64_t seed = options.seed("seed");
  const Vector<double> times = options.vector("times");
  const double tolerance = options.number("tolerance", 1e-8, 1e-12, 1e-1);
  const Index maximumSteps = options.integer("maximumSteps", 100000, 1, 10000000);
  checkSize(faults, "times", depth * size(width) * size(std::max(width, map.cols())) * size(times.size()));
  if (!faults.empty()) return refusal(faults);
  std::vector<Index> widths(static_cast<std::size_t>(depth) + 1, width);
  widths.front() = map.cols();
  widths.back() = map.rows();
  const LinearModes modes = linearModes(map);
  const LinearLayers layers = options.has("deviation") ? drawLinearLayers(widths, deviation, seed)
                                                       : balancedLayers(modes, depth, strength);
  const DeepLinearFlow flow =
      deepLinearFlow(problem, layers, times, tolerance, static_cast<int>(maximumSteps));
  val result = statusToVal(flow.status);
  result.set("strengths", vectorToVal(modes.strengths));
  result.set("modes", tensorToVal(flow.modes));
  result.set("losses", vectorToVal(flow.losses));
  result.set("crossTalk", vectorToVal(flow.crossTalk));
  result.set("imbalanceDrift", vectorToVal(flow.imbalanceDrift));
  return result;
}

}  // namespace

EMSCRIPTEN_BINDINGS(ntk_landscapes) {
  emscripten::function("landscape", &landscape);
  emscripten::function("flowLines", &flowLinesOf);
  emscripten::function("saxeMode", &saxeModeOf);
  emscripten::function("deepLinear", &deepLinear);
}

}  // namespace ntk

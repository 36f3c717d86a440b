#include <emscripten/bind.h>

#include "engine/bindings/call_options.hpp"
#include "engine/bindings/document.hpp"
#include "engine/bindings/tensor.hpp"
#include "engine/systems/catapult.hpp"
#include "engine/systems/relu_ensemble.hpp"
#include "engine/systems/saddle_chain.hpp"

namespace ntk {

namespace {

using emscripten::val;

constexpr double kLargest = 1e6;

/// C1: one ReLU on one point.
val singleRelu(const val& arguments) {
  Faults faults;
  CallOptions options(arguments, {"initialWeight", "times"}, faults);
  const double initial = options.number("initialWeight", 0.5, -kLargest, kLargest);
  const Vector<double> times = options.vector("times");
  if (!faults.empty()) return refusal(faults);
  const SingleRelu flow = singleReluFlow(initial, times);
  val result = val::object();
  result.set("weights", vectorToVal(flow.weights));
  result.set("losses", vectorToVal(flow.losses));
  result.set("isStuck", flow.isStuck);
  return result;
}

/// C1: m ReLUs on one point, given or drawn.
val reluEnsemble(const val& arguments) {
  Faults faults;
  CallOptions options(arguments, {"weights", "signs", "neurons", "seed", "times"}, faults);
  const bool isGiven = options.has("weights") || options.has("signs");
  ReluInitialisation initial;
  const Index neurons = options.integer("neurons", 8, 1, 4096);
  const std::uint64_t seed = options.seed("seed");
  if (isGiven) initial = {options.vector("weights"), options.vector("signs")};
  const Vector<double> times = options.vector("times");
  checkSize(faults, "times", size(times.size()) * size(isGiven ? initial.weights.size() : neurons));
  if (!faults.empty()) return refusal(faults);
  if (!isGiven) initial = drawReluEnsemble(neurons, seed);
  const ReluEnsemble flow = reluEnsembleFlow(initial.weights, initial.signs, times);
  val result = statusToVal(flow.status);
  result.set("outputs", vectorToVal(flow.outputs));
  result.set("losses", vectorToVal(flow.losses));
  result.set("weights", tensorToVal(flow.weights));
  result.set("signs", vectorToVal(initial.signs));
  result.set("deaths", vectorToVal(flow.deaths));
  result.set("isStuck", flow.isStuck);
  result.set("stuckProbability", stuckProbability(initial.weights.size()));
  return result;
}

/// C3: Du et al.'s chain of saddles.
val saddleChainOf(const val& arguments) {
  Faults faults;
  CallOptions options(
      arguments, {"attraction", "repulsion", "radius", "start", "rate", "recordAt", "maximumSteps"}, faults);
  const SaddleChain chain{options.number("attraction", SaddleChain{}.attraction, 1e-3, 1e3),
                          options.number("repulsion", SaddleChain{}.repulsion, 1e-3, 1e3),
                          options.number("radius", SaddleChain{}.radius, 1, 1e3)};
  const Vector<double> start = options.vector("start");
  const double rate = options.number("rate", 0.02, 1e-9, kLargest);
  const Vector<double> recordAt = options.has("recordAt") ? options.vector("recordAt") : Vector<double>();
  const double maximumSteps = options.number("maximumSteps", 1e15, 0, 9007199254740992.0);
  checkSize(faults, "recordAt", size(recordAt.size()) * size(start.size()));
  if (!faults.empty()) return refusal(faults);
  const SaddleChainRun run = saddleChain(chain, start, rate, recordAt, maximumSteps);
  val result = statusToVal(run.status);
  result.set("escapes", vectorToVal(run.escapes));
  result.set("states", tensorToVal(run.states));
  result.set("losses", vectorToVal(run.losses));
  result.set("growth", run.growth);
  return result;
}

/// Lewkowycz et al.'s catapult of a large rate, from a start that is given, or drawn if there is a seed.
val catapultOf(const val& arguments) {
  Faults faults;
  constexpr double kWidestDrawn = 1e7;
  CallOptions options(arguments, {"output", "kernel", "width", "seed", "rate", "steps"}, faults);
  const bool isDrawn = options.has("seed");
  CatapultStart start{options.number("output", 1, -kLargest, kLargest),
                      options.number("kernel", 2, 0, kLargest),
                      options.number("width", 1024, 1, isDrawn ? kWidestDrawn : 1e9)};
  const std::uint64_t seed = options.seed("seed");
  if (isDrawn && (options.has("output") || options.has("kernel")))
    addFault(faults, "seed", std::to_string(seed), "it goes without output and kernel.");
  const double rate = options.number("rate", 1.5, 0, kLargest);
  const Index steps = options.integer("steps", 100, 0, 1000000);
  if (!faults.empty()) return refusal(faults);
  if (isDrawn) start = drawCatapult(static_cast<Index>(start.width), seed);
  const Catapult run = catapult(start, rate, static_cast<int>(steps));
  constexpr const char* kRegimes[] = {"lazy", "catapult", "divergent"};
  val result = statusToVal(run.status);
  result.set("outputs", vectorToVal(run.outputs));
  result.set("kernels", vectorToVal(run.kernels));
  result.set("losses", vectorToVal(run.losses));
  result.set("regime", std::string(kRegimes[static_cast<int>(run.regime)]));
  return result;
}

}  // namespace

EMSCRIPTEN_BINDINGS(ntk_systems) {
  emscripten::function("singleRelu", &singleRelu);
  emscripten::function("reluEnsemble", &reluEnsemble);
  emscripten::function("saddleChain", &saddleChainOf);
  emscripten::function("catapult", &catapultOf);
}

}  // namespace ntk

#pragma once

#include <cstdint>
#include <numbers>
#include <string_view>

#include "engine/spec/experiment.hpp"

namespace ntk {

/// The jobs whose results a change of a field makes stale, as a set of bits.
enum Jobs : unsigned { kNetworkJob = 1, kLinearisationJob = 2, kLimitJob = 4, kAllJobs = 7 };

enum class Scale { linear, logarithmic };

/// What people read about a field.
struct FieldText {
  std::string_view symbol;
  std::string_view unit;
  std::string_view label;
  std::string_view help;
  unsigned jobs = kAllJobs;
  bool advanced = false;
};

/// Inclusive range of a number.
struct Range {
  double minimum;
  double maximum;
  Scale scale = Scale::linear;
};

inline constexpr double kLargestSeed = 9007199254740991;  // 2⁵³ − 1: exact in a double
inline constexpr int kLargestCount = 256;
inline constexpr double kLargestInput = std::numbers::pi;
inline constexpr double kLargestOutput = 100;

/// The one table of fields: path, place in the struct, range and explanation. Readers, writers, controls and
/// links are visitors over it. A visitor has `choice(path, value&, text)`, `integer(path, value&, range,
/// text)`, `number(…)`, `boolean(path, value&, text)` and `points(path, value&, text)`.
template <class Visitor>
// NOLINTNEXTLINE(readability-function-size): a table, one field an entry.
void visitFields(Experiment& e, Visitor& v) {
  auto& [data, network, dynamics, limit, observe] = e;
  v.choice("data.source", data.source, {"y", "", "Target", "Where the training points come from."});
  v.integer("data.count", data.count, {1, kLargestCount, Scale::logarithmic},
            {"n", "points", "Training points", "How many points the network is trained on."});
  v.integer("data.frequency", data.frequency, {1, 16},
            {"", "periods", "Frequency",
             "Periods of the target across the picture; the highest one of a Fourier series."});
  v.number(
      "data.noise", data.noise, {0, 10},
      {"", "units of y", "Noise", "Standard deviation of the Gaussian noise that is added to the targets."});
  v.choice("data.inputMap", data.inputMap,
           {"", "", "Input", "How the number x becomes the vector that enters the network."});
  v.points("data.points", data.points,
           {"(x, y)", "", "Points", "The training points when they are placed by hand."});
  v.seed("data.seed", data.seed,
         {"", "", "Data seed", "Draws the noise and the random Fourier series.", kAllJobs, true});
  v.integer("data.probes", data.probes, {2, 2001},
            {"", "points", "Probe points", "How many points of the x axis each curve is computed at.",
             kAllJobs, true});
  v.choice("network.parametrisation", network.parametrisation,
           {"", "", "Parametrisation", "Where the scales stand, and which layers are trained."});
  v.choice("network.activation", network.activation,
           {"σ", "", "Activation", "The non-linear function of every hidden neuron."});
  v.integer("network.width", network.width, {1, 16384, Scale::logarithmic},
            {"m", "neurons", "Width", "Neurons in each hidden layer. The limit is m → ∞."});
  v.number("network.alpha", network.alpha, {1e-3, 1e3, Scale::logarithmic},
           {"α = κ", "", "Output scale",
            "Multiplies the output: large is lazy, small lets features move (C16, C20)."});
  v.seed("network.seed", network.seed, {"", "", "Network seed", "Draws the initial weights."});
  v.boolean("network.centred", network.centred,
            {"f − f₀", "", "Centred", "Train f − f₀, so that the function starts at 0 (C11, C20)."});
  v.integer("network.depth", network.depth, {1, 16},
            {"L", "hidden layers", "Depth", "Hidden layers; the lecture's network has one.", kAllJobs, true});
  v.number("network.weightScale", network.weightScale, {0.01, 10, Scale::logarithmic},
           {"σ_w", "", "Weight scale", "Standard deviation of the weights (NTK parametrisation only).",
            kAllJobs, true});
  v.number("network.biasScale", network.biasScale, {0, 10},
           {"σ_b", "", "Bias scale", "Standard deviation of the biases (NTK parametrisation only).", kAllJobs,
            true});
  v.choice("limit.priorMean", limit.priorMean,
           {"", "", "Limit starts at", "Prior mean of the infinite-width limit (C17).", kLimitJob});
  v.number(
      "limit.ridge", limit.ridge, {0, 100},
      {"λ", "", "Ridge",
       "K is replaced by K + λI in the limit; 0 is the ridgeless regression of the lecture.", kLimitJob});
  v.number("dynamics.firstTime", dynamics.firstTime, {1e-6, 1e6, Scale::logarithmic},
           {"", "time", "First time", "First positive time of the logarithmic time axis.", kAllJobs, true});
  v.number("dynamics.lastTime", dynamics.lastTime, {1e-6, 1e9, Scale::logarithmic},
           {"T", "time", "Last time", "Last finite time; the limit and the linearisation go on to infinity.",
            kAllJobs, true});
  v.integer("dynamics.frames", dynamics.frames, {2, 1000},
            {"", "frames", "Frames", "Number of times between the first and the last.", kAllJobs, true});
  v.number("dynamics.tolerance", dynamics.tolerance, {1e-5, 0.1, Scale::logarithmic},
           {"", "", "Tolerance",
            "Error allowed in the network's outputs in each step, relative to the largest target or initial "
            "residual.",
            kNetworkJob, true});
  v.integer("dynamics.maximumSteps", dynamics.maximumSteps, {1, 1000000, Scale::logarithmic},
            {"", "steps", "Work budget", "The network's run ends with a message after so many steps.",
             kNetworkJob, true});
  v.boolean(
      "observe.kernel", observe.kernel,
      {"K_t", "", "Record the kernel", "Keep the network's kernel matrix at every time.", kNetworkJob, true});
}

}  // namespace ntk

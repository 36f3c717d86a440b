#pragma once

#include <numbers>
#include <string_view>

#include "engine/spec/experiment.hpp"

namespace ntk {

/// The jobs whose results a change of a field makes stale, as a set of bits.
enum Jobs : unsigned { kNetworkJob = 1, kLinearisationJob = 2, kLimitJob = 4, kAllJobs = 7 };

enum class Scale { linear, logarithmic };

/// Of the flow: what rounding to single precision leaves (measured: docs/flow-accuracy.md).
inline constexpr double kSmallestTolerance = 1e-4;
/// The same where σ is kinked: below it rounding decides on which side of its kink a unit goes on.
inline constexpr double kSmallestKinkedTolerance = 1e-3;

/// What people read about a field. Constants, so that a visitor that does not use them has no texts in it.
struct FieldText {
  consteval FieldText(std::string_view symbolOf, std::string_view unitOf, std::string_view labelOf,
                      std::string_view helpOf, unsigned jobsOf = kAllJobs, bool isAdvanced = false)
      : symbol(symbolOf), unit(unitOf), label(labelOf), help(helpOf), jobs(jobsOf), advanced(isAdvanced) {}

  std::string_view symbol;
  std::string_view unit;
  std::string_view label;
  std::string_view help;
  unsigned jobs;
  bool advanced;
};

/// Inclusive range of a number.
struct Range {
  double minimum;
  double maximum;
  Scale scale = Scale::linear;
};

inline constexpr double kLargestSeed = 9007199254740991;  // 2⁵³ − 1: exact in a double
inline constexpr int kLargestCount = 512;
inline constexpr int kLargestDepth = 16;
inline constexpr int kLargestOutputs = 10;
inline constexpr int kLargestDimension = 1024;
inline constexpr int kLargestRows = 2048;  ///< of given inputs, targets and probes
inline constexpr double kLargestInput = std::numbers::pi;
inline constexpr double kLargestOutput = 100;
inline constexpr double kLargestGiven = 1e4;  ///< |entry| of inputs and targets that are given as rows

template <class Visitor>
void visitDataFields(DataSpec& data, Visitor& v) {
  v.choice("data.source", data.source, {"y", "", "Target", "Where the training points come from."});
  v.integer("data.count", data.count, {1, kLargestCount, Scale::logarithmic},
            {"n", "points", "Training points", "How many points the network is trained on."});
  v.integer("data.dimension", data.dimension, {1, kLargestDimension, Scale::logarithmic},
            {"d", "", "Dimension", "Coordinates of an input (teachers only)."});
  v.integer(
      "data.frequency", data.frequency, {1, 16},
      {"", "periods", "Frequency",
       "Periods of the target across the picture; the highest one of a Fourier series; turns of a spiral; "
       "degree of a teacher."});
  v.number(
      "data.noise", data.noise, {0, 10},
      {"", "units of y", "Noise", "Standard deviation of the Gaussian noise that is added to the targets."});
  v.choice("data.inputMap", data.inputMap,
           {"", "", "Input", "How the point x becomes the vector that enters the network."});
  v.points("data.points", data.points,
           {"(x, y)", "", "Points", "The training points when they are placed by hand."});
  v.rows("data.inputs", data.inputs,
         {"x", "", "Given inputs", "One row a training point, when the source is \"given\"."});
  v.rows("data.targets", data.targets,
         {"y", "", "Given targets", "One row a training point, one number an output."});
  v.rows("data.probeInputs", data.probeInputs,
         {"", "", "Given probes", "Where functions are computed; none: at the training points."});
  v.seed("data.seed", data.seed,
         {"", "", "Data seed", "Draws the noise, random series, teachers and their inputs.", kAllJobs, true});
  v.integer("data.probes", data.probes, {2, 2001},
            {"", "points", "Probe points",
             "How many points of the x axis each curve is computed at; in the plane the nearest square grid.",
             kAllJobs, true});
}

template <class Visitor>
void visitNetworkFields(NetworkSpec& network, Visitor& v) {
  v.choice("network.parametrisation", network.parametrisation,
           {"", "", "Parametrisation", "Where the scales stand, and which layers are trained."});
  v.choice("network.activation", network.activation,
           {"σ", "", "Activation", "The non-linear function of every hidden neuron."});
  v.integer("network.width", network.width, {1, 65536, Scale::logarithmic},
            {"m", "neurons", "Width", "Neurons in each hidden layer. The limit is m → ∞."});
  v.number("network.alpha", network.alpha, {1e-3, 1e3, Scale::logarithmic},
           {"α = κ", "", "Output scale",
            "Multiplies the output: large is lazy, small lets features move (C16, C20)."});
  v.seed("network.seed", network.seed, {"", "", "Network seed", "Draws the initial weights."});
  v.boolean("network.centred", network.centred,
            {"f − f₀", "", "Centred", "Train f − f₀, so that the function starts at 0 (C11, C20)."});
  v.boolean(
      "network.antisymmetric", network.antisymmetric,
      {"", "", "Antisymmetric", "Two halves with opposite output weights: f₀ = 0 (C11).", kAllJobs, true});
  v.integer("network.depth", network.depth, {1, kLargestDepth},
            {"L", "hidden layers", "Depth", "Hidden layers; the lecture's network has one.", kAllJobs, true});
  v.integers("network.widths", network.widths, {1, 65536},
             {"m", "neurons", "Widths", "Of the hidden layers one by one; empty: the width in each.",
              kAllJobs, true});
  v.integer(
      "network.outputs", network.outputs, {1, kLargestOutputs},
      {"k", "", "Outputs", "They share the hidden layers, and in the limit the kernel.", kAllJobs, true});
  v.number("network.weightScale", network.weightScale, {0.01, 10, Scale::logarithmic},
           {"σ_w", "", "Weight scale",
            "Standard deviation of the weights (not of the lecture's network, nor of PyTorch's).", kAllJobs,
            true});
  v.number("network.biasScale", network.biasScale, {0, 10},
           {"σ_b", "", "Bias scale", "Standard deviation of the biases, likewise.", kAllJobs, true});
  v.numbers("network.weightScales", network.weightScales, {0.01, 10},
            {"σ_w", "", "Weight scales", "Of the L + 1 affine layers one by one; empty: the same in each.",
             kAllJobs, true});
  v.numbers("network.biasScales", network.biasScales, {0, 10},
            {"σ_b", "", "Bias scales", "Of the L + 1 affine layers one by one; empty: the same in each.",
             kAllJobs, true});
  v.integers("network.trainedLayers", network.trainedLayers, {1, kLargestDepth + 1},
             {"", "", "Trained layers",
              "Numbers of affine layers, 1 … L + 1; only the last: random features (NNGP). Empty: as the "
              "parametrisation says (C12).",
              kAllJobs, true});
  v.integer(
      "network.member", network.member, {0, 1000000},
      {"", "", "Member", "Number of an independent draw under one seed: ensembles, sweeps.", kAllJobs, true});
}

template <class Visitor>
void visitLimitFields(LimitSpec& limit, Visitor& v) {
  v.choice(
      "limit.kernel", limit.kernel,
      {"Θ", "", "Limit kernel", "The kernel that the limit regresses with (C12, C17).", kLimitJob, true});
  v.choice("limit.priorMean", limit.priorMean,
           {"", "", "Limit starts at", "Prior mean of the infinite-width limit (C17).", kLimitJob});
  v.number(
      "limit.ridge", limit.ridge, {0, 100},
      {"λ", "", "Ridge",
       "K is replaced by K + λI in the limit; 0 is the ridgeless regression of the lecture.", kLimitJob});
}

template <class Visitor>
void visitDynamicsFields(DynamicsSpec& dynamics, Visitor& v) {
  constexpr unsigned kTrained = kNetworkJob | kLinearisationJob;
  v.choice("dynamics.method", dynamics.method,
           {"", "", "Training", "How the network's weights move.", kNetworkJob, true});
  v.choice("dynamics.loss", dynamics.loss,
           {"ℓ", "", "Loss", "What training minimises; the limit is of the square loss.", kTrained, true});
  v.number("dynamics.rate", dynamics.rate, {1e-6, 1e4, Scale::logarithmic},
           {"η", "", "Learning rate", "Of gradient descent; stable below 2n/λ_max.", kNetworkJob, true});
  v.number("dynamics.rateDecay", dynamics.rateDecay, {0, 1},
           {"p", "", "Rate decay", "η_s = η (1 + s)^{−p} at step s (C2).", kNetworkJob, true});
  v.integer(
      "dynamics.batchSize", dynamics.batchSize, {1, kLargestCount},
      {"", "points", "Batch size", "Points of each step of stochastic gradient descent.", kNetworkJob, true});
  v.number(
      "dynamics.momentum", dynamics.momentum, {0, 0.999},
      {"μ", "", "Momentum", "Heavy ball, or Nesterov's; time is then Σ η_s/(1 − μ).", kNetworkJob, true});
  v.boolean("dynamics.nesterov", dynamics.nesterov,
            {"", "", "Nesterov", "Nesterov's momentum instead of the heavy ball.", kNetworkJob, true});
  v.seed("dynamics.seed", dynamics.seed,
         {"", "", "Batch seed", "Draws the batches of stochastic gradient descent.", kNetworkJob, true});
  v.number("dynamics.firstTime", dynamics.firstTime, {1e-6, 1e6, Scale::logarithmic},
           {"", "time", "First time", "First positive time of the logarithmic time axis.", kAllJobs, true});
  v.number("dynamics.lastTime", dynamics.lastTime, {1e-6, 1e9, Scale::logarithmic},
           {"T", "time", "Last time", "Last finite time; the limit and the linearisation go on to infinity.",
            kAllJobs, true});
  v.integer("dynamics.frames", dynamics.frames, {2, 1000},
            {"", "frames", "Frames", "Number of times between the first and the last.", kAllJobs, true});
  v.number(
      "dynamics.tolerance", dynamics.tolerance, {kSmallestTolerance, 0.1, Scale::logarithmic},
      {"", "", "Tolerance",
       "Error allowed in the flow's outputs over the whole run, relative to the largest target or initial "
       "residual.",
       kNetworkJob, true});
  v.integer("dynamics.order", dynamics.order, {2, 4},
            {"", "", "Order", "Of the exponential integrator: 2 or 4.", kNetworkJob, true});
  v.integer("dynamics.maximumSteps", dynamics.maximumSteps, {1, 1000000, Scale::logarithmic},
            {"", "steps", "Work budget", "The network's run ends with a message after so many steps.",
             kNetworkJob, true});
}

template <class Visitor>
void visitObserveFields(ObserveSpec& observe, Visitor& v) {
  v.boolean(
      "observe.kernel", observe.kernel,
      {"K_t", "", "Record the kernel", "Keep the network's kernel matrix at every time.", kNetworkJob, true});
  v.boolean("observe.ensemble", observe.ensemble,
            {"", "", "Ensemble", "Mean and deviation of infinitely wide networks at every time (C17).",
             kLimitJob, true});
  v.boolean("observe.theory", observe.theory,
            {"", "", "Theory", "Bounds and quantities of the theorems at every time (C5, C6, C19).",
             kNetworkJob, true});
  v.boolean("observe.neurons", observe.neurons,
            {"w_j", "", "Neurons", "Keep the first layer's weights at every time (C22).", kNetworkJob, true});
  v.boolean("observe.weights", observe.weights,
            {"θ_t", "", "Weights", "Keep all weights and biases at every time.", kNetworkJob, true});
  v.number("observe.failureProbability", observe.failureProbability, {1e-6, 0.5, Scale::logarithmic},
           {"δ", "", "Failure probability", "Bounds of C6 hold with probability 1 − δ.", kNetworkJob, true});
}

/// The one table of fields: path, place in the struct, range and explanation. Readers, writers, controls and
/// links are visitors over it. A visitor has `choice(path, value&, text)`, `integer(path, value&, range,
/// text)`, `seed(path, value&, text)`, `number(…)`, `boolean(path, value&, text)`, `points(path, value&,
/// text)`, `integers` and `numbers(path, values&, range of an entry, text)`, at most kLargestDepth + 1 of
/// them, and `rows(path, values&, text)`.
template <class Visitor>
void visitFields(Experiment& e, Visitor& v) {
  visitDataFields(e.data, v);
  visitNetworkFields(e.network, v);
  visitLimitFields(e.limit, v);
  visitDynamicsFields(e.dynamics, v);
  visitObserveFields(e.observe, v);
}

}  // namespace ntk

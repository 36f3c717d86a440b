#include "engine/spec/consistency.hpp"

#include <cmath>

#include "engine/spec/text.hpp"

namespace ntk {

namespace {

void add(Faults& faults, const std::string& field, const std::string& value, const std::string& rule) {
  faults.push_back({field, value, field + " is " + value + "; " + rule});
}

void checkWeights(Faults& faults, const Experiment& e, const std::vector<double>& weights) {
  const double expected = parameterCount(e.network, inputDimension(e.data.inputMap));
  if (static_cast<double>(weights.size()) != expected) {
    add(faults, "weights", "an array of " + numberText(static_cast<double>(weights.size())),
        "this network has " + numberText(expected) + " weights and biases.");
  }
  for (std::size_t i = 0; i < weights.size(); ++i) {
    if (std::isfinite(weights[i])) continue;
    add(faults, "weights[" + std::to_string(i) + "]", numberText(weights[i]), "it must be a finite number.");
    return;
  }
}

}  // namespace

int inputDimension(InputMap map) { return map == InputMap::identity ? 1 : 2; }

int trainingCount(const DataSpec& data) {
  return data.source == TargetSource::points ? static_cast<int>(data.points.size()) : data.count;
}

double parameterCount(const NetworkSpec& network, int inputDimension) {
  const double m = network.width, d = inputDimension, hidden = network.depth - 1;
  const double weights = m * d + hidden * m * m + m;
  const double biases = network.parametrisation == Parametrisation::ntk ? network.depth * m + 1 : 0;
  return weights + biases;
}

double networkBytes(const Experiment& e, double scalarBytes) {
  constexpr double kParameterVectors = 6;  // θ_0, both ends of a step, its correction, a trial, a direction
  constexpr double kTapes = 3, kTapeArrays = 2;
  const double parameters = parameterCount(e.network, inputDimension(e.data.inputMap));
  const double neurons = static_cast<double>(e.network.width) * e.network.depth;
  const double n = trainingCount(e.data);
  return scalarBytes * (kParameterVectors * parameters + neurons * kTapes * kTapeArrays * n +
                        static_cast<double>(e.network.width) * kTapeArrays * e.data.probes);
}

double frameBytes(const Experiment& e) {
  const double n = trainingCount(e.data);
  return sizeof(float) * (e.dynamics.frames + 2.0) * (n + e.data.probes + (e.observe.kernel ? n * n : 0));
}

Faults consistencyFaults(const Experiment& e, const std::vector<double>* weights) {
  Faults faults;
  if (e.data.source == TargetSource::points && e.data.points.empty()) {
    add(faults, "data.points", "empty",
        "it must have at least one pair [x, y] when data.source is \"points\".");
  }
  if (e.dynamics.lastTime <= e.dynamics.firstTime) {
    add(faults, "dynamics.lastTime", numberText(e.dynamics.lastTime),
        "it must be later than dynamics.firstTime, " + numberText(e.dynamics.firstTime) + ".");
  }
  if (e.network.parametrisation == Parametrisation::lecture && e.network.depth != 1) {
    add(faults, "network.depth", numberText(e.network.depth),
        "the lecture's network has exactly 1 hidden layer.");
  }
  const double bytes = networkBytes(e, sizeof(float));
  if (bytes > kLargestBytes) {
    add(faults, "network.width", numberText(e.network.width),
        "with this depth the run needs " + bytesText(bytes) + " of memory, more than the allowed " +
            bytesText(kLargestBytes) + ".");
  }
  const double frames = frameBytes(e);
  if (frames > kLargestFrameBytes) {
    add(faults, "dynamics.frames", numberText(e.dynamics.frames),
        "with so many points the frames take " + bytesText(frames) + ", more than the allowed " +
            bytesText(kLargestFrameBytes) + ".");
  }
  if (weights != nullptr) checkWeights(faults, e, *weights);
  return faults;
}

}  // namespace ntk

#include "engine/spec/consistency.hpp"

#include <algorithm>
#include <cmath>

#include "engine/spec/fields.hpp"
#include "engine/spec/network_consistency.hpp"
#include "engine/spec/text.hpp"

namespace ntk {

namespace {

std::string arrayOf(std::size_t size) { return "an array of " + std::to_string(size); }

void checkRowLengths(Faults& faults, const std::string& field, const std::vector<std::vector<double>>& rows,
                     std::size_t expected, const std::string& what) {
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (rows[i].size() == expected && expected > 0) continue;
    addFault(
        faults, field + '[' + std::to_string(i) + ']', arrayOf(rows[i].size()),
        "it must have " + std::to_string(std::max<std::size_t>(expected, 1)) + " numbers, " + what + '.');
    return;
  }
}

void checkGivenRows(Faults& faults, const Experiment& e) {
  const DataSpec& data = e.data;
  if (data.inputs.empty() || data.inputs.size() > kLargestCount) {
    addFault(faults, "data.inputs", arrayOf(data.inputs.size()),
             "it must have 1 to " + std::to_string(kLargestCount) + " rows when data.source is \"given\".");
    return;
  }
  if (data.targets.size() != data.inputs.size()) {
    addFault(faults, "data.targets", arrayOf(data.targets.size()),
             "it must have as many rows as data.inputs, " + std::to_string(data.inputs.size()) + ".");
  }
  checkRowLengths(faults, "data.inputs", data.inputs, data.inputs[0].size(), "as the first row has");
  checkRowLengths(faults, "data.targets", data.targets, static_cast<std::size_t>(e.network.outputs),
                  "one an output");
  checkRowLengths(faults, "data.probeInputs", data.probeInputs, data.inputs[0].size(), "as data.inputs has");
}

void checkData(Faults& faults, const Experiment& e) {
  const DataSpec& data = e.data;
  if (data.source == TargetSource::points && data.points.empty()) {
    addFault(faults, "data.points", "empty",
             "it must have at least one pair [x, y] when data.source is \"points\".");
  }
  if (data.source == TargetSource::given) checkGivenRows(faults, e);
  if (data.inputMap == InputMap::circle && coordinateCount(data) != 1) {
    addFault(faults, "data.inputMap", "\"circle\"",
             "it takes inputs of one number; those of this data.source have " +
                 std::to_string(coordinateCount(data)) + ".");
  }
  if (data.source == TargetSource::parity && data.frequency > data.dimension) {
    addFault(faults, "data.frequency", std::to_string(data.frequency),
             "a parity is of at most data.dimension coordinates, " + std::to_string(data.dimension) + ".");
  }
  const int order = trainingCount(data) * e.network.outputs;
  if (order > kLargestKernelOrder) {
    addFault(faults, "network.outputs", std::to_string(e.network.outputs),
             "with " + std::to_string(trainingCount(data)) + " training points the kernel has order " +
                 std::to_string(order) + ", more than the allowed " + std::to_string(kLargestKernelOrder) +
                 " (each of its eigen-decompositions takes seconds).");
  }
}

bool isSign(double y) { return y == 1 || y == -1; }

void checkLoss(Faults& faults, const Experiment& e) {
  if (e.dynamics.loss != Loss::square && e.network.centred) {
    addFault(
        faults, "network.centred", "true",
        "only the square loss of f − f₀ is that of f with other targets; antisymmetric networks start at 0 "
        "with any loss.");
  }
  if (e.dynamics.loss == Loss::logistic) {
    if (e.network.outputs != 1) {
      addFault(faults, "network.outputs", std::to_string(e.network.outputs),
               "the logistic loss has 1 output.");
    }
    const TargetSource source = e.data.source;
    const bool isLabelled =
        source == TargetSource::step || source == TargetSource::parity || isInPlane(source);
    const auto& points = e.data.points;
    const auto& targets = e.data.targets;
    const bool areSigns =
        (source == TargetSource::points &&
         std::all_of(points.begin(), points.end(), [](const auto& p) { return isSign(p[1]); })) ||
        (source == TargetSource::given && std::all_of(targets.begin(), targets.end(), [](const auto& row) {
           return row.size() == 1 && isSign(row[0]);
         }));
    if ((!isLabelled && !areSigns) || e.data.noise != 0) {
      addFault(faults, "dynamics.loss", "\"logistic\"",
               "it needs targets that are all −1 or 1, without noise.");
    }
  }
  if (e.dynamics.loss == Loss::crossEntropy) {
    if (e.network.outputs < 2) {
      addFault(faults, "network.outputs", std::to_string(e.network.outputs),
               "the cross-entropy loss has at least 2 outputs.");
    }
    const bool areProbabilities =
        std::all_of(e.data.targets.begin(), e.data.targets.end(), [](const std::vector<double>& row) {
          double sum = 0;
          for (const double y : row) sum += y;
          return std::abs(sum - 1) < 1e-9 &&
                 std::none_of(row.begin(), row.end(), [](double y) { return y < 0; });
        });
    const bool isLabelled = e.data.source == TargetSource::step || e.data.source == TargetSource::parity ||
                            isInPlane(e.data.source);
    if ((!isLabelled && !(e.data.source == TargetSource::given && areProbabilities)) || e.data.noise != 0) {
      addFault(faults, "dynamics.loss", "\"crossEntropy\"",
               "it needs classes (step, the plane, parity) or given rows of probabilities, without noise.");
    }
  }
}

void checkDynamics(Faults& faults, const Experiment& e) {
  const DynamicsSpec& dynamics = e.dynamics;
  if (dynamics.lastTime <= dynamics.firstTime) {
    addFault(faults, "dynamics.lastTime", numberText(dynamics.lastTime),
             "it must be later than dynamics.firstTime, " + numberText(dynamics.firstTime) + ".");
  }
  if (dynamics.method == Method::flow && isKinked(e.network.activation) &&
      dynamics.tolerance < kSmallestKinkedTolerance) {
    addFault(faults, "dynamics.tolerance", numberText(dynamics.tolerance),
             "with an activation that has a kink it must be at least " +
                 numberText(kSmallestKinkedTolerance) +
                 ": below it rounding decides on which side of its kink a unit goes on.");
  }
  if (dynamics.order == 3) addFault(faults, "dynamics.order", "3", "it must be 2 or 4.");
  if (dynamics.method == Method::stochasticGradientDescent && dynamics.batchSize > trainingCount(e.data)) {
    addFault(
        faults, "dynamics.batchSize", std::to_string(dynamics.batchSize),
        "it must be at most the number of training points, " + std::to_string(trainingCount(e.data)) + ".");
  }
  checkLoss(faults, e);
}

void checkMemory(Faults& faults, const Experiment& e) {
  const double bytes = networkBytes(e, sizeof(float));
  if (bytes > kLargestBytes) {
    addFault(faults, "network.width", numberText(e.network.width),
             "with these layers the run needs " + bytesText(bytes) + " of memory, more than the allowed " +
                 bytesText(kLargestBytes) + ".");
  }
  const double frames = frameBytes(e);
  if (frames > kLargestFrameBytes) {
    addFault(faults, "dynamics.frames", numberText(e.dynamics.frames),
             "with so much in them the frames take " + bytesText(frames) + ", more than the allowed " +
                 bytesText(kLargestFrameBytes) + ".");
  }
}

void checkWeights(Faults& faults, const Experiment& e, const std::vector<double>& weights) {
  const double expected = parameterCount(e.network, inputDimension(e.data));
  if (static_cast<double>(weights.size()) != expected) {
    addFault(faults, "weights", arrayOf(weights.size()),
             "this network has " + numberText(expected) + " weights and biases.");
  }
  for (std::size_t i = 0; i < weights.size(); ++i) {
    if (std::isfinite(weights[i])) continue;
    addFault(faults, "weights[" + std::to_string(i) + "]", numberText(weights[i]),
             "it must be a finite number.");
    return;
  }
}

}  // namespace

int coordinateCount(const DataSpec& data) {
  if (data.source == TargetSource::given)
    return data.inputs.empty() ? 1 : static_cast<int>(data.inputs[0].size());
  if (isTeacher(data.source)) return data.dimension;
  return isInPlane(data.source) ? 2 : 1;
}

int inputDimension(const DataSpec& data) {
  switch (data.inputMap) {
    case InputMap::circle:
      return 2;
    case InputMap::biasCoordinate:
      return coordinateCount(data) + 1;
    case InputMap::identity:
      break;
  }
  return coordinateCount(data);
}

int trainingCount(const DataSpec& data) {
  if (data.source == TargetSource::points) return static_cast<int>(data.points.size());
  if (data.source == TargetSource::given) return static_cast<int>(data.inputs.size());
  return data.count;
}

int probeCount(const DataSpec& data) {
  if (data.source == TargetSource::given) {
    return static_cast<int>(data.probeInputs.empty() ? data.inputs.size() : data.probeInputs.size());
  }
  if (!isInPlane(data.source)) return data.probes;
  const int side = std::max(2, static_cast<int>(std::lround(std::sqrt(data.probes))));
  return side * side;
}

double frameBytes(const Experiment& e) {
  const double n = trainingCount(e.data) * e.network.outputs;
  const double p = probeCount(e.data) * e.network.outputs;
  const double kernel = e.observe.kernel ? n * n : 0;
  const double weights = e.observe.weights ? parameterCount(e.network, inputDimension(e.data)) : 0;
  return sizeof(float) * (e.dynamics.frames + 2.0) * (n + p + kernel + weights);
}

Faults consistencyFaults(const Experiment& e, const std::vector<double>* weights) {
  Faults faults;
  checkData(faults, e);
  checkDynamics(faults, e);
  const bool areLayersKnown = checkNetwork(e.network, faults);
  if (!areLayersKnown) return faults;
  checkMemory(faults, e);
  if (weights != nullptr) checkWeights(faults, e, *weights);
  return faults;
}

}  // namespace ntk

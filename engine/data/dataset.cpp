#include "engine/data/dataset.hpp"

#include <cmath>
#include <numbers>

#include "engine/base/random.hpp"
#include "engine/data/global_temperature.hpp"
#include "engine/data/targets.hpp"
#include "engine/spec/consistency.hpp"

namespace ntk {

namespace {

void placeByHand(const DataSpec& spec, Dataset& data) {
  for (Index i = 0; i < data.x.size(); ++i) {
    data.x[i] = spec.points[static_cast<std::size_t>(i)][0];
    data.y[i] = spec.points[static_cast<std::size_t>(i)][1];
  }
}

void takeRows(Dataset& data) {
  constexpr double kLastRow = static_cast<double>(global_temperature::kRows.size() - 1);
  const Index n = data.x.size();
  for (Index i = 0; i < n; ++i) {
    const double position = n == 1 ? 0 : kLastRow * static_cast<double>(i) / static_cast<double>(n - 1);
    const auto& row = global_temperature::kRows[static_cast<std::size_t>(std::lround(position))];
    data.x[i] = (row[0] - global_temperature::kInputOffset) / global_temperature::kInputScale;
    data.y[i] = (row[1] - global_temperature::kOutputOffset) / global_temperature::kOutputScale;
  }
}

void sampleTarget(const DataSpec& spec, Dataset& data) {
  const double n = static_cast<double>(data.x.size());
  for (Index i = 0; i < data.x.size(); ++i) {
    data.x[i] = std::numbers::pi * ((2 * static_cast<double>(i) + 1) / n - 1);
  }
  data.y = targetValues(spec, data.x);
}

void addNoise(const DataSpec& spec, Vector<double>& y) {
  if (spec.noise == 0) return;
  RandomStream random(spec.seed, 0, 0, Purpose::noise);
  for (double& value : y) value += spec.noise * random.normal();
}

}  // namespace

Matrix<double> mapInputs(InputMap map, const Vector<double>& x) {
  Matrix<double> inputs(inputDimension(map), x.size());
  switch (map) {
    case InputMap::biasCoordinate:
      inputs.row(0) = (x.array() / (1 + x.array().square()).sqrt()).matrix();
      inputs.row(1) = (1 + x.array().square()).sqrt().inverse().matrix();
      break;
    case InputMap::circle:
      inputs.row(0) = x.array().cos().matrix();
      inputs.row(1) = x.array().sin().matrix();
      break;
    case InputMap::identity:
      inputs.row(0) = x;
      break;
  }
  return inputs;
}

Dataset makeDataset(const DataSpec& spec) {
  Dataset data;
  data.x.resize(trainingCount(spec));
  data.y.resize(data.x.size());
  if (spec.source == TargetSource::points) {
    placeByHand(spec, data);
  } else if (spec.source == TargetSource::globalTemperature) {
    takeRows(data);
  } else {
    sampleTarget(spec, data);
  }
  addNoise(spec, data.y);
  data.probeX = Vector<double>::LinSpaced(spec.probes, -std::numbers::pi, std::numbers::pi);
  data.probeTarget = targetValues(spec, data.probeX);
  data.inputs = mapInputs(spec.inputMap, data.x);
  data.probeInputs = mapInputs(spec.inputMap, data.probeX);
  return data;
}

}  // namespace ntk

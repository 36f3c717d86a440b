#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "engine/spec/choices.hpp"

namespace ntk {

inline constexpr int kDocumentVersion = 1;

/// One-dimensional regression data: x in [−π, π], n points, a grid of probe points where functions are drawn.
struct DataSpec {
  TargetSource source = TargetSource::sine;
  int count = 16;
  int frequency = 1;
  double noise = 0;
  std::uint64_t seed = 0;
  InputMap inputMap = InputMap::biasCoordinate;
  std::vector<std::array<double, 2>> points;
  int probes = 241;
};

struct NetworkSpec {
  Parametrisation parametrisation = Parametrisation::lecture;
  int depth = 1;
  int width = 1024;
  Activation activation = Activation::relu;
  double weightScale = 1.4142135623730951;
  double biasScale = 0.1;
  double alpha = 1;
  bool centred = false;
  std::uint64_t seed = 0;
};

struct DynamicsSpec {
  double firstTime = 0.1;
  double lastTime = 10000;
  int frames = 121;
  double tolerance = 1e-3;
  int maximumSteps = 200000;
};

struct LimitSpec {
  PriorMean priorMean = PriorMean::initialNetwork;
  double ridge = 0;
};

struct ObserveSpec {
  bool kernel = true;
};

/// Everything that determines a run, seeds included; given weights travel beside it. Defaults are the
/// initialisers here; names, ranges and explanations are in `fields.hpp`.
struct Experiment {
  DataSpec data;
  NetworkSpec network;
  DynamicsSpec dynamics;
  LimitSpec limit;
  ObserveSpec observe;
};

}  // namespace ntk

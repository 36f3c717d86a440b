#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "engine/spec/choices.hpp"

namespace ntk {

inline constexpr int kDocumentVersion = 1;

/// Where training and probe points come from. The sources of one input number x in [−π, π] are curves; those
/// of the plane have two; teachers have `dimension`; `given` takes the rows of the document.
struct DataSpec {
  TargetSource source = TargetSource::sine;
  int count = 16;
  int dimension = 10;
  int frequency = 1;
  double noise = 0;
  std::uint64_t seed = 0;
  InputMap inputMap = InputMap::biasCoordinate;
  std::vector<std::array<double, 2>> points;
  std::vector<std::vector<double>> inputs;       ///< given: n rows of d numbers
  std::vector<std::vector<double>> targets;      ///< given: n rows of `network.outputs` numbers
  std::vector<std::vector<double>> probeInputs;  ///< given: rows of d numbers; empty: the training inputs
  int probes = 241;
};

/// A list that is empty stands for what its comment says.
struct NetworkSpec {
  Parametrisation parametrisation = Parametrisation::lecture;
  int depth = 1;
  int width = 1024;
  std::vector<int> widths;  ///< of the hidden layers one by one; empty: `width` in each
  int outputs = 1;
  Activation activation = Activation::relu;
  double weightScale = 1.4142135623730951;
  double biasScale = 0.1;
  std::vector<double>
      weightScales;  ///< σ_w of the depth + 1 affine layers one by one; empty: `weightScale` in each
  std::vector<double> biasScales;  ///< σ_b likewise
  std::vector<int> trainedLayers;  ///< affine layers 1 … depth + 1; empty: what the parametrisation trains
  double alpha = 1;
  bool centred = false;
  bool antisymmetric = false;
  std::uint64_t seed = 0;
  int member = 0;
};

struct DynamicsSpec {
  Method method = Method::flow;
  Loss loss = Loss::square;
  int order = 4;
  double rate = 1;
  double rateDecay = 0;
  int batchSize = 1;
  double momentum = 0;
  bool nesterov = false;
  std::uint64_t seed = 0;
  double firstTime = 0.1;
  double lastTime = 10000;
  int frames = 121;
  double tolerance = 1e-2;
  int maximumSteps = 200000;
};

struct LimitSpec {
  LimitKernel kernel = LimitKernel::ntk;
  PriorMean priorMean = PriorMean::initialNetwork;
  double ridge = 0;
};

struct ObserveSpec {
  bool kernel = true;
  bool ensemble = false;
  bool theory = true;
  bool neurons = false;
  bool weights = false;
  double failureProbability = 0.05;
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

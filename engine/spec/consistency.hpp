#pragma once

#include "engine/spec/experiment.hpp"
#include "engine/spec/fault.hpp"

namespace ntk {

/// A run that would need more is refused beforehand: a wasm module cannot give memory back, and a browser tab
/// with more than this is ended by phones.
inline constexpr double kLargestBytes = 1e9;

/// Number of weights and biases, trained or not.
double parameterCount(const NetworkSpec& network, int inputDimension);

/// Dimension d of the vector that enters the network.
int inputDimension(InputMap map);

/// Number of training points n of the document.
int trainingCount(const DataSpec& data);

/// Upper estimate of the bytes that the network's run takes with `scalarBytes` a number.
double networkBytes(const Experiment& experiment, double scalarBytes);

/// Frames of a run are all kept by the page, so that one can scrub.
inline constexpr double kLargestFrameBytes = 1e8;

/// Bytes of all frames of the network's run.
double frameBytes(const Experiment& experiment);

/// What no field can say alone: empty hand-placed points, times out of order, depth of the lecture network,
/// memory, number and finiteness of given weights (nullptr: none given).
Faults consistencyFaults(const Experiment& experiment, const std::vector<double>* weights);

}  // namespace ntk

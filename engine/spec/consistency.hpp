#pragma once

#include "engine/spec/experiment.hpp"
#include "engine/spec/fault.hpp"

namespace ntk {

/// A run that would need more is refused beforehand: a wasm module cannot give memory back, and a browser tab
/// with more than this is ended by phones.
inline constexpr double kLargestBytes = 1e9;

/// Largest n·k: an eigen-decomposition of that order takes about .1 s in a browser, and a flow makes one a
/// step.
inline constexpr int kLargestKernelOrder = 512;

/// Number of weights and biases, trained or not.
double parameterCount(const NetworkSpec& network, int inputDimension);

/// Coordinates c of a point of the source: 1 on the line, 2 in the plane, more for teachers and given rows.
int coordinateCount(const DataSpec& data);

/// Dimension d of the vector that enters the network.
int inputDimension(const DataSpec& data);

/// Number of training points n of the document.
int trainingCount(const DataSpec& data);

/// Number of probe points p: as asked; in the plane the nearest square; given: the rows, or the training
/// points.
int probeCount(const DataSpec& data);

/// Upper estimate of the bytes that the network's run takes with `scalarBytes` a number.
double networkBytes(const Experiment& experiment, double scalarBytes);

/// Frames of a run are all kept by the page, so that one can scrub.
inline constexpr double kLargestFrameBytes = 1e8;

/// Bytes of all frames of the network's run.
double frameBytes(const Experiment& experiment);

/// What no field can say alone: lists of wrong length, times out of order, networks that a parametrisation or
/// a loss does not have, memory, number and finiteness of given weights (nullptr: none given).
Faults consistencyFaults(const Experiment& experiment, const std::vector<double>* weights);

}  // namespace ntk

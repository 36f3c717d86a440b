#pragma once

#include "engine/spec/experiment.hpp"
#include "engine/spec/fault.hpp"

namespace ntk {

/// Lists of the network against its depth, and what its parametrisation allows. False if the layers cannot be
/// told.
bool checkNetwork(const NetworkSpec& network, Faults& faults);

/// Width of hidden layer l, from 0.
int hiddenWidth(const NetworkSpec& network, int l);

}  // namespace ntk

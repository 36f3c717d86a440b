#pragma once

#include <emscripten/val.h>

#include <vector>

#include "engine/experiment/block.hpp"
#include "engine/spec/experiment.hpp"
#include "engine/spec/fault.hpp"

namespace ntk {

/// Plain JavaScript objects of the engine's tables and results; shapes are documented in `web/engine/api.js`.
emscripten::val faultsToVal(const Faults& faults);
emscripten::val layoutToVal(const BlockLayout& layout);
emscripten::val statusTableToVal();
emscripten::val documentToVal(const Experiment& experiment);
/// A copy: it stays valid when wasm memory grows.
emscripten::val copyToArray(const std::vector<float>& values);
emscripten::val copyToArray(const std::vector<double>& values);

}  // namespace ntk

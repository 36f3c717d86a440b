#pragma once

#include <emscripten/val.h>

#include <optional>
#include <vector>

#include "engine/base/status.hpp"
#include "engine/spec/reader.hpp"

namespace ntk {

/// A document with the weights that travel beside it (undefined or null: none).
ReadResult readDocument(const emscripten::val& document,
                        const std::optional<std::vector<double>>& weights = std::nullopt);

/// { faults }, what every call returns instead of its values.
emscripten::val refusal(const Faults& faults);

/// { status, sentence }: how a call or a run stands.
emscripten::val statusToVal(Status status);

}  // namespace ntk

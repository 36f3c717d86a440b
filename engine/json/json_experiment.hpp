#pragma once

#include <string>
#include <vector>

#include "engine/spec/reader.hpp"

namespace ntk {

/// Reads an experiment document from JSON text. Text that is not JSON is one fault of the field "document".
/// JSON has no NaN and no infinity; a `null` is named as such.
ReadResult readJsonExperiment(const std::string& text, const std::vector<double>* weights = nullptr);

/// The whole document, every field written, as JSON text.
std::string writeJsonExperiment(const Experiment& experiment);

}  // namespace ntk

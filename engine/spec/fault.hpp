#pragma once

#include <string>
#include <vector>

namespace ntk {

/// One thing that is wrong with a document: the field's path, its value as text, and a sentence that names
/// the field, the value and what is allowed.
struct Fault {
  std::string field;
  std::string value;
  std::string message;
};

using Faults = std::vector<Fault>;

}  // namespace ntk

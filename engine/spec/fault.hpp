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

/// "FIELD is VALUE; SENTENCE"
inline void addFault(Faults& faults, const std::string& field, const std::string& value,
                     const std::string& sentence) {
  faults.push_back({field, value, field + " is " + value + "; " + sentence});
}

}  // namespace ntk

#include "engine/spec/sweep.hpp"

#include "engine/spec/consistency.hpp"
#include "engine/spec/set_field.hpp"
#include "engine/spec/text.hpp"

namespace ntk {

namespace {

void add(Faults& faults, const std::string& field, const std::string& value, const std::string& rule) {
  addFault(faults, field, value, "it must be " + rule + ".");
}

void checkValue(const Sweep& sweep, std::size_t i, Faults& faults) {
  Experiment cell = sweep.base;
  FieldSetter setter(sweep.path, sweep.values[i]);
  visitFields(cell, setter);
  const std::string field = "values[" + std::to_string(i) + "]", value = numberText(sweep.values[i]);
  if (!setter.rule().empty()) {
    add(faults, field, value, setter.rule());
    return;
  }
  for (const Fault& fault : consistencyFaults(cell, nullptr)) {
    addFault(faults, field, value, "with it " + fault.message);
  }
}

}  // namespace

Experiment sweepCell(const Sweep& sweep, std::size_t value, int member) {
  Experiment cell = sweep.base;
  FieldSetter setter(sweep.path, sweep.values[value]);
  visitFields(cell, setter);
  cell.network.member = member;
  return cell;
}

Faults sweepFaults(const Sweep& sweep) {
  Faults faults;
  Experiment probe = sweep.base;
  FieldSetter setter(sweep.path, 0);
  visitFields(probe, setter);
  const bool isKnown = setter.found() && sweep.path != "network.member";
  if (!isKnown) {
    add(faults, "path", quoted(sweep.path),
        "the path of a field that is a number, such as \"network.width\"");
  }
  if (sweep.values.empty() || sweep.values.size() > kLargestSweepValues) {
    add(faults, "values", "an array of " + std::to_string(sweep.values.size()),
        "an array of 1 to " + std::to_string(kLargestSweepValues) + " numbers");
  }
  if (sweep.members < 1 || sweep.members > kLargestSweepMembers) {
    add(faults, "members", std::to_string(sweep.members),
        "a whole number from 1 to " + std::to_string(kLargestSweepMembers));
  }
  if (!faults.empty()) return faults;
  for (std::size_t i = 0; i < sweep.values.size(); ++i) checkValue(sweep, i, faults);
  return faults;
}

}  // namespace ntk

#pragma once

#include <string>
#include <vector>

#include "engine/spec/experiment.hpp"
#include "engine/spec/fault.hpp"

namespace ntk {

inline constexpr int kLargestSweepValues = 64;
inline constexpr int kLargestSweepMembers = 1000;

/// A family of experiments: one numerical field takes each of the values, and every value is run with
/// `members` independent draws of the network (`network.member` 0, 1, …). Cells (value, member) do not depend
/// on each other, so they run anywhere in any order; to resume a sweep is to run the cells that are missing.
struct Sweep {
  Experiment base;
  std::string path = "network.width";
  std::vector<double> values{16, 64, 256, 1024};
  int members = 8;
};

/// The experiment of one cell. The sweep must be valid.
Experiment sweepCell(const Sweep& sweep, std::size_t value, int member);

/// What is wrong with path, values and members, and with the experiment at any of the values.
Faults sweepFaults(const Sweep& sweep);

}  // namespace ntk

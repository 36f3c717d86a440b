#pragma once

#include <array>
#include <memory>
#include <string_view>

#include "engine/experiment/job.hpp"

namespace ntk {

/// What is measured in each cell of a sweep, at the last finite time unless said otherwise.
struct SweepMeasure {
  std::string_view name, unit, help;
};

inline constexpr std::array<SweepMeasure, 9> kSweepMeasures{{
    {"gapToLimit", "y", "Largest |f_network − f_limit| over the probe points (C16)."},
    {"largestGapToLimit", "y", "The same, the largest over all times (C18)."},
    {"gapToLinearisation", "y", "Largest |f_network − f_linearised| over the probe points (C5, C7)."},
    {"kernelDrift", "", "‖K_t − K_0‖_F / ‖K_0‖_F of the network (C16, C20)."},
    {"initialKernelError", "", "‖K_0 − Θ‖_F / ‖Θ‖_F (C9)."},
    {"movement", "", "‖W_t − W_0‖_F (C14)."},
    {"trainLoss", "y²", "The network's training loss (C21)."},
    {"testError", "y",
     "Root mean square of f_network − target over the probe points; NaN where it is unknown."},
    {"limitTestError", "y", "The same of the limit (C23)."},
}};

/// One cell of a sweep: network, linearisation and limit of one experiment, to the last time, in slices.
template <class Scalar>
class SweepCell {
 public:
  explicit SweepCell(const Experiment& experiment);

  Status advance(const Deadline& deadline);
  /// Of the network; a cell whose network diverged or ran out of budget has NaN where nothing was reached.
  Status status() const { return status_; }
  double progress() const;
  /// One number a row of `kSweepMeasures`; complete when the status is final.
  Vector<double> measures() const;

 private:
  struct Run {
    std::unique_ptr<Job> job;
    std::vector<Vector<double>> probeOutputs;  // of every frame up to the last finite time
    std::vector<float> lastFrame;
  };
  void take(Run& run);
  static double last(const Run& run, std::string_view name);
  double testError(const Run& run) const;

  std::array<Run, 3> runs_;
  Status status_ = Status::running;
};

}  // namespace ntk

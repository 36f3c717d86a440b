#pragma once

#include <chrono>
#include <deque>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "engine/base/status.hpp"
#include "engine/data/dataset.hpp"
#include "engine/dynamics/loss.hpp"
#include "engine/experiment/block.hpp"
#include "engine/spec/experiment.hpp"

namespace ntk {

/// When a slice of work has to give the thread back. At least one unit of work is done in every slice.
class Deadline {
 public:
  explicit Deadline(double milliseconds)
      : end_(std::chrono::steady_clock::now() + std::chrono::duration<double, std::milli>(milliseconds)) {}
  bool passed() const { return std::chrono::steady_clock::now() >= end_; }

 private:
  std::chrono::time_point<std::chrono::steady_clock, std::chrono::duration<double, std::nano>> end_;
};

/// One of the three computations of an experiment, advanced in slices; all share the time grid 0, log-spaced,
/// ∞. The static block is complete as soon as the first frame is there.
class Job {
 public:
  /// `kernelOutputs`: k if each output has rows of its own in the kernel (nk × nk), 1 if they share it.
  Job(const Experiment& experiment, Index kernelOutputs);
  virtual ~Job() = default;
  Job(const Job&) = delete;
  Job& operator=(const Job&) = delete;

  /// Works until the deadline, the end, or until `kFramesAhead` frames wait to be taken.
  Status advance(const Deadline& deadline);
  Status status() const { return status_; }
  /// Share of the work, 0 … 1.
  virtual double progress() const;

  const BlockLayout& staticLayout() const { return staticLayout_; }
  const BlockLayout& frameLayout() const { return frameLayout_; }
  std::vector<float> staticBlock() const { return staticBlock_; }
  std::size_t framesReady() const { return frames_.size(); }
  /// The oldest frame not yet taken.
  std::optional<std::vector<float>> takeFrame();

 protected:
  static constexpr std::size_t kFramesAhead = 64;

  /// One unit of work: a step, some rows of a kernel, a frame.
  virtual Status work() = 0;

  /// Fills what every job's static block has; jobs add their own to `block` and call `publish`.
  Block beginStaticBlock() const;
  void publishStatic(Block&& block) { staticBlock_ = block.take(); }
  /// Fills what every frame has. Outputs are of the function that is shown (f − f_0 if centred).
  Block beginFrame(const Vector<double>& trainOutput, const Vector<double>& probeOutput) const;
  void publishFrame(Block&& block);
  double nextTime() const { return times_[nextFrame_]; }
  Index trainingCount() const { return data_.inputs.cols(); }
  Index probeCount() const { return data_.probeInputs.cols(); }

  const Experiment experiment_;
  const Dataset data_;
  const LossFunction loss_;
  const Vector<double> times_;
  Index nextFrame_ = 0;
  BlockLayout staticLayout_, frameLayout_;

 private:
  Status status_ = Status::running;
  std::vector<float> staticBlock_;
  std::deque<std::vector<float>> frames_;
};

inline constexpr std::string_view kJobNames[] = {"network", "linearisation", "limit"};

/// Job by name, with `Scalar` networks; nullptr for an unknown name. The experiment must be valid; weights
/// (nullptr: drawn from the seed) replace the initial parameters of the network.
template <class Scalar>
std::unique_ptr<Job> makeJob(std::string_view name, const Experiment& experiment,
                             const std::vector<double>* weights);

}  // namespace ntk

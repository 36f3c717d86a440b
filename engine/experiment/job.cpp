#include "engine/experiment/job.hpp"

#include <algorithm>
#include <utility>

#include "engine/dynamics/time_grid.hpp"

namespace ntk {

namespace {

/// {n} where there is one output or coordinate, else with its count in front or behind.
std::vector<Index> perOutput(Index outputs, Index count) {
  return outputs == 1 ? std::vector<Index>{count} : std::vector<Index>{outputs, count};
}
std::vector<Index> perCoordinate(Index count, Index coordinates) {
  return coordinates == 1 ? std::vector<Index>{count} : std::vector<Index>{count, coordinates};
}

}  // namespace

Job::Job(const Experiment& experiment, Index kernelOutputs)
    : experiment_(experiment),
      data_(makeDataset(experiment.data, experiment.network.outputs)),
      loss_(experiment.dynamics.loss, data_.targets(), data_.inputs.cols()),
      times_(timeGrid(experiment.dynamics)) {
  const Index n = trainingCount(), p = probeCount(), c = data_.x.rows(), k = data_.y.cols();
  const Index kernelOrder = n * kernelOutputs;
  staticLayout_.add("times", {times_.size()}, "time", "Times of the frames: 0, log-spaced, infinity.");
  staticLayout_.add("trainX", perCoordinate(n, c), "x", "Training inputs, one row a point.");
  staticLayout_.add("trainY", perOutput(k, n), "y", "Training targets, noise included, one row an output.");
  staticLayout_.add("probeX", perCoordinate(p, c), "x", "Where the functions are computed.");
  staticLayout_.add("probeTarget", perOutput(k, p), "y",
                    "The target without noise; NaN where it is not known.");
  staticLayout_.add("eigenvalues", {kernelOrder}, "",
                    "Eigenvalues of the kernel matrix (no 1/n), largest first.");
  staticLayout_.add("kernel", {kernelOrder, kernelOrder}, "",
                    "The kernel matrix (no 1/n): K_0 of the network (output by output), Θ of the limit.");
  frameLayout_.add("index", {1}, "", "Number of the frame: its place in the time grid.");
  frameLayout_.add("time", {1}, "time", "t: learning rate times steps of gradient descent.");
  frameLayout_.add("trainOutput", perOutput(k, n), "y", "f_t at the training points.");
  frameLayout_.add("probeOutput", perOutput(k, p), "y", "f_t at the probe points.");
  frameLayout_.add("trainLoss", {1}, "", "(1/n) Σ ℓ(f_t(x_i), y_i).");
}

Status Job::advance(const Deadline& deadline) {
  do {
    if (isFinal(status_) || frames_.size() >= kFramesAhead) break;
    status_ = work();
  } while (!deadline.passed());
  return status_;
}

double Job::progress() const {
  return isFinal(status_) ? 1 : static_cast<double>(nextFrame_) / static_cast<double>(times_.size());
}

std::optional<std::vector<float>> Job::takeFrame() {
  if (frames_.empty()) return std::nullopt;
  std::vector<float> frame = std::move(frames_.front());
  frames_.pop_front();
  return frame;
}

Block Job::beginStaticBlock() const {
  Block block(staticLayout_);
  block.put("times", times_);
  block.put("trainX", Vector<double>(data_.x.reshaped()));
  block.put("trainY", data_.targets());
  block.put("probeX", Vector<double>(data_.probeX.reshaped()));
  block.put("probeTarget", data_.probeTargets());
  return block;
}

Block Job::beginFrame(const Vector<double>& trainOutput, const Vector<double>& probeOutput) const {
  Block block(frameLayout_);
  block.put("index", static_cast<double>(nextFrame_));
  block.put("time", nextTime());
  block.put("trainOutput", trainOutput);
  block.put("probeOutput", probeOutput);
  block.put("trainLoss", loss_.value(trainOutput));
  return block;
}

void Job::publishFrame(Block&& block) {
  frames_.push_back(block.take());
  ++nextFrame_;
}

}  // namespace ntk

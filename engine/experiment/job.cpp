#include "engine/experiment/job.hpp"

#include <algorithm>
#include <utility>

#include "engine/dynamics/time_grid.hpp"
#include "engine/theory/measures.hpp"

namespace ntk {

Job::Job(const Experiment& experiment)
    : experiment_(experiment), data_(makeDataset(experiment.data)), times_(timeGrid(experiment.dynamics)) {
  const Index n = data_.x.size(), p = data_.probeX.size();
  staticLayout_.add("times", {times_.size()}, "time", "Times of the frames: 0, log-spaced, infinity.");
  staticLayout_.add("trainX", {n}, "x", "Training inputs.");
  staticLayout_.add("trainY", {n}, "y", "Training targets, noise included.");
  staticLayout_.add("probeX", {p}, "x", "Where the curves are computed.");
  staticLayout_.add("probeTarget", {p}, "y", "The target without noise; NaN where it is not known.");
  staticLayout_.add("eigenvalues", {n}, "", "Eigenvalues of the kernel matrix (no 1/n), largest first.");
  staticLayout_.add("kernel", {n, n}, "", "The kernel matrix (no 1/n): K_0 of the network, Θ of the limit.");
  frameLayout_.add("index", {1}, "", "Number of the frame: its place in the time grid.");
  frameLayout_.add("time", {1}, "time", "t: learning rate times steps of gradient descent.");
  frameLayout_.add("trainOutput", {n}, "y", "f_t at the training points.");
  frameLayout_.add("probeOutput", {p}, "y", "f_t at the probe points.");
  frameLayout_.add("trainLoss", {1}, "y²", "(1/n) Σ ½ (f_t(x_i) − y_i)².");
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
  block.put("trainX", data_.x);
  block.put("trainY", data_.y);
  block.put("probeX", data_.probeX);
  block.put("probeTarget", data_.probeTarget);
  return block;
}

Block Job::beginFrame(const Vector<double>& trainOutput, const Vector<double>& probeOutput) const {
  Block block(frameLayout_);
  block.put("index", static_cast<double>(nextFrame_));
  block.put("time", nextTime());
  block.put("trainOutput", trainOutput);
  block.put("probeOutput", probeOutput);
  block.put("trainLoss", squareLoss(trainOutput, data_.y));
  return block;
}

void Job::publishFrame(Block&& block) {
  frames_.push_back(block.take());
  ++nextFrame_;
}

}  // namespace ntk

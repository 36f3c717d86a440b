#pragma once

#include <memory>

#include "engine/base/status.hpp"
#include "engine/dynamics/loss.hpp"
#include "engine/experiment/block.hpp"
#include "engine/experiment/initial_network.hpp"

namespace ntk {

/// A network under the method of training of its document, one unit of work at a time.
template <class Scalar>
class Training {
 public:
  Training() = default;
  virtual ~Training() = default;
  Training(const Training&) = delete;
  Training& operator=(const Training&) = delete;

  /// One step, or an attempt at one. running: go on; any other status: no step can be taken from here.
  virtual Status advance() = 0;
  /// Up to this time parameters are known.
  virtual double time() const = 0;
  /// θ at t ≤ `time()`, after the time before the last `advance`.
  virtual void parametersAt(double t, Vector<Scalar>& parameters) const = 0;
  /// The entries of `addTrainingStatistics`.
  virtual void putStatistics(Block& block) const = 0;
};

/// What the method counts and measures, in every frame.
void addTrainingStatistics(Method method, BlockLayout& frameLayout);

/// The loss' targets are to be met by f itself; the network must outlive the training.
template <class Scalar>
std::unique_ptr<Training<Scalar>> makeTraining(const DynamicsSpec& spec,
                                               const InitialNetwork<Scalar>& network, LossFunction loss);

}  // namespace ntk

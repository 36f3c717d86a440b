#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "engine/base/random.hpp"
#include "engine/base/types.hpp"

namespace ntk {

enum class Sampling {
  epochs,      ///< without replacement until fewer than b samples are left, which are skipped
  independent  ///< every batch anew, as theorems on stochastic gradients want it
};

/// Batches of b of n samples, by the shuffle of Fisher and Yates as far as it is needed. Each batch alone is
/// a uniformly drawn subset of b samples, so its mean gradient is unbiased.
class Batches {
 public:
  Batches(Index samples, Index batchSize, Sampling sampling, std::uint64_t seed)
      : order_(static_cast<std::size_t>(samples)),
        batch_(static_cast<std::size_t>(batchSize)),
        sampling_(sampling),
        random_(seed, 0, 0, Purpose::batches) {
    for (std::size_t i = 0; i < order_.size(); ++i) order_[i] = static_cast<Index>(i);
  }

  /// The next batch, valid until the one after it.
  const std::vector<Index>& next() {
    if (sampling_ == Sampling::independent || used_ + batch_.size() > order_.size()) used_ = 0;
    for (Index& sample : batch_) {
      const auto left = static_cast<double>(order_.size() - used_);
      std::swap(order_[used_], order_[used_ + static_cast<std::size_t>(left * random_.uniform())]);
      sample = order_[used_++];
    }
    return batch_;
  }

 private:
  std::vector<Index> order_, batch_;
  Sampling sampling_;
  RandomStream random_;
  std::size_t used_ = 0;
};

}  // namespace ntk

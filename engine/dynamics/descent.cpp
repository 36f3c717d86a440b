#include "engine/dynamics/descent.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace ntk {

namespace {

Index batchSizeOf(const DescentOptions& options, Index samples) {
  return options.batchSize == 0 ? samples : std::min(options.batchSize, samples);
}

}  // namespace

template <class Scalar>
Descent<Scalar>::Descent(const Architecture& architecture, Vector<Scalar> initialParameters,
                         Matrix<Scalar> inputs, LossFunction loss, const DescentOptions& options)
    : options_(options),
      inputs_(std::move(inputs)),
      loss_(std::move(loss)),
      batchLoss_(loss_),
      isFullBatch_(batchSizeOf(options, loss_.samples()) == loss_.samples()),
      batches_(loss_.samples(), batchSizeOf(options, loss_.samples()), options.sampling, options.seed),
      tape_(architecture),
      parameters_(std::move(initialParameters)) {
  if (options_.momentum.factor != 0) velocity_.setZero(parameters_.size());
  batchInputs_.resize(inputs_.rows(), batchSizeOf(options, loss_.samples()));
  tape_.forward(parameters_, inputs_);
  statistics_.batchLoss = loss_.value(tape_.outputs());
  statistics_.rate = options_.rate;
  largestLoss_ = kLargestLossGrowth * std::max(statistics_.batchLoss, std::numeric_limits<double>::min());
}

template <class Scalar>
double Descent<Scalar>::evaluate(const Vector<Scalar>& at) {
  if (isFullBatch_) {
    tape_.forward(at, inputs_);
  } else {
    const std::vector<Index>& batch = batches_.next();
    for (std::size_t i = 0; i < batch.size(); ++i)
      batchInputs_.col(static_cast<Index>(i)) = inputs_.col(batch[i]);
    batchLoss_.restrictTo(loss_, batch);
    tape_.forward(at, batchInputs_);
  }
  batchLoss_.gradient(tape_.outputs(), cotangent_);
  cotangent_ /= static_cast<double>(batchLoss_.samples());
  tape_.gradient(at, cotangent_, gradient_);
  return batchLoss_.value(tape_.outputs());
}

template <class Scalar>
Status Descent<Scalar>::advance() {
  if (statistics_.steps >= options_.maximumSteps) return Status::budget;
  const auto momentum = static_cast<Scalar>(options_.momentum.factor);
  const bool looksAhead = momentum != 0 && options_.momentum.nesterov;
  if (looksAhead) lookAhead_ = parameters_ + momentum * velocity_;
  const double loss = evaluate(looksAhead ? lookAhead_ : parameters_);
  if (!(loss <= largestLoss_)) return Status::diverged;

  statistics_.batchLoss = loss;
  statistics_.rate = options_.rateOf(statistics_.steps);
  stepTime_ += stepLength();
  ++statistics_.steps;
  const auto eta = static_cast<Scalar>(statistics_.rate);
  if (momentum == 0) {
    parameters_ -= eta * gradient_;
  } else {
    velocity_ = momentum * velocity_ - eta * gradient_;
    parameters_ += velocity_;
  }
  return Status::running;
}

template class Descent<float>;
template class Descent<double>;

}  // namespace ntk

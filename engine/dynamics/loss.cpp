#include "engine/dynamics/loss.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <utility>

#include "engine/base/logarithm.hpp"

namespace ntk {

namespace {

/// log(1 + e^z), without overflow.
double softplus(double z) { return std::max(z, 0.0) + std::log1p(std::exp(-std::abs(z))); }

/// 1/(1 + e^{−z}), relative accuracy also where it is tiny.
double sigmoid(double z) {
  const double e = std::exp(-std::abs(z));
  return (z < 0 ? e : 1.0) / (1 + e);
}

/// Output o of sample i is entry (i, o).
using BySample = Eigen::Map<const Matrix<double>>;

BySample bySample(const Vector<double>& v, Index samples) { return {v.data(), samples, v.size() / samples}; }

/// log Σ_o e^{f_o} of sample i.
double logSumExp(const BySample& f, Index i) {
  const double top = f.row(i).maxCoeff();
  return top + logarithm((f.row(i).array() - top).exp().sum());
}

}  // namespace

LossFunction::LossFunction(Loss loss, Vector<double> targets, Index samples)
    : loss_(loss), targets_(std::move(targets)), samples_(samples) {
  assert(samples > 0 && targets_.size() % samples == 0);
}

void LossFunction::restrictTo(const LossFunction& whole, const std::vector<Index>& batch) {
  loss_ = whole.loss_;
  samples_ = static_cast<Index>(batch.size());
  targets_.resize(whole.targets_.size() / whole.samples_ * samples_);
  for (Index i = 0; i < targets_.size(); ++i)
    targets_[i] =
        whole.targets_[i / samples_ * whole.samples_ + batch[static_cast<std::size_t>(i % samples_)]];
}

double LossFunction::value(const Vector<double>& outputs) const {
  double sum = 0;
  switch (loss_) {
    case Loss::square:
      sum = (outputs - targets_).squaredNorm() / 2;
      break;
    case Loss::logistic:
      for (Index i = 0; i < outputs.size(); ++i) sum += softplus(-targets_[i] * outputs[i]);
      break;
    case Loss::crossEntropy: {
      const BySample f = bySample(outputs, samples_), y = bySample(targets_, samples_);
      for (Index i = 0; i < samples_; ++i) {
        const double normaliser = logSumExp(f, i);
        for (Index o = 0; o < f.cols(); ++o) sum += y(i, o) * (normaliser - f(i, o));
      }
      break;
    }
  }
  return sum / static_cast<double>(samples_);
}

void LossFunction::gradient(const Vector<double>& outputs, Vector<double>& result) const {
  result.resize(outputs.size());
  switch (loss_) {
    case Loss::square:
      result = outputs - targets_;
      break;
    case Loss::logistic:
      for (Index i = 0; i < outputs.size(); ++i)
        result[i] = -targets_[i] * sigmoid(-targets_[i] * outputs[i]);
      break;
    case Loss::crossEntropy: {
      const BySample f = bySample(outputs, samples_), y = bySample(targets_, samples_);
      for (Index i = 0; i < samples_; ++i) {
        const double normaliser = logSumExp(f, i);
        for (Index o = 0; o < f.cols(); ++o)
          result[o * samples_ + i] = std::exp(f(i, o) - normaliser) - y(i, o);
      }
      break;
    }
  }
}

double LossFunction::scale(const Vector<double>& initialOutputs) const {
  if (loss_ != Loss::square) return std::max(1.0, initialOutputs.lpNorm<Eigen::Infinity>());
  return std::max(targets_.lpNorm<Eigen::Infinity>(), (initialOutputs - targets_).lpNorm<Eigen::Infinity>());
}

void HessianRoot::compute(const LossFunction& loss, const Vector<double>& outputs) {
  loss_ = loss.loss();
  samples_ = loss.samples();
  if (loss_ == Loss::square) return;
  q_.resize(outputs.size());
  if (loss_ == Loss::logistic) {
    for (Index i = 0; i < outputs.size(); ++i)
      q_[i] = std::sqrt(sigmoid(outputs[i])) * std::sqrt(sigmoid(-outputs[i]));
    return;
  }
  const BySample f = bySample(outputs, samples_);
  for (Index i = 0; i < samples_; ++i) {
    const double normaliser = logSumExp(f, i);
    for (Index o = 0; o < f.cols(); ++o) q_[o * samples_ + i] = std::exp((f(i, o) - normaliser) / 2);
  }
}

void HessianRoot::project(double* entries, Index stride) const {
  for (Index i = 0; i < samples_; ++i) {
    double along = 0;
    for (Index e = i; e < q_.size(); e += samples_) along += q_[e] * entries[e * stride];
    for (Index e = i; e < q_.size(); e += samples_) entries[e * stride] -= along * q_[e];
  }
}

void HessianRoot::apply(Vector<double>& v) const {
  if (loss_ == Loss::square) return;
  if (loss_ == Loss::crossEntropy) project(v.data(), 1);
  v.array() *= q_.array();
}

void HessianRoot::applyTransposed(Vector<double>& v) const {
  if (loss_ == Loss::square) return;
  v.array() *= q_.array();
  if (loss_ == Loss::crossEntropy) project(v.data(), 1);
}

void HessianRoot::symmetrise(Matrix<double>& kernel) const {
  if (loss_ == Loss::square) return;
  kernel.array().colwise() *= q_.array();
  kernel.array().rowwise() *= q_.transpose().array();
  if (loss_ != Loss::crossEntropy) return;
  const Index size = kernel.rows();
  for (Index column = 0; column < size; ++column) project(kernel.data() + column * size, 1);
  for (Index row = 0; row < size; ++row) project(kernel.data() + row, size);
}

}  // namespace ntk

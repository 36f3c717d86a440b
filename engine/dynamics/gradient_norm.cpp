#include "engine/dynamics/gradient_norm.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <utility>

#include "engine/network/activation.hpp"

namespace ntk {

GradientMoments gradientMoments(const LossFunction& loss, const Vector<double>& outputs,
                                const Matrix<double>& kernel) {
  const Index n = loss.samples();
  const auto count = static_cast<double>(n);
  Vector<double> slope;
  loss.gradient(outputs, slope);
  GradientMoments moments{loss.value(outputs), slope.dot(kernel * slope) / (count * count), 0};
  for (Index i = 0; i < n; ++i)
    for (Index row = i; row < slope.size(); row += n)
      for (Index column = i; column < slope.size(); column += n)
        moments.sampleSquaredNorm += slope[row] * kernel(row, column) * slope[column] / count;
  return moments;
}

double gradientShare(Index samples, Index batchSize) {
  const auto n = static_cast<double>(samples), b = static_cast<double>(batchSize);
  return samples == 1 ? 1 : n * (b - 1) / (b * (n - 1));
}

namespace {

DescentOptions independent(DescentOptions options, Index samples) {
  assert(options.momentum.factor == 0);
  options.sampling = Sampling::independent;
  if (options.batchSize == 0 || options.batchSize > samples) options.batchSize = samples;
  return options;
}

/// ε² of Corollary 1 after `count` iterates.
double tunedBound(const GradientNormRecord& r, double count) {
  const double first = 12 * r.initialLoss * r.smoothness / count;
  return std::max({first * r.b, std::sqrt(first * 12 * r.initialLoss * r.a), std::sqrt(first * 2 * r.c)});
}

}  // namespace

template <class Scalar>
GradientNormExperiment<Scalar>::GradientNormExperiment(const Architecture& architecture,
                                                       Vector<Scalar> initialParameters,
                                                       Matrix<Scalar> inputs, LossFunction loss,
                                                       DescentOptions options, int stride)
    : options_(independent(options, loss.samples())),
      stride_(stride),
      inputs_(std::move(inputs)),
      loss_(std::move(loss)),
      descent_(architecture, std::move(initialParameters), inputs_, loss_, options_),
      tape_(architecture) {
  record_.b = gradientShare(loss_.samples(), options_.batchSize);
  record_.isSmooth = std::isfinite(curvatureBound(architecture.activation));
}

template <class Scalar>
Status GradientNormExperiment<Scalar>::advance() {
  const int step = descent_.statistics().steps;
  const bool isMeasured = step % stride_ == 0 && step < options_.maximumSteps;
  if (isMeasured) measure();
  const Status status = descent_.advance();
  if (status == Status::running && isMeasured) measureSmoothness();
  return status == Status::budget ? Status::finished : status;
}

template <class Scalar>
void GradientNormExperiment<Scalar>::fullGradient(const Vector<Scalar>& at, Vector<Scalar>& gradient) {
  tape_.record(at, inputs_);
  loss_.gradient(tape_.outputs(), cotangent_);
  cotangent_ /= static_cast<double>(loss_.samples());
  tape_.vjp(cotangent_, gradient);
}

template <class Scalar>
void GradientNormExperiment<Scalar>::measure() {
  parameters_ = descent_.parameters();
  fullGradient(parameters_, gradient_);
  const GradientMoments moments = gradientMoments(loss_, tape_.outputs(), tape_.kernel());
  if (record_.steps.empty()) record_.initialLoss = moments.loss;
  const double before = record_.minimum.empty() ? moments.squaredNorm : record_.minimum.back();
  record_.steps.push_back(descent_.statistics().steps);
  record_.minimum.push_back(std::min(before, moments.squaredNorm));
  if (moments.loss > 0) {
    record_.a = std::max(record_.a, (1 - record_.b) * moments.sampleSquaredNorm / (2 * moments.loss));
  }
}

template <class Scalar>
void GradientNormExperiment<Scalar>::measureSmoothness() {
  const auto distance = static_cast<double>((descent_.parameters() - parameters_).norm());
  if (distance == 0) return;
  fullGradient(descent_.parameters(), nextGradient_);
  const auto change = static_cast<double>((nextGradient_ - gradient_).norm());
  record_.smoothness = std::max(record_.smoothness, change / distance);
}

template <class Scalar>
GradientNormRecord GradientNormExperiment<Scalar>::record() const {
  GradientNormRecord r = record_;
  r.isRateAllowed = options_.rate * r.smoothness * r.b <= 1;
  double weight = 1, rates = 0, squares = 0;
  int step = 0;
  for (const int measured : r.steps) {
    for (; step <= measured; ++step) {
      const double rate = options_.rateOf(step);
      weight /= 1 + r.smoothness * r.a * rate * rate;
      rates += weight * rate;
      squares += weight * rate * rate;
    }
    r.bound.push_back((2 * r.initialLoss + r.smoothness * r.c * squares) / rates);
    r.tunedBound.push_back(tunedBound(r, measured + 1.0));
  }
  return r;
}

template class GradientNormExperiment<float>;
template class GradientNormExperiment<double>;

}  // namespace ntk

#include "engine/kernels/layer_recursion.hpp"

#include <algorithm>
#include <limits>

#include "engine/base/pack.hpp"
#include "engine/network/activation.hpp"

namespace ntk {

namespace {

double square(double x) { return x * x; }

RealArray head(Eigen::ArrayXd& numbers, Index count) { return {numbers.data(), count}; }
ConstRealArray constantHead(const Eigen::ArrayXd& numbers, Index count) { return {numbers.data(), count}; }

/// Adds the gap that a bias brings to a pair of variances (bias included) to both gaps; 2b more to the
/// antiparallel one.
void addGapOfBias(double first, const double* second, double bias, double* near, double* far, Index count) {
  using Reals = Pack<double>;
  constexpr Index kPack = Reals::SizeAtCompileTime;
  Index j = 0;
  for (; j + kPack <= count; j += kPack) {
    const Reals others = Eigen::Map<const Reals>(second + j) - bias;
    const Reals gap = gapOfBias<Reals>(first - bias, others, bias);
    Eigen::Map<Reals>(near + j) += gap;
    Eigen::Map<Reals>(far + j) += gap + 2 * bias;
  }
  for (; j < count; ++j) {
    const double gap = gapOfBias(first - bias, second[j] - bias, bias);
    near[j] += gap;
    far[j] += gap + 2 * bias;
  }
}

}  // namespace

KernelRow::KernelRow(Index count, Index layers)
    : ntk(count),
      nngp(count),
      layerKernels(count, layers),
      contribution(count),
      value(count),
      derivative(count),
      dualGap(count),
      parallelGap(count),
      antiparallelGap(count) {}

LayerRecursion::LayerRecursion(const Architecture& architecture)
    : activation_(architecture.activation), outputScale_(square(architecture.alpha)) {
  for (const Layer& layer : architecture.layers) {
    const double inputs = laws_.empty() ? 1 : static_cast<double>(layer.groupInputs());
    const double weight = inputs * square(layer.weightScale);
    const double bias = layer.hasBias ? square(layer.biasScale) : 0;
    laws_.push_back({weight * square(layer.weightDeviation), bias * square(layer.biasDeviation), weight, bias,
                     layer.trained});
  }
}

KernelBatch LayerRecursion::batch(const Matrix<double>& inputs) const {
  KernelBatch batch;
  batch.norms = inputs.colwise().norm().transpose();
  batch.units = inputs.transpose();
  batch.units.array().colwise() /= batch.norms.max(1e-300);
  batch.variances.resize(inputs.cols(), static_cast<Index>(laws_.size()));
  batch.variances.col(0) = laws_[0].weightVariance * batch.norms.square() + laws_[0].biasVariance;
  for (Index l = 1; l < batch.variances.cols(); ++l) {
    batch.tables.emplace_back(activation_, batch.variances.col(l - 1));
    const Law& law = laws_[static_cast<std::size_t>(l)];
    for (Index i = 0; i < inputs.cols(); ++i) {
      batch.variances(i, l) =
          law.weightVariance * dualVariance(activation_, batch.variances(i, l - 1)) + law.biasVariance;
    }
  }
  return batch;
}

/// x·x' and the gaps from ‖u − v‖² and ‖u + v‖² of the unit vectors, which keep small angles.
void LayerRecursion::firstLayer(const KernelBatch& rows, Index i, const KernelBatch& columns, Index first,
                                Index count, KernelRow& row) const {
  const Law& law = laws_.front();
  auto cross = row.nngp.head(count), root = row.value.head(count), near = row.parallelGap.head(count),
       far = row.antiparallelGap.head(count);
  near.setZero();
  far.setZero();
  for (Index k = 0; k < rows.units.cols(); ++k) {
    const double u = rows.units(i, k);
    const auto v = columns.units.col(k).segment(first, count).array();
    near += (v - u).square();
    far += (v + u).square();
  }
  root = rows.norms[i] * columns.norms.segment(first, count);
  cross = root * (.25 * (far - near));
  row.contribution.head(count) = law.weightTangent * cross + law.biasTangent;
  cross = law.weightVariance * cross + law.biasVariance;
  if (!isKinked(activation_)) return;
  root *= .5 * law.weightVariance;
  near *= root;
  far *= root;
  if (law.biasVariance > 0) {
    addGapOfBias(rows.variances(i, 0), columns.variances.col(0).data() + first, law.biasVariance, near.data(),
                 far.data(), count);
  }
}

void LayerRecursion::hiddenLayer(const KernelBatch& rows, Index i, const KernelBatch& columns, Index first,
                                 Index count, Index l, KernelRow& row) const {
  const Law& law = laws_[static_cast<std::size_t>(l)];
  const auto table = static_cast<std::size_t>(l - 1);
  auto cross = row.nngp.head(count), near = row.parallelGap.head(count),
       far = row.antiparallelGap.head(count), value = row.value.head(count);
  rows.tables[table].dualRow(i, columns.tables[table], first,
                             {rows.variances(i, l - 1),
                              {columns.variances.col(l - 1).data() + first, count},
                              constantHead(row.nngp, count),
                              constantHead(row.parallelGap, count),
                              constantHead(row.antiparallelGap, count)},
                             {head(row.value, count), head(row.derivative, count), head(row.dualGap, count)});
  row.derivative.head(count) *= law.weightVariance;
  row.contribution.head(count) = law.weightTangent * value + law.biasTangent;
  cross = law.weightVariance * value + law.biasVariance;
  if (!isKinked(activation_)) return;
  near = law.weightVariance * row.dualGap.head(count);
  far = near + 2 * law.weightVariance * value;
  if (law.biasVariance > 0) {
    addGapOfBias(rows.variances(i, l), columns.variances.col(l).data() + first, law.biasVariance, near.data(),
                 far.data(), count);
  }
}

void LayerRecursion::evaluateRow(const KernelBatch& rows, Index i, const KernelBatch& columns, Index first,
                                 Index count, KernelRow& row) const {
  auto ntk = row.ntk.head(count);
  ntk.setZero();
  for (Index l = 0; l < static_cast<Index>(laws_.size()); ++l) {
    if (l == 0) {
      firstLayer(rows, i, columns, first, count, row);
    } else {
      hiddenLayer(rows, i, columns, first, count, l, row);
      ntk *= row.derivative.head(count);
    }
    if (laws_[static_cast<std::size_t>(l)].isTrained) ntk += row.contribution.head(count);
    if (row.layerKernels.cols() == 0) continue;
    for (Index below = 0; below < l; ++below)
      row.layerKernels.col(below).head(count) *= row.derivative.head(count);
    row.layerKernels.col(l).head(count) = row.contribution.head(count);
  }
  ntk *= outputScale_;
  row.nngp.head(count) *= outputScale_;
  row.layerKernels.topRows(count) *= outputScale_;
}

Vector<double> LayerRecursion::outputVariances(const KernelBatch& batch) const {
  return outputScale_ * batch.variances.rightCols(1);
}

Vector<double> LayerRecursion::layerShares(const KernelBatch& batch) const {
  KernelRow row(1, static_cast<Index>(laws_.size()));
  Vector<double> traces = Vector<double>::Zero(row.layerKernels.cols());
  for (Index i = 0; i < batch.size(); ++i) {
    evaluateRow(batch, i, batch, i, 1, row);
    for (Index l = 0; l < traces.size(); ++l)
      if (laws_[static_cast<std::size_t>(l)].isTrained) traces[l] += row.layerKernels(0, l);
  }
  return traces / std::max(traces.sum(), std::numeric_limits<double>::min());
}

}  // namespace ntk

#include "engine/kernels/analytic_kernel.hpp"

#include <algorithm>

namespace ntk {

namespace {
double square(double x) { return x * x; }

/// σ_w² of a layer behind a hidden one.
double weightVariance(const Layer& layer) {
  return square(layer.weightScale) * static_cast<double>(layer.inputs);
}
}  // namespace

Matrix<double> AnalyticKernel::variances(const Matrix<double>& inputs) const {
  const auto& layers = architecture_.layers;
  Matrix<double> q(static_cast<Index>(layers.size()), inputs.cols());
  for (Index i = 0; i < inputs.cols(); ++i) {
    q(0, i) = square(layers[0].weightScale) * inputs.col(i).squaredNorm() + square(layers[0].biasScale);
    for (std::size_t l = 1; l < layers.size(); ++l) {
      const auto row = static_cast<Index>(l);
      q(row, i) = weightVariance(layers[l]) * dualVariance(architecture_.activation, q(row - 1, i)) +
                  square(layers[l].biasScale);
    }
  }
  return q;
}

KernelValue AnalyticKernel::operator()(const Vector<double>& x, const Vector<double>& variancesX,
                                       const Vector<double>& y, const Vector<double>& variancesY) const {
  const auto& layers = architecture_.layers;
  const double weight = square(layers[0].weightScale), bias = square(layers[0].biasScale);
  const double normX = x.norm(), normY = y.norm(), root = weight * normX * normY;
  const Vector<double> unitX = x / std::max(normX, 1e-300), unitY = y / std::max(normY, 1e-300);
  const double biasGap = gapOfBias(weight * normX * normX, weight * normY * normY, bias);
  PairCovariance pair{variancesX[0], variancesY[0], weight * x.dot(y) + bias,
                      root * (unitX - unitY).squaredNorm() / 2 + biasGap,
                      root * (unitX + unitY).squaredNorm() / 2 + biasGap + 2 * bias};
  double ntk = layers[0].trained ? pair.cross : 0;
  for (std::size_t l = 1; l < layers.size(); ++l) {
    const Dual d = dual(architecture_.activation, pair);
    const double variance = weightVariance(layers[l]), biasVariance = square(layers[l].biasScale);
    const auto row = static_cast<Index>(l);
    pair.first = variancesX[row];
    pair.second = variancesY[row];
    pair.cross = variance * d.value + biasVariance;
    pair.parallelGap = variance * d.parallelGap +
                       gapOfBias(pair.first - biasVariance, pair.second - biasVariance, biasVariance);
    pair.antiparallelGap = pair.parallelGap + 2 * pair.cross;
    ntk = (layers[l].trained ? pair.cross : 0) + variance * ntk * d.derivative;
  }
  const double scale = square(architecture_.alpha);
  return {scale * ntk, scale * pair.cross};
}

Matrix<double> analyticNtk(const Architecture& architecture, const Matrix<double>& rows,
                           const Matrix<double>& columns) {
  const AnalyticKernel kernel(architecture);
  const Matrix<double> rowVariances = kernel.variances(rows), columnVariances = kernel.variances(columns);
  Matrix<double> result(rows.cols(), columns.cols());
  for (Index i = 0; i < rows.cols(); ++i) {
    for (Index j = 0; j < columns.cols(); ++j) {
      result(i, j) = kernel(rows.col(i), rowVariances.col(i), columns.col(j), columnVariances.col(j)).ntk;
    }
  }
  return result;
}

}  // namespace ntk

#include "engine/network/affine.hpp"

#include "engine/network/product.hpp"

namespace ntk {

namespace {

/// Up to so many outputs are sums of products of columns, one by one.
constexpr Index kFewOutputs = 3;

template <class Scalar>
void fewOutputs(const Layer& layer, Index group, const Vector<Scalar>& parameters, const Matrix<Scalar>& h,
                Matrix<Scalar>& z) {
  const Eigen::Map<const RowMajorMatrix<Scalar>> weights = weightsOf(layer, group, parameters);
  for (Index i = 0; i < weights.rows(); ++i) {
    const Index row = group * layer.groupOutputs() + i;
    const Scalar bias =
        layer.hasBias ? static_cast<Scalar>(layer.biasScale) * parameters[layer.biasOffset + row] : Scalar(0);
    for (Index column = 0; column < h.cols(); ++column) {
      z(row, column) =
          static_cast<Scalar>(layer.weightScale) *
              weights.row(i).transpose().dot(h.col(column).segment(group * weights.cols(), weights.cols())) +
          bias;
    }
  }
}

}  // namespace

template <class Scalar>
void affine(const Layer& layer, const Vector<Scalar>& parameters, const Matrix<Scalar>& h,
            Matrix<Scalar>& z) {
  const Index inputs = layer.groupInputs(), outputs = layer.groupOutputs();
  z.resize(layer.outputs, h.cols());
  for (Index g = 0; g < layer.groups; ++g) {
    if (outputs <= kFewOutputs) {
      fewOutputs(layer, g, parameters, h, z);
      continue;
    }
    Offset<Scalar> bias;
    if (layer.hasBias) {
      bias = {parameters.data() + layer.biasOffset + g * outputs, static_cast<Scalar>(layer.biasScale)};
    }
    multiply(h.cols(), outputs, inputs, static_cast<Scalar>(layer.weightScale),
             {h.data() + g * inputs, h.rows(), 1}, {weightsOf(layer, g, parameters).data(), inputs, 1},
             {z.data() + g * outputs, z.rows(), 1}, bias);
  }
}

template <class Scalar>
void pullBack(const Layer& layer, const Vector<Scalar>& parameters, const Matrix<Scalar>& delta,
              Matrix<Scalar>& result) {
  const Index inputs = layer.groupInputs(), outputs = layer.groupOutputs();
  result.resize(layer.inputs, delta.cols());
  for (Index g = 0; g < layer.groups; ++g) {
    multiply(delta.cols(), inputs, outputs, static_cast<Scalar>(layer.weightScale),
             {delta.data() + g * outputs, delta.rows(), 1},
             {weightsOf(layer, g, parameters).data(), 1, inputs},
             {result.data() + g * inputs, result.rows(), 1});
  }
}

template <class Scalar>
void layerGradient(const Layer& layer, const Matrix<Scalar>& delta, const Matrix<Scalar>& h,
                   Vector<Scalar>& gradient) {
  const Index inputs = layer.groupInputs(), outputs = layer.groupOutputs();
  const auto scale = static_cast<Scalar>(layer.weightScale);
  for (Index g = 0; g < layer.groups; ++g) {
    Scalar* weights = weightsOf(layer, g, gradient).data();
    const Factor<Scalar> left{delta.data() + g * outputs, 1, delta.rows()};
    const Factor<Scalar> right{h.data() + g * inputs, 1, h.rows()};
    if (inputs >= outputs) {
      multiply(outputs, inputs, delta.cols(), scale, left, right, {weights, inputs, 1});
    } else {
      multiply(inputs, outputs, delta.cols(), scale, right, left, {weights, 1, inputs});
    }
  }
  if (!layer.hasBias) return;
  auto bias = gradient.segment(layer.biasOffset, layer.outputs);
  bias = static_cast<Scalar>(layer.biasScale) * delta.col(0);
  for (Index column = 1; column < delta.cols(); ++column)
    bias += static_cast<Scalar>(layer.biasScale) * delta.col(column);
}

template void affine<float>(const Layer&, const Vector<float>&, const Matrix<float>&, Matrix<float>&);
template void affine<double>(const Layer&, const Vector<double>&, const Matrix<double>&, Matrix<double>&);
template void pullBack<float>(const Layer&, const Vector<float>&, const Matrix<float>&, Matrix<float>&);
template void pullBack<double>(const Layer&, const Vector<double>&, const Matrix<double>&, Matrix<double>&);
template void layerGradient<float>(const Layer&, const Matrix<float>&, const Matrix<float>&, Vector<float>&);
template void layerGradient<double>(const Layer&, const Matrix<double>&, const Matrix<double>&,
                                    Vector<double>&);

}  // namespace ntk

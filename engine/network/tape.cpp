#include "engine/network/tape.hpp"

#include "engine/network/activation.hpp"
#include "engine/network/affine.hpp"

namespace ntk {

namespace {

/// aᵀ b in double whatever the scalar; rows are the long side.
template <class Left, class Right>
Matrix<double> innerProducts(const Left& a, const Right& b) {
  constexpr Index kRows = 1024;
  Matrix<double> sum = Matrix<double>::Zero(a.cols(), b.cols()), left, right;
  for (Index row = 0; row < a.rows(); row += kRows) {
    const Index rows = std::min(kRows, a.rows() - row);
    left = a.middleRows(row, rows).template cast<double>();
    right = b.middleRows(row, rows).template cast<double>();
    sum.noalias() += left.transpose() * right;
  }
  return sum;
}

}  // namespace

template <class Scalar>
void Tape<Scalar>::forward(const Vector<Scalar>& parameters, const Matrix<Scalar>& inputs) {
  const auto& layers = architecture_->layers;
  const std::size_t last = layers.size() - 1;
  layerInputs_.resize(layers.size());
  derivatives_.resize(last);
  layerInputs_[0] = inputs;
  for (std::size_t l = 0; l < last; ++l) {
    affine(layers[l], parameters, layerInputs_[l], layerInputs_[l + 1]);
    applyActivation(architecture_->activation, layerInputs_[l + 1], layerInputs_[l + 1], derivatives_[l]);
  }
  finishForward(parameters);
}

template <class Scalar>
void Tape<Scalar>::forwardOnLines(const Vector<Scalar>& parameters, const Matrix<Scalar>& inputs,
                                  const std::vector<Matrix<Scalar>>& slopes,
                                  std::vector<Matrix<Scalar>>& preActivations) {
  const auto& layers = architecture_->layers;
  const std::size_t last = layers.size() - 1;
  layerInputs_.resize(layers.size());
  derivatives_.resize(last);
  preActivations.resize(last);
  layerInputs_[0] = inputs;
  for (std::size_t l = 0; l < last; ++l) {
    affine(layers[l], parameters, layerInputs_[l], preActivations[l]);
    derivatives_[l] = slopes[l];
    layerInputs_[l + 1] = slopes[l].cwiseProduct(preActivations[l]);
  }
  finishForward(parameters);
}

template <class Scalar>
void Tape<Scalar>::finishForward(const Vector<Scalar>& parameters) {
  const std::size_t last = architecture_->layers.size() - 1;
  affine(architecture_->layers[last], parameters, layerInputs_[last], layerOutputs_);
  outputs_.resize(layerOutputs_.size());
  Eigen::Map<Matrix<double>>(outputs_.data(), layerOutputs_.cols(), layerOutputs_.rows()) =
      architecture_->alpha * layerOutputs_.transpose().template cast<double>();
}

template <class Scalar>
void Tape<Scalar>::backward(const Vector<Scalar>& parameters, const Matrix<Scalar>& directions) {
  const auto& layers = architecture_->layers;
  const std::size_t last = layers.size() - 1;
  const Index n = sampleCount();
  deltas_.resize(layers.size());
  deltas_[last].resize(directions.rows(), n * directions.cols());
  for (Index u = 0; u < directions.cols(); ++u) {
    deltas_[last].middleCols(u * n, n).colwise() =
        static_cast<Scalar>(architecture_->alpha) * directions.col(u);
  }
  for (std::size_t l = last; l-- > 0;) {
    pullBack(layers[l + 1], parameters, deltas_[l + 1], deltas_[l]);
    for (Index u = 0; u < directions.cols(); ++u)
      deltas_[l].middleCols(u * n, n).array() *= derivatives_[l].array();
  }
}

template <class Scalar>
void Tape<Scalar>::record(const Vector<Scalar>& parameters, const Matrix<Scalar>& inputs) {
  forward(parameters, inputs);
  backward(parameters, Matrix<Scalar>::Identity(architecture_->outputs(), architecture_->outputs()));
}

template <class Scalar>
Matrix<double> Tape<Scalar>::kernel() const {
  return crossKernel(*this);
}

template <class Scalar>
Matrix<double> Tape<Scalar>::crossKernel(const Tape& other) const {
  Matrix<double> kernel = Matrix<double>::Zero(deltas_.back().cols(), other.deltas_.back().cols());
  for (std::size_t l = 0; l < architecture_->layers.size(); ++l) {
    if (architecture_->layers[l].trained) kernel += layerKernel(l, other);
  }
  return kernel;
}

template <class Scalar>
Matrix<double> Tape<Scalar>::layerKernel(std::size_t l, const Tape& other) const {
  const Layer& layer = architecture_->layers[l];
  const double weight = layer.weightScale * layer.weightScale;
  const double bias = layer.hasBias ? layer.biasScale * layer.biasScale : 0;
  const Index n = sampleCount(), m = other.sampleCount();
  Matrix<double> kernel = Matrix<double>::Zero(deltas_[l].cols(), other.deltas_[l].cols()), features, product;
  for (Index g = 0; g < layer.groups; ++g) {
    features =
        innerProducts(inputRows(layer, g, layerInputs_[l]), inputRows(layer, g, other.layerInputs_[l]));
    features.array() = weight * features.array() + bias;
    product = innerProducts(outputRows(layer, g, deltas_[l]), outputRows(layer, g, other.deltas_[l]));
    for (Index row = 0; row < kernel.rows(); row += n)
      for (Index column = 0; column < kernel.cols(); column += m)
        kernel.block(row, column, n, m).array() +=
            features.array() * product.block(row, column, n, m).array();
  }
  return kernel;
}

template <class Scalar>
Matrix<double> Tape<Scalar>::featureKernel(const Tape& other) const {
  const Layer& layer = architecture_->layers.back();
  const double weight = architecture_->alpha * layer.weightScale * layer.weightDeviation;
  const double bias = layer.hasBias ? architecture_->alpha * layer.biasScale * layer.biasDeviation : 0;
  Matrix<double> kernel = innerProducts(layerInputs_.back(), other.layerInputs_.back());
  kernel.array() = weight * weight * kernel.array() + bias * bias;
  return kernel;
}

template <class Scalar>
void Tape<Scalar>::vjp(const Vector<double>& cotangent, Vector<Scalar>& gradient) const {
  Vector<Scalar>& c = cotangent_;
  Matrix<Scalar>& delta = work_;
  c = cotangent.template cast<Scalar>();
  const Index n = sampleCount();
  gradient.resize(architecture_->parameterCount);
  for (std::size_t l = 0; l < architecture_->layers.size(); ++l) {
    const Layer& layer = architecture_->layers[l];
    if (!layer.trained) {
      gradient.segment(layer.weightOffset, layer.parameterCount()).setZero();
      continue;
    }
    delta = deltas_[l].leftCols(n) * c.head(n).asDiagonal();
    for (Index u = n; u < c.size(); u += n)
      delta += deltas_[l].middleCols(u, n) * c.segment(u, n).asDiagonal();
    layerGradient(layer, delta, layerInputs_[l], gradient);
  }
}

template <class Scalar>
Vector<double> Tape<Scalar>::jvp(const Vector<Scalar>& direction) const {
  const Index n = sampleCount();
  Vector<double> result = Vector<double>::Zero(deltas_.back().cols());
  Matrix<Scalar>& product = work_;
  for (std::size_t l = 0; l < architecture_->layers.size(); ++l) {
    const Layer& layer = architecture_->layers[l];
    if (!layer.trained) continue;
    affine(layer, direction, layerInputs_[l], product);
    for (Index u = 0; u < result.size(); u += n) {
      result.segment(u, n) += product.cwiseProduct(deltas_[l].middleCols(u, n))
                                  .colwise()
                                  .sum()
                                  .transpose()
                                  .template cast<double>();
    }
  }
  return result;
}

template <class Scalar>
Vector<double> Tape<Scalar>::jvpInDouble(const Vector<double>& direction) const {
  const Index n = sampleCount();
  Vector<double> result = Vector<double>::Zero(deltas_.back().cols());
  Matrix<double> product;
  for (std::size_t l = 0; l < architecture_->layers.size(); ++l) {
    const Layer& layer = architecture_->layers[l];
    if (!layer.trained) continue;
    for (Index g = 0; g < layer.groups; ++g) {
      product = layer.weightScale * innerProducts(weightsOf(layer, g, direction).transpose(),
                                                  inputRows(layer, g, layerInputs_[l]));
      if (layer.hasBias)
        product.colwise() += layer.biasScale * direction.segment(layer.biasOffset + g * layer.groupOutputs(),
                                                                 layer.groupOutputs());
      const auto deltas = outputRows(layer, g, deltas_[l]);
      for (Index u = 0; u < result.size(); u += n) {
        result.segment(u, n) +=
            product.cwiseProduct(deltas.middleCols(u, n).template cast<double>()).colwise().sum().transpose();
      }
    }
  }
  return result;
}

template <class Scalar>
void Tape<Scalar>::gradient(const Vector<Scalar>& parameters, const Vector<double>& cotangent,
                            Vector<Scalar>& gradient) {
  const auto& layers = architecture_->layers;
  gradient.resize(architecture_->parameterCount);
  cotangents_.resize(layers.size());
  cotangents_.back() =
      static_cast<Scalar>(architecture_->alpha) *
      Eigen::Map<const Matrix<double>>(cotangent.data(), sampleCount(), architecture_->outputs())
          .transpose()
          .template cast<Scalar>();
  for (std::size_t l = layers.size(); l-- > 0;) {
    if (layers[l].trained) {
      layerGradient(layers[l], cotangents_[l], layerInputs_[l], gradient);
    } else {
      gradient.segment(layers[l].weightOffset, layers[l].parameterCount()).setZero();
    }
    if (l == 0) break;
    pullBack(layers[l], parameters, cotangents_[l], cotangents_[l - 1]);
    cotangents_[l - 1].array() *= derivatives_[l - 1].array();
  }
}

template <class Scalar>
Vector<double> networkOutputs(const Architecture& architecture, const Vector<Scalar>& parameters,
                              const Matrix<Scalar>& inputs) {
  Vector<double> outputs(inputs.cols() * architecture.outputs());
  Eigen::Map<Matrix<double>> columns(outputs.data(), inputs.cols(), architecture.outputs());
  Matrix<Scalar> h, z;
  for (Index column = 0; column < inputs.cols(); column += kForwardBlock) {
    const Index count = std::min(kForwardBlock, inputs.cols() - column);
    h = inputs.middleCols(column, count);
    for (std::size_t l = 0; l + 1 < architecture.layers.size(); ++l) {
      affine(architecture.layers[l], parameters, h, z);
      applyActivation(architecture.activation, z, h);
    }
    affine(architecture.layers.back(), parameters, h, z);
    columns.middleRows(column, count) = architecture.alpha * z.transpose().template cast<double>();
  }
  return outputs;
}

template class Tape<float>;
template class Tape<double>;
template Vector<double> networkOutputs<float>(const Architecture&, const Vector<float>&,
                                              const Matrix<float>&);
template Vector<double> networkOutputs<double>(const Architecture&, const Vector<double>&,
                                               const Matrix<double>&);

}  // namespace ntk

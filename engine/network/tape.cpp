#include "engine/network/tape.hpp"

#include "engine/network/activation.hpp"

namespace ntk {

namespace {

template <class Scalar>
using Weights = Eigen::Map<const RowMajorMatrix<Scalar>>;

template <class Scalar>
Weights<Scalar> weightsOf(const Layer& layer, const Vector<Scalar>& parameters) {
  return {parameters.data() + layer.weightOffset, layer.outputs, layer.inputs};
}

template <class Scalar>
auto biasOf(const Layer& layer, const Vector<Scalar>& parameters) {
  return parameters.segment(layer.biasOffset, layer.outputs);
}

template <class Scalar>
void affine(const Layer& layer, const Vector<Scalar>& parameters, const Matrix<Scalar>& h,
            Matrix<Scalar>& z) {
  z.noalias() = static_cast<Scalar>(layer.weightScale) * weightsOf(layer, parameters) * h;
  if (layer.hasBias) z.colwise() += static_cast<Scalar>(layer.biasScale) * biasOf(layer, parameters);
}

/// aᵀ b in double whatever the scalar; rows are the long side.
template <class Scalar>
Matrix<double> innerProducts(const Matrix<Scalar>& a, const Matrix<Scalar>& b) {
  constexpr Index kRows = 1024;
  Matrix<double> sum = Matrix<double>::Zero(a.cols(), b.cols());
  for (Index row = 0; row < a.rows(); row += kRows) {
    const Index rows = std::min(kRows, a.rows() - row);
    const Matrix<double> left = a.middleRows(row, rows).template cast<double>();
    if (&a == &b) {
      sum.template selfadjointView<Eigen::Lower>().rankUpdate(left.transpose());
    } else {
      sum.noalias() += left.transpose() * b.middleRows(row, rows).template cast<double>();
    }
  }
  if (&a == &b) sum.template triangularView<Eigen::StrictlyUpper>() = sum.transpose();
  return sum;
}

}  // namespace

template <class Scalar>
void Tape<Scalar>::record(const Vector<Scalar>& parameters, const Matrix<Scalar>& inputs) {
  const auto& layers = architecture_->layers;
  const std::size_t last = layers.size() - 1;
  layerInputs_.resize(layers.size());
  deltas_.resize(layers.size());
  layerInputs_[0] = inputs;
  Matrix<Scalar> z;
  for (std::size_t l = 0; l < last; ++l) {
    affine(layers[l], parameters, layerInputs_[l], z);
    applyActivation(architecture_->activation, z, layerInputs_[l + 1], deltas_[l]);
  }
  affine(layers[last], parameters, layerInputs_[last], z);
  outputs_ = architecture_->alpha * z.row(0).transpose().template cast<double>();

  deltas_[last].setConstant(1, inputs.cols(), static_cast<Scalar>(architecture_->alpha));
  for (std::size_t l = last; l-- > 0;) {
    const Layer& next = layers[l + 1];
    z.noalias() =
        static_cast<Scalar>(next.weightScale) * weightsOf(next, parameters).transpose() * deltas_[l + 1];
    deltas_[l].array() *= z.array();
  }
}

template <class Scalar>
Matrix<double> Tape<Scalar>::kernel() const {
  return crossKernel(*this);
}

template <class Scalar>
Matrix<double> Tape<Scalar>::crossKernel(const Tape& other) const {
  Matrix<double> kernel = Matrix<double>::Zero(outputs_.size(), other.outputs_.size());
  for (std::size_t l = 0; l < architecture_->layers.size(); ++l) {
    const Layer& layer = architecture_->layers[l];
    if (!layer.trained) continue;
    const double weight = layer.weightScale * layer.weightScale, bias = layer.biasScale * layer.biasScale;
    kernel.array() += (weight * innerProducts(layerInputs_[l], other.layerInputs_[l]).array() + bias) *
                      innerProducts(deltas_[l], other.deltas_[l]).array();
  }
  return kernel;
}

template <class Scalar>
void Tape<Scalar>::vjp(const Vector<double>& cotangent, Vector<Scalar>& gradient) const {
  Vector<Scalar> c(cotangent.size());
  c = cotangent.template cast<Scalar>();
  gradient.setZero(architecture_->parameterCount);
  Matrix<Scalar> scaled;
  for (std::size_t l = 0; l < architecture_->layers.size(); ++l) {
    const Layer& layer = architecture_->layers[l];
    if (!layer.trained) continue;
    Eigen::Map<RowMajorMatrix<Scalar>> weights(gradient.data() + layer.weightOffset, layer.outputs,
                                               layer.inputs);
    const Scalar scale = static_cast<Scalar>(layer.weightScale);
    if (layer.inputs < layer.outputs) {
      scaled.noalias() = layerInputs_[l] * (scale * c).asDiagonal();
      weights.noalias() = deltas_[l] * scaled.transpose();
    } else {
      scaled.noalias() = deltas_[l] * (scale * c).asDiagonal();
      weights.noalias() = scaled * layerInputs_[l].transpose();
    }
    if (layer.hasBias) {
      gradient.segment(layer.biasOffset, layer.outputs).noalias() =
          static_cast<Scalar>(layer.biasScale) * (deltas_[l] * c);
    }
  }
}

template <class Scalar>
Vector<double> Tape<Scalar>::jvp(const Vector<Scalar>& direction) const {
  Vector<double> result = Vector<double>::Zero(outputs_.size());
  Matrix<Scalar> product;
  for (std::size_t l = 0; l < architecture_->layers.size(); ++l) {
    const Layer& layer = architecture_->layers[l];
    if (!layer.trained) continue;
    const bool isWide = layer.inputs < layer.outputs;
    if (isWide) {
      product.noalias() = weightsOf(layer, direction).transpose() * deltas_[l];
    } else {
      product.noalias() = weightsOf(layer, direction) * layerInputs_[l];
    }
    const Matrix<Scalar>& factor = isWide ? layerInputs_[l] : deltas_[l];
    result +=
        layer.weightScale * product.cwiseProduct(factor).colwise().sum().transpose().template cast<double>();
    if (layer.hasBias) {
      result += layer.biasScale * (deltas_[l].transpose() * biasOf(layer, direction)).template cast<double>();
    }
  }
  return result;
}

template <class Scalar>
Vector<double> networkOutputs(const Architecture& architecture, const Vector<Scalar>& parameters,
                              const Matrix<Scalar>& inputs) {
  Vector<double> outputs(inputs.cols());
  Matrix<Scalar> h, z;
  for (Index column = 0; column < inputs.cols(); column += kForwardBlock) {
    const Index columns = std::min(kForwardBlock, inputs.cols() - column);
    h = inputs.middleCols(column, columns);
    for (std::size_t l = 0; l + 1 < architecture.layers.size(); ++l) {
      affine(architecture.layers[l], parameters, h, z);
      applyActivation(architecture.activation, z, h);
    }
    affine(architecture.layers.back(), parameters, h, z);
    outputs.segment(column, columns) = architecture.alpha * z.row(0).transpose().template cast<double>();
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

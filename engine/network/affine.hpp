#pragma once

#include "engine/network/architecture.hpp"

namespace ntk {

/// W of one group of a layer, groupOutputs × groupInputs, in a parameter vector.
template <class Scalar>
Eigen::Map<const RowMajorMatrix<Scalar>> weightsOf(const Layer& layer, Index group,
                                                   const Vector<Scalar>& parameters) {
  return {parameters.data() + layer.weightOffset + group * layer.groupOutputs() * layer.groupInputs(),
          layer.groupOutputs(), layer.groupInputs()};
}

template <class Scalar>
Eigen::Map<RowMajorMatrix<Scalar>> weightsOf(const Layer& layer, Index group, Vector<Scalar>& parameters) {
  return {parameters.data() + layer.weightOffset + group * layer.groupOutputs() * layer.groupInputs(),
          layer.groupOutputs(), layer.groupInputs()};
}

template <class Scalar>
auto biasOf(const Layer& layer, const Vector<Scalar>& parameters) {
  return parameters.segment(layer.biasOffset, layer.outputs);
}

/// The rows of one group among a layer's inputs or outputs.
template <class Scalar>
auto inputRows(const Layer& layer, Index group, const Matrix<Scalar>& h) {
  return h.middleRows(group * layer.groupInputs(), layer.groupInputs());
}
template <class Scalar>
auto outputRows(const Layer& layer, Index group, const Matrix<Scalar>& z) {
  return z.middleRows(group * layer.groupOutputs(), layer.groupOutputs());
}

/// z = weightScale · W h + biasScale · b, outputs × n.
template <class Scalar>
void affine(const Layer& layer, const Vector<Scalar>& parameters, const Matrix<Scalar>& h,
            Matrix<Scalar>& z) {
  z.resize(layer.outputs, h.cols());
  for (Index g = 0; g < layer.groups; ++g) {
    z.middleRows(g * layer.groupOutputs(), layer.groupOutputs()).noalias() =
        static_cast<Scalar>(layer.weightScale) * weightsOf(layer, g, parameters) * inputRows(layer, g, h);
  }
  if (layer.hasBias) z.colwise() += static_cast<Scalar>(layer.biasScale) * biasOf(layer, parameters);
}

/// ∂/∂h from ∂/∂z: weightScale · Wᵀ δ, inputs × columns.
template <class Scalar>
void pullBack(const Layer& layer, const Vector<Scalar>& parameters, const Matrix<Scalar>& delta,
              Matrix<Scalar>& result) {
  result.resize(layer.inputs, delta.cols());
  for (Index g = 0; g < layer.groups; ++g) {
    result.middleRows(g * layer.groupInputs(), layer.groupInputs()).noalias() =
        static_cast<Scalar>(layer.weightScale) * weightsOf(layer, g, parameters).transpose() *
        outputRows(layer, g, delta);
  }
}

}  // namespace ntk

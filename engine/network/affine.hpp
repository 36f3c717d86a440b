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
void affine(const Layer& layer, const Vector<Scalar>& parameters, const Matrix<Scalar>& h, Matrix<Scalar>& z);

/// ∂/∂h from ∂/∂z: weightScale · Wᵀ δ, inputs × columns.
template <class Scalar>
void pullBack(const Layer& layer, const Vector<Scalar>& parameters, const Matrix<Scalar>& delta,
              Matrix<Scalar>& result);

/// ∂L/∂W and ∂L/∂b of one layer from δ = ∂L/∂z (outputs × n), into their places in `gradient`.
template <class Scalar>
void layerGradient(const Layer& layer, const Matrix<Scalar>& delta, const Matrix<Scalar>& h,
                   Vector<Scalar>& gradient);

}  // namespace ntk

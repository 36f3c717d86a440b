#include "engine/theory/first_layer.hpp"

#include "engine/network/affine.hpp"

namespace ntk {

template <class Scalar>
std::optional<FirstLayerNetwork> firstLayerNetwork(const Architecture& architecture,
                                                   const Vector<Scalar>& parameters) {
  const auto& layers = architecture.layers;
  if (layers.size() != 2 || !layers[0].trained || layers[1].trained) return std::nullopt;
  const Layer& first = layers[0];
  const bool isStandardNormal = first.distribution == Distribution::normal && first.weightDeviation == 1 &&
                                (!first.hasBias || first.biasDeviation == 1) && !architecture.antisymmetric;
  return FirstLayerNetwork{architecture.activation, architecture.alpha * layers[1].weightScale,
                           weightsOf(layers[1], 0, parameters).template cast<double>(), isStandardNormal};
}

Matrix<double> extendedInputs(const Architecture& architecture, const Matrix<double>& inputs) {
  const Layer& first = architecture.layers.front();
  Matrix<double> extended(inputs.rows() + (first.hasBias ? 1 : 0), inputs.cols());
  extended.topRows(inputs.rows()) = first.weightScale * inputs;
  if (first.hasBias) extended.bottomRows(1).setConstant(first.biasScale);
  return extended;
}

template <class Scalar>
Matrix<double> firstPreActivations(const Architecture& architecture, const Vector<Scalar>& parameters,
                                   const Matrix<Scalar>& inputs) {
  Matrix<Scalar> z;
  affine(architecture.layers.front(), parameters, inputs, z);
  return z.template cast<double>();
}

template <class Scalar>
Vector<double> linearisationGap(const Tape<Scalar>& initial, const Vector<Scalar>& displacement,
                                const Vector<double>& outputs) {
  return (outputs - initial.outputs() - initial.jvp(displacement)).cwiseAbs();
}

#define NTK_INSTANTIATE(Scalar)                                                                            \
  template std::optional<FirstLayerNetwork> firstLayerNetwork(const Architecture&, const Vector<Scalar>&); \
  template Matrix<double> firstPreActivations(const Architecture&, const Vector<Scalar>&,                  \
                                              const Matrix<Scalar>&);                                      \
  template Vector<double> linearisationGap(const Tape<Scalar>&, const Vector<Scalar>&, const Vector<double>&);
NTK_INSTANTIATE(float)
NTK_INSTANTIATE(double)
#undef NTK_INSTANTIATE

}  // namespace ntk

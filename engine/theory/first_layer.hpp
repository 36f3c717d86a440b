#pragma once

#include <optional>

#include "engine/network/tape.hpp"

namespace ntk {

/// A network of which only the first of two layers is trained, the setting of C5, C6 and of our Lipschitz
/// constant of the Jacobian: with x̃ = (s_1 x, b_1) and w̃_j = (w_j, b_j), s_1 and b_1 the layer's scales,
///
///   f_o(x) = c Σ_j a_oj σ(w̃_jᵀ x̃) + bias,   c = α · weightScale of the output layer.
///
/// The lecture's network has x̃ = x, c = α/√m and a_j = ±1; only w̃ moves, so ‖W − W_0‖_F is the movement of
/// all trained parameters.
struct FirstLayerNetwork {
  Activation activation;
  double outputScale;            ///< c
  Matrix<double> outputWeights;  ///< a, k × m
  bool isStandardNormal;         ///< whether w̃_0 is drawn as independent N(0, 1), as C6 needs

  Index width() const { return outputWeights.cols(); }
};

/// nullopt for every other network.
template <class Scalar>
std::optional<FirstLayerNetwork> firstLayerNetwork(const Architecture& architecture,
                                                   const Vector<Scalar>& parameters);

/// x̃, (d + 1) × n, or d × n without bias.
Matrix<double> extendedInputs(const Architecture& architecture, const Matrix<double>& inputs);

/// w̃_jᵀ x̃, m × n: pre-activations of the first layer.
template <class Scalar>
Matrix<double> firstPreActivations(const Architecture& architecture, const Vector<Scalar>& parameters,
                                   const Matrix<Scalar>& inputs);

/// |f − f_{W0}| of every output at every point of the tape: outputs are f at W (nk, as `networkOutputs` has
/// them), the tape is recorded at W_0, and displacement is W − W_0, 0 where nothing is trained. Any network.
/// Accuracy: Scalar's round-off of f.
template <class Scalar>
Vector<double> linearisationGap(const Tape<Scalar>& initial, const Vector<Scalar>& displacement,
                                const Vector<double>& outputs);

}  // namespace ntk

#pragma once

#include <cstdint>
#include <vector>

#include "engine/network/tape.hpp"

namespace ntk {

/// Which hidden units are above 0 before the activation, at every sample: for kinked activations the linear
/// piece of the network that a sample is on; for smooth ones only the side of 0.
template <class Scalar>
std::vector<std::uint8_t> activationPattern(const Architecture& architecture,
                                            const Vector<Scalar>& parameters, const Matrix<Scalar>& inputs);

/// Share of entries in which two patterns of one length differ; 0 if they are empty.
double flippedShare(const std::vector<std::uint8_t>& a, const std::vector<std::uint8_t>& b);

/// ‖θ_l − θ_{l,0}‖ of every affine layer, bias included: L + 1 numbers.
template <class Scalar>
Vector<double> movementPerLayer(const Architecture& architecture, const Vector<Scalar>& initial,
                                const Vector<Scalar>& now);
/// The same divided by ‖θ_{l,0}‖; NaN where that is 0.
template <class Scalar>
Vector<double> relativeMovementPerLayer(const Architecture& architecture, const Vector<Scalar>& initial,
                                        const Vector<Scalar>& now);

}  // namespace ntk

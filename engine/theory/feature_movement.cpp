#include "engine/theory/feature_movement.hpp"

#include <cassert>

#include "engine/network/activation.hpp"
#include "engine/network/affine.hpp"

namespace ntk {

namespace {

/// W and b of a layer stand one after the other.
template <class Scalar>
auto parametersOf(const Layer& layer, const Vector<Scalar>& parameters) {
  return parameters.segment(layer.weightOffset, layer.weightCount() + (layer.hasBias ? layer.outputs : 0))
      .template cast<double>();
}

}  // namespace

template <class Scalar>
std::vector<std::uint8_t> activationPattern(const Architecture& architecture,
                                            const Vector<Scalar>& parameters, const Matrix<Scalar>& inputs) {
  std::vector<std::uint8_t> pattern;
  Matrix<Scalar> h = inputs, z;
  for (std::size_t l = 0; l + 1 < architecture.layers.size(); ++l) {
    affine(architecture.layers[l], parameters, h, z);
    const std::size_t begin = pattern.size(), count = static_cast<std::size_t>(z.size());
    pattern.resize(begin + count);
    for (std::size_t i = 0; i < count; ++i) pattern[begin + i] = z.data()[i] > 0;
    applyActivation(architecture.activation, z, h);
  }
  return pattern;
}

double flippedShare(const std::vector<std::uint8_t>& a, const std::vector<std::uint8_t>& b) {
  assert(a.size() == b.size());
  std::size_t flipped = 0;
  for (std::size_t i = 0; i < a.size(); ++i) flipped += a[i] != b[i];
  return a.empty() ? 0 : static_cast<double>(flipped) / static_cast<double>(a.size());
}

template <class Scalar>
Vector<double> movementPerLayer(const Architecture& architecture, const Vector<Scalar>& initial,
                                const Vector<Scalar>& now) {
  Vector<double> movement(static_cast<Index>(architecture.layers.size()));
  Index l = 0;
  for (const Layer& layer : architecture.layers)
    movement[l++] = (parametersOf(layer, now) - parametersOf(layer, initial)).norm();
  return movement;
}

template <class Scalar>
Vector<double> relativeMovementPerLayer(const Architecture& architecture, const Vector<Scalar>& initial,
                                        const Vector<Scalar>& now) {
  Vector<double> movement = movementPerLayer(architecture, initial, now);
  Index l = 0;
  for (const Layer& layer : architecture.layers) movement[l++] /= parametersOf(layer, initial).norm();
  return movement;
}

#define NTK_INSTANTIATE(Scalar)                                                                    \
  template std::vector<std::uint8_t> activationPattern(const Architecture&, const Vector<Scalar>&, \
                                                       const Matrix<Scalar>&);                     \
  template Vector<double> movementPerLayer(const Architecture&, const Vector<Scalar>&,             \
                                           const Vector<Scalar>&);                                 \
  template Vector<double> relativeMovementPerLayer(const Architecture&, const Vector<Scalar>&,     \
                                                   const Vector<Scalar>&);
NTK_INSTANTIATE(float)
NTK_INSTANTIATE(double)
#undef NTK_INSTANTIATE

}  // namespace ntk

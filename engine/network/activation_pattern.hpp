#pragma once

#include <memory>
#include <vector>

#include "engine/network/shared_kinks.hpp"

namespace ntk {

/// σ' of a kinked, positively homogeneous activation on both sides of z = 0: σ(z) = slope · z.
struct KinkSlopes {
  double below;
  double above;

  /// The slope at a share of the way from below to above.
  double at(double share) const { return below + share * (above - below); }
};
KinkSlopes kinkSlopes(Activation activation);

/// The pre-activation z of a unit: of hidden layer `layer` (from 0), at one training point.
struct HiddenUnit {
  std::size_t layer;
  Index neuron;
  Index sample;
};

/// The side of its kink on which every hidden unit is taken to be: +1, −1, or 0 for units that are held at
/// their kink. One matrix, outputs × n, a hidden layer; slopes are σ' of the side, 0 where held. A unit that
/// is named stands for all that share its kink, of which it is the first (`SharedKinks`).
template <class Scalar>
class ActivationPattern {
 public:
  ActivationPattern(Activation activation, std::shared_ptr<const SharedKinks> sharedKinks)
      : kink_(kinkSlopes(activation)), sharedKinks_(std::move(sharedKinks)) {}

  /// Adds a hidden layer with all units on the side where z is; at z = 0 below.
  void addLayer(const Matrix<Scalar>& preActivations);

  int side(const HiddenUnit& u) const { return static_cast<int>(sides_[u.layer](u.neuron, u.sample)); }
  void setSide(const HiddenUnit& u, int side);
  /// The unit's slope becomes that of its side plus `share` of the way to the other side's.
  void mixSlopes(const HiddenUnit& u, double share);

  const std::vector<Matrix<Scalar>>& slopes() const { return slopes_; }
  const std::vector<Matrix<Scalar>>& sides() const { return sides_; }
  /// In the order in which they were held.
  const std::vector<HiddenUnit>& held() const { return held_; }
  KinkSlopes kink() const { return kink_; }
  const std::shared_ptr<const SharedKinks>& sharedKinks() const { return sharedKinks_; }

 private:
  Scalar slope(Scalar side) const;

  KinkSlopes kink_;
  std::shared_ptr<const SharedKinks> sharedKinks_;
  std::vector<Matrix<Scalar>> sides_, slopes_;
  std::vector<HiddenUnit> held_;
};

/// The pattern at inputs d × n of a network with a kinked σ.
template <class Scalar>
ActivationPattern<Scalar> patternAt(const Architecture& architecture, const Vector<Scalar>& parameters,
                                    const Matrix<Scalar>& inputs);

}  // namespace ntk

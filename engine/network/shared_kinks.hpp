#pragma once

#include <vector>

#include "engine/network/architecture.hpp"

namespace ntk {

/// A training point whose pre-activations are `ratio` times another's, in every neuron of a layer and at all
/// parameters.
struct Multiple {
  Index sample;
  double ratio;
};

/// Training points whose units have their kink on one surface of the parameter space, z = 0: repeated points;
/// x and ρx where nothing before z has a bias, in the first layer ρ < 0 too (antipodal points), above it ρ >
/// 0. They cross, rest on and leave it together.
class SharedKinks {
 public:
  /// inputs d × n. Points are multiples where the rest is below `kDependent`.
  SharedKinks(const Architecture& architecture, const Matrix<double>& inputs);

  /// The points on a point's surface, itself first, if it is the first of them; none for the others.
  const std::vector<Multiple>& of(std::size_t layer, Index sample) const {
    return (layer == 0 ? first_ : deeper_)[static_cast<std::size_t>(sample)];
  }

 private:
  std::vector<std::vector<Multiple>> first_, deeper_;
};

}  // namespace ntk

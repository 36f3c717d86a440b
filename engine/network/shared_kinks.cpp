#include "engine/network/shared_kinks.hpp"

#include <algorithm>
#include <cmath>

#include "engine/base/orthonormal_basis.hpp"

namespace ntk {

namespace {

/// `isRatio(ρ)`: whether points x and ρx are to be put together.
template <class Scalar, class Predicate>
std::vector<std::vector<Multiple>> together(const Matrix<Scalar>& inputs, Predicate isRatio) {
  std::vector<std::vector<Multiple>> result(static_cast<std::size_t>(inputs.cols()));
  for (Index i = 0; i < inputs.cols(); ++i) {
    const auto x = inputs.col(i);
    const auto isFound = [&](Index k) {
      std::vector<Multiple>& surface = result[static_cast<std::size_t>(k)];
      const auto other = inputs.col(k);
      const Scalar ratio = surface.empty() || other.isZero(0) ? 0 : x.dot(other) / other.squaredNorm();
      if (!isRatio(ratio) || (x - ratio * other).norm() > static_cast<Scalar>(kDependent) * x.norm())
        return false;
      surface.push_back({i, static_cast<double>(ratio)});
      return true;
    };
    Index k = 0;
    while (k < i && !isFound(k)) ++k;
    if (k == i) result[static_cast<std::size_t>(i)] = {{i, 1}};
  }
  return result;
}

}  // namespace

template <class Scalar>
SharedKinks::SharedKinks(const Architecture& architecture, const Matrix<Scalar>& inputs) {
  const auto isEqual = [](Scalar ratio) { return std::abs(ratio - 1) < kDependent; };
  const auto& layers = architecture.layers;
  const bool hasBias = std::any_of(layers.begin(), layers.end(), [](const Layer& l) { return l.hasBias; });
  first_ = layers.front().hasBias ? together(inputs, isEqual)
                                  : together(inputs, [](Scalar ratio) { return ratio != 0; });
  deeper_ = hasBias ? together(inputs, isEqual) : together(inputs, [](Scalar ratio) { return ratio > 0; });
}

template SharedKinks::SharedKinks(const Architecture&, const Matrix<float>&);
template SharedKinks::SharedKinks(const Architecture&, const Matrix<double>&);

}  // namespace ntk

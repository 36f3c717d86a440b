#include "engine/network/shared_kinks.hpp"

#include <cmath>

#include "engine/base/orthonormal_basis.hpp"

namespace ntk {

namespace {

enum class Ratios { one, positive, any };

/// ρ with x = ρ · `other`; 0 if there is none, or it is not one of `ratios`.
double ratioOf(Ratios ratios, const double* x, const double* other, Index size) {
  double product = 0, square = 0, length = 0, rest = 0;
  for (Index c = 0; c < size; ++c) {
    product += x[c] * other[c];
    square += other[c] * other[c];
    length += x[c] * x[c];
  }
  if (product == 0 || (product < 0 && ratios != Ratios::any)) return 0;
  const double ratio = product / square;
  if (ratios == Ratios::one && std::abs(ratio - 1) > kDependent) return 0;
  for (Index c = 0; c < size; ++c) rest += (x[c] - ratio * other[c]) * (x[c] - ratio * other[c]);
  return rest <= kDependent * kDependent * length ? ratio : 0;
}

std::vector<std::vector<Multiple>> together(Ratios ratios, const Matrix<double>& inputs) {
  std::vector<std::vector<Multiple>> result(static_cast<std::size_t>(inputs.cols()));
  for (Index i = 0; i < inputs.cols(); ++i) {
    Multiple its{i, 1};
    Index first = i;
    for (Index k = 0; k < i && first == i; ++k) {
      if (result[static_cast<std::size_t>(k)].empty()) continue;
      const double ratio = ratioOf(ratios, inputs.col(i).data(), inputs.col(k).data(), inputs.rows());
      if (ratio == 0) continue;
      its.ratio = ratio;
      first = k;
    }
    result[static_cast<std::size_t>(first)].push_back(its);
  }
  return result;
}

}  // namespace

SharedKinks::SharedKinks(const Architecture& architecture, const Matrix<double>& inputs) {
  bool hasBias = false;
  for (const Layer& layer : architecture.layers) hasBias = hasBias || layer.hasBias;
  first_ = together(architecture.layers.front().hasBias ? Ratios::one : Ratios::any, inputs);
  deeper_ = together(hasBias ? Ratios::one : Ratios::positive, inputs);
}

}  // namespace ntk

#include "engine/kernels/dual_table.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "engine/base/logarithm.hpp"
#include "engine/base/pack.hpp"
#include "engine/kernels/quadrature_parts.hpp"

namespace ntk {

namespace {

/// What is neglected, relative to √(E G² E G'²): by choosing the number of terms, and where all are used.
constexpr double kNegligible = 1e-13, kNeglected = 1e-12;

}  // namespace

DualTable::DualTable(Activation activation, const Vector<double>& variances) : activation_(activation) {
  if (!needsQuadrature(activation)) return;
  parity_ = activation == Activation::softplus || activation == Activation::swish ? 1 : 0;
  inverseDegrees_ = 1 / Eigen::ArrayXd::LinSpaced(kTerms, static_cast<double>(1 + parity_),
                                                  static_cast<double>(2 * kTerms - 1 + parity_));
  coefficients_.setZero(kTerms, variances.size());
  mean_.setZero(variances.size());
  size_.setZero(variances.size());
  rest_ = size_;
  terms_.setConstant(variances.size(), kTerms + 1);
  for (Index i = 0; i < variances.size(); ++i) {
    fillColumn(i, argumentScale(activation) * std::sqrt(std::max(variances[i], 0.0)));
  }
}

/// Trapezoid rule on a ≥ 0, twice by parity. He_k/√k! grows like e^{a²/4} beyond its zeros, so that the
/// radius is that of the root of the Gaussian; the step resolves the zeros of degree 512 and the poles of G.
void DualTable::fillColumn(Index column, double scale) {
  constexpr double kRadius = 12.5;
  if (scale > kLargestScale) {
    terms_[column] = kNotTabulated;
    return;
  }
  const double step = std::min(.15, .2 / std::max(scale, 1e-300));
  const Index count = static_cast<Index>(kRadius / step) + 1;
  const Eigen::ArrayXd a = Eigen::ArrayXd::LinSpaced(count, 0, static_cast<double>(count - 1) * step);
  Eigen::ArrayXd weighted(count), before = Eigen::ArrayXd::Zero(count), hermite = Eigen::ArrayXd::Ones(count);
  double mean = 0, whole = 0;
  for (Index i = 0; i < count; ++i) {
    const double weight = (i == 0 ? 1 : 2) * step * std::numbers::inv_sqrtpi / std::numbers::sqrt2 *
                          std::exp(-.5 * a[i] * a[i]);
    const Parts parts = partsAt(activation_, scale * a[i]);
    mean += weight * parts.value;
    whole += weight * parts.derivative * parts.derivative;
    weighted[i] = weight * parts.derivative;
  }
  mean_[column] = parity_ == 1 ? mean : 0;  // F is odd where G is even
  for (Index k = 0; k < 2 * kTerms; ++k) {
    if (k % 2 == parity_) coefficients_(k / 2, column) = weighted.matrix().dot(hermite.matrix());
    const auto degree = static_cast<double>(k);
    before = (a * hermite - std::sqrt(degree) * before) / std::sqrt(degree + 1);
    before.swap(hermite);
  }
  size_[column] = std::sqrt(whole);
  double rest = std::max(whole - coefficients_.col(column).squaredNorm(), 0.0);
  rest_[column] = std::sqrt(rest);
  for (Index m = kTerms; m >= 0 && rest <= kNegligible * whole; --m) {
    terms_[column] = m;
    if (m > 0) rest += coefficients_(m - 1, column) * coefficients_(m - 1, column);
  }
}

/// How many terms the pair needs, 0 if the series does not do.
Index DualTable::termsOf(Index row, const DualTable& columns, Index column, double correlation) const {
  if (std::max(terms_[row], columns.terms_[column]) == kNotTabulated) return 0;
  const double halving = -2 * logarithm(std::abs(correlation));
  const double byCorrelation = std::ceil(-logarithm(kNegligible) / std::max(halving, 1e-3));
  const Index terms =
      std::min(std::max(terms_[row], columns.terms_[column]), static_cast<Index>(byCorrelation) + 1);
  if (terms <= kTerms) return std::max<Index>(terms, 1);
  const double left = std::exp(-halving * kTerms) * rest_[row] * columns.rest_[column];
  return left <= kNeglected * size_[row] * columns.size_[column] ? kTerms : 0;
}

/// Σ g_k g_k' ρ^k/(k+1) and Σ g_k g_k' ρ^k; `terms` is rounded up to whole packs.
Parts DualTable::sum(Index row, const DualTable& columns, Index column, Index terms,
                     double correlation) const {
  using Sum = Pack<double>;
  constexpr Index kPack = Sum::SizeAtCompileTime;
  const double square = correlation * correlation;
  Sum power, value = Sum::Zero(), derivative = Sum::Zero();
  power[0] = parity_ == 1 ? correlation : 1;
  for (Index i = 1; i < kPack; ++i) power[i] = power[i - 1] * square;
  double stride = 1;
  for (Index i = 0; i < kPack; ++i) stride *= square;
  const double *left = coefficients_.col(row).data(), *right = columns.coefficients_.col(column).data();
  for (Index m = 0; m < terms; m += kPack) {
    const Sum term = power * Eigen::Map<const Sum>(left + m) * Eigen::Map<const Sum>(right + m);
    derivative += term;
    value += term * inverseDegrees_.segment<kPack>(m);
    power *= stride;
  }
  return {value.sum(), derivative.sum()};
}

void DualTable::dualRow(Index row, const DualTable& columns, Index firstColumn, const PairRow& pairs,
                        DualRow duals) const {
  if (!needsQuadrature(activation_)) return ntk::dualRow(activation_, pairs, duals);
  const double scale = argumentScale(activation_);
  for (Index j = 0; j < pairs.second.size(); ++j) {
    const Index column = firstColumn + j;
    const double root = std::sqrt(pairs.first * pairs.second[j]);
    const double correlation = root > 0 ? std::clamp(pairs.cross[j] / root, -1.0, 1.0) : 0;
    const Index terms = termsOf(row, columns, column, correlation);
    if (terms == 0) {
      const Dual one = dual(activation_, {pairs.first, pairs.second[j], pairs.cross[j], 0, 0});
      duals.value[j] = one.value;
      duals.derivative[j] = one.derivative;
    } else {
      const Parts series = sum(row, columns, column, terms, correlation);
      const double cross = scale * scale * pairs.cross[j];
      const Parts result = assemble(
          activation_, {mean_[row] * columns.mean_[column] + cross * series.value, series.derivative}, cross);
      duals.value[j] = result.value;
      duals.derivative[j] = result.derivative;
    }
    duals.parallelGap[j] = 0;
  }
}

}  // namespace ntk

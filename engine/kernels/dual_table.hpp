#pragma once

#include "engine/kernels/dual.hpp"
#include "engine/kernels/quadrature_parts.hpp"

namespace ntk {

/// Duals of many pairs between N inputs and N' others: what each input's variance alone determines is
/// computed once. Activations with a closed form need nothing of the kind. For tanh, sigmoid, softplus and
/// swish it is the Hermite coefficients g_k(s) = E G(s a) He_k(a)/√k! of the part G of σ' (see
/// `quadrature_parts.hpp`), and with ρ the correlation (Mehler's formula, and its integral over Q12)
///
///   E GG' = Σ_k g_k g_k' ρ^k,   E FF' = E F · E F' + Q12 Σ_k g_k g_k' ρ^k/(k+1).
///
/// 256 terms of G's parity are kept and as many used as leave 1e-13: few where the variance or |ρ| is small,
/// since g_k² decays like exp(−π √k/√Q11). Left out is at most |ρ|^512 times the rests of Σ g_k²; pairs where
/// that is not below 1e-12, which needs Q11 > 5 and |ρ| > 0.94, take the two-dimensional quadrature, 10 to
/// 1000 times slower.
class DualTable {
 public:
  /// Variances E z² of N inputs.
  DualTable(Activation activation, const Vector<double>& variances);

  /// As the function of this name: input `row` of this table against the inputs firstColumn, … of `columns`,
  /// one for each pair; `pairs` holds the variances of both tables.
  void dualRow(Index row, const DualTable& columns, Index firstColumn, const PairRow& pairs,
               DualRow duals) const;

 private:
  Index termsOf(Index row, const DualTable& columns, Index column, double correlation) const;
  Parts sum(Index row, const DualTable& columns, Index column, Index terms, double correlation) const;
  void fillColumn(Index column, double scale);

  static constexpr Index kTerms = 256, kNotTabulated = kTerms + 2;
  Activation activation_;
  Index parity_ = 0;               // of G: 0 even, 1 odd
  Matrix<double> coefficients_;    // g_k, k = parity, parity + 2, …: terms × N
  Eigen::ArrayXd inverseDegrees_;  // 1/(k + 1)
  Vector<double> mean_;            // E F
  Vector<Index> terms_;            // after which 1e-13 of Σ g_k² is left, kTerms + 1 if it never is
  Vector<double> size_, rest_;     // √ of E G² and of the sum of g_k² that is left out
};

}  // namespace ntk

#pragma once

#include <array>
#include <cstddef>

namespace ntk {

/// Stages after the first, the end of the step included.
inline constexpr int kMostDifferences = 4;

/// The remainder along a step, D(σ) = N(θ(σ)) − N(θ(0)), as a quadratic polynomial in τ = σ/h:
/// τ Σ_j linear_j D_j + τ² Σ_j quadratic_j D_j, D_j its values at the stages.
struct RemainderPolynomial {
  std::array<double, kMostDifferences> linear;
  std::array<double, kMostDifferences> quadratic;
};

/// A point of the step: U = e^{…} up to `node`·h with this remainder.
struct ExponentialStage {
  double node;
  RemainderPolynomial remainder;
};

/// An exponential Runge–Kutta scheme with N = F + Gθ as its non-linear part,
///
///   θ(s) = θ + s φ_1(−sG) F + (s²/h) φ_2(−sG) ΣlinearD + (2s³/h²) φ_3(−sG) ΣquadraticD,
///
/// for each stage at s = node·h, and for 0 ≤ s ≤ h with `solution`: the continuous extension. `difference` is
/// the remainder of (θ⁺ minus the solution it is compared with); D at the end of the step has index `stages`.
struct ExponentialTableau {
  int order;
  int stages;
  std::array<ExponentialStage, kMostDifferences - 1> stage;
  RemainderPolynomial solution;
  RemainderPolynomial difference;
  int differenceOrder;  ///< the difference is O(h^differenceOrder) where N is smooth
};

/// ETD2RK. Compared with itself where D at the end is that of the solution instead of that of the stage.
/// Source: Cox & Matthews 2002, eq. (22).
inline constexpr ExponentialTableau kSecondOrder{2, 1, {{{1, {}}}}, {{1}, {}}, {{-1, 1}, {}}, 3};

/// Krogstad's ETDRK4-B. Compared as `kSecondOrder`.
/// Source: Krogstad 2005, section 3; Hochbruck & Ostermann, Acta Numerica 2010, example 2.19.
inline constexpr ExponentialTableau kFourthOrder{4,
                                                 3,
                                                 {{{.5, {}}, {.5, {{4}, {}}}, {1, {{0, 2}, {}}}}},
                                                 {{2, 2, -1}, {-2, -2, 2}},
                                                 {{0, 0, 1, -1}, {0, 0, -2, 2}},
                                                 4};

namespace detail {
/// ∫_0^1 τ^power D dτ with D_j = node_j^degree, G = 0.
constexpr double moment(const ExponentialTableau& t, int degree, int power) {
  double sum = 0;
  for (std::size_t j = 0; j < static_cast<std::size_t>(t.stages); ++j) {
    double value = 1;
    for (int i = 0; i < degree; ++i) value *= t.stage[j].node;
    sum += value * (t.solution.linear[j] / (2 + power) + t.solution.quadratic[j] / (3 + power));
  }
  return sum;
}
constexpr bool isNear(double a, double b) { return a - b < 1e-15 && b - a < 1e-15; }

/// The remainder's integral is exact for D of degree 1, 2, …, order − 1; at fourth order also weighted with τ
/// for degree ≤ 2. A sign out of place cannot compile.
constexpr bool isConsistent(const ExponentialTableau& t) {
  for (int degree = 1; degree < t.order; ++degree) {
    if (!isNear(moment(t, degree, 0), 1.0 / (degree + 1))) return false;
  }
  return t.order < 4 || (isNear(moment(t, 1, 1), 1.0 / 3) && isNear(moment(t, 2, 1), 1.0 / 4));
}
static_assert(isConsistent(kSecondOrder) && isConsistent(kFourthOrder));
}  // namespace detail

}  // namespace ntk

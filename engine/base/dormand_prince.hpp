#pragma once

#include <array>
#include <cstddef>

namespace ntk {

/// Coefficients of an explicit Runge–Kutta pair of s stages whose last stage is the slope at the new point
/// ("first same as last") and which has a continuous extension:
///   g_i = y + h Σ_{j<i} a_ij k_j,  k_i = f(t + c_i h, g_i),  y⁺ = y + h Σ b_i k_i,
///   error = h Σ e_i k_i with e = b − b̂,  y(t + θh) = y + h Σ b_i(θ) k_i.
struct RungeKuttaPair {
  static constexpr std::size_t kStages = 7;
  using Row = std::array<double, kStages>;

  std::array<Row, kStages> a;
  Row c, b, embedded;  ///< embedded: b̂, of one order less
  Row bend;            ///< share of each slope in the θ²(1−θ)² term of the continuous extension

  constexpr double error(std::size_t i) const { return b[i] - embedded[i]; }

  /// b_i(θ): the cubic Hermite interpolant of both ends plus θ²(1−θ)² times the bend.
  constexpr double denseWeight(std::size_t i, double theta) const {
    const double first = i == 0 ? 1 : 0, last = i == kStages - 1 ? 1 : 0, rest = 1 - theta;
    return theta * b[i] + theta * rest * (first - b[i]) +
           theta * theta * rest * (2 * b[i] - first - last + rest * bend[i]);
  }

  /// c_i = Σ_j a_ij, Σ b = 1, Σ b̂ = 1, the bend sums to 0, the last row of a is b: a wrong sign does not
  /// compile.
  constexpr bool isConsistent() const {
    const auto isClose = [](double x, double y) { return x - y < 2e-15 && y - x < 2e-15; };
    double sumB = 0, sumEmbedded = 0, sumBend = 0;
    for (std::size_t i = 0; i < kStages; ++i) {
      double row = 0;
      for (std::size_t j = 0; j < kStages; ++j) row += a[i][j];
      if (!isClose(row, c[i]) || a[kStages - 1][i] != b[i]) return false;
      sumB += b[i];
      sumEmbedded += embedded[i];
      sumBend += bend[i];
    }
    return isClose(sumB, 1) && isClose(sumEmbedded, 1) && isClose(sumBend, 0);
  }
};

/// Dormand–Prince 5(4): order 5, embedded order 4, continuous extension of order 4.
/// Source: Hairer, Nørsett & Wanner, "Solving Ordinary Differential Equations I" (1993), table II.5.2 and
/// section II.6 (Shampine's extension).
inline constexpr RungeKuttaPair kDormandPrince{
    .a = {{{},
           {1.0 / 5},
           {3.0 / 40, 9.0 / 40},
           {44.0 / 45, -56.0 / 15, 32.0 / 9},
           {19372.0 / 6561, -25360.0 / 2187, 64448.0 / 6561, -212.0 / 729},
           {9017.0 / 3168, -355.0 / 33, 46732.0 / 5247, 49.0 / 176, -5103.0 / 18656},
           {35.0 / 384, 0, 500.0 / 1113, 125.0 / 192, -2187.0 / 6784, 11.0 / 84}}},
    .c = {0, 1.0 / 5, 3.0 / 10, 4.0 / 5, 8.0 / 9, 1, 1},
    .b = {35.0 / 384, 0, 500.0 / 1113, 125.0 / 192, -2187.0 / 6784, 11.0 / 84, 0},
    .embedded = {5179.0 / 57600, 0, 7571.0 / 16695, 393.0 / 640, -92097.0 / 339200, 187.0 / 2100, 1.0 / 40},
    .bend = {-12715105075.0 / 11282082432.0, 0, 87487479700.0 / 32700410799.0, -10690763975.0 / 1880347072.0,
             701980252875.0 / 199316789632.0, -1453857185.0 / 822651844.0, 69997945.0 / 29380423.0},
};
static_assert(kDormandPrince.isConsistent());

}  // namespace ntk

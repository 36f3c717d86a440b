#pragma once

#include <cstdint>
#include <vector>

#include "engine/base/runge_kutta.hpp"

namespace ntk {

/// What the square loss of a linear map W knows of n points (x_i, y_i):
///   L(W) = (1/n) Σ ½‖W x_i − y_i‖² = ½ tr(W C Wᵀ) − tr(W Bᵀ) + ½ power.
struct LinearRegression {
  Matrix<double> inputCovariance;  ///< C = (1/n) Σ x_i x_iᵀ, d × d
  Matrix<double> correlation;      ///< B = (1/n) Σ y_i x_iᵀ, k × d
  double power;                    ///< (1/n) Σ ‖y_i‖²
};

/// From data: inputs d × n, targets k × n.
LinearRegression linearRegression(const Matrix<double>& inputs, const Matrix<double>& targets);
/// Whitened inputs, C = I, and target map B = `map`: L(W) = ½‖W − map‖_F². A 1 × 1 map gives the scalar
/// chain.
LinearRegression whitenedRegression(const Matrix<double>& map);

/// B = Σ_α s_α u_α v_αᵀ, s descending, those above 1e-7 of the largest. Relative accuracy of s_α and of the
/// vectors: 1e-15 (s_1/s_α)².
struct LinearModes {
  Vector<double> strengths;    ///< s_α, r
  Matrix<double> left, right;  ///< u_α: k × r, v_α: d × r
};
LinearModes linearModes(const Matrix<double>& map);

/// Weights W_1, …, W_L of f(x) = W_L ⋯ W_1 x, no scale factors.
using LinearLayers = std::vector<Matrix<double>>;

/// Balanced and aligned with the modes: W_L ⋯ W_1 = Σ_α initialStrength u_α v_αᵀ and W_{l+1}ᵀ W_{l+1} =
/// W_l W_lᵀ; hidden layers have width r. From here on whitened modes do not meet: each follows `saxeMode`.
LinearLayers balancedLayers(const LinearModes& modes, int depth, double initialStrength);
/// Entries iid N(0, deviation²); widths d, m_1, …, k.
LinearLayers drawLinearLayers(const std::vector<Index>& widths, double deviation, std::uint64_t seed);

struct DeepLinearFlow {
  Matrix<double> parameters;  ///< P × r: W_1, …, W_L after each other, column-major, at the first r times
  Vector<double> losses;      ///< r
  Matrix<double> modes;       ///< u_αᵀ W_L ⋯ W_1 v_α, modes of B × r
  Vector<double> crossTalk;   ///< r: Frobenius norm of Uᵀ W_L ⋯ W_1 V off its diagonal
  /// r: the largest entry of |D_l(t) − D_l(0)|, D_l = W_{l+1}ᵀ W_{l+1} − W_l W_lᵀ: 0 but for the solver's
  /// error.
  Vector<double> imbalanceDrift;
  /// refused: layers do not fit the problem or each other, or times not ascending, finite, from 0 on.
  Status status = Status::finished;
  RungeKuttaStatistics statistics;
};

/// Gradient flow dW_l/dt = −∂L/∂W_l of all layers by Dormand–Prince; tolerance of a step, relative and (times
/// the largest initial weight) absolute. Saddles: wherever some modes are 0; plateau, then drop, mode after
/// mode. Sources: Saxe, McClelland & Ganguli 2014; the conserved D_l: Arora, Cohen & Hazan 2018, theorem 1.
DeepLinearFlow deepLinearFlow(const LinearRegression& problem, const LinearLayers& layers,
                              const Vector<double>& times, double tolerance, int maximumSteps);

}  // namespace ntk

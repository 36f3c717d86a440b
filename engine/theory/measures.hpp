#pragma once

#include <cmath>

#include "engine/base/types.hpp"

namespace ntk {

/// L_S = (1/n) Σ_i ½ (f(x_i) − y_i)².
inline double squareLoss(const Vector<double>& outputs, const Vector<double>& targets) {
  return (outputs - targets).squaredNorm() / (2 * static_cast<double>(targets.size()));
}

/// ‖A − B‖_F / ‖B‖_F: the drift ‖K_t − K_0‖/‖K_0‖ and the initial error ‖K_0 − Θ‖/‖Θ‖. 0 if both are 0.
inline double relativeDistance(const Matrix<double>& a, const Matrix<double>& b) {
  const double distance = (a - b).norm();
  return distance == 0 ? 0 : distance / b.norm();
}

}  // namespace ntk

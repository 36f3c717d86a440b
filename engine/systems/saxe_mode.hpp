#pragma once

#include "engine/base/status.hpp"
#include "engine/base/types.hpp"

namespace ntk {

/// The strength u of one balanced mode of a deep linear network on whitened inputs, towards the data's s:
///   τ u̇ = L u^{2−2/L} (s − u).
/// Time t of gradient flow is that of `deepLinearFlow` at τ = 1. Source: Saxe, McClelland & Ganguli 2014,
/// equation (7) for L = 2; Arora, Cohen & Hazan 2018 for every depth.
struct BalancedMode {
  double strength;          ///< s > 0
  double initial;           ///< u_0 ≥ 0
  int depth = 2;            ///< L ≥ 1
  double timeConstant = 1;  ///< τ > 0
};

struct ModeTrajectory {
  Vector<double> values;             ///< u, one entry a time
  Status status = Status::finished;  ///< refused: numbers outside of the above, times not ascending in [0, ∞]
};

/// Relative accuracy of time in `saxeMode` beyond depth 2.
inline constexpr double kModeTimeAccuracy = 5e-12;

/// Depth 2 in closed form, u = s e^{2st/τ}/(e^{2st/τ} − 1 + s/u_0); depth 1, s + (u_0 − s) e^{−t/τ}; deeper
/// by Dormand–Prince in z = ln(u/|s − u|), ż = (L s/τ) u^{1−2/L}, which is neither stiff nor flat. Relative
/// accuracy: round-off up to depth 2, then 1e-10.
ModeTrajectory saxeMode(const BalancedMode& mode, const Vector<double>& times);

/// Time to reach `fraction` of s from u_0 < fraction · s, fraction in (0, .99]: with v = u/s,
///   (τ/L) s^{2/L−2} ∫ v^{2/L−2}/(1−v) dv, term by term; ∞ at u_0 = 0 and L ≥ 2, NaN outside of these ranges.
/// For small u_0 it is (τ/2s) ln(s/u_0) at depth 2 and τ u_0^{−(1−2/L)}/(s(L−2)) at greater depth.
double escapeTime(const BalancedMode& mode, double fraction);

}  // namespace ntk

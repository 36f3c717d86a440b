#pragma once

#include "engine/base/symmetric_eigen.hpp"

namespace ntk {

/// rᵀK⁺r through the eigenbasis of K (N × N, no 1/n), r N × c, summed over columns (outputs that share K).
struct KernelNorm {
  double squared;       ///< over the modes with λ_i > 0
  Index excludedModes;  ///< modes with λ_i = 0 (round-off decided by SymmetricEigen)
  double excludedShare;  ///< their share of ‖r‖²; where it is not 0 no function of the RKHS has these values
};

/// C14. r = y: squared RKHS norm of the interpolant of smallest norm, the norm of the target as the sample
/// shows it. r = y − f_0(S): ‖W_∞ − W_0‖² of the linearised network, its square root the lazy radius.
KernelNorm kernelNorm(const SymmetricEigen& kernel, const Matrix<double>& values);

/// λ_max/λ_min, ∞ where K is singular.
double conditionNumber(const SymmetricEigen& kernel);

/// Σ_i λ_i/(λ_i + λ), λ ≥ 0 the ridge of K + λI; the rank at λ = 0.
double effectiveDimension(const SymmetricEigen& kernel, double ridge);

/// ⟨K, YYᵀ⟩/(‖K‖_F ‖YYᵀ‖_F) ∈ [0, 1], K n × n, Y n × k; one output: yᵀKy/(‖K‖‖y‖²). 0 if K or Y is 0.
/// Source: Cristianini et al. 2001; centred: Cortes, Mohri & Rostamizadeh 2012.
double alignment(const Matrix<double>& kernel, const Matrix<double>& targets);
/// The same of HKH and HY, H = I − 11ᵀ/n.
double centredAlignment(const Matrix<double>& kernel, const Matrix<double>& targets);

/// c_i = q_iᵀ(f − y) of every mode of K (C15).
Vector<double> modeResiduals(const SymmetricEigen& kernel, const Vector<double>& residual);
/// c_i(0) e^{−λ_i t/n}: what c_i(t) is while the kernel stands still; n samples.
Vector<double> predictedModeResiduals(const SymmetricEigen& kernel, const Vector<double>& initialModes,
                                      Index samples, double t);

}  // namespace ntk

#pragma once

#include "engine/kernels/dual.hpp"
#include "engine/network/architecture.hpp"

namespace ntk {

struct KernelValue {
  double ntk;   ///< Θ
  double nngp;  ///< Σ
};

/// The infinite-width kernels of exactly the network that an architecture describes, α² included, no 1/n:
///
///   Σ¹ = s_1² x·x' + b_1²,              Θ¹ = [layer 1 trained] Σ¹,
///   Σ^{l+1} = σ_w² E[σσ'] + σ_b²,       Θ^{l+1} = [layer l+1 trained] Σ^{l+1} + σ_w² Θ^l E[σ̇σ̇'],
///
/// σ_w² = (weight scale)² · inputs. The lecture's network (only layer 1 trained) gives x·x' E[σ̇σ̇'] (C8, C9).
/// Symmetric, finite on repeated inputs; accuracy relative to √(k(x,x) k(x',x')) as stated in `dual.hpp`.
/// Source: Jacot et al. 2018, Theorem 1; Lee et al. 2019, appendix E.
class AnalyticKernel {
 public:
  explicit AnalyticKernel(const Architecture& architecture) : architecture_(architecture) {}

  /// E z² at every affine layer for every input: (L+1) × N for inputs d × N.
  Matrix<double> variances(const Matrix<double>& inputs) const;

  /// One entry; the inputs are columns d, the variances their columns of `variances`.
  KernelValue operator()(const Vector<double>& x, const Vector<double>& variancesX, const Vector<double>& y,
                         const Vector<double>& variancesY) const;

 private:
  Architecture architecture_;
};

/// Θ of two batches, N × N'.
Matrix<double> analyticNtk(const Architecture& architecture, const Matrix<double>& rows,
                           const Matrix<double>& columns);

}  // namespace ntk

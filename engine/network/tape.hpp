#pragma once

#include <algorithm>
#include <limits>
#include <vector>

#include "engine/network/architecture.hpp"

namespace ntk {

/// A network at parameters θ over a batch of n inputs, with all that its linearisation there needs: the
/// layers' inputs h_{l−1} and δ_l = ∂f/∂z_l. The Jacobian J (n × P, trained parameters only) is never formed:
///
///   kernel     J Jᵀ = Σ_l [s_l² ⟨h_{l−1}(x), h_{l−1}(x')⟩ + b_l²] ⟨δ_l(x), δ_l(x')⟩   (s_l, b_l: weight and
///   bias scale) vjp        Jᵀ c:  s_l δ_l diag(c) h_{l−1}ᵀ for W_l,  b_l δ_l c for b_l jvp        J v:   Σ_l
///   s_l δ_lᵀ V_l h_{l−1} + b_l δ_lᵀ v_l, sample by sample
///
/// α is in δ. Gram matrices are accumulated in double from the Scalar factors, so K is that of the rounded J
/// to double's accuracy; products with J carry Scalar's. Buffers are reused by `record`.
template <class Scalar>
class Tape {
 public:
  explicit Tape(const Architecture& architecture) : architecture_(&architecture) {}

  /// Forward and backward sweep. `inputs` is d × n.
  void record(const Vector<Scalar>& parameters, const Matrix<Scalar>& inputs);

  /// f, n, α included, nothing subtracted.
  const Vector<double>& outputs() const { return outputs_; }
  Matrix<double> kernel() const;
  /// Rows: this batch, columns: the other's; both tapes at the same parameters.
  Matrix<double> crossKernel(const Tape& other) const;
  /// `gradient` (all parameters) is overwritten; untrained entries are 0.
  void vjp(const Vector<double>& cotangent, Vector<Scalar>& gradient) const;
  Vector<double> jvp(const Vector<Scalar>& direction) const;

 private:
  const Architecture* architecture_;
  std::vector<Matrix<Scalar>> layerInputs_;  // h_{l−1}, inputs × n
  std::vector<Matrix<Scalar>> deltas_;       // δ_l, outputs × n
  Vector<double> outputs_;
};

/// Relative accuracy of the eigenvalues of a Gram kernel: products with J carry Scalar's round-off, so modes
/// whose √λ is below it hold only noise.
template <class Scalar>
inline constexpr double kGramRoundOff = std::max(static_cast<double>(std::numeric_limits<Scalar>::epsilon()) *
                                                     std::numeric_limits<Scalar>::epsilon(),
                                                 std::numeric_limits<double>::epsilon());

/// Columns that a forward sweep without a tape works on at a time.
inline constexpr Index kForwardBlock = 64;

/// f over a batch of any size, in blocks, without recording.
template <class Scalar>
Vector<double> networkOutputs(const Architecture& architecture, const Vector<Scalar>& parameters,
                              const Matrix<Scalar>& inputs);

}  // namespace ntk

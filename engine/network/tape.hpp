#pragma once

#include <algorithm>
#include <limits>
#include <vector>

#include "engine/network/architecture.hpp"

namespace ntk {

/// A network at parameters θ over a batch of n inputs, with all that its linearisation there needs: the
/// layers' inputs h_{l−1} and δ_l = ∂f/∂z_l of every output. The Jacobian J (nk × P, trained parameters only)
/// is never formed:
///
///   kernel  J Jᵀ = Σ_l [s_l² ⟨h_{l−1}(x), h_{l−1}(x')⟩ + b_l²] ⟨δ_l(x), δ_l(x')⟩   (s_l, b_l: weight and
///   bias scale) vjp     Jᵀ c:  s_l δ_l diag(c) h_{l−1}ᵀ for W_l,  b_l δ_l c for b_l, summed over outputs jvp
///   J v:   Σ_l s_l δ_lᵀ V_l h_{l−1} + b_l δ_lᵀ v_l, sample by sample
///
/// in layers with groups summed over these. Vectors over outputs and samples are output-major: entry o·n + i
/// belongs to output o of sample i. α is in δ. Gram matrices are accumulated in double from the Scalar
/// factors, so K is that of the rounded J to double's accuracy; products with J carry Scalar's. `forward`,
/// `backward` and `gradient` allocate nothing where the shapes are those of the time before.
template <class Scalar>
class Tape {
 public:
  explicit Tape(const Architecture& architecture) : architecture_(&architecture) {}

  /// Forward sweep over inputs d × n: outputs and what `gradient` needs.
  void forward(const Vector<Scalar>& parameters, const Matrix<Scalar>& inputs);
  /// As `forward`, with every hidden unit on its line h = slope · z instead of σ: `slopes` holds one matrix
  /// (outputs × n) a hidden layer, and z goes into `preActivations`.
  void forwardOnLines(const Vector<Scalar>& parameters, const Matrix<Scalar>& inputs,
                      const std::vector<Matrix<Scalar>>& slopes, std::vector<Matrix<Scalar>>& preActivations);
  /// Backward sweep for the functions uᵀf, one a column u (k) of `directions`: kernels and products are
  /// theirs.
  void backward(const Vector<Scalar>& parameters, const Matrix<Scalar>& directions);
  /// Both sweeps, for all outputs.
  void record(const Vector<Scalar>& parameters, const Matrix<Scalar>& inputs);

  /// f, nk, α included, nothing subtracted.
  const Vector<double>& outputs() const { return outputs_; }
  const Matrix<Scalar>& layerInputs(std::size_t l) const { return layerInputs_[l]; }
  /// σ'(z) of hidden layer l (from 0).
  const Matrix<Scalar>& derivatives(std::size_t l) const { return derivatives_[l]; }
  /// δ_l of affine layer l (from 0), outputs × n·(number of directions).
  const Matrix<Scalar>& deltas(std::size_t l) const { return deltas_[l]; }
  Index sampleCount() const { return layerInputs_.front().cols(); }

  /// nk × nk, trained layers only.
  Matrix<double> kernel() const;
  /// Rows: this batch, columns: the other's; both tapes at the same parameters.
  Matrix<double> crossKernel(const Tape& other) const;
  /// What affine layer l (from 0), trained or not, adds to the kernel if it is trained.
  Matrix<double> layerKernel(std::size_t l, const Tape& other) const;
  /// The finite network's estimate of the NNGP kernel, n × n': the output's covariance over the output
  /// layer's weights.
  Matrix<double> featureKernel(const Tape& other) const;

  /// `gradient` (all parameters) is overwritten; untrained entries are 0.
  void vjp(const Vector<double>& cotangent, Vector<Scalar>& gradient) const;
  Vector<double> jvp(const Vector<Scalar>& direction) const;
  /// As `jvp`, in double from the Scalar factors of J.
  Vector<double> jvpInDouble(const Vector<double>& direction) const;
  /// As `vjp`, by one backward sweep from the cotangent: after `forward` alone, and cheaper where outputs are
  /// many.
  void gradient(const Vector<Scalar>& parameters, const Vector<double>& cotangent, Vector<Scalar>& gradient);

 private:
  void finishForward(const Vector<Scalar>& parameters);

  const Architecture* architecture_;
  std::vector<Matrix<Scalar>> layerInputs_;  // h_{l−1}, inputs × n
  std::vector<Matrix<Scalar>> derivatives_;  // σ'(z_l) of hidden layers, outputs × n
  std::vector<Matrix<Scalar>> deltas_;       // δ_l, outputs × n·(number of directions)
  std::vector<Matrix<Scalar>> cotangents_;   // of z_l in `gradient`, outputs × n
  Matrix<Scalar> layerOutputs_;              // z_{L+1}
  mutable Matrix<Scalar> work_;              // of products with J
  mutable Vector<Scalar> cotangent_;
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

/// f (nk, output-major) over a batch of any size, in blocks, without recording.
template <class Scalar>
Vector<double> networkOutputs(const Architecture& architecture, const Vector<Scalar>& parameters,
                              const Matrix<Scalar>& inputs);

}  // namespace ntk

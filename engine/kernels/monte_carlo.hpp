#pragma once

#include "engine/network/tape.hpp"

namespace ntk {

/// Mean of the kernel at initialisation over independent networks, added one by one so that a job can be
/// sliced: of K_0, averaged over outputs, or of the NNGP estimate ⟨features⟩ (`Tape::featureKernel`), n × n.
/// The limit kernel is the mean's limit for m → ∞; at finite width they differ by O(1/m). Mean and spread are
/// updated by Welford's method, so that nothing cancels.
template <class Scalar>
class MonteCarloKernel {
 public:
  /// Inputs are d × n.
  MonteCarloKernel(const Architecture& architecture, Matrix<Scalar> inputs,
                   LimitKernel kind = LimitKernel::ntk);

  /// The network of this seed and member, as `drawParameters` has it.
  void add(std::uint64_t seed, std::uint32_t member = 0);

  Index count() const { return count_; }
  const Matrix<double>& mean() const { return mean_; }
  /// Of every entry of the mean, √(Σ (K − mean)²/(N (N − 1))); NaN below two networks.
  Matrix<double> standardError() const;

 private:
  Architecture architecture_;
  Matrix<Scalar> inputs_;
  LimitKernel kind_;
  Index count_ = 0;
  Matrix<double> mean_, squares_;  // Σ (K − mean)²
};

}  // namespace ntk

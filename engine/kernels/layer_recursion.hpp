#pragma once

#include <vector>

#include "engine/kernels/dual_table.hpp"
#include "engine/network/architecture.hpp"

namespace ntk {

/// What N inputs alone determine, made by `LayerRecursion::batch`.
struct KernelBatch {
  Matrix<double> units;           ///< x/‖x‖, one row an input: N × d, 0 for x = 0
  Eigen::ArrayXd norms;           ///< ‖x‖
  Matrix<double> variances;       ///< E z² at every affine layer, α not in it: N × (L + 1)
  std::vector<DualTable> tables;  ///< of the L hidden layers

  Index size() const { return norms.size(); }
};

/// A stretch of one row of the kernels with the space to compute it in; used again it allocates nothing.
struct KernelRow {
  /// For up to `count` entries; `layers` is L + 1 if contributions of layers are wanted, else 0.
  explicit KernelRow(Index count, Index layers = 0);

  Eigen::ArrayXd ntk, nngp;      ///< Θ and Σ
  Eigen::ArrayXXd layerKernels;  ///< what each affine layer adds to Θ if it is trained: count × layers
  // Of the layer at hand; `nngp` holds its covariance, `derivative` d s²v² E[σ̇σ̇'].
  Eigen::ArrayXd contribution, value, derivative, dualGap, parallelGap, antiparallelGap;
};

/// The infinite-width kernels of exactly the network that an architecture describes, α² included, no 1/n. Per
/// layer s and b are the scales and v and u the initial deviations of weights and biases, d its inputs (of a
/// group):
///
///   Σ¹ = s²v² x·x' + b²u²,             Θ¹ = s² x·x' + b²,
///   Σ^{l+1} = d s²v² E[σσ'] + b²u²,    Θ^{l+1} = (d s² E[σσ'] + b²) + d s²v² Θ^l E[σ̇σ̇'],
///
/// the first term of Θ (the layer's contribution) only if the layer is trained. In NTK parametrisation v = u
/// = 1, d s² = σ_w², and the contribution is Σ. The lecture's network (only layer 1 trained) gives x·x'
/// E[σ̇σ̇'] (C8, C9); last layer only gives Σ (C12). In standard and mean-field parametrisation the widths do
/// not cancel: they are those of the architecture. Antisymmetric networks have the kernels of the others.
///
/// Symmetric, positive semi-definite and finite, repeated and zero inputs included. Accuracy of `dual.hpp`
/// relative to √(k(x,x) k(x',x')). Weights that are not normal are taken as normal of the same variance,
/// which is the limit behind a hidden layer but not in the first layer: there PyTorch's uniform weights
/// differ by an amount that falls like 1/d. Source: Jacot et al. 2018, Theorem 1; Lee et al. 2019, appendix
/// E.
class LayerRecursion {
 public:
  explicit LayerRecursion(const Architecture& architecture);

  /// Inputs are d × N.
  KernelBatch batch(const Matrix<double>& inputs) const;

  /// Input i of `rows` against the inputs first … first + count − 1 of `columns`.
  void evaluateRow(const KernelBatch& rows, Index i, const KernelBatch& columns, Index first, Index count,
                   KernelRow& row) const;

  /// Σ(x, x) = E f², α² included.
  Vector<double> outputVariances(const KernelBatch& batch) const;
  /// tr Θ_l of a batch, l a trained layer, 0 for the others, divided by their sum: L + 1 shares.
  Vector<double> layerShares(const KernelBatch& batch) const;

 private:
  struct Law {
    double weightVariance, biasVariance;  // d s²v², b²u²
    double weightTangent, biasTangent;    // d s², b²
    bool isTrained;
  };

  void firstLayer(const KernelBatch& rows, Index i, const KernelBatch& columns, Index first, Index count,
                  KernelRow& row) const;

  /// Affine layer l ≥ 1 from the moments of layer l − 1 that the row holds.
  void hiddenLayer(const KernelBatch& rows, Index i, const KernelBatch& columns, Index first, Index count,
                   Index l, KernelRow& row) const;

  Activation activation_;
  double outputScale_;  // α²
  std::vector<Law> laws_;
};

}  // namespace ntk

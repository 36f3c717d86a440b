#pragma once

#include "engine/kernels/layer_recursion.hpp"

namespace ntk {

/// Θ and Σ of two batches, N × N', row by row so that a job can be sliced. Of one batch with itself (the same
/// object twice) a triangle is computed and mirrored. Kernel and batches must outlive it.
class KernelMatrices {
 public:
  KernelMatrices(const LayerRecursion& kernel, const KernelBatch& rows, const KernelBatch& columns);

  bool isComplete() const { return rowsDone_ == rows_->size(); }
  Index rowsDone() const { return rowsDone_; }
  /// The next row.
  void addRow();

  const Matrix<double>& ntk() const { return ntk_; }
  const Matrix<double>& nngp() const { return nngp_; }

 private:
  const LayerRecursion* kernel_;
  const KernelBatch *rows_, *columns_;
  KernelRow row_;
  Index rowsDone_ = 0;
  Matrix<double> ntk_, nngp_;
};

/// Θ of two batches d × N and d × N'; one object twice takes half the time.
Matrix<double> analyticNtk(const Architecture& architecture, const Matrix<double>& rows,
                           const Matrix<double>& columns);
/// Σ, the covariance of f at initialisation.
Matrix<double> analyticNngp(const Architecture& architecture, const Matrix<double>& rows,
                            const Matrix<double>& columns);
/// What each affine layer adds to Θ if it is trained: L + 1 matrices N × N'.
std::vector<Matrix<double>> analyticLayerKernels(const Architecture& architecture, const Matrix<double>& rows,
                                                 const Matrix<double>& columns);
/// Σ^l = E[z^l z^l'] of every affine layer, the last without α: L + 1 matrices N × N', each that of the
/// network cut off after layer l.
std::vector<Matrix<double>> analyticLayerCovariances(const Architecture& architecture,
                                                     const Matrix<double>& rows,
                                                     const Matrix<double>& columns);

}  // namespace ntk

#include "engine/kernels/analytic_kernel.hpp"

#include <algorithm>

namespace ntk {

namespace {

/// An architecture's kernel with its batches: one if rows and columns are the same object.
struct Problem {
  Problem(const Architecture& architecture, const Matrix<double>& rowInputs,
          const Matrix<double>& columnInputs)
      : kernel(architecture), rows(kernel.batch(rowInputs)) {
    if (&rowInputs != &columnInputs) otherColumns = kernel.batch(columnInputs);
    isSymmetric = &rowInputs == &columnInputs;
  }
  const KernelBatch& columns() const { return isSymmetric ? rows : otherColumns; }

  KernelMatrices solve() const {
    KernelMatrices matrices(kernel, rows, columns());
    while (!matrices.isComplete()) matrices.addRow();
    return matrices;
  }

  LayerRecursion kernel;
  KernelBatch rows, otherColumns;
  bool isSymmetric;
};

/// Square blocks that fit into the cache: a row at a time would miss it at every entry.
void mirrorUpperTriangle(Matrix<double>& matrix) {
  constexpr Index kBlock = 32;
  const Index n = matrix.rows();
  for (Index row = 0; row < n; row += kBlock) {
    const Index height = std::min(kBlock, n - row);
    auto diagonal = matrix.block(row, row, height, height);
    diagonal.triangularView<Eigen::StrictlyLower>() = diagonal.transpose();
    for (Index column = 0; column < row; column += kBlock)
      matrix.block(row, column, height, kBlock) = matrix.block(column, row, kBlock, height).transpose();
  }
}

}  // namespace

KernelMatrices::KernelMatrices(const LayerRecursion& kernel, const KernelBatch& rows,
                               const KernelBatch& columns)
    : kernel_(&kernel),
      rows_(&rows),
      columns_(&columns),
      row_(columns.size()),
      ntk_(rows.size(), columns.size()),
      nngp_(rows.size(), columns.size()) {}

void KernelMatrices::addRow() {
  const Index i = rowsDone_++;
  if (rows_ != columns_) {
    kernel_->evaluateRow(*rows_, i, *columns_, 0, columns_->size(), row_);
    ntk_.row(i) = row_.ntk.transpose();
    nngp_.row(i) = row_.nngp.transpose();
    return;
  }
  kernel_->evaluateRow(*rows_, i, *columns_, 0, i + 1, row_);
  ntk_.col(i).head(i + 1) = row_.ntk.head(i + 1);
  nngp_.col(i).head(i + 1) = row_.nngp.head(i + 1);
  if (!isComplete()) return;
  mirrorUpperTriangle(ntk_);
  mirrorUpperTriangle(nngp_);
}

Matrix<double> analyticNtk(const Architecture& architecture, const Matrix<double>& rows,
                           const Matrix<double>& columns) {
  return Problem(architecture, rows, columns).solve().ntk();
}

Matrix<double> analyticNngp(const Architecture& architecture, const Matrix<double>& rows,
                            const Matrix<double>& columns) {
  return Problem(architecture, rows, columns).solve().nngp();
}

std::vector<Matrix<double>> analyticLayerKernels(const Architecture& architecture, const Matrix<double>& rows,
                                                 const Matrix<double>& columns) {
  const Problem problem(architecture, rows, columns);
  std::vector<Matrix<double>> kernels(architecture.layers.size(),
                                      Matrix<double>(rows.cols(), columns.cols()));
  KernelRow row(columns.cols(), static_cast<Index>(kernels.size()));
  for (Index i = 0; i < rows.cols(); ++i) {
    problem.kernel.evaluateRow(problem.rows, i, problem.columns(), 0, columns.cols(), row);
    for (std::size_t l = 0; l < kernels.size(); ++l)
      kernels[l].row(i) = row.layerKernels.col(static_cast<Index>(l)).transpose();
  }
  return kernels;
}

std::vector<Matrix<double>> analyticLayerCovariances(const Architecture& architecture,
                                                     const Matrix<double>& rows,
                                                     const Matrix<double>& columns) {
  std::vector<Matrix<double>> covariances;
  Architecture head = architecture;
  head.alpha = 1;
  head.layers.clear();
  for (const Layer& layer : architecture.layers) {
    head.layers.push_back(layer);
    covariances.push_back(analyticNngp(head, rows, columns));
  }
  return covariances;
}

}  // namespace ntk

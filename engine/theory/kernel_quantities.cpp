#include "engine/theory/kernel_quantities.hpp"

#include <cmath>
#include <limits>

namespace ntk {

KernelNorm kernelNorm(const SymmetricEigen& kernel, const Matrix<double>& values) {
  const Matrix<double> modes = kernel.vectors().transpose() * values;
  KernelNorm norm{0, 0, 0};
  double excluded = 0;
  for (Index i = 0; i < modes.rows(); ++i) {
    const double square = modes.row(i).squaredNorm();
    if (kernel.values()[i] > 0) {
      norm.squared += square / kernel.values()[i];
    } else {
      ++norm.excludedModes;
      excluded += square;
    }
  }
  if (excluded > 0) norm.excludedShare = excluded / modes.squaredNorm();
  return norm;
}

double conditionNumber(const SymmetricEigen& kernel) {
  return kernel.smallest() > 0 ? kernel.largest() / kernel.smallest()
                               : std::numeric_limits<double>::infinity();
}

double effectiveDimension(const SymmetricEigen& kernel, double ridge) {
  double sum = 0;
  for (const double value : kernel.values())
    if (value > 0) sum += value / (value + ridge);
  return sum;
}

double alignment(const Matrix<double>& kernel, const Matrix<double>& targets) {
  const Matrix<double> gram = targets.transpose() * targets;  // ‖YᵀY‖_F = ‖YYᵀ‖_F
  const double norms = kernel.norm() * gram.norm();
  return norms > 0 ? (targets.transpose() * kernel * targets).trace() / norms : 0;
}

double centredAlignment(const Matrix<double>& kernel, const Matrix<double>& targets) {
  Matrix<double> centred = kernel.rowwise() - kernel.colwise().mean();
  centred = centred.colwise() - Vector<double>(centred.rowwise().mean());
  return alignment(centred, targets.rowwise() - targets.colwise().mean());
}

Vector<double> modeResiduals(const SymmetricEigen& kernel, const Vector<double>& residual) {
  return kernel.vectors().transpose() * residual;
}

Vector<double> predictedModeResiduals(const SymmetricEigen& kernel, const Vector<double>& initialModes,
                                      Index samples, double t) {
  Vector<double> modes = initialModes;
  for (Index i = 0; i < modes.size(); ++i)
    if (kernel.values()[i] > 0) modes[i] *= std::exp(-kernel.values()[i] * t / static_cast<double>(samples));
  return modes;
}

}  // namespace ntk

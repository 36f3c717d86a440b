#pragma once

#include "engine/base/symmetric_eigen.hpp"
#include "engine/bindings/call_options.hpp"

namespace ntk {

/// Largest n of the kernels that a call factorises (n³/3 operations) and of those whose eigenvalues it needs
/// (some 10 n³): neither can be sliced, and both would take more than about three seconds beyond it.
inline constexpr Index kLargestFactorised = 2048, kLargestDecomposed = 1024;

/// Multiplications that one unit of work may take, some seconds.
inline constexpr double kMostMultiplications = 4e9;
/// Adds a fault if there are more of them.
void checkWork(Faults& faults, const std::string& field, const Matrix<double>& matrix,
               double multiplications);

/// The option `kernel`, n × n, no 1/n in it; empty with a fault if it is not square, symmetric and of at most
/// `largestOrder` rows.
Matrix<double> readKernel(CallOptions& options, Index largestOrder, Faults& faults);

/// The eigen-decomposition of a kernel, with the option `roundOff`, the relative accuracy of its entries.
SymmetricEigen decompose(const Matrix<double>& kernel, CallOptions& options, Faults& faults);

/// Regression with a kernel that the caller has: the options `kernel`, `targets` [n, k], `probeKernel` [p,
/// n], `trainMean` [n, k] and `probeMean` [p, k] (both or neither; missing: 0), `ridge`. Nothing but `faults`
/// is meaningful if there are any.
struct KernelProblem {
  KernelProblem(CallOptions& options, Index largestOrder, Faults& faults);

  Matrix<double> kernel;                ///< n × n
  Matrix<double> targets;               ///< n × k
  Matrix<double> probeKernel;           ///< p × n; p is 0 if it is missing
  Matrix<double> trainMean, probeMean;  ///< n × k, p × k
  double ridge = 0;
};

/// [rows, columns] of a matrix.
std::string shapeText(const Matrix<double>& matrix);
/// Adds a fault unless the matrix has this shape.
void checkShape(Faults& faults, const std::string& field, const Matrix<double>& matrix, Index rows,
                Index columns);

}  // namespace ntk

#include "engine/bindings/kernel_problem.hpp"

#include <limits>

#include "engine/spec/text.hpp"

namespace ntk {

namespace {

/// How much entries of a kernel may differ from their mirror image, relative to the largest.
constexpr double kAsymmetry = 1e-6;

Matrix<double> readMatrix(CallOptions& options, std::string_view name) {
  return options.inputs(name).transpose();
}

}  // namespace

std::string shapeText(const Matrix<double>& matrix) {
  return '[' + std::to_string(matrix.rows()) + ", " + std::to_string(matrix.cols()) + ']';
}

void checkShape(Faults& faults, const std::string& field, const Matrix<double>& matrix, Index rows,
                Index columns) {
  if (matrix.rows() == rows && matrix.cols() == columns) return;
  addFault(faults, field + ".shape", shapeText(matrix),
           "it must be [" + std::to_string(rows) + ", " + std::to_string(columns) + "].");
}

void checkWork(Faults& faults, const std::string& field, const Matrix<double>& matrix,
               double multiplications) {
  if (multiplications <= kMostMultiplications) return;
  addFault(faults, field + ".shape", shapeText(matrix),
           "it takes " + numberText(multiplications) + " multiplications at once, more than the allowed " +
               numberText(kMostMultiplications) + '.');
}

Matrix<double> readKernel(CallOptions& options, Index largestOrder, Faults& faults) {
  Matrix<double> kernel = readMatrix(options, "kernel");
  const Index n = kernel.rows();
  if (n != kernel.cols()) {
    addFault(faults, "kernel.shape", shapeText(kernel), "it must be square.");
  } else if (n > largestOrder) {
    addFault(faults, "kernel.shape", shapeText(kernel),
             "this call takes at most " + std::to_string(largestOrder) + " rows, " +
                 bytesText(8 * size(largestOrder) * size(largestOrder)) + '.');
  } else if (!((kernel - kernel.transpose()).cwiseAbs().maxCoeff() <=
               kAsymmetry * kernel.cwiseAbs().maxCoeff())) {
    addFault(faults, "kernel.data", "not symmetric", "entry (i, j) must be entry (j, i).");
  } else {
    return kernel;
  }
  return {};
}

SymmetricEigen decompose(const Matrix<double>& kernel, CallOptions& options, Faults& faults) {
  constexpr double kEpsilon = std::numeric_limits<double>::epsilon();
  const double roundOff = options.number("roundOff", kEpsilon, 0, 1e-2);
  return faults.empty() ? SymmetricEigen(kernel, roundOff) : SymmetricEigen();
}

KernelProblem::KernelProblem(CallOptions& options, Index largestOrder, Faults& faults) {
  const std::size_t before = faults.size();
  kernel = readKernel(options, largestOrder, faults);
  targets = readMatrix(options, "targets");
  if (options.has("probeKernel")) probeKernel = readMatrix(options, "probeKernel");
  const bool hasMean = options.has("trainMean") || options.has("probeMean");
  if (hasMean) {
    trainMean = readMatrix(options, "trainMean");
    if (options.has("probeKernel") || options.has("probeMean")) probeMean = readMatrix(options, "probeMean");
  }
  ridge = options.number("ridge", 0, 0, std::numeric_limits<double>::max());
  if (faults.size() > before) return;
  const Index n = kernel.rows(), k = targets.cols();
  checkShape(faults, "targets", targets, n, k);
  if (!options.has("probeKernel")) probeKernel.resize(0, n);
  checkShape(faults, "probeKernel", probeKernel, probeKernel.rows(), n);
  if (!hasMean) trainMean = Matrix<double>::Zero(n, k);
  if (probeMean.size() == 0) probeMean = Matrix<double>::Zero(probeKernel.rows(), k);
  checkShape(faults, "trainMean", trainMean, n, k);
  checkShape(faults, "probeMean", probeMean, probeKernel.rows(), k);
}

}  // namespace ntk

#include <emscripten/bind.h>

#include <limits>

#include "engine/bindings/document.hpp"
#include "engine/bindings/kernel_problem.hpp"
#include "engine/bindings/tensor.hpp"
#include "engine/dynamics/kernel_flow.hpp"
#include "engine/dynamics/kernel_regression.hpp"
#include "engine/theory/kernel_quantities.hpp"

namespace ntk {

namespace {

using emscripten::val;

/// Regression and posterior by Cholesky. A singular kernel is no fault: isSingular, and nothing that needs
/// the factor.
val kernelRegression(const val& arguments) {
  Faults faults;
  CallOptions options(
      arguments, {"kernel", "targets", "probeKernel", "trainMean", "probeMean", "ridge", "probeCovariance"},
      faults);
  const KernelProblem problem(options, kLargestFactorised, faults);
  Matrix<double> prior;
  const bool wantsCovariance = options.has("probeCovariance");
  if (wantsCovariance) prior = options.inputs("probeCovariance").transpose();
  if (faults.empty() && wantsCovariance) {
    const Index p = problem.probeKernel.rows();
    checkShape(faults, "probeCovariance", prior, p, p);
  }
  const double n = size(problem.kernel.rows()), p = size(problem.probeKernel.rows());
  const double columns = size(problem.targets.cols());
  checkWork(faults, "probeKernel", problem.probeKernel,
            n * (n * columns + p * (columns + (wantsCovariance ? n + p : 0))));
  if (!faults.empty()) return refusal(faults);
  const KernelRegression regression(problem.kernel, problem.ridge);
  val result = val::object();
  result.set("isSingular", regression.isSingular());
  result.set("smallestPivot", regression.smallestPivot());
  if (regression.isSingular()) return result;
  const Matrix<double> residual = problem.targets - problem.trainMean;
  result.set("prediction", tensorToVal(regression.predict(problem.probeKernel, problem.probeMean, residual)));
  result.set("coefficients", tensorToVal(regression.solve(residual)));
  result.set("squaredNorm", regression.squaredNorm(residual));
  result.set("effectiveDimension", regression.effectiveDimension());
  if (!wantsCovariance) return result;
  result.set("covariance", tensorToVal(regression.covariance(problem.probeKernel, prior)));
  result.set("variance", vectorToVal(regression.variance(problem.probeKernel, prior.diagonal())));
  return result;
}

/// One matrix a time, [times, rows, columns].
template <class AtTime>
val overTimes(const Vector<double>& times, const AtTime& atTime) {
  std::vector<Matrix<double>> matrices;
  for (const double t : times) matrices.push_back(atTime(t));
  return tensorToVal(matrices);
}

/// Gradient flow with a kernel, at every t of `times`, through its eigenbasis.
val kernelFlow(const val& arguments) {
  Faults faults;
  CallOptions options(
      arguments,
      {"kernel", "targets", "probeKernel", "trainMean", "probeMean", "ridge", "times", "samples", "roundOff"},
      faults);
  const KernelProblem problem(options, kLargestDecomposed, faults);
  const Vector<double> times = options.times("times");
  const Index n = problem.kernel.rows(), p = problem.probeKernel.rows(), k = problem.targets.cols();
  const Index samples = options.integer("samples", std::max<Index>(n, 1), 1, kLargestDecomposed);
  checkSize(faults, "times", size(times.size()) * size(n + p) * size(k));
  checkWork(faults, "kernel", problem.kernel, size(times.size()) * size(n) * size(n + p) * size(k));
  const SymmetricEigen eigen = decompose(problem.kernel, options, faults);
  if (!faults.empty()) return refusal(faults);
  const KernelFlow flow(eigen, problem.probeKernel, problem.trainMean.reshaped(),
                        problem.probeMean.reshaped(), problem.targets.reshaped(), samples, problem.ridge);
  Vector<double> movement(times.size());
  for (Index i = 0; i < times.size(); ++i) movement[i] = flow.movement(times[i]);
  val result = val::object();
  result.set("trainOutputs",
             overTimes(times, [&](double t) { return Matrix<double>(flow.trainOutputs(t).reshaped(n, k)); }));
  result.set("probeOutputs",
             overTimes(times, [&](double t) { return Matrix<double>(flow.probeOutputs(t).reshaped(p, k)); }));
  result.set("modeResiduals", overTimes(times, [&](double t) { return flow.residualModes(t); }));
  result.set("movement", vectorToVal(movement));
  result.set("eigenvalues", vectorToVal(eigen.values()));
  return result;
}

/// What the lecture asks of a kernel matrix, and of targets with it if they are given.
val kernelQuantities(const val& arguments) {
  Faults faults;
  CallOptions options(arguments, {"kernel", "targets", "ridge", "roundOff"}, faults);
  const Matrix<double> kernel = readKernel(options, kLargestDecomposed, faults);
  const double ridge = options.number("ridge", 0, 0, std::numeric_limits<double>::max());
  Matrix<double> targets;
  if (options.has("targets")) targets = options.inputs("targets").transpose();
  if (faults.empty() && options.has("targets"))
    checkShape(faults, "targets", targets, kernel.rows(), targets.cols());
  const SymmetricEigen eigen = decompose(kernel, options, faults);
  if (!faults.empty()) return refusal(faults);
  val result = val::object();
  result.set("eigenvalues", vectorToVal(eigen.values()));
  result.set("eigenvectors", tensorToVal(eigen.vectors()));
  result.set("conditionNumber", conditionNumber(eigen));
  result.set("effectiveDimension", effectiveDimension(eigen, ridge));
  if (targets.size() == 0) return result;
  const KernelNorm norm = kernelNorm(eigen, targets);
  result.set("squaredNorm", norm.squared);
  result.set("excludedModes", static_cast<int>(norm.excludedModes));
  result.set("excludedShare", norm.excludedShare);
  result.set("alignment", alignment(kernel, targets));
  result.set("centredAlignment", centredAlignment(kernel, targets));
  result.set("modes", tensorToVal(Matrix<double>(eigen.vectors().transpose() * targets)));
  return result;
}

}  // namespace

EMSCRIPTEN_BINDINGS(ntk_regression) {
  emscripten::function("kernelRegression", &kernelRegression);
  emscripten::function("kernelFlow", &kernelFlow);
  emscripten::function("kernelQuantities", &kernelQuantities);
}

}  // namespace ntk

#include "engine/theory/lazy_convergence.hpp"

#include <numbers>

#include "engine/base/symmetric_eigen.hpp"
#include "engine/network/activation.hpp"

namespace ntk {

std::optional<double> jacobianLipschitz(const FirstLayerNetwork& network,
                                        const Matrix<double>& extendedInputs) {
  const double curvature = curvatureBound(network.activation);
  if (!std::isfinite(curvature)) return std::nullopt;
  const Matrix<double> gram = extendedInputs * extendedInputs.transpose();
  const double operatorNorm = std::sqrt(SymmetricEigen(gram, 0).largest());
  return network.outputScale * network.outputWeights.colwise().norm().maxCoeff() * curvature * operatorNorm *
         extendedInputs.colwise().norm().maxCoeff();
}

Theorem81 theorem81(const LazyConvergence& convergence, double largestEigenvalue, double lipschitz,
                    double alpha) {
  const double smallest = convergence.smallestEigenvalue / (alpha * alpha);  // σ_min²
  const double needed =
      2 * (1 + std::numbers::sqrt2) * lipschitz / alpha * convergence.initialResidual / smallest;
  return {std::sqrt(smallest), std::sqrt(largestEigenvalue) / alpha,
          lipschitz / alpha,   needed,
          alpha >= needed,     convergence.smallestEigenvalue / static_cast<double>(convergence.samples),
          convergence.radius()};
}

}  // namespace ntk

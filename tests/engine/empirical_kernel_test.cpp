#include "engine/network/empirical_kernel.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "engine/base/random.hpp"
#include "engine/network/tape.hpp"

namespace ntk {
namespace {

Architecture network(int width, int outputs) {
  NetworkSpec spec;
  spec.parametrisation = Parametrisation::ntk;
  spec.activation = Activation::tanh;
  spec.depth = 2;
  spec.width = width;
  spec.outputs = outputs;
  return makeArchitecture(spec, 3);
}

Matrix<double> inputs(Index count, std::uint64_t seed) {
  RandomStream random(seed, 0, 0, Purpose::noise);
  Matrix<double> x(3, count);
  for (double& entry : x.reshaped()) entry = random.normal();
  return x;
}

// ⟨∇f_o(x), ∇f_p(x')⟩ by central differences in every single parameter.
TEST(EmpiricalNtk, IsTheProductOfFiniteDifferenceGradients) {
  constexpr double kStep = 1e-5;
  const Architecture a = network(5, 2);
  Vector<double> parameters = drawParameters<double>(a, 1);
  const Matrix<double> x = inputs(3, 1), z = inputs(2, 2);
  Matrix<double> jacobianX(6, a.parameterCount), jacobianZ(4, a.parameterCount);
  for (Index p = 0; p < a.parameterCount; ++p) {
    const double middle = parameters[p];
    const auto difference = [&](const Matrix<double>& batch) -> Vector<double> {
      parameters[p] = middle + kStep;
      const Vector<double> above = networkOutputs(a, parameters, batch);
      parameters[p] = middle - kStep;
      const Vector<double> below = networkOutputs(a, parameters, batch);
      parameters[p] = middle;
      return (above - below) / (2 * kStep);
    };
    jacobianX.col(p) = difference(x);
    jacobianZ.col(p) = difference(z);
  }
  const Matrix<double> full = jacobianX * jacobianZ.transpose();
  EXPECT_TRUE(empiricalNtk(a, parameters, x, z, OutputKernel::full).isApprox(full, 1e-8));
  const Matrix<double> averaged = (full.block(0, 0, 3, 2) + full.block(3, 2, 3, 2)) / 2;
  EXPECT_TRUE(empiricalNtk(a, parameters, x, z, OutputKernel::averaged).isApprox(averaged, 1e-8));
  const Matrix<double> sums = jacobianX.topRows(3) + jacobianX.bottomRows(3);
  const Matrix<double> pseudo = sums * (jacobianZ.topRows(2) + jacobianZ.bottomRows(2)).transpose() / 2;
  EXPECT_TRUE(empiricalNtk(a, parameters, x, z, OutputKernel::pseudo).isApprox(pseudo, 1e-8));
}

TEST(EmpiricalNtk, IsTheSumOfItsLayers) {
  const Architecture a = network(6, 3);
  const Vector<double> parameters = drawParameters<double>(a, 1);
  const Matrix<double> x = inputs(4, 1), z = inputs(3, 2);
  Matrix<double> sum = Matrix<double>::Zero(4, 3);
  for (const Matrix<double>& layer : empiricalLayerKernels(a, parameters, x, z)) sum += layer;
  EXPECT_TRUE(empiricalNtk(a, parameters, x, z, OutputKernel::averaged).isApprox(sum, 1e-14));
}

// Mohamadi, Bae & Sutherland 2023: the pseudo-NTK comes to the full one like m^{−1/2}.
TEST(PseudoNtk, ConvergesToTheAveragedOneAtRateOneHalf) {
  const Matrix<double> x = inputs(4, 1);
  double errors[2];
  for (int i = 0; i < 2; ++i) {
    const Architecture a = network(i == 0 ? 32 : 512, 4);
    double sum = 0;
    for (std::uint64_t seed = 0; seed < 24; ++seed) {
      const Vector<double> parameters = drawParameters<double>(a, seed);
      const Matrix<double> averaged = empiricalNtk(a, parameters, x, x, OutputKernel::averaged);
      sum += (empiricalNtk(a, parameters, x, x, OutputKernel::pseudo) - averaged).squaredNorm() /
             averaged.squaredNorm();
    }
    errors[i] = std::sqrt(sum / 24);
  }
  const double slope = std::log(errors[1] / errors[0]) / std::log(16.);
  std::printf("slope of the pseudo-NTK's error over width: %.3f\n", slope);
  EXPECT_NEAR(slope, -.5, .1);
}

// E over all weights of f f' is the NNGP kernel; the feature kernel's mean is the same.
TEST(EmpiricalNngp, MeanIsTheCovarianceOfTheOutputs) {
  const Architecture a = network(40, 1);
  const Matrix<double> x = inputs(2, 1);
  constexpr int kDraws = 3000;
  Matrix<double> features = Matrix<double>::Zero(2, 2), outputs = features;
  for (std::uint32_t member = 0; member < kDraws; ++member) {
    const Vector<double> parameters = drawParameters<double>(a, 5, member);
    features += empiricalNngp(a, parameters, x, x) / kDraws;
    const Vector<double> f = networkOutputs(a, parameters, x);
    outputs += f * f.transpose() / kDraws;
  }
  EXPECT_LT((features - outputs).cwiseAbs().maxCoeff(),
            4 * std::sqrt(2. / kDraws) * features.diagonal().maxCoeff());
}

}  // namespace
}  // namespace ntk

#include "engine/kernels/monte_carlo.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdio>

#include "engine/kernels/analytic_kernel.hpp"
#include "engine/network/empirical_kernel.hpp"

namespace ntk {
namespace {

Matrix<double> threeInputs() { return Matrix<double>{{1, -.4, .2}, {.3, .9, -1.1}}; }

struct Estimate {
  Matrix<double> mean, error;
};

Estimate estimate(const Architecture& architecture, const Matrix<double>& inputs, LimitKernel kind,
                  std::uint64_t members, std::uint64_t seed = 0) {
  MonteCarloKernel<double> kernel(architecture, inputs, kind);
  for (std::uint64_t m = 0; m < members; ++m) kernel.add(seed, static_cast<std::uint32_t>(m));
  return {kernel.mean(), kernel.standardError()};
}

double largestDeviation(const Matrix<double>& difference, const Matrix<double>& error) {
  return (difference.array().abs() / error.array().max(1e-12)).maxCoeff();
}

TEST(MonteCarloKernel, HasMeanAndStandardErrorOfItsMembers) {
  NetworkSpec spec;
  spec.width = 4;
  spec.outputs = 2;
  spec.parametrisation = Parametrisation::ntk;
  const Architecture a = makeArchitecture(spec, 2);
  const Matrix<double> x = threeInputs();
  std::vector<Matrix<double>> kernels;
  Matrix<double> sum = Matrix<double>::Zero(3, 3), squares = sum;
  for (std::uint32_t m = 0; m < 10; ++m) {
    const Matrix<double> k = empiricalNtk(a, drawParameters<double>(a, 7, m), x, x, OutputKernel::averaged);
    sum += k;
    squares += k.cwiseAbs2();
  }
  const Matrix<double> mean = sum / 10, error = ((squares / 10 - mean.cwiseAbs2()) / 9).cwiseSqrt();
  const Estimate e = estimate(a, x, LimitKernel::ntk, 10, 7);
  EXPECT_TRUE(e.mean.isApprox(mean, 1e-13));
  EXPECT_TRUE(e.error.isApprox(error, 1e-10));
}

// With one hidden layer the mean over networks is the limit exactly, at any width: z-tests without any
// allowance, for every activation and parametrisation. PyTorch's first layer is made normal here: with its
// uniform weights the pre-activations of few inputs are not Gaussian.
TEST(MonteCarloKernel, MeanOfShallowNetworksIsTheLimit) {
  const Matrix<double> x = threeInputs();
  double largest = 0;
  for (const Choice<Parametrisation>& parametrisation : choices(Parametrisation{})) {
    for (const Choice<Activation>& activation : choices(Activation{})) {
      NetworkSpec spec;
      spec.parametrisation = parametrisation.value;
      spec.activation = activation.value;
      spec.width = 16;
      spec.weightScale = .9;
      spec.biasScale = .4;
      spec.alpha = .7;
      Architecture a = makeArchitecture(spec, 2);
      a.layers[0].distribution = Distribution::normal;
      const Estimate ntk = estimate(a, x, LimitKernel::ntk, 300);
      const Estimate nngp = estimate(a, x, LimitKernel::nngp, 300);
      const double z = std::max(largestDeviation(ntk.mean - analyticNtk(a, x, x), ntk.error),
                                largestDeviation(nngp.mean - analyticNngp(a, x, x), nngp.error));
      EXPECT_LT(z, 4.5) << parametrisation.name << ' ' << activation.name;
      largest = std::max(largest, z);
    }
  }
  std::printf("largest of 840 deviations: %.2f standard errors\n", largest);
}

NetworkSpec deep() {
  NetworkSpec spec;
  spec.parametrisation = Parametrisation::ntk;
  spec.activation = Activation::tanh;
  spec.depth = 2;
  spec.weightScale = 1.3;
  spec.biasScale = .4;
  return spec;
}

// Deeper networks have a bias of O(1/m), which is extrapolated from two widths: 2 e(2m) − e(m), e relative to
// √(Θ(x,x) Θ(x',x')) since in standard parametrisation the limit depends on m.
void expectDeepMeanIsTheLimit(NetworkSpec spec, const char* name) {
  const Matrix<double> x = threeInputs();
  Matrix<double> errors[2], deviations[2];
  for (const int i : {0, 1}) {
    spec.width = 32 << i;
    Architecture a = makeArchitecture(spec, 2);
    a.layers[0].distribution = Distribution::normal;
    const Matrix<double> limit = analyticNtk(a, x, x);
    const Vector<double> size = limit.diagonal().cwiseSqrt();
    const Matrix<double> scale = size * size.transpose();
    const Estimate e = estimate(a, x, LimitKernel::ntk, 300, static_cast<std::uint64_t>(i));
    errors[i] = (e.mean - limit).cwiseQuotient(scale);
    deviations[i] = e.error.cwiseQuotient(scale);
  }
  const Matrix<double> difference = 2 * errors[1] - errors[0];
  const Matrix<double> error = (4 * deviations[1].cwiseAbs2() + deviations[0].cwiseAbs2()).cwiseSqrt();
  EXPECT_LT(largestDeviation(difference, error), 4) << name << '\n' << difference << "\n\n" << error;
}

TEST(MonteCarloKernel, MeanOfDeepNetworksTendsToTheLimit) {
  for (const Choice<Parametrisation>& parametrisation : choices(Parametrisation{})) {
    NetworkSpec spec = deep();
    spec.parametrisation = parametrisation.value;
    expectDeepMeanIsTheLimit(spec, parametrisation.name.data());
  }
  NetworkSpec spec = deep();
  spec.activation = Activation::relu;
  spec.antisymmetric = true;
  expectDeepMeanIsTheLimit(spec, "antisymmetric");
  spec = deep();
  spec.weightScales = {1.5, .7, 1.2};
  spec.biasScales = {.2, .6, 0};
  expectDeepMeanIsTheLimit(spec, "scales of layers");
  for (const std::vector<int>& trained : {std::vector<int>{1, 3}, {2}, {3}}) {
    spec = deep();
    spec.activation = Activation::softplus;
    spec.trainedLayers = trained;
    expectDeepMeanIsTheLimit(spec, "trained layers");
  }
}

// C12: only the last layer trained, K_0 is the NNGP estimate network by network, and both limits agree.
TEST(MonteCarloKernel, LastLayerOnlyIsTheNngpKernel) {
  NetworkSpec spec = deep();
  spec.width = 24;
  spec.trainedLayers = {3};
  const Architecture a = makeArchitecture(spec, 2);
  const Matrix<double> x = threeInputs();
  const Estimate ntk = estimate(a, x, LimitKernel::ntk, 5), nngp = estimate(a, x, LimitKernel::nngp, 5);
  EXPECT_TRUE(ntk.mean.isApprox(nngp.mean, 1e-13));
  EXPECT_TRUE(analyticNtk(a, x, x).isApprox(analyticNngp(a, x, x), 1e-14));
}

// What the limit of PyTorch's uniform first layer is off by when it is taken as Gaussian: through the fourth
// moment for z², so that it falls like 1/d.
TEST(MonteCarloKernel, UniformFirstLayersApproachTheGaussianKernelWithDimension) {
  double gaps[2], errors[2];
  for (const int i : {0, 1}) {
    const Index d = i == 0 ? 1 : 16;
    NetworkSpec spec;
    spec.parametrisation = Parametrisation::pytorch;
    spec.activation = Activation::quadratic;
    spec.width = 64;
    const Architecture a = makeArchitecture(spec, d);
    const Matrix<double> x = Matrix<double>::Constant(d, 1, 1);
    const double limit = analyticNngp(a, x, x)(0, 0);
    const Estimate e = estimate(a, x, LimitKernel::nngp, 2000);
    gaps[i] = e.mean(0, 0) / limit - 1;
    errors[i] = e.error(0, 0) / limit;
    std::printf("uniform first layer, d = %2d: kernel off by %+.4f ± %.4f\n", static_cast<int>(d), gaps[i],
                errors[i]);
  }
  EXPECT_LT(gaps[0], -10 * errors[0]);
  EXPECT_LT(std::abs(gaps[1]), std::abs(gaps[0]) / 4);
}

}  // namespace
}  // namespace ntk

#include "engine/kernels/layer_recursion.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "engine/base/random.hpp"
#include "engine/data/dataset.hpp"
#include "engine/kernels/analytic_kernel.hpp"
#include "tests/engine/allocation_count.hpp"

namespace ntk {
namespace {

NetworkSpec everyLayerDifferent(Activation activation) {
  NetworkSpec spec;
  spec.parametrisation = Parametrisation::ntk;
  spec.activation = activation;
  spec.depth = 2;
  spec.weightScales = {1.2, .8, 1.1};
  spec.biasScales = {.5, .3, .7};
  return spec;
}

Matrix<double> normalInputs(Index dimension, Index count) {
  RandomStream random(5, 0, 0, Purpose::noise);
  Matrix<double> x(dimension, count);
  for (double& entry : x.reshaped()) entry = random.normal();
  return x;
}

// b of the first layer is the weight of one more coordinate, σ_b √d/σ_w: for parallel inputs of different
// length too, where a bias opens an angle.
TEST(AnalyticKernel, ABiasIsTheWeightOfAConstantCoordinate) {
  for (const Choice<Activation>& choice : choices(Activation{})) {
    const Architecture a = makeArchitecture(everyLayerDifferent(choice.value), 2);
    Matrix<double> x = normalInputs(2, 5);
    x.col(3) = 1.7 * x.col(2);
    x.col(4) = -.6 * x.col(2);
    Architecture augmented = a;
    augmented.layers[0].biasScale = 0;
    augmented.layers[0].hasBias = false;
    Matrix<double> z(3, 5);
    z << x, Matrix<double>::Constant(1, 5, a.layers[0].biasScale / a.layers[0].weightScale);
    const Matrix<double> expected = analyticNtk(augmented, z, z);
    EXPECT_LT((analyticNtk(a, x, x) - expected).norm(), 1e-12 * expected.norm()) << choice.name;
  }
}

// C12: Θ is the sum of what its trained layers add; the last layer alone gives the NNGP kernel.
TEST(AnalyticKernel, IsTheSumOfItsTrainedLayers) {
  const Matrix<double> x = normalInputs(3, 4), z = normalInputs(3, 2);
  NetworkSpec spec = everyLayerDifferent(Activation::erf);
  spec.alpha = 1.5;
  const Architecture all = makeArchitecture(spec, 3);
  const std::vector<Matrix<double>> layers = analyticLayerKernels(all, x, z);
  EXPECT_TRUE(analyticNtk(all, x, z).isApprox(layers[0] + layers[1] + layers[2], 1e-14));
  for (int l = 1; l <= 3; ++l) {
    spec.trainedLayers = {l};
    EXPECT_TRUE(analyticNtk(makeArchitecture(spec, 3), x, z)
                    .isApprox(layers[static_cast<std::size_t>(l - 1)], 1e-14));
  }
  EXPECT_TRUE(layers[2].isApprox(analyticNngp(all, x, z), 1e-14));
  spec.trainedLayers = {1, 3};
  EXPECT_TRUE(analyticNtk(makeArchitecture(spec, 3), x, z).isApprox(layers[0] + layers[2], 1e-14));
}

// A layer's covariance is the next layer's E[σσ'] away, and the last one's times α² is Σ.
TEST(AnalyticKernel, LayerCovariancesFollowEachOtherByTheDual) {
  const Matrix<double> x = normalInputs(3, 4), z = normalInputs(3, 2);
  NetworkSpec spec = everyLayerDifferent(Activation::erf);
  spec.alpha = 1.5;
  const Architecture a = makeArchitecture(spec, 3);
  const std::vector<Matrix<double>> covariances = analyticLayerCovariances(a, x, z);
  ASSERT_EQ(covariances.size(), 3U);
  EXPECT_TRUE(covariances[0].isApprox(
      (1.2 * 1.2 / 3 * x.transpose() * z).array().matrix() + Matrix<double>::Constant(4, 2, .25), 1e-13));
  const Matrix<double> own = analyticLayerCovariances(a, x, x)[0],
                       other = analyticLayerCovariances(a, z, z)[0];
  for (Index i = 0; i < 4; ++i) {
    for (Index j = 0; j < 2; ++j) {
      const double scale = std::sqrt((1 + 2 * own(i, i)) * (1 + 2 * other(j, j)));
      const double dual = 2 / std::numbers::pi * std::asin(2 * covariances[0](i, j) / scale);
      EXPECT_NEAR(covariances[1](i, j), .64 * dual + .09, 1e-13);
    }
  }
  EXPECT_TRUE((2.25 * covariances[2]).isApprox(analyticNngp(a, x, z), 1e-14));
}

TEST(AnalyticKernel, SharesOfLayersAreThoseOfTheTrace) {
  const Matrix<double> x = normalInputs(3, 4);
  NetworkSpec spec = everyLayerDifferent(Activation::relu);
  spec.trainedLayers = {1, 3};
  const Architecture a = makeArchitecture(spec, 3);
  const LayerRecursion recursion(a);
  const std::vector<Matrix<double>> layers = analyticLayerKernels(a, x, x);
  const double trace = layers[0].trace() + layers[2].trace();
  const Vector<double> expected{{layers[0].trace() / trace, 0, layers[2].trace() / trace}};
  EXPECT_TRUE(recursion.layerShares(recursion.batch(x)).isApprox(expected, 1e-12));
}

// Without biases standard parametrisation is the NTK one with weights trained d/σ_w² times as fast; the
// covariance at initialisation is the same. Mean field (rate m, output divided by √m once more) has its NTK.
TEST(AnalyticKernel, ParametrisationsDifferByTheRatesOfTheirLayers) {
  const Matrix<double> x = normalInputs(3, 4);
  NetworkSpec spec = everyLayerDifferent(Activation::erf);
  spec.width = 64;
  const auto network = [&](Parametrisation p) {
    spec.parametrisation = p;
    Architecture a = makeArchitecture(spec, 3);
    for (Layer& layer : a.layers) layer.hasBias = false;
    return a;
  };
  const Architecture ntk = network(Parametrisation::ntk), standard = network(Parametrisation::standard),
                     meanField = network(Parametrisation::meanField);
  const auto layers = analyticLayerKernels(ntk, x, x), standardLayers = analyticLayerKernels(standard, x, x),
             meanFieldLayers = analyticLayerKernels(meanField, x, x);
  for (std::size_t l = 0; l < 3; ++l) {
    const double rate = (l == 0 ? 3 : 64) / (spec.weightScales[l] * spec.weightScales[l]);
    EXPECT_TRUE(standardLayers[l].isApprox(rate * layers[l], 1e-13)) << l;
    EXPECT_TRUE(meanFieldLayers[l].isApprox(layers[l], 1e-13)) << l;
  }
  const Matrix<double> covariance = analyticNngp(ntk, x, x);
  EXPECT_TRUE(analyticNngp(standard, x, x).isApprox(covariance, 1e-13));
  EXPECT_TRUE(analyticNngp(meanField, x, x).isApprox(covariance / 64, 1e-13));
}

// A bias that starts at 0 is trained all the same: in standard parametrisation it adds ⟨δ, δ'⟩.
TEST(AnalyticKernel, ABiasOfDeviationZeroIsTrained) {
  NetworkSpec spec = everyLayerDifferent(Activation::relu);
  spec.parametrisation = Parametrisation::standard;
  spec.biasScales = {0, 0, 0};
  const Architecture a = makeArchitecture(spec, 3);
  Architecture without = a;
  without.layers[2].hasBias = false;
  const Matrix<double> x = normalInputs(3, 4);
  const Matrix<double> difference = analyticNtk(a, x, x) - analyticNtk(without, x, x);
  EXPECT_LT((difference.array() - 1).abs().maxCoeff(), 1e-10) << "one is the output's own bias";
  EXPECT_EQ(analyticNngp(a, x, x), analyticNngp(without, x, x));
}

// At 0°, 0°, 1e-6°, 90°, 90° and 180°.
Matrix<double> circleInputs() {
  const Matrix<double> degrees{{0, 0, 1e-6, 90, 90, 180}};
  return mapInputs(InputMap::circle, degrees * std::numbers::pi / 180);
}

// Triangle and full computation agree; zero, repeated, nearly repeated and opposite inputs.
TEST(AnalyticKernel, IsSymmetricPositiveAndFiniteForEveryActivation) {
  Matrix<double> x = circleInputs();
  x.col(3).setZero();
  x.conservativeResize(2, 20);
  x.rightCols(14) = normalInputs(2, 14);
  const Matrix<double> copy = x;
  for (const Choice<Activation>& choice : choices(Activation{})) {
    for (const double bias : {0., .4}) {
      NetworkSpec spec;
      spec.parametrisation = Parametrisation::ntk;
      spec.activation = choice.value;
      spec.depth = 2;
      spec.biasScale = bias;
      const Architecture a = makeArchitecture(spec, 2);
      for (const auto kernelOf : {analyticNtk, analyticNngp}) {
        const Matrix<double> k = kernelOf(a, x, x), other = kernelOf(a, x, copy);
        ASSERT_TRUE(k.allFinite()) << choice.name;
        const Vector<double> size = k.diagonal().cwiseMax(1e-300).cwiseSqrt();
        EXPECT_EQ((k - k.transpose()).cwiseAbs().maxCoeff(), 0);
        EXPECT_TRUE(((k - other).array().abs() <= 1e-12 * (size * size.transpose()).array()).all())
            << choice.name;
        EXPECT_LT((k.row(0) - k.row(1)).cwiseAbs().maxCoeff(), 1e-12 * k.trace()) << choice.name;
        const double smallest = Eigen::SelfAdjointEigenSolver<Matrix<double>>(k).eigenvalues()[0];
        EXPECT_GT(smallest, -1e-12 * k.trace()) << choice.name;
      }
    }
  }
}

TEST(LayerRecursion, ARowAllocatesNothing) {
  for (const Activation activation : {Activation::relu, Activation::tanh}) {
    const LayerRecursion recursion(makeArchitecture(everyLayerDifferent(activation), 2));
    const KernelBatch batch = recursion.batch(normalInputs(2, 21));
    KernelRow row(21);
    const long before = allocationCount();
    recursion.evaluateRow(batch, 3, batch, 0, 21, row);
    EXPECT_EQ(allocationCount(), before);
  }
}

}  // namespace
}  // namespace ntk

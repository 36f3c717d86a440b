#include "engine/network/activation.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <string>

namespace ntk {
namespace {

using std::numbers::pi;

class ActivationTest : public ::testing::TestWithParam<Activation> {};

std::string activationName(const ::testing::TestParamInfo<Activation>& test) {
  return std::string(choices(Activation{})[static_cast<std::size_t>(test.param)].name);
}

std::vector<Activation> allActivations() {
  std::vector<Activation> list;
  for (const auto& choice : choices(Activation{})) list.push_back(choice.value);
  return list;
}

INSTANTIATE_TEST_SUITE_P(All, ActivationTest, ::testing::ValuesIn(allActivations()), activationName);

// σ from the library's functions in long double.
long double reference(Activation activation, long double z) {
  switch (activation) {
    case Activation::relu:
      return std::max(z, 0.0L);
    case Activation::leakyRelu:
      return z > 0 ? z : kLeakySlope * z;
    case Activation::abs:
      return std::abs(z);
    case Activation::linear:
      return z;
    case Activation::erf:
      return std::erf(z);
    case Activation::tanh:
      return std::tanh(z);
    case Activation::sigmoid:
      return 1 / (1 + std::exp(-z));
    case Activation::softplus:
      return std::max(z, 0.0L) + std::log1p(std::exp(-std::abs(z)));
    case Activation::gelu:
      return z * std::erfc(-z / std::numbers::sqrt2_v<long double>) / 2;
    case Activation::swish:
      return z / (1 + std::exp(-z));
    case Activation::sin:
      return std::sin(z);
    case Activation::cos:
      return std::cos(z);
    case Activation::quadratic:
      return z * z;
    case Activation::cubic:
      break;
  }
  return z * z * z;
}

// What errors are relative to, as the header states: |σ|, or max(|z|, 1).
double sizeOf(Activation activation, double z, double value) {
  switch (activation) {
    case Activation::sigmoid:
    case Activation::softplus:
    case Activation::gelu:
    case Activation::swish:
    case Activation::sin:
    case Activation::cos:
      return std::max(std::abs(z), 1.);
    default:
      return std::abs(value);
  }
}

// −30 … 30, dense near 0, without the kink.
Matrix<double> grid() {
  Matrix<double> z(4001, 1);
  for (Index i = 0; i < z.size(); ++i) {
    const double u = (static_cast<double>(i) - 2000) / 2000 + 1e-7;
    z(i) = 30 * u * u * u + u / 10;
  }
  return z;
}

TEST_P(ActivationTest, DoubleIsAsAccurateAsTheLibrary) {
  const Matrix<double> z = grid();
  Matrix<double> value;
  applyActivation(GetParam(), z, value);
  for (Index i = 0; i < z.size(); ++i) {
    const auto exact = static_cast<double>(reference(GetParam(), z(i)));
    EXPECT_NEAR(value(i), exact, 1e-15 * sizeOf(GetParam(), z(i), exact)) << z(i);
  }
}

// σ' against central differences of the reference, σ'' against those of σ': errors of order step².
TEST_P(ActivationTest, DerivativesAreThoseOfTheValue) {
  constexpr double kStep = 1e-4;
  for (double z = -8.013; z < 8; z += .0371) {
    const ActivationAt at = activationAt(GetParam(), z), below = activationAt(GetParam(), z - kStep),
                       above = activationAt(GetParam(), z + kStep);
    const long double rise = reference(GetParam(), z + kStep) - reference(GetParam(), z - kStep);
    EXPECT_NEAR(at.derivative, static_cast<double>(rise / (2 * kStep)), 3e-8) << z;
    EXPECT_NEAR(at.secondDerivative, (above.derivative - below.derivative) / (2 * kStep), 1e-7) << z;
  }
}

// β = max |σ''| over a grid that contains or nearly contains the maximum; the grid's own error is of second
// order.
TEST_P(ActivationTest, CurvatureBoundIsTheLargestSecondDerivative) {
  const bool isUnbounded = isKinked(GetParam()) || GetParam() == Activation::cubic;
  EXPECT_EQ(std::isinf(curvatureBound(GetParam())), isUnbounded);
  if (isUnbounded) return;
  double largest = 0;
  for (int i = -80000; i <= 80000; ++i) {
    largest = std::max(largest, std::abs(activationAt(GetParam(), i * 1e-4).secondDerivative));
  }
  EXPECT_NEAR(curvatureBound(GetParam()), largest, 1e-8);
}

TEST(Activation, OnlyPiecewiseLinearOnesAreKinked) {
  for (const Activation activation : allActivations()) {
    const double jump =
        activationAt(activation, 1e-12).derivative - activationAt(activation, -1e-12).derivative;
    EXPECT_EQ(isKinked(activation), std::abs(jump) > .5) << static_cast<int>(activation);
  }
  EXPECT_EQ(activationAt(Activation::relu, 0).derivative, 0);
  EXPECT_EQ(activationAt(Activation::leakyRelu, 0).derivative, kLeakySlope);
  EXPECT_EQ(activationAt(Activation::abs, 0).derivative, 0);
}

TEST_P(ActivationTest, FloatAgreesWithDouble) {
  Matrix<float> z(200001, 1), value, derivative;
  for (Index i = 0; i < z.size(); ++i) {
    const float u = static_cast<float>(i - 100000) / 100000;
    z(i) = 10 * u + 1000 * std::pow(u, 9.0f);
  }
  Matrix<double> wideValue, wideDerivative;
  applyActivation(GetParam(), z, value, derivative);
  applyActivation(GetParam(), Matrix<double>(z.cast<double>()), wideValue, wideDerivative);
  double worst = 0, worstDerivative = 0;
  const bool isPolynomial = GetParam() == Activation::quadratic || GetParam() == Activation::cubic;
  for (Index i = 0; i < z.size(); ++i) {
    const double size = sizeOf(GetParam(), z(i), wideValue(i));
    const double slope = isPolynomial ? std::abs(wideDerivative(i)) : 1;
    worst = std::max(worst, std::abs(value(i) - wideValue(i)) / std::max(size, 1e-37));
    worstDerivative =
        std::max(worstDerivative, std::abs(derivative(i) - wideDerivative(i)) / std::max(slope, 1e-37));
  }
  std::printf("float: error of the value %.1e, of the derivative %.1e\n", worst, worstDerivative);
  EXPECT_LT(worst, kFloatActivationAccuracy);
  EXPECT_LT(worstDerivative, 2 * kFloatActivationAccuracy);
}

// The limits at ±∞, where 0 · ∞ lurks.
template <class Scalar>
void expectLimits(Scalar huge) {
  constexpr Scalar kTiny = Scalar(1e-34);
  const auto at = [](Activation activation, Scalar z) {
    Matrix<Scalar> value, derivative;
    applyActivation(activation, Matrix<Scalar>(Matrix<Scalar>::Constant(5, 1, z)), value, derivative);
    EXPECT_NEAR(value(0), value(4), kTiny) << "packet and remainder";
    EXPECT_NEAR(derivative(0), derivative(4), kTiny) << "packet and remainder";
    return std::pair<Scalar, Scalar>(value(4), derivative(4));
  };
  for (const Activation activation : {Activation::erf, Activation::tanh}) {
    EXPECT_EQ(at(activation, huge).first, 1);
    EXPECT_EQ(at(activation, -huge).first, -1);
    EXPECT_NEAR(at(activation, -huge).second, 0, kTiny);
  }
  EXPECT_EQ(at(Activation::sigmoid, huge).first, 1);
  EXPECT_NEAR(at(Activation::sigmoid, -huge).first, 0, kTiny);
  EXPECT_NEAR(at(Activation::sigmoid, huge).second, 0, kTiny);
  for (const Activation activation : {Activation::softplus, Activation::gelu, Activation::swish}) {
    EXPECT_EQ(at(activation, huge).first, huge);
    EXPECT_EQ(at(activation, huge).second, 1);
    EXPECT_NEAR(at(activation, -huge).first, 0, kTiny);
    EXPECT_NEAR(at(activation, -huge).second, 0, kTiny);
  }
}

TEST(Activation, TailsReachTheirLimits) {
  for (const float huge : {50.0f, 100.0f, 1e4f, 1e19f, 3e38f}) expectLimits<float>(huge == 50 ? 90 : huge);
  for (const double huge : {90., 800., 1e4, 1e160, 1e308}) expectLimits<double>(huge);
}

TEST_P(ActivationTest, SecondDerivativeIsFiniteFarOut) {
  for (const double z : {-1e200, -800., 800., 1e200}) {
    EXPECT_TRUE(std::isfinite(activationAt(GetParam(), z).secondDerivative)) << z;
  }
}

// A diverged network must be seen.
TEST_P(ActivationTest, NotANumberStaysNotANumber) {
  const float nan = std::numeric_limits<float>::quiet_NaN();
  Matrix<float> single;
  Matrix<double> wide;
  applyActivation(GetParam(), Matrix<float>(Matrix<float>::Constant(7, 1, nan)), single);
  applyActivation(GetParam(), Matrix<double>(Matrix<double>::Constant(7, 1, nan)), wide);
  EXPECT_TRUE(single.array().isNaN().all());
  EXPECT_TRUE(wide.array().isNaN().all());
}

// Sizes around the packs that are worked on at a time, and outputs that are the input.
TEST_P(ActivationTest, OnePassEqualsEntryByEntryAlsoInPlace) {
  for (const Index size : {0, 1, 2, 3, 4, 5, 8, 301}) {
    const Matrix<double> z = 3 * Matrix<double>::Random(size, 1);
    Matrix<double> value, derivative, alone;
    applyActivation(GetParam(), z, value, derivative);
    applyActivation(GetParam(), z, alone);
    EXPECT_EQ(alone, value);
    for (Index i = 0; i < size; ++i) {
      const ActivationAt at = activationAt(GetParam(), z(i));
      EXPECT_NEAR(value(i), at.value, 1e-15 + 1e-15 * std::abs(at.value));
      EXPECT_NEAR(derivative(i), at.derivative, 1e-15 + 1e-15 * std::abs(at.derivative));
    }
    Matrix<double> inPlace = z, other;
    applyActivation(GetParam(), inPlace, inPlace);
    EXPECT_EQ(inPlace, value);
    inPlace = z;
    applyActivation(GetParam(), inPlace, inPlace, other);
    EXPECT_EQ(inPlace, value);
    EXPECT_EQ(other, derivative);
    inPlace = z;
    applyActivation(GetParam(), inPlace, other, inPlace);
    EXPECT_EQ(other, value);
    EXPECT_EQ(inPlace, derivative);
  }
}

}  // namespace
}  // namespace ntk

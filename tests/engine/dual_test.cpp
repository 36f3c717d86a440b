#include "engine/kernels/dual.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <string>
#include <vector>

#include "engine/base/random.hpp"
#include "tests/engine/dual_reference.hpp"

namespace ntk {
namespace {

const std::array<Reference, 3> kKinked{{
    {Activation::relu, [](double z) { return z > 0 ? z : 0; }, [](double z) { return z > 0 ? 1. : 0.; }},
    {Activation::leakyRelu, [](double z) { return z > 0 ? z : .01 * z; },
     [](double z) { return z > 0 ? 1. : .01; }},
    {Activation::abs, [](double z) { return std::abs(z); }, [](double z) { return z > 0 ? 1. : -1.; }},
}};

// ∫ g(cos φ) g(cos(φ − θ)) over the circle by Simpson's rule on the four arcs between the kinks; the radial
// integrals are 2 and 1.
double circleIntegral(double (*g)(double), double angle) {
  constexpr int kIntervals = 2400;
  std::array<double, 5> ends = {-kPi / 2, angle - kPi / 2, kPi / 2, angle + kPi / 2, 3 * kPi / 2};
  double sum = 0;
  for (std::size_t arc = 0; arc + 1 < ends.size(); ++arc) {
    const double step = (ends[arc + 1] - ends[arc]) / kIntervals;
    for (int i = 0; i <= kIntervals; ++i) {
      // Just inside the arc at its ends: g may jump there.
      const double offset = std::clamp<double>(i, 1e-9, kIntervals - 1e-9) * step;
      sum += step / 3 *
             (i == 0 || i == kIntervals ? 1
              : i % 2 == 1              ? 4
                                        : 2) *
             g(std::cos(ends[arc] + offset)) * g(std::cos(ends[arc] + offset - angle));
    }
  }
  return sum;
}

class KinkedDual : public ::testing::TestWithParam<Reference> {};
INSTANTIATE_TEST_SUITE_P(All, KinkedDual, ::testing::ValuesIn(kKinked), referenceName);
// Cho & Saul 2009, exact values of κ_0 and κ_1.
TEST(ReluDual, ArcCosineKernelsAtNamedAngles) {
  struct Row {
    double angle, kappa0, kappa1;
  };
  for (const Row& row :
       {Row{0, .5, .5}, Row{kPi / 3, 1. / 3, .30449889052211468}, Row{kPi / 2, .25, 1 / (2 * kPi)},
        Row{2 * kPi / 3, 1. / 6, .054498890522114679}, Row{kPi, 0, 0}}) {
    const Dual d = dual(Activation::relu, vectorsAt(row.angle));
    EXPECT_NEAR(d.derivative, row.kappa0, 4e-16) << row.angle;
    EXPECT_NEAR(d.value, row.kappa1, 4e-16) << row.angle;
    EXPECT_NEAR(d.parallelGap, .5 - row.kappa1, 4e-16) << row.angle;
  }
}

// κ_0 is linear in the angle: a version through acos(ρ) is off by 2e-9 here. The gap θ²/4 − θ³/6π + … keeps
// all digits.
TEST(ReluDual, AngleSurvivesNearTheDiagonalAndTheAntipode) {
  for (const double angle : {1e-12, 1e-9, 1e-6, 1e-3}) {
    for (const double length : {1., 4.}) {
      const Dual near = dual(Activation::relu, vectorsAt(angle, 1, length * length));
      EXPECT_NEAR(near.derivative, (kPi - angle) / (2 * kPi), 2e-16);
      const double gap = angle * angle * (1. / 4 - angle / (6 * kPi) - angle * angle / 48);
      EXPECT_NEAR(near.parallelGap, length * gap, length * gap * (1e-14 + angle * angle * angle));
      const Dual far = dual(Activation::relu, vectorsAt(kPi - angle, 1, length * length));
      EXPECT_NEAR(far.derivative, angle / (2 * kPi), 2e-16);
      const double value = length * angle * angle * angle * (1 - angle * angle / 10) / (6 * kPi);
      // π − angle is off by up to 4e-16.
      EXPECT_NEAR(far.value, value, value * (1e-14 + 2e-15 / angle + angle * angle * angle));
    }
  }
}

TEST_P(KinkedDual, AgreesWithQuadratureInPolarCoordinates) {
  const auto& [activation, value, derivative] = GetParam();
  for (double angle = 0; angle <= kPi; angle += kPi / 24) {
    for (const double second : {1., 1e-6, 30.}) {
      const PairCovariance c = vectorsAt(angle, 4, second);
      const Dual d = dual(activation, c);
      const double root = std::sqrt(4 * second);
      const double circle = circleIntegral(value, angle), slopes = circleIntegral(derivative, angle);
      EXPECT_NEAR(d.value, root * circle / kPi, kClosedFormAccuracy * root) << angle;
      EXPECT_NEAR(d.derivative, slopes / (2 * kPi), kClosedFormAccuracy) << angle;
      const double whole = std::sqrt(dualVariance(activation, 4) * dualVariance(activation, second));
      EXPECT_NEAR(d.parallelGap, whole - d.value, kClosedFormAccuracy * root) << angle;
    }
  }
}

// Where one input is 0, σ'(0) multiplies the mean slope of the other.
TEST_P(KinkedDual, ZeroVarianceTakesTheSlopeAtZero) {
  const double p = GetParam().activation == Activation::abs ? 0 : (1 + GetParam().derivative(-1)) / 2;
  const double slope = GetParam().activation == Activation::leakyRelu ? kLeakySlope : 0;
  for (const PairCovariance& c : {PairCovariance{0, 2, 0, 0, 0}, PairCovariance{2, 0, 0, 0, 0}}) {
    const Dual d = dual(GetParam().activation, c);
    EXPECT_EQ(d.value, 0);
    EXPECT_EQ(d.parallelGap, 0);
    EXPECT_EQ(d.derivative, slope * p);
  }
  EXPECT_EQ(dual(GetParam().activation, {0, 0, 0, 0, 0}).derivative, slope * slope);
}

// Gaps that round-off made negative count as 0.
TEST_P(KinkedDual, NegativeGapsOfRoundOffAreZero) {
  const Dual clean = dual(GetParam().activation, {1, 1, 1, 0, 2}),
             noisy = dual(GetParam().activation, {1, 1, 1, -1e-17, 2});
  EXPECT_EQ(clean.value, noisy.value);
  EXPECT_EQ(clean.derivative, noisy.derivative);
}

// A bias adds b to variances and covariance; the gap is compared in long double.
TEST(PairCovariance, GapOfABiasDoesNotCancel) {
  for (const auto& [a, b, bias] :
       {std::array{1., 1.0001, .1}, {4., 9., 1e-8}, {1e-6, 3e-6, 5.}, {0., 2., 3.}}) {
    const long double exact =
        std::sqrt((static_cast<long double>(a) + bias) * (static_cast<long double>(b) + bias)) -
        std::sqrt(static_cast<long double>(a) * b) - bias;
    EXPECT_NEAR(gapOfBias(a, b, bias), static_cast<double>(exact),
                1e-11 * static_cast<double>(exact) + 1e-18);
    const Eigen::ArrayXd row = Eigen::ArrayXd::Constant(3, b);
    EXPECT_EQ(gapOfBias(a, row, bias)[2], gapOfBias(a, b, bias));
  }
  EXPECT_EQ(gapOfBias(2, 2., 7), 0);
  EXPECT_EQ(gapOfBias(2, 3., 0), 0);
}

class AnyDual : public ::testing::TestWithParam<Activation> {};
std::vector<Activation> allActivations() {
  std::vector<Activation> list;
  for (const auto& choice : choices(Activation{})) list.push_back(choice.value);
  return list;
}
INSTANTIATE_TEST_SUITE_P(All, AnyDual, ::testing::ValuesIn(allActivations()),
                         [](const ::testing::TestParamInfo<Activation>& test) {
                           return std::string(
                               choices(Activation{})[static_cast<std::size_t>(test.param)].name);
                         });

// Stein's lemma: d/dq12 E σ(z)σ(z') = E σ'(z)σ'(z'): ties value and derivative of every activation.
TEST_P(AnyDual, DerivativeIsTheSlopeOfTheValue) {
  constexpr double kStep = 1e-4;
  for (const double cross : {-.95, -.6, -.1, .0, .4, .9}) {
    const double slope = (dual(GetParam(), covariance(1.5, .8, cross + kStep)).value -
                          dual(GetParam(), covariance(1.5, .8, cross - kStep)).value) /
                         (2 * kStep);
    const double derivative = dual(GetParam(), covariance(1.5, .8, cross)).derivative;
    EXPECT_NEAR(derivative, slope, 1e-7 * std::max(1., std::abs(derivative))) << cross;
  }
}

// Blocks and remainders; a pair does not depend on the row that it stands in, nor on its order beyond the
// accuracy.
TEST_P(AnyDual, RowIsPairByPairAndSymmetric) {
  const bool isQuadrature = accuracyOf(GetParam()) == kQuadratureAccuracy;
  for (const Index size : isQuadrature ? std::vector<Index>{0, 3} : std::vector<Index>{0, 1, 64, 133}) {
    Eigen::ArrayXd second(size), cross(size), near(size), far(size), value(size), derivative(size), gap(size);
    std::vector<PairCovariance> pairs;
    for (Index i = 0; i < size; ++i) {
      const double angle = kPi * static_cast<double>(i) / std::max<double>(static_cast<double>(size - 1), 1);
      pairs.push_back(vectorsAt(angle, 1.3, .2 + .01 * static_cast<double>(i)));
      second[i] = pairs.back().second;
      cross[i] = pairs.back().cross;
      near[i] = pairs.back().parallelGap;
      far[i] = pairs.back().antiparallelGap;
    }
    const auto in = [size](const Eigen::ArrayXd& array) { return ConstRealArray(array.data(), size); };
    const auto out = [size](Eigen::ArrayXd& array) { return RealArray(array.data(), size); };
    dualRow(GetParam(), {1.3, in(second), in(cross), in(near), in(far)},
            {out(value), out(derivative), out(gap)});
    for (Index i = 0; i < size; ++i) {
      PairCovariance pair = pairs[static_cast<std::size_t>(i)];
      const Dual one = dual(GetParam(), pair);
      EXPECT_NEAR(value[i], one.value, 1e-14);
      EXPECT_NEAR(derivative[i], one.derivative, 1e-14);
      EXPECT_NEAR(gap[i], one.parallelGap, 1e-14);
      std::swap(pair.first, pair.second);
      EXPECT_NEAR(dual(GetParam(), pair).value, one.value, 1e-12);
      EXPECT_NEAR(dual(GetParam(), pair).derivative, one.derivative, 1e-11);
    }
  }
}

// Both duals are kernels: positive semi-definite to round-off, repeated and antipodal points included.
TEST_P(AnyDual, GramMatricesArePositive) {
  constexpr Index kCount = 10;
  RandomStream random(3, 0, 0, Purpose::noise);
  Matrix<double> x(3, kCount);
  for (double& entry : x.reshaped()) entry = random.normal();
  x.col(1) = x.col(0);
  x.col(2) = -x.col(0);
  x.col(3) = 2 * x.col(0);
  Matrix<double> values(kCount, kCount), derivatives(kCount, kCount);
  for (Index i = 0; i < kCount; ++i) {
    for (Index j = 0; j < kCount; ++j) {
      const double first = x.col(i).norm(), second = x.col(j).norm();
      const Vector<double> u = x.col(i) / first, v = x.col(j) / second;
      const Dual d = dual(GetParam(), {first * first, second * second, x.col(i).dot(x.col(j)),
                                       first * second * (u - v).squaredNorm() / 2,
                                       first * second * (u + v).squaredNorm() / 2});
      values(i, j) = d.value;
      derivatives(i, j) = d.derivative;
    }
  }
  for (const Matrix<double>& k : {values, derivatives}) {
    EXPECT_LT((k - k.transpose()).cwiseAbs().maxCoeff(), accuracyOf(GetParam()) * k.trace());
    const Matrix<double> symmetric = (k + k.transpose()) / 2;
    const double smallest = Eigen::SelfAdjointEigenSolver<Matrix<double>>(symmetric).eigenvalues()[0];
    EXPECT_GT(smallest, -accuracyOf(GetParam()) * k.trace());
  }
}

}  // namespace
}  // namespace ntk

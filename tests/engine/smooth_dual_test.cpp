#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "engine/kernels/dual.hpp"
#include "tests/engine/dual_reference.hpp"

namespace ntk {
namespace {

double logistic(double z) { return 1 / (1 + std::exp(-z)); }
double normal(double z) { return std::erfc(-z / std::numbers::sqrt2) / 2; }
double density(double z) { return std::exp(-z * z / 2) / std::sqrt(2 * kPi); }

const std::array<Reference, 11> kSmooth{{
    {Activation::linear, [](double z) { return z; }, [](double) { return 1.; }},
    {Activation::erf, [](double z) { return std::erf(z); },
     [](double z) { return 2 / std::sqrt(kPi) * std::exp(-z * z); }},
    {Activation::tanh, [](double z) { return std::tanh(z); },
     [](double z) { return std::pow(std::cosh(z), -2); }},
    {Activation::sigmoid, logistic, [](double z) { return logistic(z) * logistic(-z); }},
    {Activation::softplus, [](double z) { return std::max(z, 0.) + std::log1p(std::exp(-std::abs(z))); },
     logistic},
    {Activation::gelu, [](double z) { return z * normal(z); },
     [](double z) { return normal(z) + z * density(z); }},
    {Activation::swish, [](double z) { return z * logistic(z); },
     [](double z) { return logistic(z) * (1 + z * logistic(-z)); }},
    {Activation::sin, [](double z) { return std::sin(z); }, [](double z) { return std::cos(z); }},
    {Activation::cos, [](double z) { return std::cos(z); }, [](double z) { return -std::sin(z); }},
    {Activation::quadratic, [](double z) { return z * z; }, [](double z) { return 2 * z; }},
    {Activation::cubic, [](double z) { return z * z * z; }, [](double z) { return 3 * z * z; }},
}};

double gaussianStep(double scale) { return std::min(.2, .12 / std::max(scale, 1e-300)); }

// E g(z)² on a line, and E g(z) g(z') by the trapezoid rule in whitened coordinates: nodes, steps and radius
// are not those of the code, and σ is evaluated at every node.
double lineExpectation(double (*g)(double), double variance) {
  const double scale = std::sqrt(variance), step = gaussianStep(scale);
  double sum = 0;
  for (double a = -9; a <= 9; a += step) sum += std::exp(-a * a / 2) * g(scale * a) * g(scale * a);
  return sum * step / std::sqrt(2 * kPi);
}

double planeExpectation(double (*g)(double), const PairCovariance& c) {
  const double scale = std::sqrt(c.first), slope = scale > 0 ? c.cross / scale : 0;
  const double s = std::sqrt(std::max(c.second - slope * slope, 0.));
  const double outer = gaussianStep(scale), inner = gaussianStep(s);
  double sum = 0;
  for (double a = -9; a <= 9; a += outer) {
    const double end = std::sqrt(81 - a * a);
    double line = 0;
    for (double b = -std::floor(end / inner) * inner; b <= end; b += inner) {
      line += std::exp(-b * b / 2) * g(slope * a + s * b);
    }
    sum += std::exp(-a * a / 2) * g(scale * a) * line;
  }
  return sum * outer * inner / (2 * kPi);
}

class SmoothDual : public ::testing::TestWithParam<Reference> {};
INSTANTIATE_TEST_SUITE_P(All, SmoothDual, ::testing::ValuesIn(kSmooth), referenceName);

TEST(SmoothDuals, EveryActivationButTheThreeKinkedOnesIsTestedAsSmooth) {
  EXPECT_EQ(kSmooth.size() + 3, choices(Activation{}).size());
}

// Values without closed form were computed with high precision.
TEST(SmoothDuals, KnownValues) {
  struct Row {
    Activation activation;
    PairCovariance pair;
    double value, derivative;
  };
  const PairCovariance half = covariance(1, 1, .5);
  for (const Row& row : {Row{Activation::erf, half, .2163468959387855, .450158158078553},
                         Row{Activation::tanh, half, .186324413203448, .384747028441039},
                         Row{Activation::tanh, covariance(2, 1, -.9), -.270264156433617, .321331301433825},
                         Row{Activation::softplus, half, .780078165206944, .271428325631705},
                         Row{Activation::gelu, half, .227294915021991, .342267242459443}}) {
    const Dual d = dual(row.activation, row.pair);
    const double accuracy = row.activation == Activation::erf ? 5e-16 : 1e-12;
    EXPECT_NEAR(d.value, row.value, accuracy);
    EXPECT_NEAR(d.derivative, row.derivative, accuracy);
  }
}

TEST_P(SmoothDual, AgreesWithTheTrapezoidRule) {
  const auto& [activation, value, derivative] = GetParam();
  double worst = 0;
  for (const PairCovariance& c :
       {covariance(1, 1, .5), covariance(2, .5, -.7), covariance(.3, .2, .1), covariance(.31, .33, .319),
        covariance(.36, .36, .359), covariance(.5, .5, .49), covariance(1.44, 1.44, 1.43),
        covariance(4, 4, 3.99), covariance(9, 16, -10), covariance(100, 100, 97), covariance(100, .01, -.9),
        covariance(.01, 100, .9), covariance(1e-8, 1e-6, 4e-8), covariance(0, 1, 0), covariance(1, 0, 0)}) {
    const Dual d = dual(activation, c);
    const double size = std::sqrt(lineExpectation(value, c.first) * lineExpectation(value, c.second));
    const double slopes =
        std::sqrt(lineExpectation(derivative, c.first) * lineExpectation(derivative, c.second));
    const double error = std::abs(d.value - planeExpectation(value, c)),
                 slopeError = std::abs(d.derivative - planeExpectation(derivative, c));
    EXPECT_LE(error, accuracyOf(activation) * size) << c.first << " " << c.second << " " << c.cross;
    EXPECT_LE(slopeError, accuracyOf(activation) * slopes) << c.first << " " << c.second << " " << c.cross;
    worst = std::max({worst, error / std::max(size, 1e-300), slopeError / std::max(slopes, 1e-300)});
  }
  std::printf("dual: error %.1e\n", worst);
}

// Coincident inputs give the integral on a line, antipodal ones that of σ(z)σ(−z).
TEST_P(SmoothDual, EndsOfTheAngleUpToVariance100) {
  const auto& [activation, value, derivative] = GetParam();
  const double accuracy = accuracyOf(activation);
  for (const double q : {1e-6, .1, .3, 1., 4., 25., 100.}) {
    const double size = lineExpectation(value, q), slopes = lineExpectation(derivative, q);
    const PairCovariance same{q, q, q, 0, 2 * q}, opposite{q, q, -q, 2 * q, 0};
    EXPECT_NEAR(dualVariance(activation, q), size, accuracy * size) << q;
    EXPECT_NEAR(dual(activation, same).value, size, accuracy * size) << q;
    EXPECT_NEAR(dual(activation, same).derivative, slopes, accuracy * slopes) << q;
    EXPECT_NEAR(dual(activation, opposite).value, planeExpectation(value, opposite), accuracy * size) << q;
    EXPECT_NEAR(dual(activation, opposite).derivative, planeExpectation(derivative, opposite),
                accuracy * slopes)
        << q;
  }
}

// Beyond the scale up to which steps shrink the accuracy falls, but tanh is still nearly the sign there:
// (2/π) asin ρ, and softplus and swish nearly ReLU.
TEST(QuadratureDual, StaysFiniteAndNearItsLimitAtHugeVariances) {
  for (const double q : {1e4, 1e6, 1e12}) {
    const PairCovariance c = vectorsAt(1, q, 2 * q);
    EXPECT_NEAR(dual(Activation::tanh, c).value, 1 - 2 / kPi, .03);
    const double relu = dual(Activation::relu, c).value;
    EXPECT_NEAR(dual(Activation::softplus, c).value / relu, 1, .03);
    EXPECT_NEAR(dual(Activation::swish, c).value / relu, 1, .03);
    EXPECT_NEAR(dualVariance(Activation::tanh, q), 1, .03);
  }
}

}  // namespace
}  // namespace ntk

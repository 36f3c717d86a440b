#include "engine/data/dataset.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "engine/data/global_temperature.hpp"
#include "engine/spec/choices.hpp"

namespace ntk {
namespace {

constexpr double kPi = std::numbers::pi;

DataSpec named(TargetSource source, int count = 8) {
  DataSpec spec;
  spec.source = source;
  spec.count = count;
  return spec;
}

TEST(Dataset, EquallySpacedOnTheCircle) {
  const Dataset data = makeDataset(named(TargetSource::sine, 6));
  for (Index i = 0; i + 1 < 6; ++i) EXPECT_NEAR(data.x(0, i + 1) - data.x(0, i), kPi / 3, 1e-15);
  EXPECT_NEAR(data.x(0, 0) + 2 * kPi - data.x(0, 5), kPi / 3, 1e-15);
}

TEST(Dataset, TargetsAreTheirFormulas) {
  for (Index i = 0; i < 8; ++i) {
    const Dataset sine = makeDataset(named(TargetSource::sine)),
                  step = makeDataset(named(TargetSource::step));
    const Dataset saw = makeDataset(named(TargetSource::sawtooth));
    EXPECT_NEAR(sine.y(i, 0), std::sin(sine.x(0, i)), 1e-15);
    EXPECT_EQ(step.y(i, 0), step.x(0, i) > 0 ? 1 : -1);
    EXPECT_NEAR(saw.y(i, 0), saw.x(0, i) / kPi, 1e-15);
  }
}

// Mean square over x and seeds is 1: exactly Σ (a² + b²)/(2F), so a χ² with 2F degrees of freedom.
TEST(Dataset, FourierSeriesHasUnitVarianceAndItsHighestFrequency) {
  DataSpec spec = named(TargetSource::fourier);
  spec.frequency = 4;
  spec.probes = 65;
  double sum = 0;
  for (spec.seed = 0; spec.seed < 200; ++spec.seed) {
    const Dataset data = makeDataset(spec);
    const Vector<double> y = data.probeTargets().head(64), x = data.probeX.row(0).head(64).transpose();
    sum += y.squaredNorm() / 64;
    EXPECT_NEAR((y.array() * (5 * x.array()).cos()).sum(), 0, 1e-10);
    EXPECT_NEAR(y.sum(), 0, 1e-10);
  }
  EXPECT_NEAR(sum / 200, 1, 4 * std::sqrt(2 / 8. / 200));
}

TEST(Dataset, NoiseHasItsDeviationAndItsSeed) {
  DataSpec spec = named(TargetSource::sine, 256);
  const Vector<double> clean = makeDataset(spec).y;
  spec.noise = .5;
  const Vector<double> noise = makeDataset(spec).y - clean;
  EXPECT_NEAR(noise.squaredNorm() / 256, .25, 4 * .25 * std::sqrt(2. / 256));
  spec.seed = 1;
  EXPECT_GT((makeDataset(spec).y - clean - noise).norm(), 1);
}

TEST(Dataset, InputsAreWhatTheirMapsSay) {
  const Matrix<double> x = Vector<double>::LinSpaced(5, -3, 3).transpose();
  const Matrix<double> bias = mapInputs(InputMap::biasCoordinate, x), circle = mapInputs(InputMap::circle, x);
  for (Index i = 0; i < 5; ++i) {
    EXPECT_NEAR(bias.col(i).norm(), 1, 1e-15);
    EXPECT_GT(bias(1, i), 0);
    EXPECT_NEAR(bias(0, i) / bias(1, i), x(0, i), 1e-14);
    EXPECT_NEAR(circle.col(i).norm(), 1, 1e-15);
    EXPECT_NEAR(std::atan2(circle(1, i), circle(0, i)), x(0, i), 1e-15);
  }
  EXPECT_EQ(mapInputs(InputMap::identity, x), x);
}

TEST(Dataset, GlobalTemperatureIsStandardisedAndPickedByYear) {
  const Dataset all = makeDataset(named(TargetSource::globalTemperature, 144));
  EXPECT_NEAR(all.x(0, 0), -kPi, 1e-12);
  EXPECT_NEAR(all.x(0, 143), kPi, 1e-12);
  EXPECT_NEAR(all.y.mean(), 0, 1e-12);
  EXPECT_NEAR(all.y.squaredNorm() / 144, 1, 1e-12);
  const Dataset two = makeDataset(named(TargetSource::globalTemperature, 2));
  EXPECT_EQ(two.y(0, 0), all.y(0, 0));
  EXPECT_EQ(two.y(1, 0), all.y(143, 0));
  EXPECT_TRUE(std::isnan(all.probeTarget(0, 0)));
}

constexpr TargetSource kPlane[] = {TargetSource::xorPattern, TargetSource::spirals, TargetSource::circles,
                                   TargetSource::halfPlane};

TEST(PlaneData, ClassesTakeTurnsInsideTheSquareAndObeyTheirFormula) {
  for (const TargetSource source : kPlane) {
    DataSpec spec = named(source, 200);
    spec.frequency = 2;
    spec.seed = 3;
    const Dataset data = makeDataset(spec);
    ASSERT_EQ(data.x.rows(), 2);
    EXPECT_LE(data.x.cwiseAbs().maxCoeff(), kPi);
    for (Index i = 0; i < 200; ++i) {
      const double a = data.x(0, i), b = data.x(1, i), radius = std::hypot(a, b), y = data.y(i, 0);
      EXPECT_EQ(y, i % 2 == 0 ? 1 : -1);
      if (source == TargetSource::xorPattern) EXPECT_EQ(y > 0, (a > 0) == (b > 0));
      if (source == TargetSource::halfPlane) EXPECT_EQ(y > 0, a + b > 0);
      if (source == TargetSource::circles) EXPECT_TRUE(y > 0 ? radius <= kPi / 3 : radius >= 2 * kPi / 3);
      if (source == TargetSource::spirals) {
        const double turn = 2 * kPi * 2 * radius / kPi + (y > 0 ? 0 : kPi);
        EXPECT_NEAR(a, radius * std::cos(turn), 1e-12);
        EXPECT_NEAR(b, radius * std::sin(turn), 1e-12);
      }
    }
  }
}

// A uniform point of the disc of radius R has mean square radius R²/2; of the ring between R and S, (R² +
// S²)/2.
TEST(PlaneData, CirclesAreUniformInTheDiscAndTheRing) {
  const Dataset data = makeDataset(named(TargetSource::circles, 512));
  double inner = 0, outer = 0;
  for (Index i = 0; i < 512; ++i) (data.y(i, 0) > 0 ? inner : outer) += data.x.col(i).squaredNorm() / 256;
  const double r2 = kPi * kPi / 9;
  EXPECT_NEAR(inner / r2, .5, 4 * std::sqrt(1. / 12 / 256));
  EXPECT_NEAR(outer / r2, 6.5, 4 * 5 * std::sqrt(1. / 12 / 256));
}

TEST(PlaneData, ProbesAreASquareGridRowByRow) {
  DataSpec spec = named(TargetSource::xorPattern);
  spec.probes = 26;
  const Dataset data = makeDataset(spec);
  ASSERT_EQ(data.probeX.cols(), 25);
  EXPECT_EQ(data.probeX(0, 0), -kPi);
  EXPECT_EQ(data.probeX(1, 0), -kPi);
  EXPECT_NEAR(data.probeX(0, 1) - data.probeX(0, 0), kPi / 2, 1e-15);
  EXPECT_EQ(data.probeX(1, 1), -kPi);
  EXPECT_EQ(data.probeX.col(24), Vector<double>::Constant(2, kPi));
  EXPECT_EQ(data.probeTarget(24, 0), 1);
  EXPECT_EQ(data.probeTarget(12, 0), 0) << "on the border between the classes";
  EXPECT_EQ(data.inputs.rows(), 3) << "bias coordinate";
  EXPECT_NEAR(data.inputs.col(3).norm(), 1, 1e-15);
}

// Outputs have mean square 1 by construction: He_k orthonormal, E 2 ReLU(s)² = 1, products of signs. Fourth
// moments give the standard error; N = 2001 probes and 20 seeds.
TEST(Teachers, OutputsHaveUnitMeanSquareAndTheirOrthogonality) {
  for (const int degree : {1, 2, 3}) {
    for (const TargetSource source :
         {TargetSource::singleNeuron, TargetSource::singleIndex, TargetSource::parity}) {
      DataSpec spec = named(source, 4);
      spec.dimension = 7;
      spec.frequency = degree;
      spec.probes = 2001;
      double sum = 0, squares = 0;
      for (spec.seed = 0; spec.seed < 20; ++spec.seed) {
        const Vector<double> y = makeDataset(spec).probeTargets();
        sum += y.squaredNorm();
        squares += y.cwiseAbs2().squaredNorm();
      }
      const double count = 20 * 2001, mean = sum / count, variance = squares / count - mean * mean;
      EXPECT_NEAR(mean, 1, 4 * std::sqrt(variance / count) + 1e-12) << static_cast<int>(source) << degree;
    }
  }
}

TEST(Teachers, ParityIsTheProductOfItsCoordinatesAndOneHotForTwoOutputs) {
  DataSpec spec = named(TargetSource::parity, 40);
  spec.dimension = 5;
  spec.frequency = 3;
  const Dataset data = makeDataset(spec), hot = makeDataset(spec, 2);
  for (Index i = 0; i < 40; ++i) {
    const double product = data.x(0, i) * data.x(1, i) * data.x(2, i);
    EXPECT_EQ(data.y(i, 0), product);
    EXPECT_EQ(hot.y(i, 0), product > 0);
    EXPECT_EQ(hot.y(i, 1), product < 0);
  }
  EXPECT_EQ(data.x.cwiseAbs(), Matrix<double>::Ones(5, 40));
  EXPECT_NE(data.x, data.probeX.leftCols(40)) << "probes are fresh points";
}

// A class for every point, also where the sine is 0: the logistic loss has no other.
TEST(Dataset, StepIsPlusOrMinusOneEverywhere) {
  const Dataset data = makeDataset(named(TargetSource::step, 7));
  EXPECT_NEAR(data.x(0, 3), 0, 1e-15);
  EXPECT_EQ(data.y.cwiseAbs(), Matrix<double>::Ones(7, 1));
  EXPECT_EQ(data.probeTarget.cwiseAbs(), Matrix<double>::Ones(241, 1));
}

TEST(Dataset, SeveralOutputsAreHarmonicsClassesOrCopies) {
  const Dataset sine = makeDataset(named(TargetSource::sine), 3),
                step = makeDataset(named(TargetSource::step), 2),
                years = makeDataset(named(TargetSource::globalTemperature), 2);
  for (Index i = 0; i < 8; ++i) {
    for (Index o = 0; o < 3; ++o)
      EXPECT_NEAR(sine.y(i, o), std::sin(static_cast<double>(o + 1) * sine.x(0, i)), 1e-14);
    EXPECT_EQ(step.y(i, 0), step.x(0, i) > 0);
    EXPECT_EQ(step.y.row(i).sum(), 1);
    EXPECT_EQ(years.y(i, 0), years.y(i, 1));
  }
  EXPECT_EQ(sine.targets()[8], sine.y(0, 1)) << "output-major";
}

TEST(Dataset, GivenRowsAreTakenAsTheyAre) {
  DataSpec spec;
  spec.source = TargetSource::given;
  spec.inputMap = InputMap::identity;
  spec.inputs = {{1, 2, 3}, {4, 5, 6}};
  spec.targets = {{.5, 1}, {-.5, 2}};
  const Dataset data = makeDataset(spec, 2);
  EXPECT_EQ(data.inputs, (Matrix<double>{{1, 4}, {2, 5}, {3, 6}}));
  EXPECT_EQ(data.y, (Matrix<double>{{.5, 1}, {-.5, 2}}));
  EXPECT_EQ(data.probeInputs, data.inputs);
  EXPECT_EQ(data.probeTarget, data.y);
  spec.probeInputs = {{0, 0, 1}};
  EXPECT_EQ(makeDataset(spec, 2).probeInputs, (Vector<double>{{0, 0, 1}}));
  EXPECT_TRUE(makeDataset(spec, 2).probeTarget.array().isNaN().all());
}

TEST(Choices, TablesAreInTheOrderOfTheirValues) {
  const auto check = [](const auto& table) {
    for (std::size_t i = 0; i < table.size(); ++i) EXPECT_EQ(static_cast<std::size_t>(table[i].value), i);
  };
  check(choices(TargetSource{}));
  check(choices(InputMap{}));
  check(choices(Parametrisation{}));
  check(choices(Activation{}));
  check(choices(PriorMean{}));
  check(choices(LimitKernel{}));
  check(choices(Method{}));
  check(choices(Loss{}));
}

}  // namespace
}  // namespace ntk

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
  for (Index i = 0; i + 1 < 6; ++i) EXPECT_NEAR(data.x[i + 1] - data.x[i], kPi / 3, 1e-15);
  EXPECT_NEAR(data.x[0] + 2 * kPi - data.x[5], kPi / 3, 1e-15);
}

TEST(Dataset, TargetsAreTheirFormulas) {
  for (Index i = 0; i < 8; ++i) {
    const Dataset sine = makeDataset(named(TargetSource::sine)),
                  step = makeDataset(named(TargetSource::step));
    const Dataset saw = makeDataset(named(TargetSource::sawtooth));
    EXPECT_NEAR(sine.y[i], std::sin(sine.x[i]), 1e-15);
    EXPECT_EQ(step.y[i], step.x[i] > 0 ? 1 : -1);
    EXPECT_NEAR(saw.y[i], saw.x[i] / kPi, 1e-15);
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
    const Vector<double> y = data.probeTarget.head(64), x = data.probeX.head(64);
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
  const Vector<double> x = Vector<double>::LinSpaced(5, -3, 3);
  const Matrix<double> bias = mapInputs(InputMap::biasCoordinate, x), circle = mapInputs(InputMap::circle, x);
  for (Index i = 0; i < 5; ++i) {
    EXPECT_NEAR(bias.col(i).norm(), 1, 1e-15);
    EXPECT_GT(bias(1, i), 0);
    EXPECT_NEAR(bias(0, i) / bias(1, i), x[i], 1e-14);
    EXPECT_NEAR(circle.col(i).norm(), 1, 1e-15);
    EXPECT_NEAR(std::atan2(circle(1, i), circle(0, i)), x[i], 1e-15);
  }
  EXPECT_EQ(mapInputs(InputMap::identity, x).row(0), x.transpose());
}

TEST(Dataset, GlobalTemperatureIsStandardisedAndPickedByYear) {
  const Dataset all = makeDataset(named(TargetSource::globalTemperature, 144));
  EXPECT_NEAR(all.x[0], -kPi, 1e-12);
  EXPECT_NEAR(all.x[143], kPi, 1e-12);
  EXPECT_NEAR(all.y.mean(), 0, 1e-12);
  EXPECT_NEAR(all.y.squaredNorm() / 144, 1, 1e-12);
  const Dataset two = makeDataset(named(TargetSource::globalTemperature, 2));
  EXPECT_EQ(two.y[0], all.y[0]);
  EXPECT_EQ(two.y[1], all.y[143]);
  EXPECT_TRUE(std::isnan(all.probeTarget[0]));
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
}

}  // namespace
}  // namespace ntk

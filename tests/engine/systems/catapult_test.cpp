#include "engine/systems/catapult.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdio>
#include <limits>

#include "engine/base/random.hpp"

namespace ntk {
namespace {

// The two-variable map against gradient descent on u and v themselves, in all three regimes.
TEST(Catapult, MapIsGradientDescentOnBothLayers) {
  constexpr Index kWidth = 200;
  for (const double rateTimesKernel : {.7, 2.6, 3.8, 4.3}) {
    RandomStream stream(5, 0, 0, Purpose::weights);
    Vector<double> u(kWidth), v(kWidth);
    for (Index j = 0; j < kWidth; ++j) {
      u[j] = stream.normal();
      v[j] = stream.normal();
    }
    const CatapultStart start = drawCatapult(kWidth, 5);
    const double rate = rateTimesKernel / start.kernel, root = std::sqrt(double(kWidth));
    const Catapult run = catapult(start, rate, 12);
    for (Index step = 0; step < run.outputs.size(); ++step) {
      const double f = u.dot(v) / root;
      EXPECT_NEAR(run.outputs[step], f, 1e-9 * (1 + std::abs(f))) << rateTimesKernel << " step " << step;
      EXPECT_NEAR(run.kernels[step], (u.squaredNorm() + v.squaredNorm()) / kWidth, 1e-9 * run.kernels[step]);
      const Vector<double> gradient = f / root * v;
      v -= rate * f / root * u;
      u -= rate * gradient;
    }
  }
}

// Thresholds 2/λ_0 and 4/λ_0 on a wide network, and what the losses do on either side of them.
TEST(Catapult, RegimesChangeAtTwoAndFourOverTheKernel) {
  const CatapultStart start{1, 2, 1e6};
  const auto run = [&](double rateTimesKernel) {
    return catapult(start, rateTimesKernel / start.kernel, 2000);
  };

  const Catapult lazy = run(1.98);
  EXPECT_EQ(lazy.regime, CatapultRegime::lazy);
  for (Index i = 1; i < lazy.losses.size(); ++i) ASSERT_LE(lazy.losses[i], lazy.losses[i - 1]);
  EXPECT_LT(lazy.losses.tail<1>()[0], 1e-15);
  EXPECT_NEAR(lazy.kernels.tail<1>()[0], 2, 1e-3);

  for (const double rateTimesKernel : {2.02, 3., 3.95}) {
    const Catapult thrown = run(rateTimesKernel);
    EXPECT_EQ(thrown.regime, CatapultRegime::catapult);
    EXPECT_EQ(thrown.status, Status::finished);
    EXPECT_GT(thrown.losses.maxCoeff(), 100 * thrown.losses[0]);
    EXPECT_LT(thrown.losses.tail<1>()[0], 1e-6);
    const double last = thrown.kernels.tail<1>()[0] * rateTimesKernel / start.kernel;
    std::printf("rate·kernel %.2f -> %.3f, largest loss %.1e\n", rateTimesKernel, last,
                thrown.losses.maxCoeff());
    EXPECT_LT(last, 2);
  }

  const Catapult divergent = run(4.02);
  EXPECT_EQ(divergent.regime, CatapultRegime::divergent);
  EXPECT_EQ(divergent.status, Status::diverged);
  EXPECT_LT(divergent.losses.size(), 2001);
  EXPECT_TRUE(divergent.losses.allFinite());
}

TEST(Catapult, DrawnStartsHaveKernelTwoAndUnitOutput) {
  double kernel = 0, square = 0;
  constexpr int kDraws = 400;
  for (int seed = 0; seed < kDraws; ++seed) {
    const CatapultStart start = drawCatapult(64, static_cast<std::uint64_t>(seed));
    kernel += start.kernel / kDraws;
    square += start.output * start.output / kDraws;
  }
  EXPECT_NEAR(kernel, 2, 3 * 2 / std::sqrt(64. * kDraws));        // Var λ_0 = 4/m
  EXPECT_NEAR(square, 1, 3 * std::sqrt((2 + 6. / 64) / kDraws));  // Var f_0² = 2 + 6/m
}

TEST(Catapult, RefusesWhatNoNetworkHas) {
  EXPECT_EQ(catapult({10, 1, 100}, .1, 5).status, Status::refused);
  EXPECT_EQ(catapult({1, 1, 100}, -.1, 5).status, Status::refused);
  EXPECT_EQ(catapult({1, 1, 0}, .1, 5).status, Status::refused);
  EXPECT_EQ(catapult({1, 1, 100}, .1, -1).status, Status::refused);
  EXPECT_EQ(catapult({std::numeric_limits<double>::quiet_NaN(), 1, 100}, .1, 5).status, Status::refused);
  EXPECT_EQ(catapult({5, 1, 100}, .1, 5).status, Status::finished);  // u = v
}

}  // namespace
}  // namespace ntk

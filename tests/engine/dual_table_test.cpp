#include "engine/kernels/dual_table.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/engine/dual_reference.hpp"

namespace ntk {
namespace {

// Mehler's series against the two-dimensional rule (or the closed form itself): zero, small and large
// variances, all angles, pairs of few terms, of all terms, and those that the series does not cover.
TEST(DualTable, AgreesWithPairByPair) {
  const Vector<double> rowVariances{{0, 1e-6, .36, 1, 6, 60}}, columnVariances{{5, .36, 1e-3, 0, 60, 4e3}};
  for (const auto& choice : choices(Activation{})) {
    const Activation activation = choice.value;
    const DualTable rows(activation, rowVariances), columns(activation, columnVariances);
    double worst = 0;
    for (Index i = 0; i < rowVariances.size(); ++i) {
      for (const double angle : {0., .02, .3, .9, kPi / 2, 2.5, kPi - .05, kPi}) {
        const Index size = columnVariances.size() - 1;  // from column 1
        Eigen::ArrayXd second(size), cross(size), near(size), far(size), value(size), derivative(size),
            gap(size);
        for (Index j = 0; j < size; ++j) {
          const PairCovariance pair = vectorsAt(angle, rowVariances[i], columnVariances[j + 1]);
          second[j] = pair.second;
          cross[j] = pair.cross;
          near[j] = pair.parallelGap;
          far[j] = pair.antiparallelGap;
        }
        const auto in = [size](const Eigen::ArrayXd& array) { return ConstRealArray(array.data(), size); };
        const auto out = [size](Eigen::ArrayXd& array) { return RealArray(array.data(), size); };
        rows.dualRow(i, columns, 1, {rowVariances[i], in(second), in(cross), in(near), in(far)},
                     {out(value), out(derivative), out(gap)});
        for (Index j = 0; j < size; ++j) {
          const double first = rowVariances[i];
          const Dual one = dual(activation, {first, second[j], cross[j], near[j], far[j]});
          const auto slopes = [activation](double q) {
            return dual(activation, {q, q, q, 0, 2 * q}).derivative;
          };
          const double accuracy = accuracyOf(activation) == kQuadratureAccuracy ? kQuadratureAccuracy : 1e-15;
          const double whole =
              std::sqrt(dualVariance(activation, first) * dualVariance(activation, second[j]));
          const double slope = std::sqrt(slopes(first) * slopes(second[j]));
          EXPECT_NEAR(value[j], one.value, accuracy * whole)
              << choice.name << " " << first << " " << second[j] << " " << angle;
          EXPECT_NEAR(derivative[j], one.derivative, accuracy * std::max(slope, std::abs(one.derivative)))
              << choice.name << " " << first << " " << second[j] << " " << angle;
          EXPECT_NEAR(gap[j], one.parallelGap, 1e-15 * whole);
          worst = std::max(worst, std::abs(value[j] - one.value) / std::max(whole, 1e-300));
        }
      }
    }
    if (worst > 0) std::printf("%s: table against pair by pair %.1e\n", choice.name.data(), worst);
  }
}

}  // namespace
}  // namespace ntk

#include "engine/spec/sweep.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "engine/experiment/sweep_cell.hpp"

namespace ntk {
namespace {

Sweep small() {
  Sweep sweep;
  sweep.base.data.count = 6;
  sweep.base.data.probes = 21;
  sweep.base.network.activation = Activation::erf;
  sweep.base.network.centred = true;
  sweep.base.dynamics.frames = 11;
  sweep.base.dynamics.lastTime = 300;
  sweep.values = {64, 256, 1024};
  sweep.members = 6;
  return sweep;
}

Vector<double> measure(const Experiment& experiment, double milliseconds = 1e6) {
  SweepCell<float> cell(experiment);
  while (!isFinal(cell.advance(Deadline(milliseconds)))) EXPECT_LE(cell.progress(), 1);
  return cell.measures();
}

Index indexOf(std::string_view name) {
  for (std::size_t i = 0; i < kSweepMeasures.size(); ++i)
    if (kSweepMeasures[i].name == name) return static_cast<Index>(i);
  ADD_FAILURE() << name;
  return 0;
}

TEST(Sweep, CellsSetTheFieldAndTheMember) {
  const Sweep sweep = small();
  const Experiment cell = sweepCell(sweep, 1, 4);
  EXPECT_EQ(cell.network.width, 256);
  EXPECT_EQ(cell.network.member, 4);
  EXPECT_EQ(cell.network.seed, sweep.base.network.seed);
}

TEST(Sweep, NamesEveryFault) {
  Sweep sweep = small();
  sweep.values = {0, 8.5, 64};
  const Faults values = sweepFaults(sweep);
  ASSERT_EQ(values.size(), 2U);
  EXPECT_EQ(values[0].field, "values[0]");
  EXPECT_EQ(values[1].message.substr(0, 40), "values[1] is 8.5; it must be a whole num");
  sweep.path = "network.activation";
  sweep.values = {};
  sweep.members = 0;
  const Faults all = sweepFaults(sweep);
  ASSERT_EQ(all.size(), 3U);
  EXPECT_EQ(all[0].field, "path");
  EXPECT_EQ(all[1].field, "values");
  EXPECT_EQ(all[2].field, "members");
  sweep = small();
  sweep.path = "dynamics.lastTime";
  sweep.values = {1, 1e-6};
  ASSERT_EQ(sweepFaults(sweep).size(), 1U);
  EXPECT_EQ(sweepFaults(sweep)[0].field, "values[1]");
}

// C16: over widths the gap to the limit and the distance of the kernels fall, members differ.
TEST(Sweep, GapsAndKernelErrorsFallWithWidth) {
  const Sweep sweep = small();
  std::vector<Vector<double>> means;
  for (std::size_t v = 0; v < sweep.values.size(); ++v) {
    Vector<double> sum = Vector<double>::Zero(static_cast<Index>(kSweepMeasures.size()));
    for (int member = 0; member < sweep.members; ++member) sum += measure(sweepCell(sweep, v, member));
    means.push_back(sum / sweep.members);
  }
  for (const std::string_view name :
       {"gapToLimit", "largestGapToLimit", "gapToLinearisation", "kernelDrift", "initialKernelError"}) {
    const Index i = indexOf(name);
    const double slope = std::log(means[2][i] / means[0][i]) / std::log(16.);
    std::printf("slope of %s over width: %.2f\n", std::string(name).c_str(), slope);
    EXPECT_LT(slope, -.3) << name;
  }
  EXPECT_GE(means[0][indexOf("largestGapToLimit")], means[0][indexOf("gapToLimit")]);
}

TEST(Sweep, SlicesDoNotChangeTheMeasures) {
  const Experiment cell = sweepCell(small(), 0, 2);
  EXPECT_EQ(measure(cell, 0), measure(cell));
}

TEST(Sweep, ACellOutOfBudgetIsUnknownButForTheKernel) {
  Experiment cell = sweepCell(small(), 0, 0);
  cell.dynamics.maximumSteps = 1;
  SweepCell<float> run(cell);
  while (!isFinal(run.advance(Deadline(1e6)))) continue;
  EXPECT_EQ(run.status(), Status::budget);
  const Vector<double> measures = run.measures();
  for (Index i = 0; i < measures.size(); ++i)
    EXPECT_EQ(std::isnan(measures[i]), i != indexOf("initialKernelError"))
        << kSweepMeasures[static_cast<std::size_t>(i)].name;
}

}  // namespace
}  // namespace ntk

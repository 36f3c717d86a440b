#include "engine/experiment/limit_job.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "engine/dynamics/kernel_regression.hpp"

namespace ntk {
namespace {

struct LimitRun {
  explicit LimitRun(const Experiment& experiment) : job(makeJob<double>("limit", experiment, nullptr)) {
    while (job->advance(Deadline(1000)) == Status::running || job->framesReady() > 0)
      while (auto frame = job->takeFrame()) frames.push_back(*frame);
    constants = job->staticBlock();
  }
  Vector<double> constant(std::string_view name) const { return entry(job->staticLayout(), constants, name); }
  Vector<double> at(std::size_t frame, std::string_view name) const {
    return entry(job->frameLayout(), frames.at(frame), name);
  }
  static Vector<double> entry(const BlockLayout& layout, const std::vector<float>& block,
                              std::string_view name) {
    const LayoutEntry& e = layout.find(name);
    return Eigen::Map<const Vector<float>>(block.data() + e.offset, e.size).cast<double>();
  }
  std::unique_ptr<Job> job;
  std::vector<std::vector<float>> frames;
  std::vector<float> constants;
};

Experiment small() {
  Experiment e;
  e.network.parametrisation = Parametrisation::ntk;
  e.network.width = 64;
  e.network.depth = 2;
  e.data.count = 6;
  e.data.probes = 11;
  e.dynamics.frames = 5;
  e.observe.ensemble = true;
  return e;
}

// C17: the ensemble starts at mean 0 with the NNGP's deviation; with the NNGP kernel it ends in the
// posterior.
TEST(LimitJob, EnsembleRunsFromTheNngpToItsPosterior) {
  Experiment e = small();
  e.limit.kernel = LimitKernel::nngp;
  const LimitRun run(e);
  const Dataset data = makeDataset(e.data, 1);
  const Architecture a = makeArchitecture(e.network, data.inputs.rows());
  const Vector<double> prior = analyticNngp(a, data.probeInputs, data.probeInputs).diagonal();
  EXPECT_EQ(run.at(0, "ensembleMean").cwiseAbs().maxCoeff(), 0);
  EXPECT_TRUE(run.at(0, "ensembleDeviation").isApprox(prior.cwiseSqrt(), 1e-6));
  const std::size_t last = run.frames.size() - 1;
  const KernelRegression regression(analyticNngp(a, data.inputs, data.inputs), 0);
  const Matrix<double> cross = analyticNngp(a, data.probeInputs, data.inputs);
  const Vector<double> mean = cross * regression.solve(data.y);
  for (const Vector<double>& found : {run.at(last, "ensembleMean"), run.constant("posteriorMean")})
    EXPECT_LT((found - mean).cwiseAbs().maxCoeff(), 1e-5);
  const Vector<double> deviation = regression.variance(cross, prior).cwiseSqrt();
  for (const Vector<double>& found : {run.at(last, "ensembleDeviation"), run.constant("posteriorDeviation")})
    EXPECT_LT((found - deviation).cwiseAbs().maxCoeff(), 1e-5);
}

TEST(LimitJob, NetworksThatStartAtZeroHaveNoSpread) {
  for (const bool isCentred : {true, false}) {
    Experiment e = small();
    e.network.centred = isCentred;
    e.network.antisymmetric = !isCentred;
    const LimitRun run(e);
    for (std::size_t i = 0; i < run.frames.size(); ++i) {
      EXPECT_EQ(run.at(i, "ensembleDeviation").maxCoeff(), 0);
      EXPECT_LT((run.at(i, "ensembleMean") - run.at(i, "probeOutput")).cwiseAbs().maxCoeff(), 1e-5);
    }
    EXPECT_GT(run.constant("posteriorDeviation").maxCoeff(), .01);
  }
}

TEST(LimitJob, HasTheKernelThatIsChosen) {
  Experiment e = small();
  e.network.width = 1024;
  const Dataset data = makeDataset(e.data, 1);
  const Architecture a = makeArchitecture(e.network, data.inputs.rows());
  for (const LimitKernel kind : {LimitKernel::ntk, LimitKernel::nngp}) {
    e.limit.kernel = kind;
    const LimitRun run(e);
    const Matrix<double> kernel =
        (kind == LimitKernel::ntk ? analyticNtk : analyticNngp)(a, data.inputs, data.inputs);
    EXPECT_TRUE(run.constant("kernel").isApprox(Vector<double>(kernel.reshaped()), 1e-6));
    const Vector<double> values = Eigen::SelfAdjointEigenSolver<Matrix<double>>(kernel).eigenvalues();
    EXPECT_NEAR(run.constant("conditionNumber")[0] / (values[5] / values[0]), 1, 1e-5);
    EXPECT_EQ(run.constant("effectiveDimension")[0], 6);
    EXPECT_LT(run.constant("initialKernelError")[0], .2);
    EXPECT_NEAR(run.constant("layerShares").sum(), 1, 1e-6);
    EXPECT_GT(run.constant("layerShares").minCoeff(), .05);
  }
}

TEST(LimitJob, SeveralOutputsShareKernelAndDeviation) {
  Experiment e = small();
  e.network.outputs = 2;
  const LimitRun run(e);
  EXPECT_EQ(run.at(0, "ensembleMean").size(), 22);
  EXPECT_EQ(run.at(0, "ensembleDeviation").size(), 11);
  EXPECT_EQ(run.constant("posteriorMean").size(), 22);
  EXPECT_EQ(run.constant("kernel").size(), 36);
}

}  // namespace
}  // namespace ntk

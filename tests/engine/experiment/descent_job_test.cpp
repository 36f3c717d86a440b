#include <gtest/gtest.h>

#include <cmath>
#include <cstring>

#include "engine/dynamics/descent.hpp"
#include "engine/dynamics/time_grid.hpp"
#include "engine/experiment/initial_network.hpp"
#include "engine/experiment/job.hpp"

namespace ntk {
namespace {

Experiment descentExperiment() {
  Experiment e;
  e.data.count = 6;
  e.data.probes = 9;
  e.network.width = 32;
  e.network.activation = Activation::tanh;
  e.dynamics.method = Method::gradientDescent;
  e.dynamics.rate = .5;
  e.dynamics.firstTime = 1;
  e.dynamics.lastTime = 64;
  e.dynamics.frames = 7;
  return e;
}

struct JobRun {
  explicit JobRun(const Experiment& experiment, double slice = 1000)
      : job(makeJob<double>("network", experiment, nullptr)) {
    do {
      status = job->advance(Deadline(slice));
      while (auto frame = job->takeFrame()) frames.push_back(*frame);
    } while (!isFinal(status));
  }
  Vector<double> at(std::size_t frame, std::string_view name) const {
    return entry(job->frameLayout(), frames.at(frame), name);
  }
  Vector<double> constant(std::string_view name) const {
    return entry(job->staticLayout(), job->staticBlock(), name);
  }
  static Vector<double> entry(const BlockLayout& layout, const std::vector<float>& block,
                              std::string_view name) {
    const LayoutEntry& e = layout.find(name);
    return Eigen::Map<const Vector<float>>(block.data() + e.offset, e.size).cast<double>();
  }

  std::unique_ptr<Job> job;
  Status status = Status::running;
  std::vector<std::vector<float>> frames;
};

// Times 1, 2, 4, …, 64 and steps of .5: frames are the states after 2t steps, from a loop of our own.
TEST(DescentJob, FramesAreTheStatesOfTheirTimes) {
  const Experiment e = descentExperiment();
  const Dataset data = makeDataset(e.data);
  const InitialNetwork<double> network(e, data, nullptr);
  const JobRun run(e);
  EXPECT_EQ(run.status, Status::finished);
  ASSERT_EQ(run.frames.size(), 8U);
  Vector<double> w = network.parameters, gradient;
  Tape<double> tape(network.architecture);
  int step = 0;
  for (std::size_t frame = 0; frame < run.frames.size(); ++frame) {
    for (; step < 2 * run.at(frame, "time")[0]; ++step) {
      tape.record(w, network.inputs);
      tape.vjp((tape.outputs() - data.targets()) / 6, gradient);
      w -= .5 * gradient;
    }
    EXPECT_EQ(run.at(frame, "steps")[0], step);
    const Vector<double> f = networkOutputs(network.architecture, w, network.inputs);
    EXPECT_LT((run.at(frame, "trainOutput") - f).cwiseAbs().maxCoeff(), 1e-6);
  }
  EXPECT_FLOAT_EQ(static_cast<float>(run.at(7, "rate")[0]), .5F);
}

TEST(DescentJob, StepsLastUntilTheNextOne) {
  Experiment e = descentExperiment();
  e.dynamics.rate = 3;  // times 1 and 2 see θ_0, 4 sees θ_1, …
  e.dynamics.rateDecay = 0;
  const JobRun run(e);
  const int expected[] = {0, 0, 0, 1, 2, 5, 10, 21};
  for (std::size_t frame = 0; frame < 8; ++frame) EXPECT_EQ(run.at(frame, "steps")[0], expected[frame]);
}

TEST(DescentJob, SlicesChangeNothing) {
  Experiment e = descentExperiment();
  e.dynamics.method = Method::stochasticGradientDescent;
  e.dynamics.batchSize = 2;
  e.dynamics.momentum = .5;
  const JobRun whole(e, 1000), sliced(e, 0);
  ASSERT_EQ(whole.frames.size(), sliced.frames.size());
  for (std::size_t i = 0; i < whole.frames.size(); ++i) {  // bit by bit: what does not apply is NaN
    ASSERT_EQ(whole.frames[i].size(), sliced.frames[i].size());
    EXPECT_EQ(
        std::memcmp(whole.frames[i].data(), sliced.frames[i].data(), whole.frames[i].size() * sizeof(float)),
        0);
  }
}

// Small rate, both losses of one output, centred: the flow's frames up to the rate and its tolerance.
TEST(DescentJob, OfSmallRateFollowsTheFlowsJob) {
  Experiment e = descentExperiment();
  e.network.centred = true;
  e.dynamics.tolerance = 1e-4;
  Experiment flow = e;
  flow.dynamics.method = Method::flow;
  e.dynamics.rate = .005;
  e.dynamics.momentum = .5;
  const JobRun descent(e), reference(flow);
  for (std::size_t frame = 0; frame < 8; ++frame)
    EXPECT_LT((descent.at(frame, "probeOutput") - reference.at(frame, "probeOutput")).cwiseAbs().maxCoeff(),
              5e-3);
}

TEST(DescentJob, ShowsTheStabilityLimitOfItsMomentum) {
  Experiment e = descentExperiment();
  e.dynamics.rate = .01;
  const double largest = JobRun(e).constant("eigenvalues")[0];
  EXPECT_NEAR(JobRun(e).constant("stabilityLimit")[0], 12 / largest, 1e-5);
  e.dynamics.momentum = .5;
  EXPECT_NEAR(JobRun(e).constant("stabilityLimit")[0], 18 / largest, 1e-5);
  e.dynamics.nesterov = true;
  EXPECT_NEAR(JobRun(e).constant("stabilityLimit")[0], 9 / largest, 1e-5);
}

// At f_0 = 0 the logistic loss has ℓ'' = 1/4, so the limit is four times that of the square loss.
TEST(DescentJob, StabilityLimitContainsTheLossCurvature) {
  Experiment e = descentExperiment();
  e.data.source = TargetSource::step;
  e.network.antisymmetric = true;
  const double square = JobRun(e).constant("stabilityLimit")[0];
  e.dynamics.loss = Loss::logistic;
  EXPECT_NEAR(JobRun(e).constant("stabilityLimit")[0], 4 * square, 1e-5 * square);
}

TEST(DescentJob, GradientNormFallsAndBeginsWithTheInitialOne) {
  const Experiment e = descentExperiment();
  const Dataset data = makeDataset(e.data);
  const InitialNetwork<double> network(e, data, nullptr);
  Tape<double> tape(network.architecture);
  tape.record(network.parameters, network.inputs);
  const Vector<double> residual = tape.outputs() - data.targets();
  const JobRun run(e);
  EXPECT_NEAR(run.at(0, "minimumGradientNorm")[0], std::sqrt(residual.dot(tape.kernel() * residual)) / 6,
              1e-6);
  for (std::size_t frame = 1; frame < 8; ++frame)
    EXPECT_LT(run.at(frame, "minimumGradientNorm")[0], run.at(frame - 1, "minimumGradientNorm")[0]);
}

TEST(DescentJob, DivergenceKeepsTheFramesBeforeIt) {
  Experiment e = descentExperiment();
  e.network.activation = Activation::linear;
  e.dynamics.rate = 40;
  e.dynamics.lastTime = 1e6;
  e.dynamics.frames = 60;
  const JobRun run(e);
  EXPECT_EQ(run.status, Status::diverged);
  EXPECT_GT(run.frames.size(), 10U);
  EXPECT_LT(run.frames.size(), 61U);
  for (std::size_t frame = 0; frame < run.frames.size(); ++frame)
    EXPECT_TRUE(run.at(frame, "trainOutput").allFinite());
}

// One step of this rate takes the outputs beyond all numbers, and the next time sees that state.
TEST(DescentJob, FramesOfInfiniteOutputsAreNotShown) {
  Experiment e = descentExperiment();
  e.network.parametrisation = Parametrisation::ntk;
  e.network.activation = Activation::cubic;
  e.network.depth = 4;
  e.dynamics.rate = 1e4;
  e.dynamics.firstTime = 1e4;
  e.dynamics.lastTime = 1e9;
  e.dynamics.frames = 3;
  const JobRun run(e);
  EXPECT_EQ(run.status, Status::diverged);
  for (std::size_t frame = 0; frame < run.frames.size(); ++frame)
    EXPECT_TRUE(run.at(frame, "trainOutput").allFinite());
}

TEST(DescentJob, EndsAtItsBudget) {
  Experiment e = descentExperiment();
  e.dynamics.maximumSteps = 9;  // holds to t < 5
  const JobRun run(e);
  EXPECT_EQ(run.status, Status::budget);
  EXPECT_EQ(run.frames.size(), 4U);
}

}  // namespace
}  // namespace ntk

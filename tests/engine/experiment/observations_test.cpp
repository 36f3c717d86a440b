#include "engine/experiment/observations.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "engine/experiment/job.hpp"
#include "engine/spec/consistency.hpp"

namespace ntk {
namespace {

Vector<double> entry(const BlockLayout& layout, const std::vector<float>& block, std::string_view name) {
  const LayoutEntry& e = layout.find(name);
  return Eigen::Map<const Vector<float>>(block.data() + e.offset, e.size).cast<double>();
}

bool has(const BlockLayout& layout, std::string_view name) {
  for (const LayoutEntry& e : layout.entries())
    if (e.name == name) return true;
  return false;
}

Experiment lectureExperiment(Activation activation) {
  Experiment experiment;
  experiment.data.count = 5;
  experiment.data.probes = 40;
  experiment.network.activation = activation;
  experiment.network.width = 256;
  experiment.network.centred = true;
  experiment.dynamics.lastTime = 100;
  experiment.dynamics.frames = 9;
  experiment.observe.neurons = true;
  return experiment;
}

struct Frames {
  explicit Frames(const Experiment& experiment, const std::vector<double>* weights = nullptr)
      : job(makeJob<float>("network", experiment, weights)) {
    while (!isFinal(job->advance(Deadline(1e6)))) {
    }
    while (auto frame = job->takeFrame()) frames.push_back(std::move(*frame));
  }
  Vector<double> at(std::size_t i, std::string_view name) const {
    return entry(job->frameLayout(), frames[i], name);
  }
  Vector<double> constant(std::string_view name) const {
    return entry(job->staticLayout(), job->staticBlock(), name);
  }
  std::unique_ptr<Job> job;
  std::vector<std::vector<float>> frames;
};

TEST(Observations, BoundsStandAboveWhatTheyBoundInEveryFrame) {
  for (const Activation activation : {Activation::tanh, Activation::relu}) {
    const Frames run(lectureExperiment(activation));
    ASSERT_GE(run.frames.size(), 9U);
    const double start = run.at(0, "smallestEigenvalue")[0];
    for (std::size_t i = 0; i < run.frames.size(); ++i) {
      const double gap = run.at(i, "linearisationGap")[0];
      const bool smooth = activation == Activation::tanh;
      EXPECT_LE(gap, run.at(i, smooth ? "c5Bound" : "c6WorstCase")[0] + 3e-6);
      EXPECT_TRUE(std::isnan(run.at(i, smooth ? "c6Bound" : "c5Bound")[0]));
      if (!smooth) {
        EXPECT_LE(run.at(i, "c6WorstCase")[0], run.at(i, "c6Bound")[0]);
      }
      EXPECT_GE(run.at(i, "pathLength")[0], run.at(i, "movement")[0] * (1 - 1e-5));
      EXPECT_NEAR(run.at(i, "movementPerLayer")[0], run.at(i, "movement")[0], 1e-4);
      EXPECT_EQ(run.at(i, "movementPerLayer")[1], 0);
      if (run.at(i, "smallestEigenvalue")[0] < start / 2) break;
      EXPECT_LE(run.at(i, "trainLoss")[0], run.at(i, "lossBound")[0] * 1.001);
      EXPECT_LE(run.at(i, "pathLength")[0], run.at(i, "radiusBound")[0]);
    }
  }
}

// Modes are an orthogonal change of the residual: their squares are 2n times the loss; predictions start
// there.
TEST(Observations, ModesHoldTheLossAndStartAtTheirPrediction) {
  const Frames run(lectureExperiment(Activation::tanh));
  for (std::size_t i = 0; i < run.frames.size(); ++i) {
    EXPECT_NEAR(run.at(i, "modeResiduals").squaredNorm() / 10, run.at(i, "trainLoss")[0], 1e-5);
  }
  EXPECT_LT((run.at(0, "modeResiduals") - run.at(0, "predictedModeResiduals")).norm(), 1e-6);
  EXPECT_LT((run.at(4, "modeResiduals") - run.at(4, "predictedModeResiduals")).norm(),
            .1 * run.at(0, "modeResiduals").norm());
  EXPECT_EQ(run.at(0, "flippedShare")[0], 0);
  // Centred: f_0 = 0, so both norms are of y.
  EXPECT_NEAR(run.constant("lazyRadius")[0], run.constant("rkhsNormOfTarget")[0], 1e-5);
  EXPECT_FALSE(std::isnan(run.constant("theorem81Alpha")[0]));
  EXPECT_GT(run.constant("conditionNumber")[0], 1);
}

// C6 holds with a probability over Gaussian weights; the exact worst case holds for any.
TEST(Observations, Lemma41SaysNothingOfGivenWeights) {
  const Experiment experiment = lectureExperiment(Activation::relu);
  const Architecture architecture = makeArchitecture(experiment.network, 2);
  const Vector<double> drawn = drawParameters<double>(architecture, experiment.network.seed);
  const std::vector<double> weights(drawn.begin(), drawn.end());
  const Frames given(experiment, &weights), seeded(experiment);
  EXPECT_TRUE(std::isnan(given.at(3, "c6Bound")[0]));
  EXPECT_GT(seeded.at(3, "c6Bound")[0], 0);
  EXPECT_NEAR(given.at(3, "c6WorstCase")[0], seeded.at(3, "c6WorstCase")[0], 1e-6);
}

TEST(Observations, EigenvectorsDiagonaliseTheKernelAndGiveTheModes) {
  const Frames run(lectureExperiment(Activation::tanh));
  const Matrix<double> kernel = run.constant("kernel").reshaped(5, 5);
  const Matrix<double> vectors = run.constant("eigenvectors").reshaped(5, 5);  // column-major: one a column
  const Vector<double> values = run.constant("eigenvalues");
  EXPECT_LT((vectors.transpose() * vectors - Matrix<double>::Identity(5, 5)).norm(), 1e-5);
  EXPECT_LT((kernel * vectors - vectors * values.asDiagonal()).norm(), 1e-5 * kernel.norm());
  const Vector<double> residual = run.at(4, "trainOutput") - run.constant("trainY");
  EXPECT_LT((vectors.transpose() * residual - run.at(4, "modeResiduals")).norm(), 1e-5);
}

TEST(Observations, WeightsOfAFrameGiveItsOutputs) {
  Experiment experiment = lectureExperiment(Activation::tanh);
  experiment.network.parametrisation = Parametrisation::ntk;
  experiment.network.depth = 3;
  experiment.network.width = 32;
  experiment.network.centred = false;
  experiment.observe.weights = true;
  const Frames run(experiment);
  const Dataset data = makeDataset(experiment.data, 1);
  const Architecture architecture = makeArchitecture(experiment.network, inputDimension(experiment.data));
  const Vector<double> initial = drawParameters<double>(architecture, experiment.network.seed);
  EXPECT_LT((run.at(0, "weights") - initial).norm(), 1e-6 * initial.norm());
  for (const std::size_t frame : {std::size_t{3}, run.frames.size() - 1}) {
    const Vector<double> outputs = networkOutputs(architecture, run.at(frame, "weights"), data.inputs);
    EXPECT_LT((outputs - run.at(frame, "trainOutput")).lpNorm<Eigen::Infinity>(), 1e-5) << frame;
  }
}

TEST(Observations, AreOnlyThoseAskedForAndNaNWhereTheyDoNotApply) {
  Experiment experiment = lectureExperiment(Activation::relu);
  experiment.network.parametrisation = Parametrisation::ntk;
  experiment.network.outputs = 2;
  const Frames deep(experiment);
  for (const char* name : {"c5Bound", "c6Bound", "c6WorstCase"}) EXPECT_TRUE(std::isnan(deep.at(2, name)[0]));
  EXPECT_TRUE(std::isnan(deep.constant("theorem81Holds")[0]));
  EXPECT_EQ(deep.at(2, "modeResiduals").size(), 10);
  EXPECT_EQ(deep.at(2, "firstWeights").size(), 256 * 2);
  EXPECT_EQ(deep.at(2, "firstBiases").size(), 256);
  EXPECT_EQ(deep.at(2, "outputWeights").size(), 2 * 256);
  experiment.observe.theory = experiment.observe.neurons = false;
  const Frames bare(experiment);
  EXPECT_FALSE(has(bare.job->frameLayout(), "c5Bound"));
  EXPECT_FALSE(has(bare.job->frameLayout(), "firstWeights"));
  EXPECT_FALSE(has(bare.job->frameLayout(), "weights"));
  EXPECT_FALSE(has(bare.job->staticLayout(), "lazyRadius"));
}

}  // namespace
}  // namespace ntk

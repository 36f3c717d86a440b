#include <gtest/gtest.h>

#include <array>
#include <cstdio>

#include "engine/experiment/job.hpp"
#include "engine/spec/consistency.hpp"
#include "tests/engine/allocation_count.hpp"

namespace ntk {
namespace {

Experiment wideExperiment(Activation activation, int depth, int width, int samples) {
  Experiment e;
  e.network.parametrisation = Parametrisation::ntk;
  e.network.activation = activation;
  e.network.depth = depth;
  e.network.width = width;
  e.data.count = samples;
  e.data.probes = 64;
  e.dynamics.frames = 3;
  e.dynamics.firstTime = .1;
  e.dynamics.lastTime = 1;
  return e;
}

double peakOfRun(const Experiment& experiment) {
  heapPeak();
  const auto before = static_cast<double>(heapBytes());
  const std::unique_ptr<Job> job = makeJob<float>("network", experiment, nullptr);
  for (int unit = 0; unit < 10 && !isFinal(job->advance(Deadline(0))); ++unit) {
  }
  return static_cast<double>(heapPeak()) - before;
}

// The estimate that refuses documents against the heap: parameters dominate in the first two networks, tapes
// in the others.
TEST(NetworkBytes, AreAboveWhatARunTakesAndBelowTwiceThat) {
  for (const Activation activation : {Activation::relu, Activation::tanh}) {
    for (const auto& [depth, width, samples] : {std::array{2, 512, 2}, std::array{1, 4096, 64}}) {
      const Experiment e = wideExperiment(activation, depth, width, samples);
      const double peak = peakOfRun(e), estimate = networkBytes(e, sizeof(float));
      std::printf("%s, depth %d: peak %.3g MB, estimate %.3g MB\n",
                  activation == Activation::relu ? "relu" : "tanh", depth, peak / 1e6, estimate / 1e6);
      EXPECT_LT(peak, estimate);
      EXPECT_GT(peak, estimate / 2);
    }
  }
}

}  // namespace
}  // namespace ntk

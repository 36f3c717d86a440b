#include "engine/experiment/job.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <map>
#include <string>

namespace ntk {
namespace {

// All blocks of a job as double arrays by name.
struct Recording {
  Status status;
  std::map<std::string, std::vector<float>> constants;
  std::vector<std::map<std::string, std::vector<float>>> frames;

  float scalar(std::size_t frame, const std::string& name) const { return frames.at(frame).at(name).at(0); }
};

std::map<std::string, std::vector<float>> unpack(const BlockLayout& layout, const std::vector<float>& block) {
  std::map<std::string, std::vector<float>> result;
  for (const LayoutEntry& e : layout.entries()) {
    result[std::string(e.name)] = {block.begin() + e.offset, block.begin() + e.offset + e.size};
  }
  return result;
}

template <class Scalar = double>
Recording record(std::string_view name, const Experiment& experiment, double sliceMilliseconds = 1000,
                 const std::vector<double>* weights = nullptr) {
  const std::unique_ptr<Job> job = makeJob<Scalar>(name, experiment, weights);
  Recording recording;
  do {
    recording.status = job->advance(Deadline(sliceMilliseconds));
    EXPECT_GE(job->progress(), 0);
    EXPECT_LE(job->progress(), 1);
    while (const auto frame = job->takeFrame())
      recording.frames.push_back(unpack(job->frameLayout(), *frame));
  } while (!isFinal(recording.status));
  EXPECT_EQ(job->progress(), 1);
  recording.constants = unpack(job->staticLayout(), job->staticBlock());
  return recording;
}

float largestGap(const std::vector<float>& a, const std::vector<float>& b) {
  float gap = 0;
  for (std::size_t i = 0; i < a.size(); ++i) gap = std::max(gap, std::abs(a[i] - b[i]));
  return gap;
}

Experiment small() {
  Experiment e;
  e.network.width = 256;
  e.network.activation = Activation::erf;
  e.data.probes = 41;
  e.data.count = 8;
  e.dynamics.frames = 21;
  e.dynamics.lastTime = 1000;
  return e;
}

TEST(Jobs, ShareOneTimeGridFromZeroToInfinity) {
  const Experiment e = small();
  for (const std::string_view name : kJobNames) {
    const Recording r = record(name, e);
    EXPECT_EQ(r.status, Status::finished);
    const auto& times = r.constants.at("times");
    ASSERT_EQ(times.size(), 23U);
    EXPECT_EQ(times.front(), 0);
    EXPECT_EQ(times[1], .1F);
    EXPECT_EQ(times[21], 1000);
    EXPECT_TRUE(std::isinf(times.back()));
    ASSERT_EQ(r.frames.size(), name == "network" ? 22U : 23U);
    for (std::size_t i = 0; i < r.frames.size(); ++i) {
      EXPECT_EQ(r.scalar(i, "index"), static_cast<float>(i));
      EXPECT_EQ(r.scalar(i, "time"), times[i]);
    }
  }
}

TEST(Jobs, AllStartFromTheSameFunction) {
  Experiment e = small();
  const Recording network = record("network", e), linear = record("linearisation", e),
                  limit = record("limit", e);
  EXPECT_LT(largestGap(network.frames[0].at("probeOutput"), linear.frames[0].at("probeOutput")), 1e-6);
  EXPECT_LT(largestGap(network.frames[0].at("probeOutput"), limit.frames[0].at("probeOutput")), 1e-6);
  const std::vector<float> zero(static_cast<std::size_t>(e.data.probes));
  e.limit.priorMean = PriorMean::zero;
  EXPECT_EQ(record("limit", e).frames[0].at("probeOutput"), zero);
  e.network.centred = true;
  for (const std::string_view name : kJobNames)
    EXPECT_EQ(record(name, e).frames[0].at("probeOutput"), zero) << name;
}

// C11: the centred network is trained on the targets themselves, as its linearisation is.
TEST(Jobs, CentredNetworksLearnTheTargets) {
  Experiment e = small();
  e.network.centred = true;
  e.network.width = 4096;
  const Recording network = record<float>("network", e), linear = record<float>("linearisation", e);
  EXPECT_LT(network.scalar(21, "trainLoss"), .05F * network.scalar(0, "trainLoss"));
  EXPECT_LT(largestGap(network.frames[21].at("trainOutput"), linear.frames[21].at("trainOutput")), .05);
}

// C16, C17: at width 16384 the network follows the limit at every time, at width 8 it does not.
TEST(Jobs, WideNetworksFollowTheLimitAndNarrowOnesDoNot) {
  const auto worstGap = [](int width) {
    Experiment e;
    e.network.width = width;
    e.dynamics.frames = 31;
    const Recording network = record<float>("network", e), limit = record<float>("limit", e);
    float gap = 0;
    for (std::size_t i = 0; i < network.frames.size(); ++i) {
      gap = std::max(gap, largestGap(network.frames[i].at("probeOutput"), limit.frames[i].at("probeOutput")));
    }
    std::printf("width %5d: largest gap to the limit %.4f, kernel drift %.4f, initial kernel error %.4f\n",
                width, gap, network.scalar(network.frames.size() - 1, "kernelDrift"),
                limit.constants.at("initialKernelError")[0]);
    return gap;
  };
  EXPECT_LT(worstGap(4096), .2);
  EXPECT_GT(worstGap(8), .4);
}

TEST(Jobs, NetworkLossFallsAndDriftStartsAtZero) {
  const Recording r = record("network", small());
  EXPECT_EQ(r.scalar(0, "kernelDrift"), 0);
  EXPECT_EQ(r.scalar(0, "movement"), 0);
  EXPECT_GT(r.scalar(21, "kernelDrift"), 0);
  EXPECT_GT(r.scalar(21, "steps"), 0);
  for (std::size_t i = 1; i < r.frames.size(); ++i) {
    EXPECT_LE(r.scalar(i, "trainLoss"), r.scalar(i - 1, "trainLoss") + 1e-6F);
  }
  EXPECT_EQ(r.frames[0].at("kernel"), r.constants.at("kernel"));
}

// The slices of a run must not change its numbers.
TEST(Jobs, TimeSlicesDoNotChangeTheFrames) {
  const Experiment e = small();
  for (const std::string_view name : kJobNames) {
    const Recording whole = record(name, e, 1e6), sliced = record(name, e, 0);
    ASSERT_EQ(whole.frames.size(), sliced.frames.size());
    for (std::size_t i = 0; i < whole.frames.size(); ++i) {
      // Bit by bit: what does not apply is NaN.
      for (const auto& [entry, values] : whole.frames[i]) {
        const std::vector<float>& other = sliced.frames[i].at(entry);
        ASSERT_EQ(values.size(), other.size()) << entry;
        EXPECT_EQ(std::memcmp(values.data(), other.data(), values.size() * sizeof(float)), 0) << entry;
      }
    }
  }
}

// Float networks against double ones, at tolerance 1e-4: outputs within the tolerance, kernels to 1e-3.
TEST(Jobs, FloatAgreesWithDouble) {
  Experiment e = small();
  e.dynamics.tolerance = 1e-4;
  for (const std::string_view name : kJobNames) {
    const Recording single = record<float>(name, e), twice = record<double>(name, e);
    for (std::size_t i = 0; i < twice.frames.size() && twice.scalar(i, "time") <= 1000; ++i) {
      EXPECT_LT(largestGap(single.frames[i].at("probeOutput"), twice.frames[i].at("probeOutput")), 2e-4)
          << name << i;
    }
    EXPECT_LT(largestGap(single.constants.at("kernel"), twice.constants.at("kernel")), 1e-5);
  }
}

TEST(Jobs, GivenWeightsReplaceTheSeed) {
  Experiment e = small();
  e.network.width = 2;
  const std::vector<double> weights{1, 0, 0, 1, 1, -1};  // rows of W, then a
  const Recording r = record("network", e, 1000, &weights);
  const auto& x = r.constants.at("trainX");
  const auto& f = r.frames[0].at("trainOutput");
  for (std::size_t i = 0; i < x.size(); ++i) {
    const double norm = std::sqrt(1 + x[i] * x[i]);
    EXPECT_NEAR(f[i], (std::erf(x[i] / norm) - std::erf(1 / norm)) / std::sqrt(2.), 1e-6);
  }
}

TEST(Jobs, BudgetEndsTheRunAndKeepsTheFrames) {
  Experiment e = small();
  e.dynamics.maximumSteps = 3;
  const Recording r = record("network", e);
  EXPECT_EQ(r.status, Status::budget);
  EXPECT_GT(r.frames.size(), 1U);
  EXPECT_LT(r.frames.size(), 22U);
}

TEST(Jobs, WithoutTheKernelFramesAreSmall) {
  Experiment e = small();
  e.observe.kernel = false;
  const auto job = makeJob<float>("network", e, nullptr);
  for (const LayoutEntry& entry : job->frameLayout().entries()) EXPECT_NE(entry.name, "kernel");
  EXPECT_EQ(record<float>("network", e).status, Status::finished);
}

TEST(Jobs, RidgeChangesTheLimitOnly) {
  Experiment e = small();
  const Recording before = record("linearisation", e), limitBefore = record("limit", e);
  e.limit.ridge = .5;
  EXPECT_EQ(before.frames.back(), record("linearisation", e).frames.back());
  EXPECT_GT(record("limit", e).frames.back().at("trainLoss")[0],
            limitBefore.frames.back().at("trainLoss")[0] + 1e-5F);
}

TEST(Jobs, UnknownNameIsNoJob) { EXPECT_EQ(makeJob<float>("other", small(), nullptr), nullptr); }

TEST(Jobs, EveryStatusHasItsRow) {
  for (std::size_t i = 0; i < kStatusTable.size(); ++i) {
    EXPECT_EQ(describe(static_cast<Status>(i)).status, static_cast<Status>(i));
    EXPECT_EQ(describe(static_cast<Status>(i)).sentence.back(), '.');
  }
}

}  // namespace
}  // namespace ntk

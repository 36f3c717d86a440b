#include <gtest/gtest.h>

#include <cmath>
#include <cstdio>
#include <numbers>

#include "engine/base/random.hpp"
#include "engine/dynamics/exponential_flow.hpp"
#include "engine/network/activation.hpp"
#include "engine/theory/kinked_linearisation.hpp"
#include "engine/theory/smooth_linearisation.hpp"
#include "engine/theory/statistics.hpp"

namespace ntk {
namespace {

NetworkSpec lecture(Activation activation, int width, double alpha = 1) {
  NetworkSpec spec;
  spec.activation = activation;
  spec.width = width;
  spec.alpha = alpha;
  return spec;
}

/// A network at its initial parameters with one probe of norm `norm`.
struct AtPoint {
  AtPoint(const NetworkSpec& spec, double norm, std::uint64_t seed = 1)
      : architecture(makeArchitecture(spec, 2)),
        parameters(drawParameters<double>(architecture, seed)),
        input(norm * Matrix<double>{{.6}, {.8}}),
        extended(extendedInputs(architecture, input)),
        network(*firstLayerNetwork(architecture, parameters)),
        preActivations(firstPreActivations(architecture, parameters, input).col(0)),
        tape(architecture) {
    tape.record(parameters, input);
  }
  double inputNorm() const { return extended.norm(); }
  /// The gap of the network itself after the given movement of its parameters.
  double gap(const Vector<double>& displacement) const {
    return linearisationGap(
        tape, displacement,
        networkOutputs(architecture, Vector<double>(parameters + displacement), input))[0];
  }
  /// W_0 + b x̃ᵀ/‖x̃‖, biases at their place.
  Vector<double> alongInput(const Vector<double>& b) const {
    Vector<double> v = Vector<double>::Zero(parameters.size());
    const Layer& first = architecture.layers[0];
    const Vector<double> direction = extended.col(0).normalized();
    for (Index j = 0; j < b.size(); ++j) {
      v.segment(first.weightOffset + j * first.inputs, first.inputs) = b[j] * direction.head(first.inputs);
      if (first.hasBias) v[first.biasOffset + j] = b[j] * direction[first.inputs];
    }
    return v;
  }
  Vector<double> randomDisplacement(double length, RandomStream& random) const {
    Vector<double> v = Vector<double>::Zero(parameters.size());
    const Layer& first = architecture.layers[0];
    const Index count = first.weightCount() + (first.hasBias ? first.outputs : 0);
    for (double& entry : v.head(count)) entry = random.normal() * (random.uniform() < .3 ? 5 : 1);
    return v * (length / v.norm());
  }

  Architecture architecture;
  Vector<double> parameters;
  Matrix<double> input, extended;
  FirstLayerNetwork network;
  Vector<double> preActivations;
  Tape<double> tape;
};

NetworkSpec firstOfTwoWithBias(Activation activation) {
  NetworkSpec spec = lecture(activation, 12, 1.7);
  spec.parametrisation = Parametrisation::ntk;
  spec.weightScale = 1.3;
  spec.biasScale = .6;
  spec.trainedLayers = {1};
  return spec;
}

TEST(SmoothGap, IsBelowC5ForRandomMovements) {
  RandomStream random(5, 0, 0, Purpose::noise);
  for (const auto& choice : choices(Activation{})) {
    for (const NetworkSpec& spec : {lecture(choice.value, 9, 2), firstOfTwoWithBias(choice.value)}) {
      const AtPoint at(spec, 1.4);
      if (!smoothGapBound(at.network, at.inputNorm(), 1)) {
        EXPECT_TRUE(isKinked(choice.value) || choice.value == Activation::cubic) << choice.name;
        continue;
      }
      for (int draw = 0; draw < 100; ++draw) {
        const double length = std::exp(3 * random.uniform() - 2);
        EXPECT_LE(at.gap(at.randomDisplacement(length, random)),
                  *smoothGapBound(at.network, at.inputNorm(), length) * (1 + 1e-12) + 1e-13)
            << choice.name;
      }
    }
  }
}

// The quadratic's second derivative is constant: the bound is an equality for movements of neurons of one
// sign.
TEST(SmoothGap, BoundIsReachedByTheQuadratic) {
  const AtPoint at(lecture(Activation::quadratic, 6, 2), .7);
  Vector<double> b = Vector<double>::Zero(6);
  b[2] = .3;
  EXPECT_NEAR(at.gap(at.alongInput(b)), *smoothGapBound(at.network, .7, .3), 1e-14);
}

TEST(SmoothWorstCase, IsReachedByTheNetworkAndNoSearchExceedsIt) {
  RandomStream random(6, 0, 0, Purpose::noise);
  for (const Activation activation : {Activation::tanh, Activation::gelu, Activation::sin}) {
    for (const int width : {2, 5}) {
      const AtPoint at(lecture(activation, width), .9);
      for (const double radius : {.3, 1., 3.}) {
        const SmoothWorstCase worst = smoothWorstCase(at.network, at.preActivations, at.inputNorm(), radius);
        EXPECT_LE(worst.shift.norm(), radius * (1 + 1e-12));
        EXPECT_NEAR(at.gap(at.alongInput(worst.shift)), worst.reached, 1e-13);
        EXPECT_LE(worst.reached, worst.dualBound + 1e-12);
        EXPECT_LE(worst.reached, *smoothGapBound(at.network, at.inputNorm(), radius));
        double found = 0;
        for (int draw = 0; draw < 3000; ++draw) {
          Vector<double> b(width);
          for (double& entry : b) entry = random.normal() * (random.uniform() < .5 ? 1 : .05);
          found = std::max(found, at.gap(at.alongInput(b * (radius / b.norm()))));
        }
        EXPECT_LE(found, worst.dualBound + 1e-12) << width << ' ' << radius;
      }
    }
  }
}

// verification.md: .3823/√m is reached for tanh and B = 1 where C5 allows .3849/√m.
TEST(SmoothWorstCase, IsTightForTanh) {
  const Index m = 1024;
  const AtPoint at(lecture(Activation::tanh, static_cast<int>(m)), 1);
  const SmoothWorstCase worst = smoothWorstCase(at.network, at.preActivations, 1, 1);
  const double root = std::sqrt(static_cast<double>(m));
  std::printf("C5, tanh, B = 1, m = 1024: reached %.4f/sqrt(m), dual %.4f, bound %.4f\n",
              root * worst.reached, root * worst.dualBound, root * *smoothGapBound(at.network, 1, 1));
  EXPECT_GT(root * worst.reached, .378);
  EXPECT_LT(worst.dualBound, worst.reached * 1.005);
  EXPECT_NEAR(root * *smoothGapBound(at.network, 1, 1), .3849, 1e-4);
}

// Small m: every set of neurons, with equal movements and with a search over unequal ones.
TEST(KinkedWorstCase, IsReachedByTheNetworkAndNoSearchExceedsIt) {
  RandomStream random(7, 0, 0, Purpose::noise);
  for (const Activation activation : {Activation::relu, Activation::leakyRelu, Activation::abs}) {
    for (const double norm : {1., .5}) {
      const AtPoint at(lecture(activation, 6, 1.5), norm, 4);
      const KinkedWorstCase worst(at.network, at.preActivations, norm);
      for (const double radius : {.5, 2., 8.}) {
        EXPECT_NEAR(at.gap(at.alongInput(worst.shift(radius))), worst(radius), 1e-12);
        EXPECT_LE(worst.shift(radius).norm(), radius * (1 + 1e-12));
        double found = 0;
        for (int draw = 0; draw < 4000; ++draw) {
          Vector<double> b(6);
          for (double& entry : b) entry = random.normal() * (random.uniform() < .5 ? 1 : .01);
          found = std::max(found, at.gap(at.alongInput(b * (radius / b.norm()))));
        }
        EXPECT_LE(found, worst(radius) + 1e-12);
        EXPECT_GE(found, .8 * worst(radius));
      }
    }
  }
}

// C6 is for all movements, not only along x.
TEST(KinkedWorstCase, HoldsForMovementsInAnyDirectionAndStaysBelowTheLemma) {
  RandomStream random(8, 0, 0, Purpose::noise);
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    const AtPoint at(lecture(Activation::relu, 200), 1, seed);
    const KinkedWorstCase worst(at.network, at.preActivations, 1);
    for (const double radius : {.5, 3.}) {
      EXPECT_LE(at.gap(at.randomDisplacement(radius, random)), worst(radius) + 1e-12);
      EXPECT_LE(worst(radius), *kinkedGapBound(at.network, 1, radius, .05));
    }
  }
  EXPECT_NEAR(kKinkedWorstCaseLimit, .75 * std::pow(2 * std::sqrt(2 * std::numbers::pi), -1. / 3), 1e-15);
}

TEST(KinkedWorstCase, FallsLikeTheSixthRootWithTheDerivedConstant) {
  std::vector<double> widths, means;
  for (int width = 256; width <= 65536; width *= 4) {
    std::vector<double> values;
    for (std::uint64_t seed = 0; seed < 16; ++seed) {
      const AtPoint at(lecture(Activation::relu, width), 1, seed);
      values.push_back(KinkedWorstCase(at.network, at.preActivations, 1)(1));
    }
    widths.push_back(width);
    means.push_back(mean(values));
  }
  const PowerLaw law = fitPowerLaw(widths, means);
  const double constant = means.back() * std::pow(widths.back(), 1. / 6);
  std::printf("C6, ReLU, B = 1: slope %.4f [%.4f, %.4f], constant at m = 65536 %.4f (limit %.4f)\n",
              law.slope, law.low, law.high, constant, kKinkedWorstCaseLimit);
  EXPECT_NEAR(law.slope, -1. / 6, .02);
  EXPECT_NEAR(constant, kKinkedWorstCaseLimit, .02 * kKinkedWorstCaseLimit);
}

TEST(LinearisationBounds, AreForTheFirstOfTwoLayersOnly) {
  NetworkSpec deep = lecture(Activation::tanh, 8);
  deep.depth = 2;
  const Architecture a = makeArchitecture(deep, 2);
  EXPECT_FALSE(firstLayerNetwork(a, drawParameters<double>(a, 1)));
  NetworkSpec ntk = lecture(Activation::relu, 8);
  ntk.parametrisation = Parametrisation::ntk;
  const Architecture b = makeArchitecture(ntk, 2);
  EXPECT_FALSE(firstLayerNetwork(b, drawParameters<double>(b, 1)));
  NetworkSpec mirrored = lecture(Activation::relu, 8);
  mirrored.antisymmetric = true;
  EXPECT_FALSE(kinkedGapBound(AtPoint(mirrored, 1).network, 1, 1, .05));
  EXPECT_FALSE(kinkedGapBound(AtPoint(lecture(Activation::tanh, 8), 1).network, 1, 1, .05));
  EXPECT_FALSE(hasKinkedWorstCase(AtPoint(firstOfTwoWithBias(Activation::relu), 1).network));
}

/// Trained to t = 200 on six points of the circle; what C5 compares at the last time.
struct Trained {
  double gap = 0, bound = 0, drift = 0;
};

Trained train(Activation activation, int width, std::uint64_t seed) {
  const Architecture architecture = makeArchitecture(lecture(activation, width), 2);
  const Vector<double> initial = drawParameters<double>(architecture, seed);
  const FirstLayerNetwork network = *firstLayerNetwork(architecture, initial);
  Matrix<double> inputs(2, 6);
  Vector<double> targets(6);
  for (Index i = 0; i < 6; ++i) {
    const double angle = .4 + .9 * static_cast<double>(i);
    inputs.col(i) << std::cos(angle), std::sin(angle);
    targets[i] = std::sin(angle);
  }
  Tape<double> start(architecture), now(architecture);
  start.record(initial, inputs);
  targets += start.outputs();
  ExponentialFlow<double> flow(architecture, initial, inputs, targets, Matrix<double>(2, 0),
                               FlowOptions{1e-4, 10000, 200});
  Trained result;
  Vector<double> parameters;
  while (flow.time() < 200 && flow.attempt() == Status::running) {
    flow.parametersAt(flow.time(), parameters);
    now.record(parameters, inputs);
    const Vector<double> displacement = parameters - initial;
    result.gap = linearisationGap(start, displacement, now.outputs()).maxCoeff();
    if (const auto bound = smoothGapBound(network, 1, displacement.norm())) {
      result.bound = *bound;
      EXPECT_LE(result.gap, result.bound + 1e-12);
    } else {
      const Vector<double> gaps = linearisationGap(start, displacement, now.outputs());
      for (Index i = 0; i < 6; ++i) {
        const Vector<double> u = firstPreActivations(architecture, initial, inputs).col(i);
        EXPECT_LE(gaps[i], KinkedWorstCase(network, u, 1)(displacement.norm()) + 1e-12);
      }
    }
  }
  const Matrix<double> kernel = start.kernel();
  result.drift = (now.kernel() - kernel).norm() / kernel.norm();
  return result;
}

// C5: never violated along a run; over widths the bound falls like m^{−1/2}, the gap of a trained network
// like m^{−1}; drift −½ for ReLU and about −1 for smooth σ.
TEST(TrainedNetwork, GapFallsLikeOneOverWidthAndTheBoundLikeItsRoot) {
  std::vector<double> widths, gaps, bounds, smoothDrifts, kinkedDrifts;
  for (const int width : {32, 128, 512, 2048}) {
    std::vector<double> gap, bound, smoothDrift, kinkedDrift;
    for (std::uint64_t seed = 0; seed < 6; ++seed) {
      const Trained smooth = train(Activation::tanh, width, seed);
      gap.push_back(smooth.gap);
      bound.push_back(smooth.bound);
      smoothDrift.push_back(smooth.drift);
      if (seed < 3 || width < 2048) kinkedDrift.push_back(train(Activation::relu, width, seed).drift);
    }
    widths.push_back(width);
    gaps.push_back(mean(gap));
    bounds.push_back(mean(bound));
    smoothDrifts.push_back(mean(smoothDrift));
    kinkedDrifts.push_back(mean(kinkedDrift));
  }
  const double gap = fitPowerLaw(widths, gaps).slope, bound = fitPowerLaw(widths, bounds).slope,
               smooth = fitPowerLaw(widths, smoothDrifts).slope,
               kinked = fitPowerLaw(widths, kinkedDrifts).slope;
  std::printf("trained, slopes over width: gap %.3f, C5 bound %.3f, drift tanh %.3f, drift ReLU %.3f\n", gap,
              bound, smooth, kinked);
  EXPECT_NEAR(gap, -1, .2);
  EXPECT_NEAR(bound, -.5, .15);
  EXPECT_NEAR(smooth, -1, .25);
  EXPECT_NEAR(kinked, -.5, .15);
}

}  // namespace
}  // namespace ntk

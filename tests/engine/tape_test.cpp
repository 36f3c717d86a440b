#include "engine/network/tape.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

#include "engine/base/random.hpp"
#include "engine/data/dataset.hpp"

namespace ntk {
namespace {

std::vector<NetworkSpec> cases() {
  std::vector<NetworkSpec> list;
  for (const Activation activation : {Activation::relu, Activation::erf, Activation::tanh}) {
    NetworkSpec lecture;
    lecture.activation = activation;
    lecture.width = 7;
    lecture.alpha = 3;
    list.push_back(lecture);
    NetworkSpec deep = lecture;
    deep.parametrisation = Parametrisation::ntk;
    deep.depth = 3;
    deep.weightScale = 1.3;
    deep.biasScale = .4;
    list.push_back(deep);
  }
  return list;
}

Vector<double> randomVector(Index size, std::uint64_t seed) {
  RandomStream random(seed, 0, 0, Purpose::noise);
  Vector<double> v(size);
  for (double& entry : v) entry = random.normal();
  return v;
}

class TapeTest : public ::testing::TestWithParam<NetworkSpec> {
 protected:
  TapeTest()
      : architecture_(makeArchitecture(GetParam(), 2)),
        parameters_(drawParameters<double>(architecture_, 11)),
        inputs_(mapInputs(InputMap::biasCoordinate, Vector<double>{{-2.1, -.4, .3, 1.2, 2.5}})),
        tape_(architecture_) {
    tape_.record(parameters_, inputs_);
  }
  // A direction that leaves untrained layers alone.
  Vector<double> trainedDirection() const {
    Vector<double> v = randomVector(architecture_.parameterCount, 5);
    for (const Layer& layer : architecture_.layers) {
      if (!layer.trained) v.segment(layer.weightOffset, layer.inputs * layer.outputs).setZero();
    }
    return v;
  }
  Matrix<double> jacobian() const {
    Matrix<double> j(inputs_.cols(), architecture_.parameterCount);
    Vector<double> row;
    for (Index i = 0; i < j.rows(); ++i) {
      tape_.vjp(Vector<double>::Unit(j.rows(), i), row);
      j.row(i) = row.transpose();
    }
    return j;
  }
  Architecture architecture_;
  Vector<double> parameters_;
  Matrix<double> inputs_;
  Tape<double> tape_;
};

TEST_P(TapeTest, JvpIsTheCentralDifferenceOfTheOutputs) {
  constexpr double kStep = 1e-6;
  const Vector<double> v = trainedDirection();
  const Vector<double> difference =
      (networkOutputs<double>(architecture_, parameters_ + kStep * v, inputs_) -
       networkOutputs<double>(architecture_, parameters_ - kStep * v, inputs_)) /
      (2 * kStep);
  EXPECT_TRUE(tape_.jvp(v).isApprox(difference, 1e-7)) << tape_.jvp(v).transpose() << "\n"
                                                       << difference.transpose();
}

TEST_P(TapeTest, VjpIsTheAdjointOfJvp) {
  const Vector<double> v = trainedDirection(), c = randomVector(inputs_.cols(), 6);
  Vector<double> gradient;
  tape_.vjp(c, gradient);
  EXPECT_NEAR(gradient.dot(v), c.dot(tape_.jvp(v)), 1e-12 * gradient.norm() * v.norm());
}

TEST_P(TapeTest, KernelIsTheProductOfJacobians) {
  const Matrix<double> j = jacobian();
  EXPECT_TRUE(tape_.kernel().isApprox(j * j.transpose(), 1e-13));
  Tape<double> other(architecture_);
  other.record(parameters_, inputs_.rightCols(2));
  EXPECT_TRUE(tape_.crossKernel(other).isApprox((j * j.transpose()).rightCols(2), 1e-13));
}

TEST_P(TapeTest, RecordedOutputsAreTheForwardSweepInBlocks) {
  Matrix<double> many(2, 2 * kForwardBlock + 5);
  for (Index i = 0; i < many.cols(); ++i) many.col(i) = inputs_.col(i % inputs_.cols());
  const Vector<double> outputs = networkOutputs(architecture_, parameters_, many);
  for (Index i = 0; i < many.cols(); ++i) EXPECT_NEAR(outputs[i], tape_.outputs()[i % inputs_.cols()], 1e-14);
}

// Float products against double ones: 1e-5 relative, some tens of float's round-off.
TEST_P(TapeTest, FloatAgreesWithDouble) {
  Tape<float> single(architecture_);
  single.record(parameters_.cast<float>(), inputs_.cast<float>());
  EXPECT_TRUE(single.outputs().isApprox(tape_.outputs(), 1e-5));
  EXPECT_TRUE(single.kernel().isApprox(tape_.kernel(), 1e-5));
  const Vector<double> v = trainedDirection(), c = randomVector(inputs_.cols(), 6);
  EXPECT_TRUE(single.jvp(v.cast<float>()).isApprox(tape_.jvp(v), 1e-5));
  Vector<float> singleGradient;
  Vector<double> gradient;
  single.vjp(c, singleGradient);
  tape_.vjp(c, gradient);
  EXPECT_TRUE(singleGradient.cast<double>().isApprox(gradient, 1e-5));
}

std::string caseName(const ::testing::TestParamInfo<NetworkSpec>& test) {
  const auto activation = choices(Activation{})[static_cast<std::size_t>(test.param.activation)].name;
  return (test.param.depth == 1 ? "lecture_" : "deep_") + std::string(activation);
}

INSTANTIATE_TEST_SUITE_P(Networks, TapeTest, ::testing::ValuesIn(cases()), caseName);

// C4 and C8 written out: f = (1/√m) Σ a_j σ(w_jᵀx), k = xᵀx' (1/m) Σ σ'σ'.
TEST(LectureNetwork, OutputAndKernelAreTheSumsOfTheClaims) {
  NetworkSpec spec;
  spec.width = 5;
  const Architecture a = makeArchitecture(spec, 2);
  const Vector<double> parameters = drawParameters<double>(a, 2);
  const Matrix<double> x = mapInputs(InputMap::circle, Vector<double>{{.3, 1.1}});
  double f = 0, k = 0;
  for (Index j = 0; j < 5; ++j) {
    const Vector<double> w = parameters.segment(2 * j, 2);
    const double sign = parameters[10 + j];
    EXPECT_EQ(std::abs(sign), 1);
    f += sign * std::max(w.dot(x.col(0)), 0.) / std::sqrt(5);
    k += x.col(0).dot(x.col(1)) * (w.dot(x.col(0)) > 0) * (w.dot(x.col(1)) > 0) / 5;
  }
  Tape<double> tape(a);
  tape.record(parameters, x);
  EXPECT_NEAR(tape.outputs()[0], f, 1e-15);
  EXPECT_NEAR(tape.kernel()(0, 1), k, 1e-15);
}

TEST(LectureNetwork, WiderNetworksBeginWithTheNeuronsOfNarrowerOnes) {
  NetworkSpec spec;
  spec.width = 3;
  const Vector<double> narrow = drawParameters<double>(makeArchitecture(spec, 2), 9);
  spec.width = 30;
  const Vector<double> wide = drawParameters<double>(makeArchitecture(spec, 2), 9);
  EXPECT_EQ(narrow.head(6), wide.head(6));
}

}  // namespace
}  // namespace ntk

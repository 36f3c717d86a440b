#include "engine/network/tape.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

#include "engine/base/random.hpp"
#include "engine/data/dataset.hpp"

namespace ntk {
namespace {

struct Case {
  std::string name;
  NetworkSpec spec;
};

std::vector<Case> cases() {
  std::vector<Case> list;
  for (const auto& choice : choices(Activation{})) {
    const std::string name(choice.name);
    NetworkSpec lecture;
    lecture.activation = choice.value;
    lecture.width = 7;
    lecture.alpha = 3;
    list.push_back({"lecture_" + name, lecture});
    NetworkSpec deep = lecture;
    deep.parametrisation = Parametrisation::ntk;
    deep.depth = 3;
    deep.weightScale = 1.3;
    deep.biasScale = .4;
    list.push_back({"deep_" + name, deep});
  }
  NetworkSpec rich = list.back().spec;
  rich.activation = Activation::gelu;
  rich.outputs = 3;
  rich.widths = {6, 4, 8};
  rich.weightScales = {1, 1.2, 1.4, .7};
  rich.biasScales = {.1, .5, 0, .3};
  list.push_back({"threeOutputs", rich});
  rich.trainedLayers = {2, 4};
  list.push_back({"threeOutputsTwoLayersTrained", rich});
  rich.trainedLayers = {};
  rich.antisymmetric = true;
  list.push_back({"antisymmetric", rich});
  for (const Parametrisation p :
       {Parametrisation::standard, Parametrisation::pytorch, Parametrisation::meanField}) {
    rich.antisymmetric = false;
    rich.parametrisation = p;
    list.push_back({std::string(choices(p)[static_cast<std::size_t>(p)].name), rich});
  }
  return list;
}

Vector<double> randomVector(Index size, std::uint64_t seed) {
  RandomStream random(seed, 0, 0, Purpose::noise);
  Vector<double> v(size);
  for (double& entry : v) entry = random.normal();
  return v;
}

class TapeTest : public ::testing::TestWithParam<Case> {
 protected:
  TapeTest()
      : architecture_(makeArchitecture(GetParam().spec, 2)),
        parameters_(drawParameters<double>(architecture_, 11)),
        inputs_(mapInputs(InputMap::biasCoordinate, Matrix<double>{{-2.1, -.4, .3, 1.2, 2.5}})),
        tape_(architecture_) {
    tape_.record(parameters_, inputs_);
  }
  // A direction that leaves untrained layers alone.
  Vector<double> trainedDirection() const {
    Vector<double> v = randomVector(architecture_.parameterCount, 5);
    for (const Layer& layer : architecture_.layers) {
      if (layer.trained) continue;
      v.segment(layer.weightOffset, layer.weightCount()).setZero();
      if (layer.hasBias) v.segment(layer.biasOffset, layer.outputs).setZero();
    }
    return v;
  }
  Matrix<double> jacobian() const {
    Matrix<double> j(tape_.outputs().size(), architecture_.parameterCount);
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

TEST_P(TapeTest, JvpInDoubleIsJvp) {
  const Vector<double> v = trainedDirection();
  EXPECT_TRUE(tape_.jvpInDouble(v).isApprox(tape_.jvp(v), 1e-12));
}

TEST_P(TapeTest, VjpIsTheAdjointOfJvp) {
  const Vector<double> v = trainedDirection(), c = randomVector(tape_.outputs().size(), 6);
  Vector<double> gradient;
  tape_.vjp(c, gradient);
  EXPECT_NEAR(gradient.dot(v), c.dot(tape_.jvp(v)), 1e-12 * gradient.norm() * v.norm());
}

TEST_P(TapeTest, KernelIsTheProductOfJacobians) {
  const Matrix<double> j = jacobian();
  EXPECT_TRUE(tape_.kernel().isApprox(j * j.transpose(), 1e-13));
  Tape<double> other(architecture_);
  other.record(parameters_, inputs_.rightCols(2));
  const Matrix<double> cross = tape_.crossKernel(other), full = j * j.transpose();
  ASSERT_EQ(cross.cols(), 2 * architecture_.outputs());
  for (Index o = 0; o < architecture_.outputs(); ++o)
    EXPECT_TRUE(cross.middleCols(2 * o, 2).isApprox(full.middleCols(5 * o + 3, 2), 1e-13));
}

TEST_P(TapeTest, KernelIsTheSumOfItsTrainedLayers) {
  const Matrix<double> j = jacobian();
  for (std::size_t l = 0; l < architecture_.layers.size(); ++l) {
    const Layer& layer = architecture_.layers[l];
    if (!layer.trained) continue;
    const Index size = layer.weightCount() + (layer.hasBias ? layer.outputs : 0);
    const Matrix<double> columns = j.middleCols(layer.weightOffset, size);
    EXPECT_LT((tape_.layerKernel(l, tape_) - columns * columns.transpose()).norm(),
              1e-13 * tape_.kernel().norm());
  }
}

// Backpropagation from the cotangent against the products with each output's own δ.
TEST_P(TapeTest, GradientIsTheVjpWithoutRecordingEveryOutput) {
  const Vector<double> c = randomVector(tape_.outputs().size(), 6);
  Vector<double> expected, gradient;
  tape_.vjp(c, expected);
  Tape<double> sweep(architecture_);
  sweep.forward(parameters_, inputs_);
  sweep.gradient(parameters_, c, gradient);
  EXPECT_LT((gradient - expected).norm(), 1e-13 * expected.norm());
}

// The pseudo-NTK: one direction (1, …, 1)/√k of the outputs.
TEST_P(TapeTest, DirectionsGiveTheKernelOfSumsOfOutputs) {
  const Index k = architecture_.outputs(), n = inputs_.cols();
  const Matrix<double> full = tape_.kernel();
  Matrix<double> expected = Matrix<double>::Zero(n, n);
  for (Index o = 0; o < k; ++o)
    for (Index p = 0; p < k; ++p) expected += full.block(o * n, p * n, n, n) / static_cast<double>(k);
  Tape<double> sum(architecture_);
  sum.forward(parameters_, inputs_);
  sum.backward(parameters_, Matrix<double>::Constant(k, 1, 1 / std::sqrt(static_cast<double>(k))));
  EXPECT_TRUE(sum.kernel().isApprox(expected, 1e-13));
}

TEST_P(TapeTest, RecordedOutputsAreTheForwardSweepInBlocks) {
  Matrix<double> many(2, 2 * kForwardBlock + 5);
  for (Index i = 0; i < many.cols(); ++i) many.col(i) = inputs_.col(i % inputs_.cols());
  const Vector<double> outputs = networkOutputs(architecture_, parameters_, many);
  // Polynomial activations make outputs large.
  const double size = std::max(1., tape_.outputs().cwiseAbs().maxCoeff());
  for (Index i = 0; i < outputs.size(); ++i) {
    const Index o = i / many.cols(), sample = i % many.cols() % inputs_.cols();
    EXPECT_NEAR(outputs[i], tape_.outputs()[o * inputs_.cols() + sample], 1e-14 * size);
  }
}

// Float products against double ones: 1e-5 relative, some tens of float's round-off.
TEST_P(TapeTest, FloatAgreesWithDouble) {
  Tape<float> single(architecture_);
  single.record(parameters_.cast<float>(), inputs_.cast<float>());
  EXPECT_TRUE(single.outputs().isApprox(tape_.outputs(), 1e-5));
  EXPECT_TRUE(single.kernel().isApprox(tape_.kernel(), 1e-5));
  const Vector<double> v = trainedDirection(), c = randomVector(tape_.outputs().size(), 6);
  EXPECT_TRUE(single.jvp(v.cast<float>()).isApprox(tape_.jvp(v), 1e-5));
  EXPECT_TRUE(single.jvpInDouble(v).isApprox(tape_.jvp(v), 1e-5));
  Vector<float> singleGradient;
  Vector<double> gradient;
  single.vjp(c, singleGradient);
  tape_.vjp(c, gradient);
  EXPECT_TRUE(singleGradient.cast<double>().isApprox(gradient, 1e-5));
}

std::string caseName(const ::testing::TestParamInfo<Case>& test) { return test.param.name; }

INSTANTIATE_TEST_SUITE_P(Networks, TapeTest, ::testing::ValuesIn(cases()), caseName);

// C4 and C8 written out: f = (1/√m) Σ a_j σ(w_jᵀx), k = xᵀx' (1/m) Σ σ'σ'.
TEST(LectureNetwork, OutputAndKernelAreTheSumsOfTheClaims) {
  NetworkSpec spec;
  spec.width = 5;
  const Architecture a = makeArchitecture(spec, 2);
  const Vector<double> parameters = drawParameters<double>(a, 2);
  const Matrix<double> x = mapInputs(InputMap::circle, Matrix<double>{{.3, 1.1}});
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

NetworkSpec wide(Parametrisation parametrisation, int width) {
  NetworkSpec spec;
  spec.parametrisation = parametrisation;
  spec.depth = 2;
  spec.width = width;
  spec.weightScale = 1.3;
  spec.biasScale = .4;
  return spec;
}

// Entry variances of W and b, both measured on 65536 and 256 draws: standard error of a variance is √(2/N) of
// it.
TEST(InitialParameters, HaveTheDeviationsOfTheirParametrisation) {
  constexpr int kWidth = 256;
  struct Row {
    Parametrisation parametrisation;
    double weight, bias;
  };
  for (const Row& row : {Row{Parametrisation::ntk, 1, 1}, Row{Parametrisation::standard, 1.69 / kWidth, .16},
                         Row{Parametrisation::pytorch, 1. / (3 * kWidth), 1. / (3 * kWidth)},
                         Row{Parametrisation::meanField, 1. / kWidth, 1. / kWidth}}) {
    const Architecture a = makeArchitecture(wide(row.parametrisation, kWidth), 2);
    const Vector<double> parameters = drawParameters<double>(a, 3);
    const Layer& layer = a.layers[1];
    const auto w = parameters.segment(layer.weightOffset, layer.weightCount());
    const auto b = parameters.segment(layer.biasOffset, layer.outputs);
    EXPECT_NEAR(w.squaredNorm() / static_cast<double>(w.size()) / row.weight, 1, 4 * std::sqrt(2. / 65536));
    EXPECT_NEAR(b.squaredNorm() / kWidth / row.bias, 1, 4 * std::sqrt(2. / kWidth));
    if (row.parametrisation == Parametrisation::pytorch) EXPECT_LE(w.cwiseAbs().maxCoeff(), 1. / 16);
  }
}

// Standard and NTK parametrisation are one function of other coordinates: f and, layer by layer, K in the
// ratio of scales². Mean field is the NTK network with output over √m and K times m.
TEST(Parametrisations, AreChangesOfVariables) {
  constexpr int kWidth = 64;
  const Matrix<double> x = mapInputs(InputMap::circle, Matrix<double>{{.3, 1.1, 2}});
  const auto tapeOf = [&](Parametrisation p, const Architecture& a) {
    Tape<double> tape(a);
    tape.record(drawParameters<double>(a, 4), x);
    EXPECT_EQ(a.layers.size(), 3U) << static_cast<int>(p);
    return tape;
  };
  const Architecture ntk = makeArchitecture(wide(Parametrisation::ntk, kWidth), 2),
                     standard = makeArchitecture(wide(Parametrisation::standard, kWidth), 2),
                     meanField = makeArchitecture(wide(Parametrisation::meanField, kWidth), 2);
  const Tape<double> a = tapeOf(Parametrisation::ntk, ntk), b = tapeOf(Parametrisation::standard, standard),
                     c = tapeOf(Parametrisation::meanField, meanField);
  EXPECT_TRUE(b.outputs().isApprox(a.outputs(), 1e-13));
  EXPECT_TRUE(c.outputs().isApprox(a.outputs() / std::sqrt(1. * kWidth), 1e-13));
  EXPECT_TRUE(c.kernel().isApprox(a.kernel(), 1e-13)) << "(1/√m)² · m";
  EXPECT_TRUE(b.featureKernel(b).isApprox(a.featureKernel(a), 1e-13));
}

// featureKernel is the covariance of the outputs over draws of the output layer.
TEST(FeatureKernel, IsTheCovarianceOverOutputWeights) {
  const Matrix<double> x = mapInputs(InputMap::circle, Matrix<double>{{.3, 2}});
  const Architecture a = makeArchitecture(wide(Parametrisation::standard, 32), 2);
  Vector<double> parameters = drawParameters<double>(a, 4);
  Tape<double> tape(a);
  tape.forward(parameters, x);
  const Matrix<double> expected = tape.featureKernel(tape);
  constexpr int kDraws = 4000;
  Matrix<double> sum = Matrix<double>::Zero(2, 2);
  for (std::uint32_t member = 1; member <= kDraws; ++member) {
    const Vector<double> other = drawParameters<double>(a, 4, member);
    parameters.tail(33) = other.tail(33);
    const Vector<double> f = networkOutputs(a, parameters, x);
    sum += f * f.transpose();
  }
  const double scale = expected.diagonal().maxCoeff();
  EXPECT_LT((sum / kDraws - expected).cwiseAbs().maxCoeff(), 4 * scale * std::sqrt(2. / kDraws));
}

TEST(AntisymmetricNetworks, StartAtZeroAndTrainAllLayers) {
  for (const int depth : {1, 3}) {
    NetworkSpec spec = wide(Parametrisation::ntk, 16);
    spec.depth = depth;
    spec.antisymmetric = true;
    spec.outputs = 2;
    const Architecture a = makeArchitecture(spec, 2);
    Tape<float> tape(a);
    tape.record(drawParameters<float>(a, 3),
                mapInputs(InputMap::circle, Matrix<double>{{.3, 1.1, 2}}).cast<float>());
    EXPECT_LT(tape.outputs().cwiseAbs().maxCoeff(), 1e-6) << "float round-off of a sum that cancels";
    for (std::size_t l = 0; l < a.layers.size(); ++l) EXPECT_GT(tape.layerKernel(l, tape)(0, 0), .01);
  }
}

}  // namespace
}  // namespace ntk

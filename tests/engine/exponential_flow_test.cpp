#include "engine/dynamics/exponential_flow.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "engine/base/phi.hpp"
#include "engine/data/dataset.hpp"
#include "engine/dynamics/kernel_flow.hpp"
#include "engine/theory/measures.hpp"

namespace ntk {
namespace {

struct Problem {
  explicit Problem(NetworkSpec spec, int count = 6) : architecture(makeArchitecture(spec, 2)) {
    DataSpec dataSpec;
    dataSpec.count = count;
    dataSpec.probes = 20;
    data = makeDataset(dataSpec);
    initial = drawParameters<double>(architecture, 3);
  }
  double scale() const {
    const Vector<double> f0 = networkOutputs(architecture, initial, data.inputs);
    return std::max(data.y.cwiseAbs().maxCoeff(), (f0 - data.targets()).cwiseAbs().maxCoeff());
  }
  template <class Scalar>
  ExponentialFlow<Scalar> flow(FlowOptions options) const {
    return {architecture,   initial.cast<Scalar>(),          data.inputs.cast<Scalar>(),
            data.targets(), data.probeInputs.cast<Scalar>(), options};
  }
  template <class Scalar>
  Vector<Scalar> solve(double t, double tolerance, FlowStatistics* statistics = nullptr) const {
    ExponentialFlow<Scalar> f = flow<Scalar>({tolerance, 1000000, t});
    while (f.time() < t) EXPECT_EQ(f.attempt(), Status::running);
    if (statistics != nullptr) *statistics = f.statistics();
    Vector<Scalar> parameters;
    f.parametersAt(t, parameters);
    return parameters;
  }
  Vector<double> gradient(const Vector<double>& parameters) const {
    Tape<double> tape(architecture);
    tape.record(parameters, data.inputs);
    Vector<double> g;
    tape.vjp((tape.outputs() - data.targets()) / static_cast<double>(data.y.size()), g);
    return g;
  }
  // The second solver: classical Runge–Kutta with tiny steps.
  Vector<double> rungeKutta(double t, int steps) const {
    Vector<double> w = initial;
    const double h = t / steps;
    for (int i = 0; i < steps; ++i) {
      const Vector<double> k1 = -gradient(w), k2 = -gradient(w + h / 2 * k1), k3 = -gradient(w + h / 2 * k2),
                           k4 = -gradient(w + h * k3);
      w += h / 6 * (k1 + 2 * k2 + 2 * k3 + k4);
    }
    return w;
  }
  Vector<double> probes(const Vector<double>& w) const {
    return networkOutputs(architecture, w, data.probeInputs);
  }

  Architecture architecture;
  Dataset data;
  Vector<double> initial;
};

NetworkSpec network(Activation activation, int width, double alpha = 1, int depth = 1) {
  NetworkSpec spec;
  spec.activation = activation;
  spec.width = width;
  spec.alpha = alpha;
  spec.depth = depth;
  if (depth > 1) spec.parametrisation = Parametrisation::ntk;
  return spec;
}

// One step of length h against Runge–Kutta: local error of order 3 for a second-order scheme.
TEST(ExponentialFlow, IsOfSecondOrder) {
  for (const Activation activation : {Activation::tanh, Activation::erf}) {
    const Problem p(network(activation, 16, 1));
    std::vector<double> errors;
    for (const double h : {.5, .25, .125, .0625}) {
      FlowStatistics statistics;
      const Vector<double> w = p.solve<double>(h, 1e9, &statistics);
      ASSERT_EQ(statistics.steps, 1);
      errors.push_back((w - p.rungeKutta(h, 200)).norm());
    }
    const double order = std::log2(errors[2] / errors[3]) - 1;
    std::printf("measured order of the exponential flow: %.3f\n", order);
    EXPECT_NEAR(order, 2, .1);
  }
}

// Q diag(φ(−hλ_i)) Qᵀ of a dense symmetric matrix.
template <class Function>
Matrix<double> denseFunction(const Matrix<double>& g, double h, Function phi) {
  const Eigen::SelfAdjointEigenSolver<Matrix<double>> solver(g);
  const Vector<double> values =
      solver.eigenvalues().unaryExpr([&](double l) { return phi(-h * std::max(l, 0.)); });
  return solver.eigenvectors() * values.asDiagonal() * solver.eigenvectors().transpose();
}

// One step of length 1/λ_max against the formulas with the P × P matrix G = JᵀJ/n, which the code never
// forms.
TEST(ExponentialFlow, StepIsTheSchemeWithDenseMatrixFunctions) {
  const Problem p(network(Activation::tanh, 5, 3));
  FlowStatistics statistics;
  const double n = static_cast<double>(p.data.y.size());
  const auto jacobianAt = [&](const Vector<double>& w) {
    Tape<double> tape(p.architecture);
    tape.record(w, p.data.inputs);
    Matrix<double> j(p.data.y.size(), w.size());
    Vector<double> row;
    for (Index i = 0; i < j.rows(); ++i) {
      tape.vjp(Vector<double>::Unit(j.rows(), i), row);
      j.row(i) = row.transpose();
    }
    return j;
  };
  const Matrix<double> j = jacobianAt(p.initial), g = j.transpose() * j / n;
  const double h = .9 / Eigen::SelfAdjointEigenSolver<Matrix<double>>(g).eigenvalues().maxCoeff();
  const auto nonlinear = [&](const Vector<double>& w) -> Vector<double> { return g * w - p.gradient(w); };
  const Vector<double> stage = p.initial - h * denseFunction(g, h, phi1) * p.gradient(p.initial);
  const Vector<double> expected =
      stage + h * denseFunction(g, h, phi2) * (nonlinear(stage) - nonlinear(p.initial));
  const Vector<double> step = p.solve<double>(h, 1e9, &statistics);
  ASSERT_EQ(statistics.steps, 1);
  EXPECT_LT((step - expected).norm(), 1e-12 * expected.norm());
  EXPECT_GT((stage - expected).norm(), 1e-3 * expected.norm());
}

// The stated tolerance is met, against an independent solver. The worst error over tolerance is printed.
TEST(ExponentialFlow, MeetsItsToleranceAgainstRungeKutta) {
  constexpr double kTime = 60;
  double worst = 0;
  for (const Activation activation : {Activation::relu, Activation::erf, Activation::tanh}) {
    for (const int width : {8, 64, 512}) {
      for (const double alpha : {.1, 1., 10.}) {
        if (alpha > 1 && width > 64) continue;  // the explicit reference would take minutes
        const Problem p(network(activation, width, alpha));
        const Vector<double> reference = p.probes(p.rungeKutta(kTime, alpha > 1 ? 20000 : 2000));
        for (const double tolerance : {1e-2, 1e-3}) {
          const Vector<float> w = p.solve<float>(kTime, tolerance);
          const double error = (p.probes(w.cast<double>()) - reference).cwiseAbs().maxCoeff() / p.scale();
          worst = std::max(worst, error / tolerance);
          EXPECT_LT(error, tolerance)
              << "activation " << static_cast<int>(activation) << " width " << width << " alpha " << alpha;
        }
      }
    }
  }
  std::printf("worst error / tolerance: %.2f\n", worst);
}

TEST(ExponentialFlow, DeepNetworkAgainstRungeKutta) {
  const Problem p(network(Activation::tanh, 24, 1, 3));
  const Vector<double> reference = p.probes(p.rungeKutta(20, 4000));
  EXPECT_LT((p.probes(p.solve<double>(20, 1e-4)) - reference).cwiseAbs().maxCoeff() / p.scale(), 1e-4);
}

TEST(ExponentialFlow, FlowForTThenSIsFlowForTPlusS) {
  Problem p(network(Activation::erf, 32));
  const Vector<double> whole = p.probes(p.solve<double>(30, 1e-5));
  p.initial = p.solve<double>(10, 1e-5);
  EXPECT_LT((p.probes(p.solve<double>(20, 1e-5)) - whole).cwiseAbs().maxCoeff(), 4e-5);
}

// dL/dt = −‖∇L‖², along the dense output.
TEST(ExponentialFlow, LossFallsByTheSquaredGradient) {
  const Problem p(network(Activation::tanh, 64));
  ExponentialFlow<double> flow = p.flow<double>({1e-5, 10000, 10});
  const auto lossAt = [&](double t) {
    Vector<double> w;
    flow.parametersAt(t, w);
    return squareLoss(networkOutputs(p.architecture, w, p.data.inputs), p.data.targets());
  };
  double start = 0;
  while (flow.time() < 10) {
    ASSERT_EQ(flow.attempt(), Status::running);
    if (flow.time() == start) continue;
    const double middle = (start + flow.time()) / 2, step = 1e-4 * (flow.time() - start);
    Vector<double> w;
    flow.parametersAt(middle, w);
    const double slope = (lossAt(middle + step) - lossAt(middle - step)) / (2 * step);
    EXPECT_NEAR(slope, -p.gradient(w).squaredNorm(), 2e-3 * std::abs(slope));
    start = flow.time();
  }
}

// The first stage is the parameter-space flow of the linearised network; the closed form is in function space
// (C4, C15).
TEST(LinearisedNetwork, ParameterFlowEqualsFunctionSpaceFlow) {
  const Problem p(network(Activation::tanh, 40, 2));
  Tape<double> tape(p.architecture), probeTape(p.architecture);
  tape.record(p.initial, p.data.inputs);
  probeTape.record(p.initial, p.data.probeInputs);
  const SymmetricEigen eigen(tape.kernel(), kGramRoundOff<double>);
  const KernelFlow flow(eigen, probeTape.crossKernel(tape), tape.outputs(), probeTape.outputs(),
                        p.data.targets(), p.data.y.size(), 0);
  const double n = static_cast<double>(p.data.y.size());
  for (const double t : {.1, 3., 1e3}) {
    const auto lift = [&](double l) { return t / n * phi1(-t * l / n); };
    Vector<double> displacement;
    tape.vjp(eigen.apply(lift, p.data.targets() - tape.outputs()), displacement);
    EXPECT_TRUE((tape.outputs() + tape.jvp(displacement)).isApprox(flow.trainOutputs(t), 1e-10)) << t;
    EXPECT_TRUE((probeTape.outputs() + probeTape.jvp(displacement)).isApprox(flow.probeOutputs(t), 1e-10))
        << t;
    EXPECT_NEAR(displacement.norm(), flow.movement(t), 1e-10 * displacement.norm());
  }
}

// Any bias-free two-layer ReLU network has loss ≥ ½ on the alternating hexagon; its kernel is singular
// throughout.
TEST(ExponentialFlow, HexagonStaysFiniteAndAboveOneHalf) {
  for (const int width : {16, 1024}) {
    Problem p(network(Activation::relu, width));
    DataSpec hexagon;
    hexagon.source = TargetSource::points;
    hexagon.inputMap = InputMap::circle;
    for (int i = 0; i < 6; ++i)
      hexagon.points.push_back({(i - 2) * std::acos(-1.) / 3, i % 2 == 0 ? 1. : -1.});
    p.data = makeDataset(hexagon);
    const Vector<float> w = p.solve<float>(1e5, 1e-3);
    const double loss =
        squareLoss(networkOutputs<float>(p.architecture, w, p.data.inputs.cast<float>()), p.data.targets());
    EXPECT_GE(loss, .5 - 1e-6);
    EXPECT_NEAR(loss, .5, 1e-4) << width;
  }
}

TEST(ExponentialFlow, BudgetAndDivergenceAreStatuses) {
  const Problem p(network(Activation::relu, 8));
  ExponentialFlow<double> flow = p.flow<double>({1e-5, 3, 1e4});
  Status status = Status::running;
  int attempts = 0;
  while (status == Status::running) {
    status = flow.attempt();
    ++attempts;
  }
  EXPECT_EQ(status, Status::budget);
  EXPECT_EQ(attempts, 4);

  Problem infinite(network(Activation::relu, 8));
  infinite.initial[0] = std::numeric_limits<double>::infinity();
  ExponentialFlow<double> bad = infinite.flow<double>({1e-3, 1000, 1});
  do status = bad.attempt();
  while (status == Status::running);
  EXPECT_EQ(status, Status::diverged);
  EXPECT_EQ(bad.time(), 0);
}

}  // namespace
}  // namespace ntk

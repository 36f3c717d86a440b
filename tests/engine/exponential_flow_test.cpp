#include "engine/dynamics/exponential_flow.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

#include "engine/base/phi.hpp"
#include "engine/dynamics/kernel_flow.hpp"
#include "engine/theory/measures.hpp"
#include "tests/engine/reference_flow.hpp"

namespace ntk {
namespace {

struct Problem : FlowProblem {
  explicit Problem(const NetworkSpec& spec, int count = 6) : FlowProblem(spec, count, 3) {}
  template <class Scalar>
  ExponentialFlow<Scalar> flow(FlowOptions options, Loss loss = Loss::square) const {
    return {architecture, initial.cast<Scalar>(),          data.inputs.cast<Scalar>(),
            targets,      data.probeInputs.cast<Scalar>(), options,
            loss};
  }
  template <class Scalar>
  Vector<Scalar> solve(FlowOptions options, Loss loss = Loss::square, int* steps = nullptr) const {
    ExponentialFlow<Scalar> f = flow<Scalar>(options, loss);
    Status status = Status::running;
    while (f.time() < options.lastTime && status == Status::running) status = f.attempt();
    EXPECT_EQ(status, Status::running);
    if (steps != nullptr) *steps = f.statistics().steps;
    Vector<Scalar> parameters;
    f.parametersAt(options.lastTime, parameters);
    return parameters;
  }
  Vector<double> gradient(const Vector<double>& parameters, Loss loss = Loss::square) const {
    Tape<double> tape(architecture);
    tape.record(parameters, data.inputs);
    Vector<double> g, result;
    LossFunction(loss, targets, data.inputs.cols()).gradient(tape.outputs(), g);
    tape.vjp(g / static_cast<double>(data.inputs.cols()), result);
    return result;
  }
  // The second solver: classical Runge–Kutta with tiny steps.
  Vector<double> rungeKutta(double t, int steps, Loss loss = Loss::square) const {
    Vector<double> w = initial;
    const double h = t / steps;
    for (int i = 0; i < steps; ++i) {
      const Vector<double> k1 = -gradient(w, loss), k2 = -gradient(w + h / 2 * k1, loss),
                           k3 = -gradient(w + h / 2 * k2, loss), k4 = -gradient(w + h * k3, loss);
      w += h / 6 * (k1 + 2 * k2 + 2 * k3 + k4);
    }
    return w;
  }
  Vector<double> probes(const Vector<double>& w) const {
    return networkOutputs(architecture, w, data.probeInputs);
  }
  void makeTargetsSigns() {
    targets = targets.unaryExpr([](double y) { return y < 0 ? -1.0 : 1.0; });
  }
};

// One step whatever its error.
FlowOptions oneStep(double h, int order) { return {1e9, 1000, h, order}; }

NetworkSpec network(Activation activation, int width, double alpha = 1, int depth = 1) {
  NetworkSpec spec;
  spec.activation = activation;
  spec.width = width;
  spec.alpha = alpha;
  spec.depth = depth;
  if (depth > 1) spec.parametrisation = Parametrisation::ntk;
  return spec;
}

// One step of length h against Runge–Kutta: the local error is of order p + 1.
TEST(ExponentialFlow, IsOfTheOrderThatItSays) {
  for (const int order : {2, 4}) {
    for (const Activation activation : {Activation::tanh, Activation::erf}) {
      const Problem p(network(activation, 16, 1));
      std::vector<double> errors;
      for (const double h : {.5, .25, .125, .0625}) {
        int steps = 0;
        const Vector<double> w = p.solve<double>(oneStep(h, order), Loss::square, &steps);
        ASSERT_EQ(steps, 1);
        errors.push_back((w - p.rungeKutta(h, 400)).norm());
      }
      const double measured = std::log2(errors[2] / errors[3]) - 1;
      std::printf("order %d measured as %.3f\n", order, measured);
      EXPECT_NEAR(measured, order, .1);
    }
  }
}

// φ_k(−hG) of a dense symmetric matrix.
struct DensePhi {
  explicit DensePhi(const Matrix<double>& g) : solver(g) {}
  Matrix<double> operator()(int k, double h) const {
    const auto phi = [&](double l) {
      const double z = -h * std::max(l, 0.);
      return k == 0 ? std::exp(z) : k == 1 ? phi1(z) : k == 2 ? phi2(z) : phi3(z);
    };
    return solver.eigenvectors() * solver.eigenvalues().unaryExpr(phi).asDiagonal() *
           solver.eigenvectors().transpose();
  }
  Eigen::SelfAdjointEigenSolver<Matrix<double>> solver;
};

// G = (1/n) Jᵀ H J with J from n gradients and H from differences of the loss's gradient.
Matrix<double> gaussNewton(const Problem& p, Loss kind) {
  constexpr double kStep = 1e-5;
  Tape<double> tape(p.architecture);
  tape.record(p.initial, p.data.inputs);
  const Index n = p.targets.size();
  const LossFunction loss(kind, p.targets, n);
  Matrix<double> j(n, p.initial.size()), h(n, n);
  Vector<double> row, up, down;
  for (Index i = 0; i < n; ++i) {
    tape.vjp(Vector<double>::Unit(n, i), row);
    j.row(i) = row.transpose();
    loss.gradient(tape.outputs() + kStep * Vector<double>::Unit(n, i), up);
    loss.gradient(tape.outputs() - kStep * Vector<double>::Unit(n, i), down);
    h.col(i) = (up - down) / (2 * kStep);
  }
  return j.transpose() * h * j / static_cast<double>(n);
}

// One step of length about 1/λ_max against the published formulas with the P × P matrix G, which the code
// never forms: Cox & Matthews 2002, eq. (22); Krogstad 2005 as in Hochbruck & Ostermann 2010, (2.42).
TEST(ExponentialFlow, StepIsThePublishedSchemeWithDenseMatrixFunctions) {
  for (const Loss loss : {Loss::square, Loss::logistic}) {
    Problem p(network(Activation::tanh, 5, 3));
    p.makeTargetsSigns();
    const Matrix<double> g = gaussNewton(p, loss);
    const DensePhi phi(g);
    const double h = .9 / phi.solver.eigenvalues().maxCoeff();
    const auto nonlinear = [&](const Vector<double>& w) -> Vector<double> {
      return g * w - p.gradient(w, loss);
    };
    const Vector<double>& w = p.initial;
    const Vector<double> n1 = nonlinear(w);
    const auto stageAt = [&](double c) -> Vector<double> {
      return w - c * h * (phi(1, c * h) * p.gradient(w, loss));
    };
    const Vector<double> lazy = stageAt(1);
    const Vector<double> second = lazy + h * (phi(2, h) * (nonlinear(lazy) - n1));
    const Vector<double> n2 = nonlinear(stageAt(.5));
    const Vector<double> n3 = nonlinear(stageAt(.5) + h * (phi(2, h / 2) * (n2 - n1)));
    const Vector<double> n4 = nonlinear(lazy + 2 * h * (phi(2, h) * (n3 - n1)));
    const Vector<double> fourth = lazy + h * ((2 * phi(2, h) - 4 * phi(3, h)) * (n2 + n3 - 2 * n1) +
                                              (4 * phi(3, h) - phi(2, h)) * (n4 - n1));
    const double tolerance = loss == Loss::square ? 1e-12 : 1e-9;  // H is from differences
    EXPECT_LT((p.solve<double>(oneStep(h, 2), loss) - second).norm(), tolerance * second.norm());
    EXPECT_LT((p.solve<double>(oneStep(h, 4), loss) - fourth).norm(), tolerance * fourth.norm());
    EXPECT_GT((lazy - second).norm(), 1e-4 * second.norm());
  }
}

// Each loss at its own targets, one output or three, against Runge–Kutta.
TEST(ExponentialFlow, EveryLossAgainstRungeKutta) {
  for (const Loss loss : {Loss::square, Loss::logistic, Loss::crossEntropy}) {
    NetworkSpec spec = network(Activation::tanh, 24, 2, 2);
    if (loss != Loss::logistic) spec.outputs = 3;
    Problem p(spec);
    p.makeTargetsSigns();
    if (loss != Loss::logistic) {
      const Index n = p.data.inputs.cols();
      p.targets.setZero(3 * n);
      for (Index i = 0; i < n; ++i) p.targets[(i % 3) * n + i] = 1;
    }
    const Vector<double> expected = p.probes(p.rungeKutta(20, 2000, loss));
    const Vector<double> computed = p.probes(p.solve<double>({1e-4, 1000, 20}, loss));
    EXPECT_LT((computed - expected).cwiseAbs().maxCoeff(), 1e-4) << static_cast<int>(loss);
    EXPECT_GT((p.probes(p.initial) - expected).cwiseAbs().maxCoeff(), .1);
  }
}

// Outputs beyond a hundred, losses and gradients that underflow: the logistic loss never reaches 0.
TEST(ExponentialFlow, LogisticLossGoesOnForEver) {
  Problem p(network(Activation::tanh, 64, 10));
  p.makeTargetsSigns();
  const LossFunction loss(Loss::logistic, p.targets, p.targets.size());
  double last = std::numeric_limits<double>::infinity();
  for (const double t : {1., 1e2, 1e4, 1e6}) {
    const Vector<double> w = p.solve<double>({1e-2, 10000, t}, Loss::logistic);
    const double value = loss.value(networkOutputs(p.architecture, w, p.data.inputs));
    EXPECT_GT(value, 0);
    EXPECT_LT(value, last);
    last = value;
  }
  EXPECT_LT(last, 1e-4);
}

TEST(ExponentialFlow, FlowForTThenSIsFlowForTPlusS) {
  Problem p(network(Activation::erf, 32));
  const Vector<double> whole = p.probes(p.solve<double>({1e-5, 10000, 30}));
  p.initial = p.solve<double>({1e-5, 10000, 10});
  EXPECT_LT((p.probes(p.solve<double>({1e-5, 10000, 20})) - whole).cwiseAbs().maxCoeff(), 4e-5);
}

// dL/dt = −‖∇L‖², along the dense output.
TEST(ExponentialFlow, LossFallsByTheSquaredGradient) {
  for (const int order : {2, 4}) {
    const Problem p(network(Activation::tanh, 64));
    ExponentialFlow<double> flow = p.flow<double>({1e-5, 10000, 10, order});
    const auto lossAt = [&](double t) {
      Vector<double> w;
      flow.parametersAt(t, w);
      return squareLoss(networkOutputs(p.architecture, w, p.data.inputs), p.targets);
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
}

// Every count by its definition: per attempt one sweep a stage and one at the end, a kernel a step.
TEST(ExponentialFlow, StatisticsAreExact) {
  const Problem p(network(Activation::tanh, 8));
  ExponentialFlow<double> flow = p.flow<double>({1e-4, 10000, 1e3});
  int accepted = 0, attempts = 0;
  double time = 0;
  while (flow.time() < 1e3) {
    ASSERT_EQ(flow.attempt(), Status::running);
    ++attempts;
    if (flow.time() > time) ++accepted;
    time = flow.time();
  }
  const FlowStatistics s = flow.statistics();
  EXPECT_EQ(s.steps, accepted);
  EXPECT_EQ(s.rejections, attempts - accepted);
  EXPECT_EQ(s.evaluations, 1 + 4 * attempts);
  EXPECT_EQ(s.kernelEvaluations, accepted);
  EXPECT_GT(s.errorEstimate, 0);
  EXPECT_LE(s.accuracy, 1e-4 * p.scale());
  EXPECT_LE(s.errorEstimate, s.accuracy);
}

// The first stage is the parameter-space flow of the linearised network; the closed form is in function space
// (C4, C15).
TEST(LinearisedNetwork, ParameterFlowEqualsFunctionSpaceFlow) {
  const Problem p(network(Activation::tanh, 40, 2));
  Tape<double> tape(p.architecture), probeTape(p.architecture);
  tape.record(p.initial, p.data.inputs);
  probeTape.record(p.initial, p.data.probeInputs);
  const SymmetricEigen eigen(tape.kernel(), kGramRoundOff<double>);
  const KernelFlow flow(eigen, probeTape.crossKernel(tape), tape.outputs(), probeTape.outputs(), p.targets,
                        p.data.inputs.cols(), 0);
  const double n = static_cast<double>(p.targets.size());
  for (const double t : {.1, 3., 1e3}) {
    const auto lift = [&](double l) { return t / n * phi1(-t * l / n); };
    Vector<double> displacement;
    tape.vjp(eigen.apply(lift, p.targets - tape.outputs()), displacement);
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
    p.targets = p.data.targets();
    const Vector<float> w = p.solve<float>({1e-2, 1000000, 1e5});
    const double loss =
        squareLoss(networkOutputs<float>(p.architecture, w, p.data.inputs.cast<float>()), p.targets);
    EXPECT_GE(loss, .5 - 1e-6);
    EXPECT_NEAR(loss, .5, 1e-4) << width;
  }
}

TEST(ExponentialFlow, BudgetAndDivergenceAreStatuses) {
  for (const Activation activation : {Activation::relu, Activation::tanh}) {
    const Problem p(network(activation, 8));
    ExponentialFlow<double> flow = p.flow<double>({1e-5, 3, 1e4});
    Status status = Status::running;
    int attempts = 0;
    while (status == Status::running) {
      status = flow.attempt();
      ++attempts;
    }
    EXPECT_EQ(status, Status::budget);
    EXPECT_EQ(attempts, 4);

    Problem undefined(network(activation, 8));
    undefined.initial[0] = std::numeric_limits<double>::quiet_NaN();
    ExponentialFlow<double> bad = undefined.flow<double>({1e-3, 1000, 1});
    do status = bad.attempt();
    while (status == Status::running);
    EXPECT_EQ(status, Status::diverged);
    EXPECT_EQ(bad.time(), 0);
  }
}

}  // namespace
}  // namespace ntk

#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>
#include <vector>

#include "engine/data/dataset.hpp"
#include "engine/dynamics/exponential_flow.hpp"

namespace ntk {

/// A network, its data and probe points, for solvers to be compared on.
struct FlowProblem {
  FlowProblem(const NetworkSpec& spec, int count, std::uint64_t seed, int probes = 20)
      : architecture(makeArchitecture(spec, 2)) {
    DataSpec dataSpec;
    dataSpec.count = count;
    dataSpec.probes = probes;
    data = makeDataset(dataSpec);
    targets = data.targets();
    initial = drawParameters<double>(architecture, seed);
  }
  /// f at training, then at probe points.
  Vector<double> outputs(const Vector<double>& w) const {
    Vector<double> f(data.inputs.cols() + data.probeInputs.cols());
    f << networkOutputs(architecture, w, data.inputs), networkOutputs(architecture, w, data.probeInputs);
    return f;
  }
  double scale() const {
    const Vector<double> f0 = networkOutputs(architecture, initial, data.inputs);
    return std::max(targets.cwiseAbs().maxCoeff(), (f0 - targets).cwiseAbs().maxCoeff());
  }

  Architecture architecture;
  Dataset data;
  Vector<double> targets;  // n·k, output-major
  Vector<double> initial;
};

/// The second solver: explicit Dormand–Prince 5(4) on dθ/dt = −∇L for the square loss. Where an error
/// estimate stays above the tolerance, as at kinks, steps of `smallestStep` are taken all the same.
/// Source: Hairer, Nørsett & Wanner 1993, table 5.2.
class ReferenceFlow {
 public:
  ReferenceFlow(const FlowProblem& problem, double tolerance, double smallestStep)
      : problem_(&problem),
        tape_(problem.architecture),
        tolerance_(tolerance),
        smallestStep_(smallestStep),
        w_(problem.initial) {
    slope(w_, k_[0]);
  }
  /// f at training and probe points, at rising times.
  std::vector<Vector<double>> outputs(const std::vector<double>& times) {
    std::vector<Vector<double>> result;
    for (const double t : times) {
      while (t_ < t) step(t - t_);
      result.push_back(problem_->outputs(w_));
    }
    return result;
  }
  const Vector<double>& parameters() const { return w_; }
  long evaluations() const { return evaluations_; }

 private:
  static constexpr double kA[7][6] = {{},
                                      {1. / 5},
                                      {3. / 40, 9. / 40},
                                      {44. / 45, -56. / 15, 32. / 9},
                                      {19372. / 6561, -25360. / 2187, 64448. / 6561, -212. / 729},
                                      {9017. / 3168, -355. / 33, 46732. / 5247, 49. / 176, -5103. / 18656},
                                      {35. / 384, 0, 500. / 1113, 125. / 192, -2187. / 6784, 11. / 84}};
  static constexpr double kError[7] = {71. / 57600,      0,         -71. / 16695, 71. / 1920,
                                       -17253. / 339200, 22. / 525, -1. / 40};

  void slope(const Vector<double>& w, Vector<double>& k) {
    tape_.record(w, problem_->data.inputs);
    const double n = static_cast<double>(problem_->targets.size());
    tape_.vjp((problem_->targets - tape_.outputs()) / n, k);
    ++evaluations_;
  }
  void step(double remaining) {
    const bool isLast = nextStep_ >= remaining;
    const double h = isLast ? remaining : nextStep_;
    for (std::size_t i = 1; i < 7; ++i) {
      stage_ = w_;
      for (std::size_t j = 0; j < i; ++j) stage_ += h * kA[i][j] * k_[j];
      slope(stage_, k_[i]);
    }
    error_.setZero(w_.size());
    for (std::size_t j = 0; j < 7; ++j) error_ += h * kError[j] * k_[j];
    const double ratio = error_.norm() / tolerance_;
    const double growth = std::clamp(.9 * std::pow(std::max(ratio, 1e-12), -.2), .2, 5.);
    nextStep_ = std::max(h * growth, smallestStep_);
    if (!(ratio <= 1 || h <= smallestStep_)) return;
    t_ = isLast ? t_ + remaining : t_ + h;
    w_.swap(stage_);
    k_[0].swap(k_[6]);
  }

  const FlowProblem* problem_;
  Tape<double> tape_;
  double tolerance_, smallestStep_;
  double t_ = 0, nextStep_ = 1e-3;
  long evaluations_ = 0;
  Vector<double> w_, stage_, error_;
  std::array<Vector<double>, 7> k_;
};

/// The same by the explicit midpoint rule in `steps` equal steps to the last time: at kinks no step is better
/// than a short one.
inline std::vector<Vector<double>> midpointFlow(const FlowProblem& problem, const std::vector<double>& times,
                                                double steps) {
  Tape<double> tape(problem.architecture);
  Vector<double> w = problem.initial, middle, slope;
  const double n = static_cast<double>(problem.targets.size()), h = times.back() / steps;
  const auto setSlope = [&](const Vector<double>& at) {
    tape.forward(at, problem.data.inputs);
    tape.gradient(at, (problem.targets - tape.outputs()) / n, slope);
  };
  std::vector<Vector<double>> result;
  double t = 0;
  for (const double next : times) {
    const double count = std::ceil((next - t) / h), step = (next - t) / count;
    for (double i = 0; i < count; ++i) {
      setSlope(w);
      middle = w + step / 2 * slope;
      setSlope(middle);
      w += step * slope;
    }
    t = next;
    result.push_back(problem.outputs(w));
  }
  return result;
}

/// Largest |a − b| over all times and points.
inline double largestDistance(const std::vector<Vector<double>>& a, const std::vector<Vector<double>>& b) {
  double largest = a.size() == b.size() ? 0 : std::numeric_limits<double>::infinity();
  for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) {
    largest = std::max(largest, (a[i] - b[i]).cwiseAbs().maxCoeff());
  }
  return largest;
}

/// The engine's flow of the same problem at the same times, and how it ended.
struct FlowRun {
  std::vector<Vector<double>> outputs;
  FlowStatistics statistics;
  Status status = Status::running;
};

template <class Scalar>
FlowRun runFlow(const FlowProblem& problem, const std::vector<double>& times, FlowOptions options) {
  ExponentialFlow<Scalar> flow(problem.architecture, problem.initial.cast<Scalar>(),
                               problem.data.inputs.cast<Scalar>(), problem.targets,
                               problem.data.probeInputs.cast<Scalar>(), options);
  FlowRun run;
  Vector<Scalar> parameters;
  for (const double t : times) {
    while (flow.time() < t && run.status == Status::running) run.status = flow.attempt();
    if (run.status != Status::running) break;
    flow.parametersAt(t, parameters);
    run.outputs.push_back(problem.outputs(parameters.template cast<double>()));
  }
  run.statistics = flow.statistics();
  if (run.status == Status::running) run.status = Status::finished;
  return run;
}

}  // namespace ntk

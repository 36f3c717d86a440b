#include "engine/experiment/training.hpp"

#include <utility>

#include "engine/dynamics/descent.hpp"
#include "engine/dynamics/exponential_flow.hpp"

namespace ntk {

namespace {

/// Points beside the training points at which the flow's error is controlled: every k-th probe, at most this
/// many.
constexpr Index kControlPoints = 32;

template <class Scalar>
Matrix<Scalar> everyKth(const Matrix<Scalar>& inputs) {
  const Index stride = (inputs.cols() + kControlPoints - 1) / kControlPoints;
  const Index count = (inputs.cols() + stride - 1) / stride;
  return inputs(Eigen::all, Eigen::seqN(Index{0}, count, stride));
}

template <class Scalar>
class FlowTraining : public Training<Scalar> {
 public:
  FlowTraining(const DynamicsSpec& spec, const InitialNetwork<Scalar>& network, const LossFunction& loss)
      : flow_(network.architecture, network.parameters, network.inputs, loss.targets(),
              everyKth(network.probeInputs),
              FlowOptions{spec.tolerance, spec.maximumSteps, spec.lastTime, spec.order}, loss.loss()) {}

  Status advance() override { return flow_.attempt(); }
  double time() const override { return flow_.time(); }
  void parametersAt(double t, Vector<Scalar>& parameters) const override {
    flow_.parametersAt(t, parameters);
  }
  void putStatistics(Block& block) const override {
    const FlowStatistics statistics = flow_.statistics();
    block.put("steps", statistics.steps);
    block.put("rejections", statistics.rejections);
    block.put("evaluations", statistics.evaluations);
    block.put("kernelEvaluations", statistics.kernelEvaluations);
    block.put("errorEstimate", statistics.errorEstimate);
    block.put("accuracy", statistics.accuracy);
    block.put("patternChanges", statistics.patternChanges);
    block.put("heldUnits", statistics.heldUnits);
    block.put("forks", statistics.forks);
  }

 private:
  ExponentialFlow<Scalar> flow_;
};

DescentOptions descentOptions(const DynamicsSpec& spec) {
  DescentOptions options{spec.rate, spec.rateDecay, {spec.momentum, spec.nesterov}};
  if (spec.method == Method::stochasticGradientDescent) options.batchSize = spec.batchSize;
  options.seed = spec.seed;
  options.maximumSteps = spec.maximumSteps;
  return options;
}

template <class Scalar>
class DescentTraining : public Training<Scalar> {
 public:
  DescentTraining(const DynamicsSpec& spec, const InitialNetwork<Scalar>& network, LossFunction loss)
      : descent_(network.architecture, network.parameters, network.inputs, std::move(loss),
                 descentOptions(spec)) {}

  Status advance() override { return descent_.advance(); }
  double time() const override { return descent_.time(); }
  void parametersAt(double, Vector<Scalar>& parameters) const override { parameters = descent_.parameters(); }
  void putStatistics(Block& block) const override {
    const DescentStatistics& statistics = descent_.statistics();
    block.put("steps", statistics.steps);
    block.put("rate", statistics.rate);
    block.put("batchLoss", statistics.batchLoss);
  }

 private:
  Descent<Scalar> descent_;
};

}  // namespace

void addTrainingStatistics(Method method, BlockLayout& frameLayout) {
  if (method == Method::flow) {
    frameLayout.add("steps", {1}, "steps", "Accepted steps of the integrator so far.");
    frameLayout.add("rejections", {1}, "steps", "Rejected steps so far.");
    frameLayout.add("evaluations", {1}, "sweeps", "Forward sweeps over the training points so far.");
    frameLayout.add("kernelEvaluations", {1}, "kernels", "Kernels with their eigen-decomposition so far.");
    frameLayout.add("errorEstimate", {1}, "y", "Largest error estimate of an accepted step so far.");
    frameLayout.add("accuracy", {1}, "y", "Estimated error of f over the whole run so far.");
    frameLayout.add(
        "patternChanges", {1}, "units",
        "Hidden units at training points that crossed, came to rest on or left their kink so far.");
    frameLayout.add("heldUnits", {1}, "units",
                    "Those that rest on their kink now, pushed there from both sides.");
    frameLayout.add("forks", {1}, "times",
                    "Times so far that the flow of a kinked network had two continuations.");
    return;
  }
  frameLayout.add("steps", {1}, "steps", "Steps of descent so far.");
  frameLayout.add("rate", {1}, "time", "η of the last step.");
  frameLayout.add("batchLoss", {1}, "", "Loss of the last step's batch, where its gradient was taken.");
}

template <class Scalar>
std::unique_ptr<Training<Scalar>> makeTraining(const DynamicsSpec& spec,
                                               const InitialNetwork<Scalar>& network, LossFunction loss) {
  if (spec.method == Method::flow)
    return std::make_unique<FlowTraining<Scalar>>(spec, network, std::move(loss));
  return std::make_unique<DescentTraining<Scalar>>(spec, network, std::move(loss));
}

template std::unique_ptr<Training<float>> makeTraining(const DynamicsSpec&, const InitialNetwork<float>&,
                                                       LossFunction);
template std::unique_ptr<Training<double>> makeTraining(const DynamicsSpec&, const InitialNetwork<double>&,
                                                        LossFunction);

}  // namespace ntk

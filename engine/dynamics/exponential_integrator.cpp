#include "engine/dynamics/exponential_integrator.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "engine/dynamics/linearised_flow.hpp"
#include "engine/dynamics/network_model.hpp"

namespace ntk {

namespace {

/// Steps below this share of the current time cannot be told from none.
constexpr double kSmallestStep = 1e-12;

/// Estimates below this many units of the model's round-off, relative to the scale of f, are noise.
constexpr double kNoise = 8;

const ExponentialTableau& tableauFor(int order) { return order == 2 ? kSecondOrder : kFourthOrder; }

double largest(const Vector<double>& v) { return v.size() == 0 ? 0 : v.lpNorm<Eigen::Infinity>(); }

}  // namespace

template <class Model>
ExponentialIntegrator<Model>::ExponentialIntegrator(Model model, Parameters initial, LossFunction loss,
                                                    FlowOptions options)
    : model_(std::move(model)),
      loss_(std::move(loss)),
      options_(options),
      tableau_(&tableauFor(options.order)),
      endParameters_(std::move(initial)),
      tape_(model_.makeTape()),
      stageTape_(model_.makeTape()),
      control_(0, 0, 2, 0) {
  model_.forward(endParameters_, stageTape_);
  ++statistics_.evaluations;
  const double scale = std::max(loss_.scale(stageTape_.outputs()), 1e-300);
  control_ = StepControl(options_.tolerance * scale, options_.lastTime, tableau_->differenceOrder,
                         kNoise * Model::roundOff * scale);
}

template <class Model>
void ExponentialIntegrator<Model>::beginInterval() {
  start_ = end_;
  parameters_.swap(endParameters_);
  std::swap(tape_, stageTape_);
  model_.backward(parameters_, tape_);
  tangent_.compute(tape_.kernel(), tape_.outputs(), loss_, Model::kernelRoundOff);
  ++statistics_.kernelEvaluations;
  if (nextStep_ == 0) {
    nextStep_ = static_cast<double>(loss_.samples()) / std::max(tangent_.eigen().largest(), 1e-300);
    control_.start(nextStep_);
  }
  isIntervalOpen_ = true;
}

template <class Model>
Status ExponentialIntegrator<Model>::attempt() {
  if (statistics_.steps + statistics_.rejections >= options_.maximumSteps) return Status::budget;
  if (!isIntervalOpen_) beginInterval();
  const double remaining = options_.lastTime - start_;
  const double h = std::min(nextStep_, remaining);
  if (!tryStep(h)) {
    ++statistics_.rejections;
    const bool isStuck = nextStep_ <= kSmallestStep * std::max(start_, std::numeric_limits<double>::min());
    return isStuck || !tangent_.eigen().values().allFinite() ? Status::diverged : Status::running;
  }
  ++statistics_.steps;
  end_ = h == remaining ? options_.lastTime : start_ + h;
  isIntervalOpen_ = false;
  return Status::running;
}

template <class Model>
void ExponentialIntegrator<Model>::restart(double t, const Parameters& parameters, double step) {
  end_ = t;
  endParameters_ = parameters;
  model_.forward(endParameters_, stageTape_);
  ++statistics_.evaluations;
  isIntervalOpen_ = false;
  nextStep_ = step;
}

template <class Model>
bool ExponentialIntegrator<Model>::tryStep(double h) {
  for (int j = 0; j < tableau_->stages; ++j) {
    const ExponentialStage& stage = tableau_->stage[static_cast<std::size_t>(j)];
    compose(stage.node * h, h, stage.remainder, j, false);
    assemble(j, endParameters_);
    endParameters_ += parameters_;
    model_.forward(endParameters_, stageTape_);
    addDifference(j, j);
  }
  compose(h, h, tableau_->solution, tableau_->stages, false);
  assemble(tableau_->stages, endParameters_);
  endParameters_ += parameters_;
  model_.forward(endParameters_, stageTape_);
  statistics_.evaluations += tableau_->stages + 1;

  const double estimate = error(h), share = control_.share(start_, h);
  const bool isAccepted = estimate <= share;
  nextStep_ = h * control_.growth(estimate, share, isAccepted);
  if (!isAccepted) return false;
  control_.accept(estimate);
  statistics_.errorEstimate = std::max(statistics_.errorEstimate, estimate);
  statistics_.accuracy = control_.accuracy();
  return true;
}

template <class Model>
double ExponentialIntegrator<Model>::error(double h) {
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  if (!stageTape_.outputs().allFinite()) return kInfinity;
  addDifference(tableau_->stages, tableau_->stages);
  const int count = tableau_->stages + 1;
  compose(h, h, tableau_->difference, count, true);
  assemble(count, comparison_);
  displacement(count);
  comparison_ = endParameters_ - comparison_;
  model_.controlOutputs(endParameters_, controls_);
  model_.controlOutputs(comparison_, comparisonControls_);
  controls_ -= comparisonControls_;
  const bool isFinite = displacement_.allFinite() && controls_.allFinite();
  return isFinite ? std::max(largest(displacement_), largest(controls_)) : kInfinity;
}

template <class Model>
void ExponentialIntegrator<Model>::compose(double s, double h, const RemainderPolynomial& remainder,
                                           int count, bool isChange) const {
  Composition& c = composition_;
  if (isChange) {
    c.cotangent.setZero(loss_.targets().size());
  } else {
    tangent_.flow(s, c.cotangent);
  }
  if (count == 0) return;
  const double linear = s * s / h, quadratic = 2 * s * s * s / (h * h);
  const auto size = static_cast<std::size_t>(count);
  for (std::size_t j = 0; j < size; ++j) {
    c.weights[j] = linear / 2 * remainder.linear[j] + quadratic / 6 * remainder.quadratic[j];
    c.cotangent += c.weights[j] * cotangents_[j];
  }
  const auto add = [&](const std::array<double, kMostDifferences>& coefficients, int k, double factor) {
    polynomial_.setZero(c.cotangent.size());
    for (std::size_t j = 0; j < size; ++j) polynomial_ += coefficients[j] * images_[j];
    tangent_.addPhi(k, s, factor, polynomial_, c.cotangent);
  };
  add(remainder.linear, 2, linear);
  if (tableau_->order > 2) add(remainder.quadratic, 3, quadratic);
}

template <class Model>
void ExponentialIntegrator<Model>::assemble(int count, Parameters& parameters) const {
  using Scalar = typename Parameters::Scalar;
  tape_.vjp(composition_.cotangent, parameters);
  for (std::size_t j = 0; j < static_cast<std::size_t>(count); ++j) {
    const auto weight = static_cast<Scalar>(composition_.weights[j]);
    if (weight != 0) parameters += weight * stageGradients_[j];
  }
}

template <class Model>
void ExponentialIntegrator<Model>::addDifference(int j, int count) {
  const auto index = static_cast<std::size_t>(j);
  const double n = static_cast<double>(loss_.samples());
  displacement(count);
  tangent_.applyHessian(displacement_);
  cotangents_[index] = (tangent_.gradient() + displacement_) / n;
  loss_.gradient(stageTape_.outputs(), lossGradient_);
  lossGradient_ /= -n;
  model_.gradient(endParameters_, lossGradient_, stageTape_, stageGradients_[index]);
  gradientImages_[index] = tape_.jvp(stageGradients_[index]);
  tangent_.image(cotangents_[index], images_[index]);
  images_[index] += gradientImages_[index];
}

template <class Model>
void ExponentialIntegrator<Model>::displacement(int count) {
  tangent_.image(composition_.cotangent, displacement_);
  for (std::size_t j = 0; j < static_cast<std::size_t>(count); ++j) {
    displacement_ += composition_.weights[j] * gradientImages_[j];
  }
}

template <class Model>
void ExponentialIntegrator<Model>::parametersAt(double t, Parameters& parameters) const {
  if (t >= end_) {
    parameters = endParameters_;
  } else {
    compose(t - start_, end_ - start_, tableau_->solution, tableau_->stages, false);
    assemble(tableau_->stages, parameters);
    parameters += parameters_;
  }
}

template class ExponentialIntegrator<NetworkModel<float>>;
template class ExponentialIntegrator<NetworkModel<double>>;
template class ExponentialIntegrator<LinearModel>;

}  // namespace ntk

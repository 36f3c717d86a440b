#include "engine/theory/smooth_linearisation.hpp"

#include <algorithm>
#include <cmath>

#include "engine/network/activation.hpp"

namespace ntk {

namespace {

/// max_b Σ_j (w_j g_j(b_j) − μ b_j²) for given weights w_j = s a_j.
class Lagrangian {
 public:
  Lagrangian(Activation activation, const Vector<double>& weights, const Vector<double>& preActivations,
             double inputNorm, double radius)
      : activation_(activation), weights_(weights), u_(preActivations), r_(inputNorm), radius_(radius) {
    grid_.resize(2 * kWorstCaseGrid + 1, u_.size());
    for (Index j = 0; j < grid_.cols(); ++j)
      for (Index i = 0; i < grid_.rows(); ++i) grid_(i, j) = value(j, at(i));
  }

  /// w_j g_j(b).
  double value(Index j, double b) const {
    const ActivationAt start = activationAt(activation_, u_[j]);
    return weights_[j] *
           (activationAt(activation_, u_[j] + r_ * b).value - start.value - start.derivative * r_ * b);
  }

  double total(const Vector<double>& b) const {
    double sum = 0;
    for (Index j = 0; j < b.size(); ++j) sum += value(j, b[j]);
    return sum;
  }

  Vector<double> maximiser(double multiplier) const {
    Vector<double> b(u_.size());
    for (Index j = 0; j < b.size(); ++j) {
      Index best = kWorstCaseGrid;
      for (Index i = 0; i < grid_.rows(); ++i)
        if (penalised(i, j, multiplier) > penalised(best, j, multiplier)) best = i;
      b[j] = refine(j, at(best), multiplier);
    }
    return b;
  }

 private:
  double at(Index i) const { return radius_ * static_cast<double>(i - kWorstCaseGrid) / kWorstCaseGrid; }
  double penalised(Index i, Index j, double multiplier) const {
    return grid_(i, j) - multiplier * at(i) * at(i);
  }

  /// Newton's method within a grid cell; a step that does not rise is not taken.
  double refine(Index j, double b, double multiplier) const {
    const double cell = radius_ / kWorstCaseGrid, slope = activationAt(activation_, u_[j]).derivative;
    double best = value(j, b) - multiplier * b * b;
    for (int step = 0; step < 6; ++step) {
      const ActivationAt now = activationAt(activation_, u_[j] + r_ * b);
      const double first = weights_[j] * r_ * (now.derivative - slope) - 2 * multiplier * b;
      const double second = weights_[j] * r_ * r_ * now.secondDerivative - 2 * multiplier;
      if (!(second < 0)) break;
      const double next = std::clamp(b - std::clamp(first / second, -cell, cell), -radius_, radius_);
      const double risen = value(j, next) - multiplier * next * next;
      if (!(risen > best)) break;
      b = next;
      best = risen;
    }
    return b;
  }

  Activation activation_;
  Vector<double> weights_;
  const Vector<double>& u_;
  double r_, radius_;
  Matrix<double> grid_;
};

/// The neurons of `more` that `less` leaves alone, as long as the budget lasts.
Vector<double> fill(Vector<double> less, const Vector<double>& more, double radius) {
  double left = radius * radius - less.squaredNorm();
  for (Index j = 0; j < less.size(); ++j) {
    const double cost = more[j] * more[j] - less[j] * less[j];
    if (cost <= 0 || cost > left) continue;
    less[j] = more[j];
    left -= cost;
  }
  return less;
}

SmoothWorstCase worstCaseOfSign(const Lagrangian& lagrangian, double largestMultiplier, double radius) {
  constexpr int kBisections = 40;
  double low = 0, high = largestMultiplier;
  Vector<double> over = lagrangian.maximiser(low), within = Vector<double>::Zero(over.size());
  if (over.norm() <= radius) {
    within = over;
    high = 0;
  }
  for (int i = 0; i < kBisections && high > low; ++i) {
    const double middle = (low + high) / 2;
    Vector<double> b = lagrangian.maximiser(middle);
    const bool fits = b.norm() <= radius;
    (fits ? high : low) = middle;
    (fits ? within : over) = std::move(b);
  }
  const double dual = lagrangian.total(within) + high * (radius * radius - within.squaredNorm());
  const Vector<double> filled = fill(within, over, radius);
  SmoothWorstCase best{lagrangian.total(within), dual, within};
  for (const Vector<double>& b : {filled, Vector<double>(over * (radius / std::max(radius, over.norm())))}) {
    const double total = lagrangian.total(b);
    if (total > best.reached) best = {total, dual, b};
  }
  return best;
}

}  // namespace

std::optional<double> smoothGapBound(const FirstLayerNetwork& network, double inputNorm, double movement) {
  const double beta = curvatureBound(network.activation);
  if (!std::isfinite(beta)) return std::nullopt;
  const double largest = network.outputWeights.cwiseAbs().maxCoeff();
  return beta / 2 * network.outputScale * largest * inputNorm * inputNorm * movement * movement;
}

SmoothWorstCase smoothWorstCase(const FirstLayerNetwork& network, const Vector<double>& preActivations,
                                double inputNorm, double radius) {
  const double beta = curvatureBound(network.activation);
  SmoothWorstCase best{0, 0, Vector<double>::Zero(preActivations.size())};
  double dual = 0;
  for (const double sign : {1.0, -1.0}) {
    const Vector<double> weights = sign * network.outputWeights.row(0).transpose();
    // From here on the penalty outweighs every gain: b = 0.
    const double largest = beta / 2 * inputNorm * inputNorm * weights.cwiseAbs().maxCoeff();
    const Lagrangian lagrangian(network.activation, weights, preActivations, inputNorm, radius);
    SmoothWorstCase found = worstCaseOfSign(lagrangian, largest, radius);
    dual = std::max(dual, found.dualBound);
    if (found.reached > best.reached) best = std::move(found);
  }
  best.dualBound = network.outputScale * dual;
  best.reached *= network.outputScale;
  return best;
}

}  // namespace ntk

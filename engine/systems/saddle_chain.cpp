#include "engine/systems/saddle_chain.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace ntk {

namespace {

constexpr double kNever = std::numeric_limits<double>::infinity();
constexpr double kLargestCount = 0x1p53;

double cube(double x) { return x * x * x; }

/// g(s, z) = g_1(s) + g_2(s) z² with the derivatives in s.
struct Link {
  double first, firstSlope, second, secondSlope;
};

Link linkAt(const SaddleChain& c, double s) {
  const double l = c.attraction, gamma = c.repulsion, tau = c.radius;
  Link link{-gamma * s * s, -2 * gamma * s, l, 0};
  if (s <= tau) return link;
  const double q = (s - tau) / tau, p = q - 1, bend = 10 * gamma - 14 * l, twist = 5 * l - 3 * gamma;
  link.first += tau * tau * (bend / 3 * cube(q) + twist / 2 * cube(q) * q);
  link.firstSlope += tau * (bend * q * q + 2 * twist * cube(q));
  link.second = -gamma - (l + gamma) * cube(p) * (10 + 15 * p + 6 * p * p);
  link.secondSlope = -(l + gamma) / tau * 30 * p * p * (1 + p) * (1 + p);
  return link;
}

/// k (from 0): the first coordinate that has not passed 2τ; d if there is none.
Index currentSaddle(const SaddleChain& c, const Vector<double>& x) {
  Index k = 0;
  while (k < x.size() && std::abs(x[k]) >= 2 * c.radius) ++k;
  return k;
}

/// Gradient descent on |x|: gaps to 4τ before the current saddle, logarithms from it on.
class Descent {
 public:
  Descent(const SaddleChain& chain, const Vector<double>& start, double rate)
      : chain_(chain),
        signs_(start.cwiseSign()),
        gaps_(Vector<double>::Zero(start.size())),
        logs_(start.cwiseAbs().array().log()),
        rate_(rate),
        shrink_(std::log1p(-2 * rate * chain.attraction)),
        grow_(std::log1p(2 * rate * chain.repulsion)) {}

  bool isThrough() const { return saddle_ == logs_.size(); }
  double step() const { return step_; }
  double growth() const { return 1 - shrink_ / grow_; }
  /// Whether the next step is one of a run in which |x_k| grows by a constant factor, up to τ.
  bool isLeaving() const { return !isThrough() && logs_[saddle_] < std::log(chain_.radius); }
  /// Steps of that run.
  double stepsToRadius() const {
    return std::max(1.0, std::ceil((std::log(chain_.radius) - logs_[saddle_]) / grow_));
  }

  /// Takes steps of the run, or after the last saddle.
  void run(double steps) {
    contract(saddle_ + 1, steps);
    if (!isThrough()) logs_[saddle_] += steps * grow_;
    step_ += steps;
  }

  /// One step of |x_k| between τ and 2τ.
  void link() {
    const double s = std::exp(logs_[saddle_]);
    const Link g = linkAt(chain_, s);
    const bool isLast = saddle_ + 1 == logs_.size();
    const double next = isLast ? 0 : std::exp(logs_[saddle_ + 1]);
    const double moved = s - rate_ * (g.firstSlope + g.secondSlope * next * next);
    contract(saddle_ + 2, 1);
    if (!isLast) logs_[saddle_ + 1] += std::log1p(-2 * rate_ * g.second);
    logs_[saddle_] = std::log(moved);
    ++step_;
    if (moved < 2 * chain_.radius) return;
    gaps_[saddle_] = 4 * chain_.radius - moved;
    ++saddle_;
  }

  Vector<double> position() const {
    Vector<double> x = signs_;
    for (Index j = 0; j < x.size(); ++j)
      x[j] *= j < saddle_ ? 4 * chain_.radius - gaps_[j] : std::exp(logs_[j]);
    return x;
  }

 private:
  /// All that the quadratic of curvature 2L draws: gaps before the saddle, coordinates from `first` on.
  void contract(Index first, double steps) {
    gaps_.head(saddle_) *= std::exp(steps * shrink_);
    if (first < logs_.size()) logs_.tail(logs_.size() - first).array() += steps * shrink_;
  }

  const SaddleChain& chain_;
  Vector<double> signs_, gaps_, logs_;
  double rate_, shrink_, grow_, step_ = 0;
  Index saddle_ = 0;
};

bool isValid(const SaddleChain& c, const Vector<double>& start, double rate, const Vector<double>& recordAt,
             double maximumSteps) {
  const bool isChain = c.repulsion > 0 && c.attraction >= c.repulsion && std::isfinite(c.attraction) &&
                       c.radius >= std::numbers::e && std::isfinite(c.radius);
  const bool isStart = start.size() > 0 && (start.array() != 0).all() && (start.array().abs() <= 1).all();
  const bool isGrid =
      recordAt.size() == 0 || (recordAt[0] >= 0 && std::is_sorted(recordAt.begin(), recordAt.end()));
  return isChain && isStart && isGrid && rate > 0 && 2 * rate * c.attraction < 1 && maximumSteps >= 0 &&
         maximumSteps <= kLargestCount;
}

}  // namespace

double saddleChainLoss(const SaddleChain& chain, const Vector<double>& x) {
  const double l = chain.attraction, tau = chain.radius;
  const double drop = 4 * l * tau * tau - linkAt(chain, 2 * tau).first;
  const Index k = currentSaddle(chain, x), d = x.size();
  double loss = 0;
  for (Index j = 0; j < k; ++j) loss += l * (std::abs(x[j]) - 4 * tau) * (std::abs(x[j]) - 4 * tau) - drop;
  if (k == d) return loss;
  const Link g = linkAt(chain, std::abs(x[k]));
  loss += g.first;
  if (k + 1 < d) loss += g.second * x[k + 1] * x[k + 1];
  for (Index j = k + 2; j < d; ++j) loss += l * x[j] * x[j];
  return loss;
}

Vector<double> saddleChainGradient(const SaddleChain& chain, const Vector<double>& x) {
  const Index k = currentSaddle(chain, x), d = x.size();
  Vector<double> gradient = 2 * chain.attraction * x;
  for (Index j = 0; j < k; ++j) gradient[j] -= std::copysign(8 * chain.attraction * chain.radius, x[j]);
  if (k == d) return gradient;
  const Link g = linkAt(chain, std::abs(x[k]));
  const double next = k + 1 < d ? x[k + 1] : 0;
  gradient[k] = std::copysign(1.0, x[k]) * (g.firstSlope + g.secondSlope * next * next);
  if (k + 1 < d) gradient[k + 1] = 2 * g.second * next;
  return gradient;
}

SaddleChainRun saddleChain(const SaddleChain& chain, const Vector<double>& start, double rate,
                           const Vector<double>& recordAt, double maximumSteps) {
  SaddleChainRun result;
  if (!isValid(chain, start, rate, recordAt, maximumSteps)) {
    result.status = Status::refused;
    return result;
  }
  Descent descent(chain, start, rate);
  result.growth = descent.growth();
  result.escapes.resize(start.size());
  result.states.resize(start.size(), recordAt.size());
  result.losses.resize(recordAt.size());
  Index escaped = 0, recorded = 0;
  while (true) {
    for (; recorded < recordAt.size() && recordAt[recorded] <= descent.step(); ++recorded) {
      result.states.col(recorded) = descent.position();
      result.losses[recorded] = saddleChainLoss(chain, result.states.col(recorded));
    }
    const double toRecord =
        recorded < recordAt.size() ? std::ceil(recordAt[recorded] - descent.step()) : kNever;
    const double toEscape = descent.isLeaving() ? descent.stepsToRadius() : kNever;
    const bool isLink = !descent.isThrough() && !descent.isLeaving();
    const double steps = isLink ? 1 : std::min(toRecord, toEscape);
    if (std::isinf(steps)) break;
    if (descent.step() + steps > maximumSteps) {
      if (!descent.isThrough()) result.status = Status::budget;
      break;
    }
    if (isLink) {
      descent.link();
    } else {
      descent.run(steps);
      if (steps == toEscape) result.escapes[escaped++] = descent.step();
    }
  }
  result.escapes.conservativeResize(escaped);
  result.states.conservativeResize(Eigen::NoChange, recorded);
  result.losses.conservativeResize(recorded);
  return result;
}

}  // namespace ntk

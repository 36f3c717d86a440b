#include "engine/dynamics/piecewise_flow.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "engine/base/logarithm.hpp"

namespace ntk {

namespace {

/// Where in a step the pattern is looked at before its end: a unit may cross its kink and come back.
constexpr double kInterior[] = {1. / 64, 1. / 8, 1. / 2};
/// Where so many units cross in a step, none of them moves f enough to be looked for.
constexpr std::size_t kManyCrossings = 64;
/// A change is located well enough once it moves f by this share of the error that is allowed; half of it is
/// aimed at.
constexpr double kLeastShare = 1. / 8, kAim = 1. / 2;
constexpr int kMostGuesses = 60;
/// The first step after a cut over the one that was cut.
constexpr double kGrowthAfterCut = 4;
/// Numbers that the gradients of held units above the first hidden layer may take: 8 MB. Units
/// beyond are not held but cross their kink again and again.
constexpr Index kMostHeldNumbers = Index{1} << 20;

double largest(const Vector<double>& v) { return v.size() == 0 ? 0 : v.lpNorm<Eigen::Infinity>(); }

/// Time since a quantity that falls from `before` ≥ 0 to −`over` < 0 in h passed 0, if it did so evenly.
double timeSinceZero(double h, double before, double over) {
  return h * over / (over + std::max(before, 0.));
}

/// How far a held unit is from leaving its kink, negative if it does; in shares.
template <class Hold>
double margin(const Hold& hold) {
  const double inside = std::min(1 - hold.share, hold.share);
  return hold.pull < 0 ? inside : -std::abs(inside);
}

/// The side to which a held unit leaves, 0 if it stays. If the flow leads away on both sides, it has two
/// continuations: the faster one is taken.
template <class Hold>
int sideToLeaveTo(const Hold& hold) {
  const double up = hold.pull * (1 - hold.share), down = hold.pull * hold.share;
  if (!(up > 0) && !(down > 0)) return 0;
  return up > down ? 1 : -1;
}

template <class Hold>
bool isFork(const Hold& hold) {
  return hold.pull > 0 && hold.share > 0 && hold.share < 1;
}

}  // namespace

template <class Scalar>
PiecewiseFlow<Scalar>::PiecewiseFlow(Model model, Vector<Scalar> initial, LossFunction loss,
                                     FlowOptions options, double eventError)
    : integrator_(std::move(model), std::move(initial), loss, options),
      loss_(std::move(loss)),
      eventError_(eventError),
      tape_(integrator_.model().makeTape()) {}

template <class Scalar>
Status PiecewiseFlow<Scalar>::attempt() {
  const double before = integrator_.time();
  const Status status = integrator_.attempt();
  const bool isAccepted = status == Status::running && integrator_.time() > before;
  if (isAccepted && integrator_.model().hasPattern()) examineStep();
  return status;
}

template <class Scalar>
FlowStatistics PiecewiseFlow<Scalar>::statistics() const {
  FlowStatistics s = integrator_.statistics();
  if (!integrator_.model().hasPattern()) return s;
  s.evaluations += sweeps_;
  s.patternChanges = changes_;
  s.forks = forks_;
  s.heldUnits = static_cast<int>(integrator_.model().pattern().held().size());
  return s;
}

template <class Scalar>
void PiecewiseFlow<Scalar>::flowAt(const Vector<Scalar>& parameters, const ActivationPattern<Scalar>& pattern,
                                   Vector<Scalar>& flow) {
  forward(parameters, pattern);
  recordedFlow(parameters, flow);
}

template <class Scalar>
void PiecewiseFlow<Scalar>::forward(const Vector<Scalar>& parameters,
                                    const ActivationPattern<Scalar>& pattern) {
  integrator_.model().forward(parameters, pattern, tape_);
  ++sweeps_;
}

/// From what `tape_` holds.
template <class Scalar>
void PiecewiseFlow<Scalar>::recordedFlow(const Vector<Scalar>& parameters, Vector<Scalar>& flow) {
  loss_.gradient(tape_.outputs(), cotangent_);
  cotangent_ /= -static_cast<double>(loss_.samples());
  tape_.gradient(parameters, cotangent_, flow);
}

template <class Scalar>
void PiecewiseFlow<Scalar>::examineStep() {
  const double start = integrator_.lastStart();
  rememberStart();
  Departure end, inside;
  if (!look(integrator_.time(), end)) end = locate(std::move(end));
  for (const double fraction : kInterior) {
    if (end.crossings.size() > kManyCrossings || look(start + fraction * (end.time - start), inside))
      continue;
    end = locate(std::move(inside));
    break;
  }
  if (end.any() || !pattern().held().empty()) changePattern(end);
}

template <class Scalar>
void PiecewiseFlow<Scalar>::rememberStart() {
  const Vector<Scalar>& start = integrator_.startParameters();
  if (pattern().held().empty()) {
    forward(start, pattern());
  } else {
    flowAt(start, pattern(), flow_);
    tape_.holds(start, cotangent_, startHolds_);
  }
  startPreActivations_ = tape_.preActivations();
}

/// The error grows like a power of the time since the first change: 1 where one unit crosses, about 2 where
/// many do one after the other.
template <class Scalar>
double PiecewiseFlow<Scalar>::guess(const Departure& good, const Departure& bad) const {
  const double first = std::max(bad.time - bad.elapsed, good.time - good.elapsed);
  double power = 1;
  if (good.error > 0 && good.time > first)
    power = logarithm(bad.error / good.error) / logarithm((bad.time - first) / (good.time - first));
  const double share = powerOf(kAim * eventError_ / bad.error, 1 / std::clamp(power, 1., 3.));
  const double margin = .02 * (bad.time - good.time);
  return std::clamp(first + (bad.time - first) * share, good.time + margin, bad.time - margin);
}

template <class Scalar>
typename PiecewiseFlow<Scalar>::Departure PiecewiseFlow<Scalar>::locate(Departure bad) {
  const double start = integrator_.lastStart();
  Departure good, next;
  good.time = start;
  for (int i = 0; i < kMostGuesses; ++i) {
    if (good.any() && good.error > kLeastShare * eventError_) break;
    const double t = i % 4 == 3 ? (good.time + bad.time) / 2 : guess(good, bad);
    if (t <= good.time || t >= bad.time) break;
    std::swap(look(t, next) ? good : bad, next);
  }
  return good.any() && good.time > start ? good : bad;
}

template <class Scalar>
bool PiecewiseFlow<Scalar>::look(double t, Departure& departure) {
  departure = Departure{};
  departure.time = t;
  integrator_.parametersAt(t, parameters_);
  forward(parameters_, pattern());
  findCrossings(departure);
  if (!pattern().held().empty()) findReleases(departure);
  if (departure.any()) measure(departure);
  return departure.error <= eventError_;
}

template <class Scalar>
void PiecewiseFlow<Scalar>::findCrossings(Departure& departure) {
  const double h = departure.time - integrator_.lastStart();
  for (std::size_t l = 0; l < startPreActivations_.size(); ++l) {
    const Matrix<Scalar>& z = tape_.preActivations()[l];
    const Matrix<Scalar>& side = pattern().sides()[l];
    for (Index i = 0; i < z.cols(); ++i) {
      if (pattern().sharedKinks()->of(l, i).empty()) continue;
      for (Index j = 0; j < z.rows(); ++j) {
        const Scalar distance = z(j, i) * side(j, i);
        if (!(distance < 0)) continue;
        const double before = static_cast<double>(startPreActivations_[l](j, i) * side(j, i));
        departure.crossings.push_back({{l, j, i}, timeSinceZero(h, before, -static_cast<double>(distance))});
        departure.elapsed = std::max(departure.elapsed, departure.crossings.back().elapsed);
      }
    }
  }
}

template <class Scalar>
void PiecewiseFlow<Scalar>::findReleases(Departure& departure) {
  const double h = departure.time - integrator_.lastStart();
  recordedFlow(parameters_, flow_);
  tape_.holds(parameters_, cotangent_, holds_);
  for (std::size_t p = 0; p < holds_.size(); ++p) {
    const int side = sideToLeaveTo(holds_[p]);
    if (side == 0) continue;
    departure.releases.push_back({tape_.held()[p], side, isFork(holds_[p])});
    const double before = margin(startHolds_[p]), over = -margin(holds_[p]);
    departure.elapsed = std::max(departure.elapsed, timeSinceZero(h, before, over));
  }
}

template <class Scalar>
void PiecewiseFlow<Scalar>::measure(Departure& departure) {
  outputs_ = tape_.outputs();
  if (pattern().held().empty()) recordedFlow(parameters_, flow_);
  other_ = pattern();
  for (const Crossing& c : departure.crossings) other_->setSide(c.unit, -other_->side(c.unit));
  for (const Release& r : departure.releases) other_->setSide(r.unit, r.side);
  flowAt(parameters_, *other_, otherFlow_);
  otherFlow_ -= flow_;
  tape_.push(parameters_, otherFlow_, velocities_, change_);
  outputs_ -= tape_.outputs();
  departure.error = largest(outputs_) + departure.elapsed * largest(change_);
}

template <class Scalar>
void PiecewiseFlow<Scalar>::changePattern(const Departure& departure) {
  const double start = integrator_.lastStart(), end = integrator_.time(), t = departure.time;
  before_ = pattern();
  integrator_.parametersAt(t, parameters_);
  for (const Crossing& c : departure.crossings) pattern().setSide(c.unit, -before_->side(c.unit));
  for (const Release& r : departure.releases) {
    pattern().setSide(r.unit, r.side);
    forks_ += r.isFork;
  }
  if (!departure.crossings.empty()) {
    hold(departure);
    addMissedMotion(departure);
  }
  changes_ += static_cast<int>(departure.crossings.size() + departure.releases.size());
  if (!pattern().held().empty()) {
    forward(parameters_, pattern());
    tape_.returnToKinks(parameters_);
  }
  integrator_.restart(t, parameters_, t < end ? kGrowthAfterCut * (t - start) : integrator_.nextStep());
}

/// Units that the flow on their new side pushes back over the kink are held there; of a neuron that crossed
/// several, the one it came to last: it went through the others.
template <class Scalar>
void PiecewiseFlow<Scalar>::hold(const Departure& departure) {
  flowAt(parameters_, pattern(), flow_);
  tape_.push(parameters_, flow_, velocities_, change_);
  std::vector<std::vector<const Crossing*>> last;
  for (const Matrix<Scalar>& v : velocities_) last.emplace_back(static_cast<std::size_t>(v.rows()));
  for (const Crossing& c : departure.crossings) {
    const auto& [layer, neuron, sample] = c.unit;
    const Crossing*& its = last[layer][static_cast<std::size_t>(neuron)];
    const bool isPushedBack =
        velocities_[layer](neuron, sample) * static_cast<Scalar>(before_->side(c.unit)) > 0;
    if (isPushedBack && (!its || c.elapsed < its->elapsed)) its = &c;
  }
  Index room = kMostHeldNumbers / parameters_.size();
  for (const HiddenUnit& u : pattern().held()) room -= u.layer > 0;
  for (const auto& layer : last) {
    for (const Crossing* c : layer)
      if (c && (c->unit.layer == 0 || room-- > 0)) pattern().setSide(c->unit, 0);
  }
}

/// θ ← θ + Σ (time since the crossing) · (change of the flow by it), over the units that are on their new
/// side.
template <class Scalar>
void PiecewiseFlow<Scalar>::addMissedMotion(const Departure& departure) {
  double longest = 0;
  for (const Crossing& c : departure.crossings)
    if (pattern().side(c.unit) != 0) longest = std::max(longest, c.elapsed);
  if (longest == 0) return;
  other_ = before_;
  for (const Crossing& c : departure.crossings)
    if (pattern().side(c.unit) != 0) other_->mixSlopes(c.unit, c.elapsed / longest);
  flowAt(parameters_, *before_, flow_);
  flowAt(parameters_, *other_, otherFlow_);
  otherFlow_ -= flow_;
  parameters_ += static_cast<Scalar>(longest) * otherFlow_;
}

template class PiecewiseFlow<float>;
template class PiecewiseFlow<double>;

}  // namespace ntk

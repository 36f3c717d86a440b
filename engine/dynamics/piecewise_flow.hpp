#pragma once

#include <optional>

#include "engine/dynamics/exponential_integrator.hpp"
#include "engine/dynamics/network_model.hpp"

namespace ntk {

/// Gradient flow of a network with a kinked, positively homogeneous σ: smooth flows on an activation pattern
/// (`PatternedTape`) from one change of the pattern to the next. With a smooth σ there is one piece.
///
/// After every step of the integrator the pattern is compared with the signs of z along it. As long as what
/// it gets wrong moves f by at most `eventError`, to first order, the step stands; else it is cut where it
/// does so. There units that have crossed their kink change sides, those that both sides push onto it are
/// held there, and held units whose σ' leaves the range between both slopes are released. What a unit that
/// crossed missed since then is added, to first order; so an error of a change is O(its duration²). Between
/// changes the network is a polynomial in θ: for the lecture's network linear, and its steps are exact.
template <class Scalar>
class PiecewiseFlow {
 public:
  /// The model's pattern, if any, is that of `initial`.
  PiecewiseFlow(NetworkModel<Scalar> model, Vector<Scalar> initial, LossFunction loss, FlowOptions options,
                double eventError);

  /// Tries one step. running: go on; diverged: no finite step exists; budget: no attempts left.
  Status attempt();
  /// End of the last accepted step, up to which parameters are known.
  double time() const { return integrator_.time(); }
  /// Begin of the last accepted step.
  double lastStart() const { return integrator_.lastStart(); }
  /// θ at t inside the last accepted step.
  void parametersAt(double t, Vector<Scalar>& parameters) const { integrator_.parametersAt(t, parameters); }
  FlowStatistics statistics() const;

 private:
  using Model = NetworkModel<Scalar>;

  struct Crossing {
    HiddenUnit unit;
    double elapsed;  ///< since z was 0
  };
  struct Release {
    HiddenUnit unit;
    int side;
    bool isFork;
  };
  /// What the pattern gets wrong at one time of the last step.
  struct Departure {
    double time = 0;
    double error = 0;    ///< of f, to first order
    double elapsed = 0;  ///< since the first crossing or release
    std::vector<Crossing> crossings;
    std::vector<Release> releases;
    bool any() const { return !crossings.empty() || !releases.empty(); }
  };

  void rememberStart();
  void examineStep();
  /// What the pattern gets wrong at t, and whether its error is allowed.
  bool look(double t, Departure& departure);
  void findCrossings(Departure& departure);
  void findReleases(Departure& departure);
  void measure(Departure& departure);
  /// A time before that of `bad` at which the error is allowed and the pattern changes; `bad` itself where
  /// round-off leaves none.
  Departure locate(Departure bad);
  double guess(const Departure& good, const Departure& bad) const;

  void changePattern(const Departure& departure);
  void hold(const Departure& departure);
  void addMissedMotion(const Departure& departure);

  void forward(const Vector<Scalar>& parameters, const ActivationPattern<Scalar>& pattern);
  void flowAt(const Vector<Scalar>& parameters, const ActivationPattern<Scalar>& pattern,
              Vector<Scalar>& flow);
  void recordedFlow(const Vector<Scalar>& parameters, Vector<Scalar>& flow);
  ActivationPattern<Scalar>& pattern() { return integrator_.model().pattern(); }

  ExponentialIntegrator<Model> integrator_;
  LossFunction loss_;
  double eventError_;
  PatternedTape<Scalar> tape_;
  std::optional<ActivationPattern<Scalar>> before_, other_;  // while the pattern changes
  std::vector<Matrix<Scalar>> startPreActivations_, velocities_;
  std::vector<typename PatternedTape<Scalar>::Hold> startHolds_, holds_;
  Vector<double> cotangent_, outputs_, change_;
  Vector<Scalar> parameters_, flow_, otherFlow_;
  int changes_ = 0, forks_ = 0, sweeps_ = 0;
};

}  // namespace ntk

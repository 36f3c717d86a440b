#pragma once

#include "tests/engine/reference_flow.hpp"
#ifdef __EMSCRIPTEN__
#include "engine/base/runge_kutta.hpp"
#else
#include <boost/numeric/odeint/integrate/integrate_adaptive.hpp>
#include <boost/numeric/odeint/stepper/generation.hpp>
#include <vector>
#endif

namespace ntk {

/// f at `time` by gradient flow with explicit Dormand–Prince 5(4), absolute and relative tolerance alike:
/// that of Boost.odeint natively, the engine's as wasm, where Boost's headers are not at hand.
class ExplicitFlow {
 public:
  explicit ExplicitFlow(const FlowProblem& problem) : problem_(&problem), tape_(problem.architecture) {}

  Vector<double> outputs(double time, double tolerance) {
    evaluations_ = 0;
#ifdef __EMSCRIPTEN__
    const auto slope = [this](double, const Vector<double>& w, Vector<double>& dw) { evaluate(w, dw); };
    RungeKuttaFlow flow(RightHandSide(slope), problem_->initial, {tolerance, tolerance, 100000000, time});
    while (flow.attempt() == Status::running) {
    }
    Vector<double> w;
    flow.stateAt(time, w);
    return problem_->outputs(w);
#else
    using State = std::vector<double>;
    State w(problem_->initial.begin(), problem_->initial.end());
    const auto slope = [this](const State& at, State& dw, double) {
      parameters_ = Eigen::Map<const Vector<double> >(at.data(), problem_->initial.size());
      evaluate(parameters_, gradient_);
      std::copy(gradient_.begin(), gradient_.end(), dw.begin());
    };
    namespace odeint = boost::numeric::odeint;
    odeint::integrate_adaptive(
        odeint::make_controlled(tolerance, tolerance, odeint::runge_kutta_dopri5<State>()), slope, w, 0.,
        time, 1e-3);
    return problem_->outputs(Eigen::Map<const Vector<double> >(w.data(), problem_->initial.size()));
#endif
  }
  long evaluations() const { return evaluations_; }

 private:
  void evaluate(const Vector<double>& w, Vector<double>& dw) {
    tape_.forward(w, problem_->data.inputs);
    cotangent_ = (problem_->targets - tape_.outputs()) / static_cast<double>(problem_->targets.size());
    tape_.gradient(w, cotangent_, dw);
    ++evaluations_;
  }

  const FlowProblem* problem_;
  Tape<double> tape_;
  Vector<double> cotangent_, parameters_, gradient_;
  long evaluations_ = 0;
};

}  // namespace ntk

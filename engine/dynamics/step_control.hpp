#pragma once

namespace ntk {

/// How long the next step may be, so that the error of f over the whole run stays below `allowed`.
///
/// Errors of the steps add up at most (the flow of a convex loss in f does not amplify them), so the error
/// left is shared out in proportion to the clock log(1 + t/t_0), t_0 = n/λ_max at the start: about equally
/// over steps that grow with t. The sum of the estimates is the run's own account of its error.
class StepControl {
 public:
  /// `order`: the estimate is O(h^order). `floor`: estimates below it are round-off.
  StepControl(double allowed, double lastTime, int order, double floor);

  /// t_0 of the clock.
  void start(double timeScale) { timeScale_ = timeScale; }
  /// Error that a step from t to t + h may make.
  double share(double t, double h) const;
  /// The step made this error and was accepted.
  void accept(double error);
  /// Next step over this one, `error` maybe not finite. Not above 1 after a rejection.
  double growth(double error, double share, bool isAccepted) const;
  /// The run's account of its error so far, in units of f.
  double accuracy() const { return accuracy_; }

 private:
  double clock(double t) const;

  double allowed_, lastTime_, floor_, exponent_;
  double timeScale_ = 1, accuracy_ = 0;
};

}  // namespace ntk

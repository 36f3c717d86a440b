#include <emscripten/bind.h>

#include <limits>
#include <optional>

#include "engine/bindings/document.hpp"
#include "engine/bindings/network_call.hpp"
#include "engine/bindings/sliced_call.hpp"
#include "engine/bindings/tensor.hpp"
#include "engine/theory/kinked_linearisation.hpp"
#include "engine/theory/smooth_linearisation.hpp"

namespace ntk {

namespace {

using emscripten::val;

/// One point of C5's search takes 0.2 ms a neuron: this many stay below two seconds.
constexpr Index kWidestSearch = 8192;

constexpr double kNotApplicable = std::numeric_limits<double>::quiet_NaN();

/// C5 and C6 for the document's network: bounds on |f − f_{W0}| over the ball ‖W − W_0‖_F ≤ B and its largest
/// value, at every input, published for every B of `radii`. Worst cases are of output 0.
class LinearisationBoundsRun : public SlicedCall {
 public:
  LinearisationBoundsRun(const val& document, const val& arguments) {
    CallOptions options(arguments, {"inputs", "radii", "weights", "failureProbability"}, faults_);
    const NetworkCall call(document, options, faults_);
    radii_ = options.times("radii");
    failureProbability_ = options.number("failureProbability", .05, 1e-9, .999);
    const Vector<float> parameters = call.parameters(options, "weights", faults_);
    call.checkSize(size(call.rows.cols()), numbersOnTape(call.architecture, 1), faults_);
    if (!faults_.empty()) return;
    network_ = firstLayerNetwork(call.architecture, parameters);
    if (!network_) {
      addFault(faults_, "network.trainedLayers", "this network",
               "C5 and C6 are about one hidden layer of which only the first weights are trained.");
      return;
    }
    if (!isKinked(network_->activation) && network_->width() > kWidestSearch) {
      addFault(faults_, "network.width", std::to_string(network_->width()),
               "C5's worst case is searched neuron by neuron: it must be at most " +
                   std::to_string(kWidestSearch) + " with a smooth activation.");
      return;
    }
    network_->isStandardNormal &= !options.has("weights");
    preActivations_ =
        firstPreActivations(call.architecture, parameters, Matrix<float>(call.rows.cast<float>()));
    norms_ = extendedInputs(call.architecture, call.rows).colwise().norm().transpose();
    beginRadius();
  }

 private:
  Status work() override {
    const double radius = radii_[next_], norm = norms_[point_];
    smoothBound_[point_] = smoothGapBound(*network_, norm, radius).value_or(kNotApplicable);
    kinkedBound_[point_] =
        kinkedGapBound(*network_, norm, radius, failureProbability_).value_or(kNotApplicable);
    if (!std::isnan(smoothBound_[point_])) {
      const SmoothWorstCase worst = smoothWorstCase(*network_, preActivations_.col(point_), norm, radius);
      smoothReached_[point_] = worst.reached;
      smoothDual_[point_] = worst.dualBound;
    }
    if (hasKinkedWorstCase(*network_))
      kinkedWorst_[point_] = KinkedWorstCase(*network_, preActivations_.col(point_), norm)(radius);
    if (++point_ < norms_.size()) return Status::running;
    publishRadius(radius);
    beginRadius();
    return ++next_ == radii_.size() ? Status::finished : Status::running;
  }

  void beginRadius() {
    point_ = 0;
    for (Vector<double>* row : {&smoothBound_, &smoothReached_, &smoothDual_, &kinkedBound_, &kinkedWorst_})
      row->setConstant(norms_.size(), kNotApplicable);
  }

  void publishRadius(double radius) {
    val result = val::object();
    result.set("radius", radius);
    result.set("c5Bound", vectorToVal(smoothBound_));
    result.set("c5Reached", vectorToVal(smoothReached_));
    result.set("c5DualBound", vectorToVal(smoothDual_));
    result.set("c6Bound", vectorToVal(kinkedBound_));
    result.set("c6WorstCase", vectorToVal(kinkedWorst_));
    publish(std::move(result));
  }

  double progress() const override {
    return (size(next_) + size(point_) / size(norms_.size())) / size(radii_.size());
  }

  std::optional<FirstLayerNetwork> network_;
  Matrix<double> preActivations_;
  Vector<double> norms_, radii_;
  double failureProbability_ = 0;
  Vector<double> smoothBound_, smoothReached_, smoothDual_, kinkedBound_, kinkedWorst_;
  Index next_ = 0, point_ = 0;
};

}  // namespace

EMSCRIPTEN_BINDINGS(ntk_linearisation) {
  emscripten::class_<LinearisationBoundsRun, emscripten::base<SlicedCall>>("LinearisationBoundsRun")
      .constructor<val, val>();
}

}  // namespace ntk

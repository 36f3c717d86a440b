#include "engine/kernels/quadrature_dual.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "engine/base/pack.hpp"
#include "engine/kernels/quadrature_parts.hpp"

namespace ntk {

namespace {

constexpr double kRadius = 8;
constexpr double kLargestStep = 0.42;
constexpr double kStepTimesScale = 0.25;
constexpr Index kPack = Pack<double>::SizeAtCompileTime;

/// A multiple of kPack that is at least `count`.
constexpr Index wholePacks(Index count) { return (count + kPack - 1) / kPack * kPack; }

constexpr Index kNodes = wholePacks(static_cast<Index>(kRadius * kLargestScale / kStepTimesScale) + 2);

using Nodes = Eigen::Array<double, Eigen::Dynamic, 1, Eigen::ColMajor, kNodes, 1>;

/// The nodes i · step ≥ 0 within the radius, for an integrand on the scale 1/scale, and their weights: each
/// node stands for ± itself, so node 0 counts half.
struct HalfLine {
  explicit HalfLine(double scale)
      : step(std::min(kLargestStep, kStepTimesScale / std::clamp(scale, 1e-300, kLargestScale))) {
    const Index count = countAt(0);
    node.setLinSpaced(count, 0, static_cast<double>(count - 1) * step);
    weight = step * std::numbers::inv_sqrtpi / std::numbers::sqrt2 * (-0.5 * node.square()).exp();
    weight[0] /= 2;
  }
  /// How many of them lie in the disc at distance `a` from its centre, in whole packs.
  Index countAt(double a) const {
    return wholePacks(1 + static_cast<Index>(std::sqrt(std::max(kRadius * kRadius - a * a, 0.0)) / step));
  }
  double step;
  Nodes node, weight;
};

/// Variances of y above kLargestScale² are taken to be that: factor on all three moments, and on the value.
struct Shrinking {
  Shrinking(Activation activation, double largest)
      : moments(std::min(1.0, kLargestScale * kLargestScale / std::max(largest, 1e-300))),
        value(activation == Activation::softplus || activation == Activation::swish ? 1 / moments : 1) {}
  double moments, value;
};

/// ∫ F(x + s b) and ∫ G(x + s b) over the Gaussian b.
class InnerIntegral {
 public:
  InnerIntegral(Activation activation, double s) : activation_(activation), line_(s) {
    const Nodes y = s * line_.node, grown = (2 * y).exp();
    cosh_ = (grown + grown.inverse()) / 2;
    weightedYSinh_ = line_.weight * y * (grown - grown.inverse()) / 2;
  }

  /// At the outer node a. With P = e^{−2|x|}, C = P cosh 2x, S = P sinh 2x and r = 1/(C + P cosh 2y), the two
  /// nodes ±b give  t₊ + t₋ = 2 S r,  t₊' + t₋' = 4 (C r − S² r²),  t₊ − t₋ = 2 P sinh(2y) r,
  /// t₊' − t₋' = −4 S P sinh(2y) r²  and  log(2 cosh y₊) + log(2 cosh y₋) = 2|x| + log(2/r).
  Parts at(double a, double x) const {
    const double decay = std::exp(-2 * std::abs(x)), c = (1 + decay * decay) / 2;
    const double s = std::copysign(-std::expm1(-4 * std::abs(x)) / 2, x);
    using Sum = Pack<double>;
    Sum first = Sum::Zero(), second = first, firstY = first, secondY = first, logs = first;
    const Index count = line_.countAt(a);
    for (Index i = 0; i < count; i += kPack) {
      const Sum weight = line_.weight.segment<kPack>(i), grown = c + decay * cosh_.segment<kPack>(i);
      const Sum reciprocal = 1 / grown, weighted = weight * reciprocal;
      first += weighted;
      second += weighted * reciprocal;
      if (activation_ == Activation::softplus) {
        logs += weight * (2 * std::abs(x) + std::numbers::ln2 + grown.log());
      } else if (activation_ == Activation::swish) {
        const Sum ySinh = decay * weightedYSinh_.segment<kPack>(i) * reciprocal;
        firstY += ySinh;
        secondY += ySinh * reciprocal;
      }
    }
    const double t = 2 * s * first.sum(), slope = 4 * (c * first.sum() - s * s * second.sum());
    if (activation_ == Activation::softplus) return {logs.sum(), t};
    if (activation_ == Activation::swish) {
      return {x * t + 2 * firstY.sum(), t + x * slope - 4 * s * secondY.sum()};
    }
    return {t, slope};
  }

 private:
  Activation activation_;
  HalfLine line_;
  Nodes cosh_, weightedYSinh_;
};

/// The outer integral's nodes, and F and G there times the weights.
struct OuterNodes {
  OuterNodes(Activation activation, double scaleOfY) : scale(scaleOfY), line(scaleOfY) {
    value.resize(line.node.size());
    derivative.resize(line.node.size());
    for (Index i = 0; i < line.node.size(); ++i) {
      const Parts parts = partsAt(activation, scale * line.node[i]);
      value[i] = 2 * line.weight[i] * parts.value;
      derivative[i] = 2 * line.weight[i] * parts.derivative;
    }
  }
  double scale;
  HalfLine line;
  Nodes value, derivative;
};

/// E FF' and E GG' for the slope Q12/√Q11 and the conditional deviation s of y'.
Parts integrate(Activation activation, const OuterNodes& outer, double slope, double s) {
  InnerIntegral inner(activation, s);
  Parts sum{0, 0};
  for (Index i = 0; i < outer.line.node.size(); ++i) {
    const double a = outer.line.node[i];
    const Parts parts = inner.at(a, slope * a);
    sum.value += outer.value[i] * parts.value;
    sum.derivative += outer.derivative[i] * parts.derivative;
  }
  return sum;
}

}  // namespace

void quadratureDualRow(Activation activation, const PairRow& pairs, DualRow duals) {
  const double argument = argumentScale(activation), squared = argument * argument;
  OuterNodes outer(activation, 0);
  for (Index j = 0; j < pairs.second.size(); ++j) {
    const double first = squared * std::max(pairs.first, 0.0),
                 second = squared * std::max(pairs.second[j], 0.0);
    const double larger = std::max(first, second), smaller = std::min(first, second);
    const Shrinking shrinking(activation, larger);
    const double scale = std::sqrt(shrinking.moments * larger);
    if (outer.scale != scale) outer = OuterNodes(activation, scale);
    const double cross = shrinking.moments * squared * pairs.cross[j], slope = scale > 0 ? cross / scale : 0;
    const double s = std::sqrt(std::max(shrinking.moments * smaller - slope * slope, 0.0));
    const Parts dual = assemble(activation, integrate(activation, outer, slope, s), cross);
    duals.value[j] = shrinking.value * dual.value;
    duals.derivative[j] = dual.derivative;
    duals.parallelGap[j] = 0;
  }
}

double quadratureDualVariance(Activation activation, double variance) {
  const double argument = argumentScale(activation), full = argument * argument * std::max(variance, 0.0);
  const Shrinking shrinking(activation, full);
  const OuterNodes outer(activation, std::sqrt(shrinking.moments * full));
  Parts sum{0, 0};
  for (Index i = 0; i < outer.line.node.size(); ++i) {
    sum.value += outer.value[i] * partsAt(activation, outer.scale * outer.line.node[i]).value;
  }
  return shrinking.value * assemble(activation, sum, shrinking.moments * full).value;
}

}  // namespace ntk

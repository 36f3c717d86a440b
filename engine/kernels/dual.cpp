#include "engine/kernels/dual.hpp"

#include <algorithm>
#include <cmath>

#include "engine/kernels/dual_closed_forms.hpp"
#include "engine/kernels/quadrature_dual.hpp"
#include "engine/kernels/quadrature_parts.hpp"

namespace ntk {

namespace {

using namespace closed_forms;

constexpr PiecewiseLinear kRelu{.5, .5, 0};
constexpr PiecewiseLinear kLeakyRelu{(1 + kLeakySlope) / 2, (1 - kLeakySlope) / 2, kLeakySlope};
constexpr PiecewiseLinear kAbs{0, 1, 0};

void closedForm(Activation activation, const Pairs& pairs, Duals& duals) {
  switch (activation) {
    case Activation::relu:
      return piecewiseLinearDual(kRelu, pairs, duals);
    case Activation::leakyRelu:
      return piecewiseLinearDual(kLeakyRelu, pairs, duals);
    case Activation::abs:
      return piecewiseLinearDual(kAbs, pairs, duals);
    case Activation::erf:
      return erfDual(pairs, duals);
    case Activation::gelu:
      return geluDual(pairs, duals);
    case Activation::sin:
      return sineAndCosine(pairs, duals.value, duals.derivative);
    case Activation::cos:
      return sineAndCosine(pairs, duals.derivative, duals.value);
    case Activation::quadratic:
      return quadraticDual(pairs, duals);
    case Activation::cubic:
      return cubicDual(pairs, duals);
    case Activation::linear:
    case Activation::tanh:
    case Activation::sigmoid:
    case Activation::softplus:
    case Activation::swish:
      break;
  }
  duals.value = pairs.cross;
  duals.derivative.setOnes();
}

}  // namespace

void dualRow(Activation activation, const PairRow& pairs, DualRow duals) {
  if (needsQuadrature(activation)) return quadratureDualRow(activation, pairs, duals);
  Pairs in;
  Duals out;
  in.first = std::max(pairs.first, 0.0);
  for (Index i = 0; i < pairs.second.size(); i += kChunk) {
    const Index count = std::min(kChunk, pairs.second.size() - i);
    in.second = pairs.second.segment(i, count).max(0.0);
    in.cross = pairs.cross.segment(i, count);
    in.parallelGap = pairs.parallelGap.segment(i, count);
    in.antiparallelGap = pairs.antiparallelGap.segment(i, count);
    out.derivative.resize(count);
    out.parallelGap.setZero(count);
    closedForm(activation, in, out);
    duals.value.segment(i, count) = out.value;
    duals.derivative.segment(i, count) = out.derivative;
    duals.parallelGap.segment(i, count) = out.parallelGap;
  }
}

Dual dual(Activation activation, const PairCovariance& pair) {
  const auto input = [](const double& number) { return ConstRealArray(&number, 1); };
  const auto output = [](double& number) { return RealArray(&number, 1); };
  Dual result{};
  dualRow(activation,
          {pair.first, input(pair.second), input(pair.cross), input(pair.parallelGap),
           input(pair.antiparallelGap)},
          {output(result.value), output(result.derivative), output(result.parallelGap)});
  return result;
}

double dualVariance(Activation activation, double variance) {
  if (needsQuadrature(activation)) return quadratureDualVariance(activation, variance);
  return dual(activation, {variance, variance, variance, 0, 2 * variance}).value;
}

}  // namespace ntk

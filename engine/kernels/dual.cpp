#include "engine/kernels/dual.hpp"

#include <algorithm>

#include "engine/kernels/dual_closed_forms.hpp"
#include "engine/kernels/quadrature_dual.hpp"
#include "engine/kernels/quadrature_parts.hpp"

namespace ntk {

namespace {

using namespace closed_forms;

constexpr Index kPack = Reals::SizeAtCompileTime;

/// The first `count` numbers, zeros behind them.
Reals firstOf(const double* numbers, Index count) {
  Reals reals = Reals::Zero();
  std::copy_n(numbers, count, reals.data());
  return reals;
}

template <void (*kFormula)(const Pairs&, Duals&)>
void sweep(const PairRow& pairs, DualRow& duals) {
  using In = Eigen::Map<const Reals>;
  using Out = Eigen::Map<Reals>;
  const double *second = pairs.second.data(), *cross = pairs.cross.data(), *near = pairs.parallelGap.data(),
               *far = pairs.antiparallelGap.data();
  double *value = duals.value.data(), *derivative = duals.derivative.data(), *gap = duals.parallelGap.data();
  const Index size = pairs.second.size();
  const double first = std::max(pairs.first, 0.0);
  Duals out;
  out.parallelGap.setZero();
  Index i = 0;
  for (; i + kPack <= size; i += kPack) {
    kFormula({first, In(second + i).max(0.0), In(cross + i), In(near + i), In(far + i)}, out);
    Out(value + i) = out.value;
    Out(derivative + i) = out.derivative;
    Out(gap + i) = out.parallelGap;
  }
  const Index rest = size - i;
  if (rest == 0) return;
  kFormula({first, firstOf(second + i, rest).max(0.0), firstOf(cross + i, rest), firstOf(near + i, rest),
            firstOf(far + i, rest)},
           out);
  std::copy_n(out.value.data(), rest, value + i);
  std::copy_n(out.derivative.data(), rest, derivative + i);
  std::copy_n(out.parallelGap.data(), rest, gap + i);
}

}  // namespace

void dualRow(Activation activation, const PairRow& pairs, DualRow duals) {
  switch (activation) {
    case Activation::relu:
      return sweep<piecewiseLinearDual<kRelu>>(pairs, duals);
    case Activation::leakyRelu:
      return sweep<piecewiseLinearDual<kLeakyRelu>>(pairs, duals);
    case Activation::abs:
      return sweep<piecewiseLinearDual<kAbs>>(pairs, duals);
    case Activation::linear:
      return sweep<linearDual>(pairs, duals);
    case Activation::erf:
      return sweep<erfDual>(pairs, duals);
    case Activation::gelu:
      return sweep<geluDual>(pairs, duals);
    case Activation::sin:
      return sweep<sineDual>(pairs, duals);
    case Activation::cos:
      return sweep<cosineDual>(pairs, duals);
    case Activation::quadratic:
      return sweep<quadraticDual>(pairs, duals);
    case Activation::cubic:
      return sweep<cubicDual>(pairs, duals);
    case Activation::tanh:
    case Activation::sigmoid:
    case Activation::softplus:
    case Activation::swish:
      break;
  }
  quadratureDualRow(activation, pairs, duals);
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

#include "engine/network/activation.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "engine/base/pack.hpp"
#include "engine/network/activation_formulas.hpp"

namespace ntk {

namespace {

/// σ and, if `derivative` is not null, σ' of `size` numbers.
template <class Scalar, void (*kFormula)(const Pack<Scalar>&, Pack<Scalar>&, Pack<Scalar>*)>
void sweep(Index size, const Scalar* z, Scalar* value, Scalar* derivative) {
  constexpr Index kPack = Pack<Scalar>::SizeAtCompileTime;
  using Map = Eigen::Map<Pack<Scalar>>;
  Pack<Scalar> input, output, slope;
  Pack<Scalar>* slopeWanted = derivative ? &slope : nullptr;
  Index i = 0;
  for (; i + kPack <= size; i += kPack) {
    input = Eigen::Map<const Pack<Scalar>>(z + i);
    kFormula(input, output, slopeWanted);
    Map(value + i) = output;
    if (derivative) Map(derivative + i) = slope;
  }
  if (i == size) return;
  input.setZero();
  std::copy(z + i, z + size, input.data());
  kFormula(input, output, slopeWanted);
  std::copy_n(output.data(), size - i, value + i);
  if (derivative) std::copy_n(slope.data(), size - i, derivative + i);
}

template <class Scalar>
void apply(Activation activation, Index size, const Scalar* z, Scalar* value, Scalar* derivative) {
  using P = Pack<Scalar>;
  switch (activation) {
    case Activation::relu:
      return sweep<Scalar, formulas::relu<P>>(size, z, value, derivative);
    case Activation::leakyRelu:
      return sweep<Scalar, formulas::leakyRelu<P>>(size, z, value, derivative);
    case Activation::abs:
      return sweep<Scalar, formulas::abs<P>>(size, z, value, derivative);
    case Activation::linear:
      return sweep<Scalar, formulas::linear<P>>(size, z, value, derivative);
    case Activation::erf:
      return sweep<Scalar, formulas::erf<P>>(size, z, value, derivative);
    case Activation::tanh:
      return sweep<Scalar, formulas::tanh<P>>(size, z, value, derivative);
    case Activation::sigmoid:
      return sweep<Scalar, formulas::sigmoid<P>>(size, z, value, derivative);
    case Activation::softplus:
      return sweep<Scalar, formulas::softplus<P>>(size, z, value, derivative);
    case Activation::gelu:
      return sweep<Scalar, formulas::gelu<P>>(size, z, value, derivative);
    case Activation::swish:
      return sweep<Scalar, formulas::swish<P>>(size, z, value, derivative);
    case Activation::sin:
      return sweep<Scalar, formulas::sin<P>>(size, z, value, derivative);
    case Activation::cos:
      return sweep<Scalar, formulas::cos<P>>(size, z, value, derivative);
    case Activation::quadratic:
      return sweep<Scalar, formulas::quadratic<P>>(size, z, value, derivative);
    case Activation::cubic:
      break;
  }
  return sweep<Scalar, formulas::cubic<P>>(size, z, value, derivative);
}

}  // namespace

template <class Scalar>
void applyActivation(Activation activation, const Matrix<Scalar>& z, Matrix<Scalar>& value) {
  value.resize(z.rows(), z.cols());
  apply<Scalar>(activation, z.size(), z.data(), value.data(), nullptr);
}

template <class Scalar>
void applyActivation(Activation activation, const Matrix<Scalar>& z, Matrix<Scalar>& value,
                     Matrix<Scalar>& derivative) {
  value.resize(z.rows(), z.cols());
  derivative.resize(z.rows(), z.cols());
  apply(activation, z.size(), z.data(), value.data(), derivative.data());
}

template void applyActivation(Activation, const Matrix<float>&, Matrix<float>&);
template void applyActivation(Activation, const Matrix<double>&, Matrix<double>&);
template void applyActivation(Activation, const Matrix<float>&, Matrix<float>&, Matrix<float>&);
template void applyActivation(Activation, const Matrix<double>&, Matrix<double>&, Matrix<double>&);

ActivationAt activationAt(Activation activation, double z) {
  ActivationAt at{};
  apply(activation, 1, &z, &at.value, &at.derivative);
  switch (activation) {
    case Activation::relu:
    case Activation::leakyRelu:
    case Activation::abs:
    case Activation::linear:
      at.secondDerivative = 0;
      break;
    case Activation::erf:
      at.secondDerivative = at.derivative > 0 ? -2 * z * at.derivative : 0;
      break;
    case Activation::tanh:
      at.secondDerivative = -2 * at.value * at.derivative;
      break;
    case Activation::sigmoid:
      at.secondDerivative = -std::tanh(z / 2) * at.derivative;
      break;
    case Activation::softplus:
      at.secondDerivative = activationAt(Activation::sigmoid, z).derivative;
      break;
    case Activation::gelu: {
      const double density = std::exp(-z * z / 2) * std::numbers::inv_sqrtpi / std::numbers::sqrt2;
      at.secondDerivative = density > 0 ? (2 - z * z) * density : 0;
      break;
    }
    case Activation::swish: {
      const double slope = activationAt(Activation::sigmoid, z).derivative;
      at.secondDerivative = slope > 0 ? slope * (2 - z * std::tanh(z / 2)) : 0;
      break;
    }
    case Activation::sin:
    case Activation::cos:
      at.secondDerivative = -at.value;
      break;
    case Activation::quadratic:
      at.secondDerivative = 2;
      break;
    case Activation::cubic:
      at.secondDerivative = 6 * z;
      break;
  }
  return at;
}

double curvatureBound(Activation activation) {
  using namespace std::numbers;
  switch (activation) {
    case Activation::relu:
    case Activation::leakyRelu:
    case Activation::abs:
    case Activation::cubic:
      break;
    case Activation::linear:
      return 0;
    case Activation::erf:
      return 2 * sqrt2 * std::exp(-0.5) * inv_sqrtpi;
    case Activation::tanh:
      return 4 * inv_sqrt3 / 3;
    case Activation::sigmoid:
      return inv_sqrt3 / 6;
    case Activation::softplus:
      return 0.25;
    case Activation::gelu:
      return sqrt2 * inv_sqrtpi;
    case Activation::swish:
      return 0.5;
    case Activation::sin:
    case Activation::cos:
      return 1;
    case Activation::quadratic:
      return 2;
  }
  return std::numeric_limits<double>::infinity();
}

}  // namespace ntk

#include "engine/network/activation.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "engine/network/activation_formulas.hpp"

namespace ntk {

namespace {

constexpr Index kChunk = 128;

/// Entries that are worked on at a time: the intermediate results of the formulas stay in the first-level
/// cache.
template <class Scalar>
using Chunk = Eigen::Array<Scalar, Eigen::Dynamic, 1, Eigen::ColMajor, kChunk, 1>;

template <class Scalar>
using Formula = void (*)(const Chunk<Scalar>&, Chunk<Scalar>&, Chunk<Scalar>*);

template <class Scalar>
Formula<Scalar> formulaOf(Activation activation) {
  switch (activation) {
    case Activation::relu:
      return formulas::relu;
    case Activation::leakyRelu:
      return formulas::leakyRelu;
    case Activation::abs:
      return formulas::abs;
    case Activation::linear:
      return formulas::linear;
    case Activation::erf:
      return formulas::erf;
    case Activation::tanh:
      return formulas::tanh;
    case Activation::sigmoid:
      return formulas::sigmoid;
    case Activation::softplus:
      return formulas::softplus;
    case Activation::gelu:
      return formulas::gelu;
    case Activation::swish:
      return formulas::swish;
    case Activation::sin:
      return formulas::sin;
    case Activation::cos:
      return formulas::cos;
    case Activation::quadratic:
      return formulas::quadratic;
    case Activation::cubic:
      break;
  }
  return formulas::cubic;
}

/// σ and, if `derivative` is not null, σ' of `size` numbers.
template <class Scalar>
void apply(Activation activation, Index size, const Scalar* z, Scalar* value, Scalar* derivative) {
  using Map = Eigen::Map<Eigen::Array<Scalar, Eigen::Dynamic, 1>>;
  const Formula<Scalar> formula = formulaOf<Scalar>(activation);
  Chunk<Scalar> input, output, slope;
  for (Index i = 0; i < size; i += kChunk) {
    const Index count = std::min(kChunk, size - i);
    input = Eigen::Map<const Eigen::Array<Scalar, Eigen::Dynamic, 1>>(z + i, count);
    output.resize(count);
    slope.resize(count);
    formula(input, output, derivative ? &slope : nullptr);
    Map(value + i, count) = output;
    if (derivative) Map(derivative + i, count) = slope;
  }
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

bool isKinked(Activation activation) {
  return activation == Activation::relu || activation == Activation::leakyRelu ||
         activation == Activation::abs;
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

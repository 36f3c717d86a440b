#pragma once

#include <array>
#include <string_view>

namespace ntk {

/// One value of an enumeration of the document: its name there, its name for people, a sentence.
template <class Enum>
struct Choice {
  Enum value;
  std::string_view name;
  std::string_view label;
  std::string_view help;
};

enum class TargetSource {
  sine,
  step,
  sawtooth,
  fourier,
  points,
  globalTemperature,
  xorPattern,
  spirals,
  circles,
  halfPlane,
  singleNeuron,
  singleIndex,
  parity,
  given
};
enum class InputMap { biasCoordinate, circle, identity };
enum class Parametrisation { lecture, ntk, standard, pytorch, meanField };
enum class Activation {
  relu,
  leakyRelu,
  abs,
  linear,
  erf,
  tanh,
  sigmoid,
  softplus,
  gelu,
  swish,
  sin,
  cos,
  quadratic,
  cubic
};
enum class PriorMean { initialNetwork, zero };
enum class LimitKernel { ntk, nngp };
enum class Method { flow, gradientDescent, stochasticGradientDescent };
enum class Loss { square, logistic, crossEntropy };

/// The slope of leaky ReLU below 0: PyTorch's default.
inline constexpr double kLeakySlope = 0.01;

/// The table of an enumeration, in the order of its values: `choices(TargetSource{})[i].value == i`.
constexpr auto choices(TargetSource) {
  return std::array<Choice<TargetSource>, 14>{{
      {TargetSource::sine, "sine", "Sine", "y = sin(frequency · x)"},
      {TargetSource::step, "step", "Step", "y = ±1, the sign of sin(frequency · x)"},
      {TargetSource::sawtooth, "sawtooth", "Sawtooth", "y rises from −1 to 1 in each period"},
      {TargetSource::fourier, "fourier", "Random Fourier series",
       "y = a sum of sines and cosines up to the frequency, coefficients drawn from the data seed, variance "
       "1"},
      {TargetSource::points, "points", "My own points", "the points that were placed by hand"},
      {TargetSource::globalTemperature, "globalTemperature", "Global temperature",
       "yearly global temperature anomaly, standardised; equally spaced years"},
      {TargetSource::xorPattern, "xor", "XOR", "in the plane: y = ±1, the sign of x₁ x₂"},
      {TargetSource::spirals, "spirals", "Two spirals",
       "in the plane: two arms of as many turns as the frequency"},
      {TargetSource::circles, "circles", "Two circles", "in the plane: y = 1 inside, −1 on the ring around"},
      {TargetSource::halfPlane, "halfPlane", "Half-plane", "in the plane: y = ±1, the sign of x₁ + x₂"},
      {TargetSource::singleNeuron, "singleNeuron", "One ReLU",
       "x ∼ N(0, I), y = ReLU(uᵀx) √2, u a unit vector from the data seed (C23)"},
      {TargetSource::singleIndex, "singleIndex", "Single index",
       "x ∼ N(0, I), y = He_k(uᵀx)/√k!, k the frequency (C23)"},
      {TargetSource::parity, "parity", "Sparse parity",
       "x uniform in {−1, 1}^d, y = the product of the first k coordinates, k the frequency (C23)"},
      {TargetSource::given, "given", "Given rows", "inputs and targets stand in the document"},
  }};
}

constexpr auto choices(InputMap) {
  return std::array<Choice<InputMap>, 3>{{
      {InputMap::biasCoordinate, "biasCoordinate", "Bias coordinate",
       "x becomes (x, 1)/‖(x, 1)‖: distinct inputs are never parallel, so the kernel can fit any target "
       "(C10)"},
      {InputMap::circle, "circle", "Unit circle",
       "x is an angle and becomes (cos x, sin x): no bias, so the ReLU kernel misses odd frequencies above 1 "
       "(C10)"},
      {InputMap::identity, "identity", "As it is",
       "x enters the network as it is, without a bias coordinate"},
  }};
}

constexpr auto choices(Parametrisation) {
  return std::array<Choice<Parametrisation>, 5>{{
      {Parametrisation::lecture, "lecture", "Lecture: only W trained",
       "f = (1/√m) Σ a_j σ(w_jᵀx), a_j = ±1 fixed, W trained (C4)"},
      {Parametrisation::ntk, "ntk", "NTK: all layers trained",
       "z = (σ_w/√m) W h + σ_b b in every layer, all of it trained (Jacot et al. 2018)"},
      {Parametrisation::standard, "standard", "Standard",
       "z = W h + b, entries of W of variance σ_w²/m, of b σ_b²; the kernel grows like m, so rates must fall "
       "like 1/m"},
      {Parametrisation::pytorch, "pytorch", "PyTorch's default",
       "z = W h + b, all entries uniform in ±1/√m (m inputs of the layer); σ_w and σ_b are not used"},
      {Parametrisation::meanField, "meanField", "Mean field (µP)",
       "as NTK, but the output is divided by √m once more and the rate multiplied by m: features move at any "
       "width"},
  }};
}

constexpr auto choices(Activation) {
  return std::array<Choice<Activation>, 14>{{
      {Activation::relu, "relu", "ReLU", "σ(z) = max(z, 0), σ'(0) = 0"},
      {Activation::leakyRelu, "leakyRelu", "Leaky ReLU", "σ(z) = max(z, 0.01 z), σ'(0) = 0.01"},
      {Activation::abs, "abs", "Absolute value", "σ(z) = |z|, σ'(0) = 0"},
      {Activation::linear, "linear", "Linear",
       "σ(z) = z: the network is linear in x, but its training is not (C3)"},
      {Activation::erf, "erf", "erf", "σ(z) = erf(z) = (2/√π) ∫₀^z e^{−s²} ds"},
      {Activation::tanh, "tanh", "tanh", "σ(z) = tanh(z)"},
      {Activation::sigmoid, "sigmoid", "Sigmoid", "σ(z) = 1/(1 + e^{−z})"},
      {Activation::softplus, "softplus", "Softplus", "σ(z) = log(1 + e^z), a smooth ReLU"},
      {Activation::gelu, "gelu", "GELU", "σ(z) = z Φ(z), Φ the normal distribution function"},
      {Activation::swish, "swish", "Swish", "σ(z) = z/(1 + e^{−z}), also called SiLU"},
      {Activation::sin, "sin", "Sine", "σ(z) = sin(z)"},
      {Activation::cos, "cos", "Cosine", "σ(z) = cos(z)"},
      {Activation::quadratic, "quadratic", "Quadratic", "σ(z) = z²"},
      {Activation::cubic, "cubic", "Cubic", "σ(z) = z³: its slope is not Lipschitz, so C5 does not apply"},
  }};
}

constexpr auto choices(PriorMean) {
  return std::array<Choice<PriorMean>, 2>{{
      {PriorMean::initialNetwork, "initialNetwork", "f₀, this network at t = 0",
       "the limit starts where this network starts (C17)"},
      {PriorMean::zero, "zero", "0", "the limit starts at 0: plain kernel regression"},
  }};
}

constexpr auto choices(LimitKernel) {
  return std::array<Choice<LimitKernel>, 2>{{
      {LimitKernel::ntk, "ntk", "NTK", "the tangent kernel of the layers that are trained (C12)"},
      {LimitKernel::nngp, "nngp", "NNGP",
       "the covariance of the outputs at initialisation: as if only the last layer were trained"},
  }};
}

constexpr auto choices(Method) {
  return std::array<Choice<Method>, 3>{{
      {Method::flow, "flow", "Gradient flow", "dw/dt = −∇L, the limit of small rates"},
      {Method::gradientDescent, "gradientDescent", "Gradient descent",
       "full batch with a finite rate; unstable above 2n/λ_max"},
      {Method::stochasticGradientDescent, "stochasticGradientDescent", "Stochastic gradient descent",
       "batches drawn anew without replacement in each epoch"},
  }};
}

constexpr auto choices(Loss) {
  return std::array<Choice<Loss>, 3>{{
      {Loss::square, "square", "Square", "(1/n) Σ ½ ‖f(x_i) − y_i‖²"},
      {Loss::logistic, "logistic", "Logistic", "(1/n) Σ log(1 + e^{−y_i f(x_i)}), y_i = ±1, one output"},
      {Loss::crossEntropy, "crossEntropy", "Cross-entropy",
       "(1/n) Σ −Σ_o y_{io} log softmax(f(x_i))_o, several outputs"},
  }};
}

/// The names alone, in the order of the values: code that needs no more carries no labels.
template <class Enum>
constexpr auto choiceNames() {
  constexpr auto kTable = choices(Enum{});
  std::array<std::string_view, kTable.size()> names;
  for (std::size_t i = 0; i < names.size(); ++i) names[i] = kTable[i].name;
  return names;
}

/// Whether σ' jumps at 0: ReLU, leaky ReLU, abs. Between their kinks these are linear.
constexpr bool isKinked(Activation activation) {
  return activation == Activation::relu || activation == Activation::leakyRelu ||
         activation == Activation::abs;
}

/// Two classes in the plane.
constexpr bool isInPlane(TargetSource source) {
  return source == TargetSource::xorPattern || source == TargetSource::spirals ||
         source == TargetSource::circles || source == TargetSource::halfPlane;
}

/// Functions of d random coordinates.
constexpr bool isTeacher(TargetSource source) {
  return source == TargetSource::singleNeuron || source == TargetSource::singleIndex ||
         source == TargetSource::parity;
}

}  // namespace ntk

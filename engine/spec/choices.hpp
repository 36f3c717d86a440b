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

enum class TargetSource { sine, step, sawtooth, fourier, points, globalTemperature };
enum class InputMap { biasCoordinate, circle, identity };
enum class Parametrisation { lecture, ntk };
enum class Activation { relu, erf, tanh };
enum class PriorMean { initialNetwork, zero };

/// The table of an enumeration, in the order of its values: `choices(TargetSource{})[i].value == i`.
constexpr auto choices(TargetSource) {
  return std::array<Choice<TargetSource>, 6>{{
      {TargetSource::sine, "sine", "Sine", "y = sin(frequency · x)"},
      {TargetSource::step, "step", "Step", "y = ±1, the sign of sin(frequency · x)"},
      {TargetSource::sawtooth, "sawtooth", "Sawtooth", "y rises from −1 to 1 in each period"},
      {TargetSource::fourier, "fourier", "Random Fourier series",
       "y = a sum of sines and cosines up to the frequency, coefficients drawn from the data seed, variance "
       "1"},
      {TargetSource::points, "points", "My own points", "the points that were placed by hand"},
      {TargetSource::globalTemperature, "globalTemperature", "Global temperature",
       "yearly global temperature anomaly, standardised; equally spaced years"},
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
       "x enters the network as one number, without a bias coordinate"},
  }};
}

constexpr auto choices(Parametrisation) {
  return std::array<Choice<Parametrisation>, 2>{{
      {Parametrisation::lecture, "lecture", "Lecture: only W trained",
       "f = (1/√m) Σ a_j σ(w_jᵀx), a_j = ±1 fixed, W trained (C4)"},
      {Parametrisation::ntk, "ntk", "NTK: all layers trained",
       "z = (σ_w/√m) W h + σ_b b in every layer, all of it trained (Jacot et al. 2018)"},
  }};
}

constexpr auto choices(Activation) {
  return std::array<Choice<Activation>, 3>{{
      {Activation::relu, "relu", "ReLU", "σ(z) = max(z, 0), σ'(0) = 0"},
      {Activation::erf, "erf", "erf", "σ(z) = erf(z) = (2/√π) ∫₀^z e^{−s²} ds"},
      {Activation::tanh, "tanh", "tanh", "σ(z) = tanh(z)"},
  }};
}

constexpr auto choices(PriorMean) {
  return std::array<Choice<PriorMean>, 2>{{
      {PriorMean::initialNetwork, "initialNetwork", "f₀, this network at t = 0",
       "the limit starts where this network starts (C17)"},
      {PriorMean::zero, "zero", "0", "the limit starts at 0: plain kernel regression"},
  }};
}

}  // namespace ntk

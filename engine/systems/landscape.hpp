#pragma once

#include <vector>

#include "engine/base/runge_kutta.hpp"
#include "engine/spec/choices.hpp"

namespace ntk {

/// Networks of two parameters (p, q), one input, no bias.
enum class TwoParameterNetwork {
  twoNeurons,      ///< f(x) = (σ(p x) + σ(q x))/√2
  opposedNeurons,  ///< f(x) = (σ(p x) − σ(q x))/√2
  oneHiddenUnit,   ///< f(x) = q σ(p x); with σ linear the scalar chain q p x
  neuronWithBias   ///< f(x) = σ(p x + q)
};

/// The loss L(p, q) = (1/n) Σ ½(f(x_i) − y_i)² of such a network on n points.
struct Landscape {
  TwoParameterNetwork network;
  Activation activation;
  Vector<double> inputs, targets;  ///< n each
};

/// L and its gradient at one place.
struct LandscapePoint {
  double loss, slopeP, slopeQ;
};
LandscapePoint landscapeAt(const Landscape& landscape, double p, double q);

/// L and ∂L/∂p, ∂L/∂q on a grid: rows along `p`, columns along `q`, all |p| × |q|.
struct LossLandscape {
  Matrix<double> loss, slopeP, slopeQ;
  Status status = Status::finished;  ///< refused: no points, or not one target each
};
LossLandscape lossLandscape(const Landscape& landscape, const Vector<double>& p, const Vector<double>& q);

/// Lines of the gradient flow d(p, q)/dt = −∇L, by Dormand–Prince with error control.
struct FlowLines {
  std::vector<Trajectory> lines;     ///< one a start: states 2 × r at the first r of the times, own status
  Status status = Status::finished;  ///< refused: as above, or times not ascending, finite, from 0 on
};

/// starts 2 × s; times ascending; tolerance: of a step, relative and absolute; maximumSteps: a line.
FlowLines flowLines(const Landscape& landscape, const Matrix<double>& starts, const Vector<double>& times,
                    double tolerance, int maximumSteps);

}  // namespace ntk

#include "engine/systems/landscape.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "engine/network/activation.hpp"

namespace ntk {

namespace {

/// f(x) and its derivatives in p and q.
struct OutputAt {
  double value, byP, byQ;
};

OutputAt outputAt(const Landscape& landscape, double p, double q, double x) {
  constexpr double kRoot = std::numbers::sqrt2 / 2;
  const ActivationAt first = activationAt(landscape.activation, p * x);
  switch (landscape.network) {
    case TwoParameterNetwork::twoNeurons:
    case TwoParameterNetwork::opposedNeurons: {
      const double a = landscape.network == TwoParameterNetwork::twoNeurons ? kRoot : -kRoot;
      const ActivationAt second = activationAt(landscape.activation, q * x);
      return {kRoot * first.value + a * second.value, kRoot * first.derivative * x,
              a * second.derivative * x};
    }
    case TwoParameterNetwork::oneHiddenUnit:
      return {q * first.value, q * first.derivative * x, first.value};
    case TwoParameterNetwork::neuronWithBias:
      break;
  }
  const ActivationAt shifted = activationAt(landscape.activation, p * x + q);
  return {shifted.value, shifted.derivative * x, shifted.derivative};
}

bool isValid(const Landscape& landscape) {
  return landscape.inputs.size() > 0 && landscape.inputs.size() == landscape.targets.size() &&
         landscape.inputs.allFinite() && landscape.targets.allFinite();
}

bool isTimeGrid(const Vector<double>& times) {
  return times.size() > 0 && times[0] >= 0 && times.allFinite() && std::is_sorted(times.begin(), times.end());
}

}  // namespace

LandscapePoint landscapeAt(const Landscape& landscape, double p, double q) {
  LandscapePoint sum{0, 0, 0};
  const Index n = landscape.inputs.size();
  for (Index i = 0; i < n; ++i) {
    const OutputAt f = outputAt(landscape, p, q, landscape.inputs[i]);
    const double residual = f.value - landscape.targets[i];
    sum.loss += residual * residual / 2;
    sum.slopeP += residual * f.byP;
    sum.slopeQ += residual * f.byQ;
  }
  const double share = 1 / static_cast<double>(n);
  return {share * sum.loss, share * sum.slopeP, share * sum.slopeQ};
}

LossLandscape lossLandscape(const Landscape& landscape, const Vector<double>& p, const Vector<double>& q) {
  LossLandscape result;
  if (!isValid(landscape)) {
    result.status = Status::refused;
    return result;
  }
  for (Matrix<double>* field : {&result.loss, &result.slopeP, &result.slopeQ})
    field->resize(p.size(), q.size());
  for (Index j = 0; j < q.size(); ++j) {
    for (Index i = 0; i < p.size(); ++i) {
      const LandscapePoint at = landscapeAt(landscape, p[i], q[j]);
      result.loss(i, j) = at.loss;
      result.slopeP(i, j) = at.slopeP;
      result.slopeQ(i, j) = at.slopeQ;
    }
  }
  return result;
}

FlowLines flowLines(const Landscape& landscape, const Matrix<double>& starts, const Vector<double>& times,
                    double tolerance, int maximumSteps) {
  FlowLines result;
  if (!isValid(landscape) || !isTimeGrid(times) || starts.rows() != 2 || !(tolerance > 0)) {
    result.status = Status::refused;
    return result;
  }
  const auto flow = [&](double, const Vector<double>& place, Vector<double>& slope) {
    const LandscapePoint at = landscapeAt(landscape, place[0], place[1]);
    slope[0] = -at.slopeP;
    slope[1] = -at.slopeQ;
  };
  for (Index s = 0; s < starts.cols(); ++s)
    result.lines.push_back(
        integrate(RightHandSide(flow), starts.col(s), times, tolerance, tolerance, maximumSteps));
  return result;
}

}  // namespace ntk

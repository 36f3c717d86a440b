#include "engine/data/targets.hpp"

#include <cmath>
#include <limits>
#include <numbers>

#include "engine/base/random.hpp"

namespace ntk {

namespace {

double step(double phase) { return std::sin(phase) >= 0 ? 1 : -1; }

/// −1 … 1 over each period, 0 at phase 0.
double sawtooth(double phase) {
  const double turns = phase / (2 * std::numbers::pi) + 0.5;
  return 2 * (turns - std::floor(turns)) - 1;
}

Vector<double> fourierSeries(const DataSpec& spec, const Vector<double>& x, int output) {
  RandomStream random(spec.seed, 0, static_cast<std::uint32_t>(output), Purpose::target);
  Vector<double> y = Vector<double>::Zero(x.size());
  for (int k = 1; k <= spec.frequency; ++k) {
    const double a = random.normal(), b = random.normal();
    y.array() += a * (k * x.array()).cos() + b * (k * x.array()).sin();
  }
  return y / std::sqrt(static_cast<double>(spec.frequency));
}

Vector<double> oneOutput(const DataSpec& spec, const Vector<double>& x, int output) {
  const Vector<double> phase = (output + 1) * spec.frequency * x;
  switch (spec.source) {
    case TargetSource::sine:
      return phase.array().sin();
    case TargetSource::step:
      return phase.unaryExpr(&step);
    case TargetSource::sawtooth:
      return phase.unaryExpr(&sawtooth);
    case TargetSource::fourier:
      return fourierSeries(spec, x, output);
    default:
      break;
  }
  return Vector<double>::Constant(x.size(), std::numeric_limits<double>::quiet_NaN());
}

}  // namespace

Matrix<double> targetValues(const DataSpec& spec, const Vector<double>& x, int outputs) {
  if (spec.source == TargetSource::step) return classColumns(oneOutput(spec, x, 0), outputs);
  Matrix<double> y(x.size(), outputs);
  for (int o = 0; o < outputs; ++o) y.col(o) = oneOutput(spec, x, o);
  return y;
}

Matrix<double> classColumns(const Vector<double>& classes, int outputs) {
  if (outputs == 1) return classes;
  Matrix<double> y = Matrix<double>::Zero(classes.size(), outputs);
  y.col(0) = (classes.array() > 0).cast<double>();
  y.col(1) = 1 - y.col(0).array();
  return y;
}

}  // namespace ntk

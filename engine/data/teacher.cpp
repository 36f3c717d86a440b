#include "engine/data/teacher.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "engine/base/random.hpp"

namespace ntk {

namespace {

/// He_k(s)/√k! by the recursion of the normalised polynomials, √(k+1) h_{k+1} = s h_k − √k h_{k−1}.
double normalisedHermite(int degree, double s) {
  double previous = 0, value = 1;
  for (int k = 0; k < degree; ++k) {
    const double next = (s * value - std::sqrt(k) * previous) / std::sqrt(k + 1.0);
    previous = std::exchange(value, next);
  }
  return value;
}

Vector<double> direction(const DataSpec& spec, int output) {
  RandomStream random(spec.seed, 0, static_cast<std::uint32_t>(output), Purpose::target);
  Vector<double> u(spec.dimension);
  for (double& entry : u) entry = random.normal();
  return u.normalized();
}

Vector<double> parity(const DataSpec& spec, const Matrix<double>& x, int output) {
  Vector<double> y = Vector<double>::Ones(x.cols());
  for (int j = 0; j < spec.frequency; ++j) {
    const Index row = (Index{output} * spec.frequency + j) % x.rows();
    y.array() *= x.row(row).transpose().array();
  }
  return y;
}

}  // namespace

Matrix<double> drawTeacherInputs(const DataSpec& spec, Index count, std::uint32_t batch) {
  RandomStream random(spec.seed, 0, batch, Purpose::inputs);
  Matrix<double> x(spec.dimension, count);
  const bool areSigns = spec.source == TargetSource::parity;
  for (double& entry : x.reshaped()) entry = areSigns ? random.sign() : random.normal();
  return x;
}

Vector<double> teacherOutputs(const DataSpec& spec, const Matrix<double>& x, int output) {
  if (spec.source == TargetSource::parity) return parity(spec, x, output);
  const Vector<double> s = x.transpose() * direction(spec, output);
  if (spec.source == TargetSource::singleNeuron) return std::sqrt(2.0) * s.cwiseMax(0);
  return s.unaryExpr([&](double v) { return normalisedHermite(spec.frequency, v); });
}

}  // namespace ntk

#include "engine/data/plane.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "engine/base/random.hpp"

namespace ntk {

namespace {

constexpr double kPi = std::numbers::pi;

double sign(double s) { return s > 0 ? 1 : (s < 0 ? -1 : 0); }

/// Twist of an arm at radius r: the arm of class +1 is at this angle, the other opposite.
double armAngle(const DataSpec& spec, double radius) { return 2 * spec.frequency * radius; }

/// A point of the class `label` from three uniforms.
Vector<double> drawPoint(const DataSpec& spec, double label, RandomStream& random) {
  const double u = random.uniform(), v = random.uniform();
  double radius = 0, angle = 2 * kPi * v;
  switch (spec.source) {
    case TargetSource::spirals:
      radius = kPi * (.05 + .95 * u);
      angle = armAngle(spec, radius) + (label > 0 ? 0 : kPi);
      break;
    case TargetSource::circles:  // uniform in the disc, in the ring
      radius = label > 0 ? kPi / 3 * std::sqrt(u) : kPi / 3 * std::sqrt(4 + 5 * u);
      break;
    default: {
      Vector<double> x{{kPi * (2 * u - 1), kPi * (2 * v - 1)}};
      if (planeClasses(spec, x)[0] != label) x[0] = -x[0];
      if (planeClasses(spec, x)[0] != label) x = -x;
      return x;
    }
  }
  return Vector<double>{{radius * std::cos(angle), radius * std::sin(angle)}};
}

double classOf(const DataSpec& spec, double x, double y) {
  switch (spec.source) {
    case TargetSource::spirals: {
      const double radius = std::hypot(x, y);
      return radius == 0 ? 0 : sign(std::cos(std::atan2(y, x) - armAngle(spec, radius)));
    }
    case TargetSource::circles:
      return sign(kPi / 2 - std::hypot(x, y));
    case TargetSource::halfPlane:
      return sign(x + y);
    default:
      return sign(x * y);
  }
}

}  // namespace

Matrix<double> drawPlanePoints(const DataSpec& spec, Index count) {
  RandomStream random(spec.seed, 0, 0, Purpose::inputs);
  Matrix<double> x(2, count);
  for (Index i = 0; i < count; ++i) x.col(i) = drawPoint(spec, i % 2 == 0 ? 1 : -1, random);
  return x;
}

Vector<double> planeClasses(const DataSpec& spec, const Matrix<double>& x) {
  Vector<double> classes(x.cols());
  for (Index i = 0; i < x.cols(); ++i) classes[i] = classOf(spec, x(0, i), x(1, i));
  return classes;
}

Matrix<double> planeGrid(Index side) {
  const Vector<double> axis = Vector<double>::LinSpaced(side, -kPi, kPi);
  Matrix<double> grid(2, side * side);
  for (Index row = 0; row < side; ++row) {
    grid.row(0).segment(row * side, side) = axis.transpose();
    grid.row(1).segment(row * side, side).setConstant(axis[row]);
  }
  return grid;
}

}  // namespace ntk

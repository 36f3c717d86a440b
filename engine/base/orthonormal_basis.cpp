#include "engine/base/orthonormal_basis.hpp"

namespace ntk {

namespace {

bool isDense(const SparseVector& v) { return v.indices.empty(); }

template <class Scalar>
double dot(const SparseVector& a, const Vector<Scalar>& dense) {
  if (isDense(a)) return a.values.dot(dense.template cast<double>());
  double sum = 0;
  for (std::size_t k = 0; k < a.indices.size(); ++k)
    sum += a.values[static_cast<Index>(k)] * static_cast<double>(dense[a.indices[k]]);
  return sum;
}

template <class Scalar>
void add(double factor, const SparseVector& a, Vector<Scalar>& dense) {
  if (isDense(a)) {
    dense += (factor * a.values).template cast<Scalar>();
    return;
  }
  for (std::size_t k = 0; k < a.indices.size(); ++k)
    dense[a.indices[k]] += static_cast<Scalar>(factor * a.values[static_cast<Index>(k)]);
}

}  // namespace

void OrthonormalBasis::removeFrom(SparseVector& z, Column& column) const {
  for (std::size_t k = 0; k < vectors_.size(); ++k) {
    const SparseVector& q = vectors_[k];
    double part = 0;
    if (isDense(z)) {
      part = dot(q, z.values);
      ntk::add(-part, q, z.values);
    } else if (q.indices.front() == z.indices.front()) {
      part = q.values.dot(z.values);
      z.values -= part * q.values;
    } else {
      continue;
    }
    column.above.emplace_back(static_cast<Index>(k), part);
  }
}

bool OrthonormalBasis::add(SparseVector z) {
  const double length = z.values.norm();
  Column column, again;
  removeFrom(z, column);
  double rest = z.values.norm();
  if (rest < kLoss * length) {
    removeFrom(z, again);
    for (std::size_t k = 0; k < again.above.size(); ++k) column.above[k].second += again.above[k].second;
    rest = z.values.norm();
  }
  if (!(rest > kDependent * length)) return false;
  z.values /= rest;
  column.diagonal = rest;
  vectors_.push_back(std::move(z));
  triangle_.push_back(std::move(column));
  return true;
}

template <class Scalar>
Vector<double> OrthonormalBasis::coefficients(const Vector<Scalar>& v) const {
  Vector<double> c(size());
  for (Index k = 0; k < size(); ++k) c[k] = dot((*this)[k], v);
  return c;
}

template <class Scalar>
void OrthonormalBasis::subtract(const Vector<double>& c, Vector<Scalar>& v) const {
  for (Index k = 0; k < size(); ++k) ntk::add(-c[k], (*this)[k], v);
}

void OrthonormalBasis::solve(Vector<double>& c) const {
  for (std::size_t k = triangle_.size(); k-- > 0;) {
    double& x = c[static_cast<Index>(k)];
    x /= triangle_[k].diagonal;
    for (const auto& [row, value] : triangle_[k].above) c[row] -= value * x;
  }
}

void OrthonormalBasis::solveTransposed(Vector<double>& c) const {
  for (std::size_t k = 0; k < triangle_.size(); ++k) {
    double& x = c[static_cast<Index>(k)];
    for (const auto& [row, value] : triangle_[k].above) x -= value * c[row];
    x /= triangle_[k].diagonal;
  }
}

template Vector<double> OrthonormalBasis::coefficients(const Vector<float>&) const;
template Vector<double> OrthonormalBasis::coefficients(const Vector<double>&) const;
template void OrthonormalBasis::subtract(const Vector<double>&, Vector<float>&) const;
template void OrthonormalBasis::subtract(const Vector<double>&, Vector<double>&) const;

}  // namespace ntk

#include "engine/base/orthonormal_basis.hpp"

namespace ntk {

namespace {

template <class Scalar>
bool isDense(const SparseVector<Scalar>& v) {
  return v.indices.empty();
}

template <class Scalar>
double dot(const SparseVector<Scalar>& a, const Vector<Scalar>& dense) {
  if (isDense(a)) return static_cast<double>(a.values.dot(dense));
  double sum = 0;
  for (std::size_t k = 0; k < a.indices.size(); ++k)
    sum += static_cast<double>(a.values[static_cast<Index>(k)]) * static_cast<double>(dense[a.indices[k]]);
  return sum;
}

template <class Scalar>
void add(double factor, const SparseVector<Scalar>& a, Vector<Scalar>& dense) {
  const auto f = static_cast<Scalar>(factor);
  if (isDense(a)) {
    dense += f * a.values;
    return;
  }
  for (std::size_t k = 0; k < a.indices.size(); ++k)
    dense[a.indices[k]] += f * a.values[static_cast<Index>(k)];
}

}  // namespace

template <class Scalar>
void OrthonormalBasis<Scalar>::removeFrom(SparseVector<Scalar>& z, Column& column) const {
  for (std::size_t k = 0; k < vectors_.size(); ++k) {
    const SparseVector<Scalar>& q = vectors_[k];
    double part = 0;
    if (isDense(z)) {
      part = dot(q, z.values);
      ntk::add(-part, q, z.values);
    } else if (q.indices.front() == z.indices.front()) {
      part = static_cast<double>(q.values.dot(z.values));
      z.values -= static_cast<Scalar>(part) * q.values;
    } else {
      continue;
    }
    column.above.emplace_back(static_cast<Index>(k), part);
  }
}

template <class Scalar>
bool OrthonormalBasis<Scalar>::add(SparseVector<Scalar> z) {
  const double length = static_cast<double>(z.values.norm());
  Column column, again;
  removeFrom(z, column);
  double rest = static_cast<double>(z.values.norm());
  if (rest < kLoss * length) {
    removeFrom(z, again);
    for (std::size_t k = 0; k < again.above.size(); ++k) column.above[k].second += again.above[k].second;
    rest = static_cast<double>(z.values.norm());
  }
  if (!(rest > kDependent * length)) return false;
  z.values /= static_cast<Scalar>(rest);
  column.diagonal = rest;
  vectors_.push_back(std::move(z));
  triangle_.push_back(std::move(column));
  return true;
}

template <class Scalar>
Vector<double> OrthonormalBasis<Scalar>::coefficients(const Vector<Scalar>& v) const {
  Vector<double> c(size());
  for (Index k = 0; k < size(); ++k) c[k] = dot((*this)[k], v);
  return c;
}

template <class Scalar>
void OrthonormalBasis<Scalar>::subtract(const Vector<double>& c, Vector<Scalar>& v) const {
  for (Index k = 0; k < size(); ++k) ntk::add(-c[k], (*this)[k], v);
}

template <class Scalar>
void OrthonormalBasis<Scalar>::solve(Vector<double>& c) const {
  for (std::size_t k = triangle_.size(); k-- > 0;) {
    double& x = c[static_cast<Index>(k)];
    x /= triangle_[k].diagonal;
    for (const auto& [row, value] : triangle_[k].above) c[row] -= value * x;
  }
}

template <class Scalar>
void OrthonormalBasis<Scalar>::solveTransposed(Vector<double>& c) const {
  for (std::size_t k = 0; k < triangle_.size(); ++k) {
    double& x = c[static_cast<Index>(k)];
    for (const auto& [row, value] : triangle_[k].above) x -= value * c[row];
    x /= triangle_[k].diagonal;
  }
}

template class OrthonormalBasis<float>;
template class OrthonormalBasis<double>;

}  // namespace ntk

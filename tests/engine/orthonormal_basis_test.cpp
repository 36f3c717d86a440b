#include "engine/base/orthonormal_basis.hpp"

#include <gtest/gtest.h>

#include "engine/base/random.hpp"

namespace ntk {
namespace {

Vector<double> normalVector(Index size, std::uint32_t key) {
  RandomStream random(5, key, 0, Purpose::noise);
  Vector<double> v(size);
  for (double& x : v) x = random.normal();
  return v;
}

Vector<double> full(const SparseVector& v, Index size) {
  if (v.indices.empty()) return v.values;
  Vector<double> result = Vector<double>::Zero(size);
  for (std::size_t k = 0; k < v.indices.size(); ++k) result[v.indices[k]] = v.values[static_cast<Index>(k)];
  return result;
}

struct Columns {
  static constexpr Index size = 12;
  std::vector<SparseVector> z{{{0, 1, 2}, normalVector(3, 1)},
                              {{3, 4}, normalVector(2, 2)},
                              {{0, 1, 2}, normalVector(3, 3)},
                              {{}, normalVector(size, 4)},
                              {{}, normalVector(size, 5)}};
  Matrix<double> dense() const {
    Matrix<double> result(size, static_cast<Index>(z.size()));
    for (std::size_t k = 0; k < z.size(); ++k) result.col(static_cast<Index>(k)) = full(z[k], size);
    return result;
  }
};

TEST(OrthonormalBasis, ProjectsAsTheNormalEquationsDo) {
  const Columns columns;
  OrthonormalBasis basis;
  for (const auto& z : columns.z) EXPECT_TRUE(basis.add(z));
  const Matrix<double> z = columns.dense();
  const Vector<double> v = normalVector(Columns::size, 9);
  const Vector<double> multipliers = (z.transpose() * z).ldlt().solve(z.transpose() * v);
  Vector<double> projected = v, c = basis.coefficients(v);
  basis.project(projected);
  EXPECT_LT((projected - (v - z * multipliers)).norm(), 1e-13);
  basis.solve(c);
  EXPECT_LT((c - multipliers).norm(), 1e-13);
  Vector<double> w = z.transpose() * v;
  basis.solveTransposed(w);
  EXPECT_LT((w - basis.coefficients(v)).norm(), 1e-13);
}

TEST(OrthonormalBasis, StaysAsSparseAsItsColumns) {
  const Columns columns;
  OrthonormalBasis basis;
  for (const auto& z : columns.z) basis.add(z);
  for (Index k = 0; k < 3; ++k) EXPECT_EQ(basis[k].indices, columns.z[static_cast<std::size_t>(k)].indices);
}

TEST(OrthonormalBasis, LeavesOutWhatDependsOnTheOthers) {
  const Columns columns;
  OrthonormalBasis basis;
  basis.add(columns.z[0]);
  basis.add(columns.z[2]);
  EXPECT_TRUE(basis.add({{0, 1, 2}, normalVector(3, 6)}));
  EXPECT_FALSE(basis.add({{0, 1, 2}, normalVector(3, 7)}));
  EXPECT_FALSE(basis.add({{3, 4}, Vector<double>::Zero(2)}));
  EXPECT_EQ(basis.size(), 3);
}

}  // namespace
}  // namespace ntk

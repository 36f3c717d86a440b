#include "engine/network/product.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

namespace ntk {
namespace {

struct Shape {
  Index rows, columns, depth;
};

/// Thin and thick, whole tiles and rests, one block and several in every direction.
std::vector<Shape> shapes() {
  std::vector<Shape> result;
  for (const Index rows : {1, 3, 4, 66})
    for (const Index columns : {1, 7, 64, 4100})
      for (const Index depth : {1, 2, 3, 4, 300})
        if (columns < 4100 || depth < 300) result.push_back({rows, columns, depth});
  return result;
}

template <class Scalar>
Scalar entry(Index i) {
  return static_cast<Scalar>(std::sin(1.7 * static_cast<double>(i) + .3));
}

template <class Scalar>
class Product : public ::testing::Test {};
using Scalars = ::testing::Types<float, double>;
TYPED_TEST_SUITE(Product, Scalars);

// Against the sum as it is written, in double, for every order in which factors and result may lie in memory.
TYPED_TEST(Product, IsTheSumThatItSaysForEveryLayout) {
  using Scalar = TypeParam;
  constexpr Scalar kScale = Scalar(.5), kOffsetScale = Scalar(-2);
  double worst = 0;
  for (const auto& [rows, columns, depth] : shapes()) {
    Vector<Scalar> a(rows * depth), b(columns * depth), offset(columns), c(rows * columns);
    for (Index i = 0; i < a.size(); ++i) a[i] = entry<Scalar>(i);
    for (Index i = 0; i < b.size(); ++i) b[i] = entry<Scalar>(i + 1000);
    for (Index j = 0; j < columns; ++j) offset[j] = entry<Scalar>(j + 5000);
    for (int layout = 0; layout < 16; ++layout) {
      const bool isRowMajor = (layout & 4) == 0, hasOffset = (layout & 8) != 0;
      const Factor<Scalar> left =
          layout & 1 ? Factor<Scalar>{a.data(), 1, rows} : Factor<Scalar>{a.data(), depth, 1};
      const Factor<Scalar> right =
          layout & 2 ? Factor<Scalar>{b.data(), 1, columns} : Factor<Scalar>{b.data(), depth, 1};
      const Result<Scalar> result =
          isRowMajor ? Result<Scalar>{c.data(), columns, 1} : Result<Scalar>{c.data(), 1, rows};
      c.setConstant(std::numeric_limits<Scalar>::quiet_NaN());
      multiply(rows, columns, depth, kScale, left, right, result,
               hasOffset ? Offset<Scalar>{offset.data(), kOffsetScale} : Offset<Scalar>{});
      for (Index i = 0; i < rows; ++i) {
        for (Index j = 0; j < columns; ++j) {
          double sum = hasOffset ? static_cast<double>(kOffsetScale * offset[j]) : 0;
          for (Index s = 0; s < depth; ++s) {
            sum += static_cast<double>(kScale) *
                   static_cast<double>(left.data[i * left.stride + s * left.depthStride]) *
                   static_cast<double>(right.data[j * right.stride + s * right.depthStride]);
          }
          const double error =
              std::abs(static_cast<double>(c[i * result.rowStride + j * result.columnStride]) - sum);
          worst = std::max(worst, std::isnan(error) ? 1. : error / static_cast<double>(depth + 2));
        }
      }
    }
  }
  std::printf("product: error a term %.1e\n", worst);
  // Numbers up to 2.5 are rounded by 1.25 ε.
  EXPECT_LT(worst, 2 * static_cast<double>(std::numeric_limits<Scalar>::epsilon()));
}

}  // namespace
}  // namespace ntk

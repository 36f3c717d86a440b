#include "engine/bindings/tensor.hpp"

#include "engine/bindings/publish.hpp"

namespace ntk {

using emscripten::val;

namespace {

void appendRowMajor(const Matrix<double>& matrix, std::vector<double>& values) {
  for (Index i = 0; i < matrix.rows(); ++i)
    for (Index j = 0; j < matrix.cols(); ++j) values.push_back(matrix(i, j));
}

}  // namespace

val tensorToVal(const std::vector<double>& values, const std::vector<Index>& shape) {
  val tensor = val::object(), extents = val::array();
  for (const Index extent : shape) extents.call<void>("push", static_cast<int>(extent));
  tensor.set("data", copyToArray(values));
  tensor.set("shape", extents);
  return tensor;
}

val tensorToVal(const Matrix<double>& matrix, const std::vector<Index>& shape) {
  std::vector<double> values;
  values.reserve(static_cast<std::size_t>(matrix.size()));
  appendRowMajor(matrix, values);
  return tensorToVal(values, shape);
}

val tensorToVal(const Matrix<double>& matrix) { return tensorToVal(matrix, {matrix.rows(), matrix.cols()}); }

val tensorToVal(const std::vector<Matrix<double>>& matrices) {
  std::vector<double> values;
  for (const Matrix<double>& matrix : matrices) appendRowMajor(matrix, values);
  return tensorToVal(values, {static_cast<Index>(matrices.size()), matrices[0].rows(), matrices[0].cols()});
}

val vectorToVal(const Vector<double>& vector) {
  return tensorToVal(std::vector<double>(vector.begin(), vector.end()), {vector.size()});
}

}  // namespace ntk

#pragma once

#include <emscripten/val.h>

#include <vector>

#include "engine/base/types.hpp"

namespace ntk {

/// A JavaScript tensor { data: Float64Array, shape }, row-major.
emscripten::val tensorToVal(const std::vector<double>& values, const std::vector<Index>& shape);
/// Of the matrix as it stands.
emscripten::val tensorToVal(const Matrix<double>& matrix);
emscripten::val tensorToVal(const Matrix<double>& matrix, const std::vector<Index>& shape);
/// Of several matrices of one size: shape [count, rows, columns].
emscripten::val tensorToVal(const std::vector<Matrix<double>>& matrices);
/// Of a vector, shape [size].
emscripten::val vectorToVal(const Vector<double>& vector);

}  // namespace ntk

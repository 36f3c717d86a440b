#pragma once

#include "engine/base/eigen.hpp"

namespace ntk {

using Index = Eigen::Index;

/// Samples are columns: an input matrix is d × n, pre-activations of a layer of width m are m × n.
template <class Scalar>
using Matrix = Eigen::Matrix<Scalar, Eigen::Dynamic, Eigen::Dynamic>;

/// Weight matrices and everything that crosses to JavaScript or to a file is row-major.
template <class Scalar>
using RowMajorMatrix = Eigen::Matrix<Scalar, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

template <class Scalar>
using Vector = Eigen::Matrix<Scalar, Eigen::Dynamic, 1>;

}  // namespace ntk

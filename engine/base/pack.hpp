#pragma once

#include "engine/base/eigen.hpp"

namespace ntk {

/// As many numbers as one instruction works on: formulas over it compile to straight code, without loops or
/// remainders, which is faster and several times smaller than a loop for each operation.
template <class Scalar>
using Pack = Eigen::Array<Scalar, Eigen::internal::packet_traits<Scalar>::size, 1>;

}  // namespace ntk

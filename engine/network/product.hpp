#pragma once

#include "engine/base/types.hpp"

namespace ntk {

/// Where entry (i, s) of a factor stands: data[i·stride + s·depthStride], i over the result's rows or
/// columns, s over what is summed.
template <class Scalar>
struct Factor {
  const Scalar* data;
  Index stride;
  Index depthStride;
};

/// Where entry (i, j) of a result stands: data[i·rowStride + j·columnStride].
template <class Scalar>
struct Result {
  Scalar* data;
  Index rowStride;
  Index columnStride;
};

/// A constant of each column of a result.
template <class Scalar>
struct Offset {
  const Scalar* data = nullptr;  ///< nullptr: 0
  Scalar scale = 0;
};

/// c(i, j) = scale Σ_s a(i, s) b(j, s) + offset(j), rows × columns; c is overwritten and overlaps nothing.
/// No memory is allocated. Fast where columns lie next to each other in memory, in products that are thin in
/// any direction too: factors are copied to panels that stay in the first-level cache.
template <class Scalar>
void multiply(Index rows, Index columns, Index depth, Scalar scale, Factor<Scalar> a, Factor<Scalar> b,
              Result<Scalar> c, Offset<Scalar> offset = {});

}  // namespace ntk

#pragma once

#include "engine/base/types.hpp"
#include "engine/spec/experiment.hpp"

namespace ntk {

/// Inputs of a teacher, d × count: entries N(0, 1), for the parity ±1. Equal seeds and batches give equal
/// inputs.
Matrix<double> drawTeacherInputs(const DataSpec& spec, Index count, std::uint32_t batch);

/// Output `output` of the teacher, of unit mean square over its inputs (C23):
///   singleNeuron  √2 ReLU(uᵀx),  singleIndex  He_k(uᵀx)/√k!,  u uniform on the sphere from the data seed,
///   parity        product of k coordinates from coordinate k·output on (cyclically), k = frequency.
Vector<double> teacherOutputs(const DataSpec& spec, const Matrix<double>& x, int output);

}  // namespace ntk

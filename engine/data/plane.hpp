#pragma once

#include "engine/base/types.hpp"
#include "engine/spec/experiment.hpp"

namespace ntk {

/// n points of two classes, 2 × n, drawn by the data seed, the classes +1 and −1 in turn, all within [−π,
/// π]²: XOR and half-plane uniform over the square, spirals as two arms r = π s, angle 2π · frequency · s (+
/// π), s ∈ (0, 1); circles as a disc of radius π/3 and a ring from 2π/3 to π.
Matrix<double> drawPlanePoints(const DataSpec& spec, Index count);

/// The class, ±1 (0 on the border), of every point: where the target is defined everywhere it is its formula;
/// for spirals the nearer arm at the point's radius; for circles the half-way radius π/2 parts them.
Vector<double> planeClasses(const DataSpec& spec, const Matrix<double>& x);

/// side² points of a square grid over [−π, π]², row by row from below, x₁ fastest.
Matrix<double> planeGrid(Index side);

}  // namespace ntk

#pragma once

#include "engine/network/architecture.hpp"

namespace ntk {

/// What a kernel of a network with k outputs is, for n × n' inputs.
enum class OutputKernel {
  full,      ///< nk × n'k, output-major: ⟨∇f_o(x), ∇f_p(x')⟩
  averaged,  ///< n × n', (1/k) Σ_o ⟨∇f_o(x), ∇f_o(x')⟩
  pseudo     ///< n × n', ⟨∇s(x), ∇s(x')⟩ of s = (1/√k) Σ_o f_o (Mohamadi, Bae & Sutherland 2023)
};

/// (1/k) Σ_o of the diagonal blocks of a full nk × n'k kernel.
Matrix<double> averagedOverOutputs(const Matrix<double>& kernel, Index outputs);

/// The finite network's tangent kernel at the given parameters, trained layers only, α² included, no 1/n. In
/// the limit m → ∞ of random outputs averaged and pseudo agree; pseudo costs one backward sweep instead of k.
/// Rows and columns are d × n and d × n'. Accuracy: see `Tape`.
template <class Scalar>
Matrix<double> empiricalNtk(const Architecture& architecture, const Vector<Scalar>& parameters,
                            const Matrix<Scalar>& rows, const Matrix<Scalar>& columns, OutputKernel outputs);

/// What each affine layer adds to `empiricalNtk` if it is trained, averaged over outputs: L + 1 matrices n ×
/// n'.
template <class Scalar>
std::vector<Matrix<double>> empiricalLayerKernels(const Architecture& architecture,
                                                  const Vector<Scalar>& parameters,
                                                  const Matrix<Scalar>& rows, const Matrix<Scalar>& columns);

/// The finite network's estimate of the NNGP kernel, n × n': see `Tape::featureKernel`.
template <class Scalar>
Matrix<double> empiricalNngp(const Architecture& architecture, const Vector<Scalar>& parameters,
                             const Matrix<Scalar>& rows, const Matrix<Scalar>& columns);

}  // namespace ntk

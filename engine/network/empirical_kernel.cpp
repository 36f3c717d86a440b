#include "engine/network/empirical_kernel.hpp"

#include <cmath>

#include "engine/network/tape.hpp"

namespace ntk {

namespace {

/// (1/k) Σ_o of the diagonal blocks of an nk × n'k kernel.
Matrix<double> averageOfBlocks(const Matrix<double>& full, Index outputs) {
  const Index n = full.rows() / outputs, m = full.cols() / outputs;
  Matrix<double> average = full.topLeftCorner(n, m);
  for (Index o = 1; o < outputs; ++o) average += full.block(o * n, o * m, n, m);
  return average / static_cast<double>(outputs);
}

template <class Scalar>
Tape<Scalar> recorded(const Architecture& architecture, const Vector<Scalar>& parameters,
                      const Matrix<Scalar>& inputs, OutputKernel outputs) {
  Tape<Scalar> tape(architecture);
  if (outputs != OutputKernel::pseudo) {
    tape.record(parameters, inputs);
    return tape;
  }
  const Index k = architecture.outputs();
  const Scalar weight = static_cast<Scalar>(1 / std::sqrt(static_cast<double>(k)));
  tape.forward(parameters, inputs);
  tape.backward(parameters, Matrix<Scalar>::Constant(k, 1, weight));
  return tape;
}

}  // namespace

template <class Scalar>
Matrix<double> empiricalNtk(const Architecture& architecture, const Vector<Scalar>& parameters,
                            const Matrix<Scalar>& rows, const Matrix<Scalar>& columns, OutputKernel outputs) {
  const Tape<Scalar> left = recorded(architecture, parameters, rows, outputs);
  const Tape<Scalar> right = recorded(architecture, parameters, columns, outputs);
  const Matrix<double> kernel = left.crossKernel(right);
  return outputs == OutputKernel::averaged ? averageOfBlocks(kernel, architecture.outputs()) : kernel;
}

template <class Scalar>
std::vector<Matrix<double>> empiricalLayerKernels(const Architecture& architecture,
                                                  const Vector<Scalar>& parameters,
                                                  const Matrix<Scalar>& rows, const Matrix<Scalar>& columns) {
  const Tape<Scalar> left = recorded(architecture, parameters, rows, OutputKernel::full);
  const Tape<Scalar> right = recorded(architecture, parameters, columns, OutputKernel::full);
  std::vector<Matrix<double>> kernels;
  for (std::size_t l = 0; l < architecture.layers.size(); ++l) {
    kernels.push_back(averageOfBlocks(left.layerKernel(l, right), architecture.outputs()));
  }
  return kernels;
}

template <class Scalar>
Matrix<double> empiricalNngp(const Architecture& architecture, const Vector<Scalar>& parameters,
                             const Matrix<Scalar>& rows, const Matrix<Scalar>& columns) {
  Tape<Scalar> left(architecture), right(architecture);
  left.forward(parameters, rows);
  right.forward(parameters, columns);
  return left.featureKernel(right);
}

#define NTK_EMPIRICAL_KERNELS(Scalar)                                                                       \
  template Matrix<double> empiricalNtk<Scalar>(const Architecture&, const Vector<Scalar>&,                  \
                                               const Matrix<Scalar>&, const Matrix<Scalar>&, OutputKernel); \
  template std::vector<Matrix<double>> empiricalLayerKernels<Scalar>(                                       \
      const Architecture&, const Vector<Scalar>&, const Matrix<Scalar>&, const Matrix<Scalar>&);            \
  template Matrix<double> empiricalNngp<Scalar>(const Architecture&, const Vector<Scalar>&,                 \
                                                const Matrix<Scalar>&, const Matrix<Scalar>&);
NTK_EMPIRICAL_KERNELS(float)
NTK_EMPIRICAL_KERNELS(double)
#undef NTK_EMPIRICAL_KERNELS

}  // namespace ntk

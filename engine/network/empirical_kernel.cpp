#include "engine/network/empirical_kernel.hpp"

#include <cmath>

#include "engine/network/tape.hpp"

namespace ntk {

namespace {

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

Matrix<double> averagedOverOutputs(const Matrix<double>& kernel, Index outputs) {
  const Index n = kernel.rows() / outputs, m = kernel.cols() / outputs;
  Matrix<double> average = kernel.topLeftCorner(n, m);
  for (Index o = 1; o < outputs; ++o) average += kernel.block(o * n, o * m, n, m);
  return average / static_cast<double>(outputs);
}

template <class Scalar>
Matrix<double> empiricalNtk(const Architecture& architecture, const Vector<Scalar>& parameters,
                            const Matrix<Scalar>& rows, const Matrix<Scalar>& columns, OutputKernel outputs) {
  const Tape<Scalar> left = recorded(architecture, parameters, rows, outputs);
  const Tape<Scalar> right = recorded(architecture, parameters, columns, outputs);
  const Matrix<double> kernel = left.crossKernel(right);
  return outputs == OutputKernel::averaged ? averagedOverOutputs(kernel, architecture.outputs()) : kernel;
}

template <class Scalar>
std::vector<Matrix<double>> empiricalLayerKernels(const Architecture& architecture,
                                                  const Vector<Scalar>& parameters,
                                                  const Matrix<Scalar>& rows, const Matrix<Scalar>& columns) {
  const Tape<Scalar> left = recorded(architecture, parameters, rows, OutputKernel::full);
  const Tape<Scalar> right = recorded(architecture, parameters, columns, OutputKernel::full);
  std::vector<Matrix<double>> kernels;
  for (std::size_t l = 0; l < architecture.layers.size(); ++l) {
    kernels.push_back(averagedOverOutputs(left.layerKernel(l, right), architecture.outputs()));
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

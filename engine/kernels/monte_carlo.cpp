#include "engine/kernels/monte_carlo.hpp"

#include <utility>

#include "engine/network/empirical_kernel.hpp"

namespace ntk {

template <class Scalar>
MonteCarloKernel<Scalar>::MonteCarloKernel(const Architecture& architecture, Matrix<Scalar> inputs,
                                           LimitKernel kind)
    : architecture_(architecture),
      inputs_(std::move(inputs)),
      kind_(kind),
      mean_(Matrix<double>::Zero(inputs_.cols(), inputs_.cols())),
      squares_(mean_) {}

template <class Scalar>
void MonteCarloKernel<Scalar>::add(std::uint64_t seed, std::uint32_t member) {
  const Vector<Scalar> parameters = drawParameters<Scalar>(architecture_, seed, member);
  Tape<Scalar> tape(architecture_);
  Matrix<double> kernel;
  if (kind_ == LimitKernel::ntk) {
    tape.record(parameters, inputs_);
    kernel = averagedOverOutputs(tape.kernel(), architecture_.outputs());
  } else {
    tape.forward(parameters, inputs_);
    kernel = tape.featureKernel(tape);
  }
  const Matrix<double> before = kernel - mean_;
  mean_ += before / static_cast<double>(++count_);
  squares_ += before.cwiseProduct(kernel - mean_);
}

template <class Scalar>
Matrix<double> MonteCarloKernel<Scalar>::standardError() const {
  const auto n = static_cast<double>(count_);
  return (squares_ / (n * (n - 1))).cwiseSqrt();
}

template class MonteCarloKernel<float>;
template class MonteCarloKernel<double>;

}  // namespace ntk

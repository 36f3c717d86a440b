#pragma once

#include "engine/dynamics/kernel_flow.hpp"
#include "engine/experiment/initial_network.hpp"
#include "engine/experiment/job.hpp"
#include "engine/kernels/analytic_kernel.hpp"

namespace ntk {

/// The infinite-width limit at every time of the grid: kernel flow with Θ (C17). The network at hand enters
/// by its f_0, if that is the prior mean, and by ‖K_0 − Θ‖/‖Θ‖.
template <class Scalar>
class LimitJob : public Job {
 public:
  LimitJob(const Experiment& experiment, const std::vector<double>* weights);
  double progress() const override;

 protected:
  Status work() override;

 private:
  void addKernelRow();
  void solve();

  InitialNetwork<Scalar> network_;
  AnalyticKernel analytic_;
  Matrix<double> variances_, probeVariances_;
  Matrix<double> kernel_, probeKernel_;
  Index rowsDone_ = 0;  // of the kernel, then of the probe kernel
  bool isSolved_ = false;
  KernelFlow flow_;
};

}  // namespace ntk

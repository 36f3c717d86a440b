#pragma once

#include "engine/dynamics/ensemble.hpp"
#include "engine/dynamics/kernel_flow.hpp"
#include "engine/experiment/initial_network.hpp"
#include "engine/experiment/job.hpp"
#include "engine/kernels/analytic_kernel.hpp"

namespace ntk {

/// The infinite-width limit at every time of the grid: kernel flow with Θ, or with the NNGP kernel Σ (C17).
/// The network at hand enters by its f_0, if that is the prior mean, and by ‖K_0 − Θ‖/‖Θ‖. If the ensemble is
/// observed: mean and deviation over initialisations at every time, and the NNGP posterior.
template <class Scalar>
class LimitJob : public Job {
 public:
  LimitJob(const Experiment& experiment, const std::vector<double>* weights);
  double progress() const override;

 protected:
  Status work() override;

 private:
  void addEnsembleEntries();
  void addFrame();
  void solve();
  void solveEnsemble(Block& block);
  /// Of the limit's own kind.
  double initialKernelError(const Tape<Scalar>& tape) const;
  const Matrix<double>& chosen(const KernelMatrices& matrices) const;

  InitialNetwork<Scalar> network_;
  LayerRecursion recursion_;
  KernelBatch batch_, probeBatch_;
  KernelMatrices kernel_, probeKernel_;
  bool isSolved_ = false;
  KernelFlow flow_;
  Ensemble ensemble_;
};

}  // namespace ntk

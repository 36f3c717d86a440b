#pragma once

#include "engine/dynamics/kernel_flow.hpp"
#include "engine/experiment/initial_network.hpp"
#include "engine/experiment/job.hpp"

namespace ntk {

/// The network linearised at its initial weights, trained by its own flow: kernel flow with K_0, prior f_0
/// (C4, C8).
template <class Scalar>
class LinearisationJob : public Job {
 public:
  LinearisationJob(const Experiment& experiment, const std::vector<double>* weights);

 protected:
  Status work() override;

 private:
  void begin();
  void addProbeRows();
  void solve();

  InitialNetwork<Scalar> network_;
  Tape<Scalar> tape_, probeTape_;
  Matrix<double> kernel_, probeKernel_;
  Vector<double> initialTrain_, initialProbe_;
  Index probesDone_ = -1;
  bool isSolved_ = false;
  KernelFlow flow_;
};

}  // namespace ntk

#pragma once

#include <optional>

#include "engine/dynamics/exponential_flow.hpp"
#include "engine/experiment/initial_network.hpp"
#include "engine/experiment/job.hpp"
#include "engine/experiment/observations.hpp"

namespace ntk {

/// The finite network under gradient flow in its parameters, to the last finite time of the grid.
template <class Scalar>
class NetworkJob : public Job {
 public:
  NetworkJob(const Experiment& experiment, const std::vector<double>* weights);
  double progress() const override;

 protected:
  Status work() override;

 private:
  void begin();
  void addFrame();

  InitialNetwork<Scalar> network_;
  Tape<Scalar> tape_;
  Observations<Scalar> observations_;
  std::optional<ExponentialFlow<Scalar>> flow_;
  Matrix<double> initialKernel_;
  Vector<double> shift_, probeShift_;  // f_0 if centred, else 0
  Vector<Scalar> frameParameters_;
};

}  // namespace ntk

#pragma once

#include <limits>

#include "engine/experiment/job.hpp"
#include "engine/experiment/observations.hpp"
#include "engine/experiment/training.hpp"

namespace ntk {

/// The finite network, its parameters trained by the document's method, to the last finite time of the grid.
template <class Scalar>
class NetworkJob : public Job {
 public:
  NetworkJob(const Experiment& experiment, const std::vector<double>* weights);
  double progress() const override;

 protected:
  Status work() override;

 private:
  void begin();
  void publishInitialKernel();
  Status addFrame();
  bool isDescent() const { return experiment_.dynamics.method != Method::flow; }
  /// ‖∇L‖ over all training points, where `tape_` is.
  double gradientNorm();

  InitialNetwork<Scalar> network_;
  Tape<Scalar> tape_;
  Observations<Scalar> observations_;
  std::unique_ptr<Training<Scalar>> training_;
  Matrix<double> initialKernel_;
  Vector<double> shift_, probeShift_;  // f_0 if centred, else 0
  LossFunction shiftedLoss_;           // its targets are met by f itself
  Vector<Scalar> frameParameters_;
  double minimumGradientNorm_ = std::numeric_limits<double>::infinity();
};

}  // namespace ntk

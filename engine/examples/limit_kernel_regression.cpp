// Ridgeless regression with the kernel of an infinitely wide network (C17): 16 points on one period of a
// sine.
#include <cstdio>

#include "engine/ntk.hpp"

int main() {
  const ntk::Experiment experiment;  // a two-layer ReLU network, inputs with a bias coordinate
  const ntk::Dataset data = ntk::makeDataset(experiment.data);
  const ntk::Architecture network = ntk::makeArchitecture(experiment.network, data.inputs.rows());
  const ntk::KernelRegression regression(ntk::analyticNtk(network, data.inputs, data.inputs), 0);
  const ntk::Matrix<double> noMean = ntk::Matrix<double>::Zero(data.probeInputs.cols(), 1);
  const ntk::Matrix<double> prediction =
      regression.predict(ntk::analyticNtk(network, data.probeInputs, data.inputs), noMean, data.y);
  const double largest = (prediction - data.probeTarget).cwiseAbs().maxCoeff();
  std::printf("largest error %.3f, squared RKHS norm %.1f\n", largest, regression.squaredNorm(data.y));
}

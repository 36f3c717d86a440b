#include "engine/dynamics/linearised_flow.hpp"

#include <cmath>
#include <utility>

namespace ntk {

LinearModel::LinearModel(const SymmetricEigen& kernel, const Matrix<double>& probeKernel,
                         Vector<double> initialTrain, Vector<double> initialProbe) {
  const Vector<double> roots = kernel.values().cwiseSqrt();
  const Vector<double> inverseRoots = roots.unaryExpr([](double r) { return r > 0 ? 1 / r : 0.0; });
  auto matrices = std::make_shared<Matrices>();
  matrices->root = kernel.vectors() * roots.asDiagonal();
  matrices->kernel = matrices->root * matrices->root.transpose();
  matrices->probeRoot = probeKernel * kernel.vectors() * inverseRoots.asDiagonal();
  matrices->initialTrain = std::move(initialTrain);
  matrices->initialProbe = std::move(initialProbe);
  matrices_ = std::move(matrices);
}

LinearModel::Tape LinearModel::makeTape() const {
  Tape tape;
  tape.matrices_ = matrices_;
  return tape;
}

void LinearModel::trainOutputs(const Vector<double>& a, Vector<double>& result) const {
  result = matrices_->initialTrain;
  result.noalias() += matrices_->root * a;
}

void LinearModel::controlOutputs(const Vector<double>& a, Vector<double>& result) const {
  result = matrices_->initialProbe;
  result.noalias() += matrices_->probeRoot * a;
}

LinearisedFlow::LinearisedFlow(const SymmetricEigen& kernel, const Matrix<double>& probeKernel,
                               Vector<double> initialTrain, Vector<double> initialProbe, LossFunction loss,
                               FlowOptions options)
    : model_(kernel, probeKernel, std::move(initialTrain), std::move(initialProbe)),
      integrator_(model_, Vector<double>::Zero(kernel.values().size()), std::move(loss), options) {}

void LinearisedFlow::trainOutputs(double t, Vector<double>& result) const {
  integrator_.parametersAt(t, coordinates_);
  model_.trainOutputs(coordinates_, result);
}

void LinearisedFlow::probeOutputs(double t, Vector<double>& result) const {
  integrator_.parametersAt(t, coordinates_);
  model_.controlOutputs(coordinates_, result);
}

double LinearisedFlow::movement(double t) const {
  integrator_.parametersAt(t, coordinates_);
  return coordinates_.norm();
}

}  // namespace ntk

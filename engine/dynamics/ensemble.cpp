#include "engine/dynamics/ensemble.hpp"

#include <limits>

#include "engine/dynamics/kernel_flow.hpp"

namespace ntk {

namespace {

Vector<double> outputMajor(const Matrix<double>& outputs) { return outputs.reshaped(); }

}  // namespace

Ensemble::Ensemble(const SymmetricEigen& kernel, const Matrix<double>& probeKernel,
                   const GaussianPrior& prior, const Vector<double>& targets, double ridge)
    : eigenvalues_(kernel.values().array() + ridge), priorVariances_(prior.variances) {
  const Matrix<double>& q = kernel.vectors();
  const Index n = eigenvalues_.size();
  probeModes_ = probeKernel * q;
  targetModes_ = q.transpose() * targets.reshaped(n, targets.size() / n);
  priorModes_ = q.transpose() * prior.train * q;
  probePriorModes_ = prior.probe * q;
}

Matrix<double> Ensemble::transfer(double t) const {
  const auto n = static_cast<double>(eigenvalues_.size());
  Matrix<double> a = probeModes_;
  for (Index i = 0; i < a.cols(); ++i) a.col(i) *= flowFilter(t, eigenvalues_[i], n);
  return a;
}

Vector<double> Ensemble::mean(double t) const { return outputMajor(transfer(t) * targetModes_); }

Vector<double> Ensemble::variance(double t) const {
  const Matrix<double> a = transfer(t);
  const Matrix<double> moved = a * priorModes_ - 2 * probePriorModes_;
  return (priorVariances_ + moved.cwiseProduct(a).rowwise().sum()).cwiseMax(0.0);
}

Matrix<double> Ensemble::covariance(double t, const Matrix<double>& probePrior) const {
  const Matrix<double> a = transfer(t), explained = a * probePriorModes_.transpose();
  return probePrior + a * priorModes_ * a.transpose() - explained - explained.transpose();
}

Posterior gaussianPosterior(const GaussianPrior& prior, const Vector<double>& targets, double ridge) {
  const SymmetricEigen eigen(prior.train, std::numeric_limits<double>::epsilon());
  const Index n = eigen.values().size();
  Vector<double> inverse(n);
  for (Index i = 0; i < n; ++i) {
    inverse[i] = flowFilter(std::numeric_limits<double>::infinity(), eigen.values()[i] + ridge, 1);
  }
  const Matrix<double> modes = prior.probe * eigen.vectors(), solved = modes * inverse.asDiagonal();
  const Matrix<double> targetModes = eigen.vectors().transpose() * targets.reshaped(n, targets.size() / n);
  return {outputMajor(solved * targetModes),
          (prior.variances - solved.cwiseProduct(modes).rowwise().sum()).cwiseMax(0.0)};
}

}  // namespace ntk

#pragma once

#include <limits>
#include <memory>

#include "engine/dynamics/exponential_integrator.hpp"

namespace ntk {

/// The linearised network f = f_0 + J (θ − θ_0), for `ExponentialIntegrator`, in the coordinates a of its row
/// space: θ − θ_0 = Jᵀ c, K = J Jᵀ = Q Λ Qᵀ, a = Λ^{1/2} Qᵀ c. So |a| = ‖θ − θ_0‖, f = f_0 + Q Λ^{1/2} a at
/// the training points and f_0 + k(x, S) Q Λ^{−1/2} a elsewhere; modes of eigenvalue 0 have nothing to move
/// with.
class LinearModel {
  struct Matrices {
    Matrix<double> kernel, root, probeRoot;  // K, Q Λ^{1/2}, k(x, S) Q Λ^{−1/2}
    Vector<double> initialTrain, initialProbe;
  };

 public:
  using Parameters = Vector<double>;
  static constexpr double roundOff = std::numeric_limits<double>::epsilon();
  static constexpr double kernelRoundOff = roundOff;

  class Tape {
   public:
    const Vector<double>& outputs() const { return outputs_; }
    const Matrix<double>& kernel() const { return matrices_->kernel; }
    void vjp(const Vector<double>& cotangent, Vector<double>& gradient) const {
      gradient.noalias() = matrices_->root.transpose() * cotangent;
    }
    Vector<double> jvp(const Vector<double>& direction) const { return matrices_->root * direction; }

   private:
    friend class LinearModel;
    std::shared_ptr<const Matrices> matrices_;
    Vector<double> outputs_;
  };

  LinearModel(const SymmetricEigen& kernel, const Matrix<double>& probeKernel, Vector<double> initialTrain,
              Vector<double> initialProbe);

  Tape makeTape() const;
  void forward(const Vector<double>& a, Tape& tape) const { trainOutputs(a, tape.outputs_); }
  void backward(const Vector<double>&, Tape&) const {}
  void gradient(const Vector<double>&, const Vector<double>& cotangent, const Tape& tape,
                Vector<double>& result) const {
    tape.vjp(cotangent, result);
  }
  void trainOutputs(const Vector<double>& a, Vector<double>& result) const;
  void controlOutputs(const Vector<double>& a, Vector<double>& result) const;

 private:
  std::shared_ptr<const Matrices> matrices_;
};

/// Training of the linearised network in function space, df_S/dt = −K g(f_S)/n, with any loss:
///
///   f_t(x) = f_0(x) + k(x, S) c_t,   dc/dt = −ℓ'(f_0(S) + K c)/n.
///
/// K is n·k × n·k, k(x, S) is p × n·k, outputs output-major, no 1/n in the kernels, n the number of samples.
/// For the square loss it is `KernelFlow` without ridge, to round-off. The Gauss–Newton matrix is the exact
/// Jacobian here, so the scheme is an exponential Rosenbrock method. Errors are controlled at the training
/// and the probe points. Finite times only: the logistic losses have no limit in f.
class LinearisedFlow {
 public:
  LinearisedFlow(const SymmetricEigen& kernel, const Matrix<double>& probeKernel, Vector<double> initialTrain,
                 Vector<double> initialProbe, LossFunction loss, FlowOptions options);

  /// Tries one step, as `ExponentialIntegrator::attempt`.
  Status attempt() { return integrator_.attempt(); }
  double time() const { return integrator_.time(); }
  const FlowStatistics& statistics() const { return integrator_.statistics(); }

  /// f_t at the training points, t inside the last accepted step.
  void trainOutputs(double t, Vector<double>& result) const;
  /// f_t at the probe points.
  void probeOutputs(double t, Vector<double>& result) const;
  /// ‖θ_t − θ_0‖ = √(cᵀ K c).
  double movement(double t) const;

 private:
  LinearModel model_;
  ExponentialIntegrator<LinearModel> integrator_;
  mutable Vector<double> coordinates_;
};

}  // namespace ntk

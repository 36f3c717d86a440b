#pragma once

#include "engine/base/orthonormal_basis.hpp"
#include "engine/network/activation_pattern.hpp"
#include "engine/network/tape.hpp"

namespace ntk {

/// A network of kinked σ whose units stay on the lines of an `ActivationPattern`, whatever the sign of z,
/// with the pre-activations z_p of the held units p kept constant: the smooth system that the gradient flow
/// of a kinked network is between two changes of its pattern.
///
/// A unit is held where both sides push it onto its kink (Filippov's sliding mode). Its σ' is then the
/// s_p between both slopes with dz_p/dt = 0; points that share a kink are on its two sides for the same share
/// of the time. The gradient's part that carries s_p is along ∇z_p, so with
/// Z = [∇z_p] the flow is the gradient flow with s = 0 projected onto the complement of Z's span, and J
/// becomes
///
///   J̃ = J (I − Q Qᵀ),  K̃ = J̃ J̃ᵀ = K − (J Q)(J Q)ᵀ,  Q an orthonormal basis of the span.
///
/// Source: Filippov 1988, chapter 2; the projection holds at any depth, since ∇z_p of a unit above a held one
/// differs from that with s = 0 by a multiple of the latter's ∇z.
/// Q and J Q are in double, so K̃ is, like `Tape`'s K, that of the rounded factors to double's accuracy.
/// Without a pattern it is the network with σ itself. Members as in `Tape`.
template <class Scalar>
class PatternedTape {
 public:
  explicit PatternedTape(const Architecture& architecture)
      : architecture_(&architecture), tape_(architecture) {}

  /// `pattern` may be null.
  void forward(const Vector<Scalar>& parameters, const Matrix<Scalar>& inputs,
               const ActivationPattern<Scalar>* pattern);
  void backward(const Vector<Scalar>& parameters, const Matrix<Scalar>& directions);
  void gradient(const Vector<Scalar>& parameters, const Vector<double>& cotangent, Vector<Scalar>& result);

  const Vector<double>& outputs() const { return tape_.outputs(); }
  Matrix<double> kernel() const;
  void vjp(const Vector<double>& cotangent, Vector<Scalar>& result) const;
  Vector<double> jvp(const Vector<Scalar>& direction) const;

  /// z of each hidden layer.
  const std::vector<Matrix<Scalar>>& preActivations() const { return preActivations_; }
  /// The pattern's held units, first layer first.
  const std::vector<HiddenUnit>& held() const { return held_; }
  /// dz of each hidden layer and df (nk) along a direction of the parameters; nothing is projected.
  void push(const Vector<Scalar>& parameters, const Vector<Scalar>& direction,
            std::vector<Matrix<Scalar>>& preActivations, Vector<double>& outputs);

  /// What keeps a held unit on its kink: where between the slopes below (0) and above (1) its σ' is, and the
  /// pull Σ |ρ_p| c_p, c_p = −∂L/∂h_p, over the points p that share the kink, ∇z_p = ρ_p ∇z. Off the kink
  /// dz/dt is a positive multiple of pull · (share of that side − share). NaN where ∇z depends on several
  /// others.
  struct Hold {
    double share;
    double pull;
  };
  /// In the order of `held`; `gradient` was called last, with the loss's cotangent −ℓ'(f)/n.
  void holds(const Vector<Scalar>& parameters, const Vector<double>& cotangent, std::vector<Hold>& result);
  /// θ ← the nearest point with z_p = 0 for all held units, to first order.
  void returnToKinks(Vector<Scalar>& parameters);

 private:
  void findBasis(const Vector<Scalar>& parameters);
  SparseVector preActivationGradient(const Vector<Scalar>& parameters, const HiddenUnit& u) const;
  Vector<double> image(const SparseVector& direction) const;

  const Architecture* architecture_;
  Tape<Scalar> tape_;
  std::vector<Matrix<Scalar>> preActivations_;
  std::vector<HiddenUnit> held_;  // first hidden layer first
  std::shared_ptr<const SharedKinks> sharedKinks_;
  KinkSlopes kink_{};
  OrthonormalBasis basis_;
  std::vector<Index> independent_;  // which of the held units each vector of the basis is for
  Matrix<double> images_;           // J Q
  Vector<Scalar> unprojected_;
  Matrix<Scalar> pushed_, pushedOutputs_, product_;  // of `push`
};

}  // namespace ntk

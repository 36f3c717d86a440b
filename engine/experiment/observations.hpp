#pragma once

#include <optional>
#include <vector>

#include "engine/base/symmetric_eigen.hpp"
#include "engine/experiment/block.hpp"
#include "engine/experiment/initial_network.hpp"
#include "engine/theory/kinked_linearisation.hpp"
#include "engine/theory/lazy_convergence.hpp"

namespace ntk {

/// Points at which a network is compared with its linearisation: every k-th probe, at most this many.
inline constexpr Index kGapPoints = 32;
/// Neurons whose weights a frame has.
inline constexpr Index kShownNeurons = 2048;

/// What `observe.theory`, `observe.neurons` and `observe.weights` ask of a network's run: the lecture's
/// bounds beside what they bound, and weights. Entries that do not apply to the network, the loss or the
/// method are NaN. Only what is asked for has entries and is computed.
template <class Scalar>
class Observations {
 public:
  Observations(const Experiment& experiment, const Dataset& data, const InitialNetwork<Scalar>& network);

  void addStaticEntries(BlockLayout& layout) const;
  void addFrameEntries(BlockLayout& layout) const;

  /// At t = 0: K_0 and f_0(S) − y of the function that is shown.
  void begin(const SymmetricEigen& kernel, const Vector<double>& residual, Block& block);
  /// At t: θ_t, K_t, f_t(S) − y. In the order of time.
  void observe(double t, const Vector<Scalar>& parameters, const Matrix<double>& kernel,
               const Vector<double>& residual, Block& block);

 private:
  void addNeuronEntries(BlockLayout& layout) const;
  void beginGap();
  void putSpectrum(const SymmetricEigen& kernel, const Vector<double>& residual, Block& block) const;
  void putTheorem(const SymmetricEigen& kernel, Block& block) const;
  void observeKernel(double t, const Matrix<double>& kernel, const Vector<double>& residual, Block& block);
  void observeMovement(const Vector<Scalar>& parameters, Block& block);
  void observeGap(const Vector<Scalar>& parameters, Block& block);
  void observeNeurons(const Vector<Scalar>& parameters, Block& block) const;

  const Experiment& experiment_;
  const Dataset& data_;
  const InitialNetwork<Scalar>& network_;
  const Architecture& architecture_;

  std::optional<FirstLayerNetwork> firstLayer_;
  Matrix<Scalar> gapInputs_;
  double inputNorm_ = 0;  // the largest ‖x̃‖ among them
  std::optional<Tape<Scalar>> gapTape_;
  std::vector<KinkedWorstCase> worstCases_;  // of every gap point
  std::vector<std::uint8_t> initialPattern_;
  SymmetricEigen initialKernel_;
  Vector<double> initialModes_;
  LazyConvergence convergence_{};
  Vector<Scalar> lastParameters_;
  double pathLength_ = 0;
};

}  // namespace ntk

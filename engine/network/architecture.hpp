#pragma once

#include <vector>

#include "engine/base/types.hpp"
#include "engine/spec/experiment.hpp"

namespace ntk {

enum class Distribution { normal, sign, uniform };

/// One affine layer z = weightScale · W h + biasScale · b. Entries of W are drawn with standard deviation
/// weightDeviation (±1 for `sign`), of b with biasDeviation. With several groups W is block-diagonal: group g
/// of the outputs sees group g of the inputs only.
struct Layer {
  Index inputs;
  Index outputs;
  double weightScale;
  double biasScale;
  double weightDeviation = 1;
  double biasDeviation = 1;
  bool hasBias = true;
  bool trained = true;
  Distribution distribution = Distribution::normal;
  Index groups = 1;
  Index weightOffset =
      0;  ///< of W (groups × outputs/groups × inputs/groups, row-major) in the parameter vector
  Index biasOffset = 0;  ///< of b (outputs), right after W; no entries without bias

  Index groupInputs() const { return inputs / groups; }
  Index groupOutputs() const { return outputs / groups; }
  Index weightCount() const { return outputs * groupInputs(); }
  Index parameterCount() const { return weightCount() + (hasBias ? outputs : 0); }
};

/// A fully connected network, f = α z^{L+1} ∈ R^k: L hidden layers with one activation, then the output
/// layer. The parameter vector is layer by layer W, then b; untrained layers are in it too. With d inputs of
/// the layer:
///
///   lecture    scale 1 and no bias, then 1/√d with entries ±1; only layer 1 is trained (C4)
///   ntk        scales σ_w/√d and σ_b, deviations 1 (Jacot et al. 2018; Lee et al. 2019)
///   standard   scales 1, deviations σ_w/√d and σ_b
///   pytorch    scales 1, entries of W and b uniform in ±1/√d
///   meanField  ntk with the output divided by √m once more, m the last width, trained at rate m. The rate is
///   written
///              as a change of variables: every scale × √m, every deviation / √m (Mei, Montanari & Nguyen
///              2018; µP of Yang & Hu 2021)
///
/// Antisymmetric: hidden layers are two halves (two groups) with equal initial weights, the output weights of
/// the second half are opposite and the output biases 0, so f_0 = 0 to round-off at any depth, with the same
/// limit kernel (Zhang et al. 2020).
struct Architecture {
  std::vector<Layer> layers;
  Activation activation;
  double alpha;
  Index parameterCount;
  bool antisymmetric = false;

  Index outputs() const { return layers.back().outputs; }
};

Architecture makeArchitecture(const NetworkSpec& spec, Index inputDimension);

/// Initial parameters of member `member` of an ensemble. W is drawn row by row: a wider first layer begins
/// with the neurons of a narrower one. Layer l has a stream of its own.
template <class Scalar>
Vector<Scalar> drawParameters(const Architecture& architecture, std::uint64_t seed, std::uint32_t member = 0);

}  // namespace ntk

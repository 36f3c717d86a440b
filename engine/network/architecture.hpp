#pragma once

#include <vector>

#include "engine/base/types.hpp"
#include "engine/spec/experiment.hpp"

namespace ntk {

enum class Distribution { normal, sign };

/// One affine layer z = weightScale · W h + biasScale · b, entries of W iid N(0,1) or ±1, of b iid N(0,1).
struct Layer {
  Index inputs;
  Index outputs;
  double weightScale;
  double biasScale;
  bool hasBias;
  bool trained;
  Distribution distribution;
  Index weightOffset;  ///< of W (outputs × inputs, row-major) in the parameter vector
  Index biasOffset;    ///< of b (outputs), right after W; no entries without bias
};

/// A fully connected network with one output, f = α z^{L+1}: L hidden layers with one activation, then the
/// output layer. The parameter vector is layer by layer W (row-major), then b; untrained layers are in it
/// too.
///
/// lecture: layer 1 has weightScale 1 and no bias, layer 2 has weightScale 1/√m, entries ±1, not trained
/// (C4). ntk: weightScale σ_w/√(inputs), biasScale σ_b in every layer, all trained (Jacot et al. 2018; Lee et
/// al. 2019).
struct Architecture {
  std::vector<Layer> layers;
  Activation activation;
  double alpha;
  Index parameterCount;
};

Architecture makeArchitecture(const NetworkSpec& spec, Index inputDimension);

/// Initial parameters of member `member` of an ensemble. W is drawn row by row: a wider first layer begins
/// with the neurons of a narrower one. Layer l has a stream of its own.
template <class Scalar>
Vector<Scalar> drawParameters(const Architecture& architecture, std::uint64_t seed, std::uint32_t member = 0);

}  // namespace ntk

#pragma once

#include <algorithm>
#include <vector>

#include "engine/data/dataset.hpp"
#include "engine/network/tape.hpp"

namespace ntk {

/// Columns of probe points that are worked on at a time, so that width × columns stays small.
inline constexpr Index kProbeBlock = 64;

/// The network of an experiment at t = 0: all three jobs start from it.
template <class Scalar>
struct InitialNetwork {
  InitialNetwork(const Experiment& experiment, const Dataset& data, const std::vector<double>* weights)
      : architecture(makeArchitecture(experiment.network, data.inputs.rows())),
        isDrawn(weights == nullptr),
        inputs(data.inputs.cast<Scalar>()),
        probeInputs(data.probeInputs.cast<Scalar>()) {
    if (weights != nullptr) {
      parameters = Eigen::Map<const Vector<double>>(weights->data(), static_cast<Index>(weights->size()))
                       .cast<Scalar>();
    } else {
      parameters = drawParameters<Scalar>(architecture, experiment.network.seed,
                                          static_cast<std::uint32_t>(experiment.network.member));
    }
  }

  Architecture architecture;
  bool isDrawn;  ///< from the seed, not given: what holds with a probability holds for drawn weights only
  Matrix<Scalar> inputs, probeInputs;
  Vector<Scalar> parameters;
};

}  // namespace ntk

#include "engine/systems/deep_linear.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/base/random.hpp"
#include "engine/base/symmetric_eigen.hpp"

namespace ntk {

namespace {

using LayerMap = Eigen::Map<const Matrix<double>>;
using Factor = Eigen::Ref<const Matrix<double>>;

/// a b without Eigen's blocked kernels: matrices are small here, and so is this code.
Matrix<double> multiply(const Factor& a, const Factor& b) { return a.lazyProduct(b); }

/// The layers of a parameter vector, their products and the loss.
class LinearNetwork {
 public:
  LinearNetwork(const LinearRegression& problem, const LinearLayers& layers)
      : problem_(problem), products_(layers.size()), slope_(problem.correlation) {
    for (const Matrix<double>& layer : layers) {
      shapes_.push_back({layer.rows(), layer.cols(), parameterCount_});
      parameterCount_ += layer.size();
    }
  }

  Index parameterCount() const { return parameterCount_; }
  LayerMap layer(const Vector<double>& parameters, std::size_t l) const {
    const Shape& shape = shapes_[l];
    return {parameters.data() + shape.offset, shape.rows, shape.columns};
  }

  /// W_L ⋯ W_1.
  const Matrix<double>& product(const Vector<double>& parameters) const {
    products_[0] = layer(parameters, 0);
    for (std::size_t l = 1; l < shapes_.size(); ++l)
      products_[l] = multiply(layer(parameters, l), products_[l - 1]);
    return products_.back();
  }

  /// −∂L/∂W_l = −(W_L ⋯ W_{l+1})ᵀ (W C − B) (W_{l−1} ⋯ W_1)ᵀ, layer after layer.
  void descend(const Vector<double>& parameters, Vector<double>& slope) const {
    slope_ = problem_.correlation - multiply(product(parameters), problem_.inputCovariance);
    for (std::size_t l = shapes_.size(); l-- > 0;) {
      const Shape& shape = shapes_[l];
      Eigen::Map<Matrix<double>> out(slope.data() + shape.offset, shape.rows, shape.columns);
      if (l == 0) {
        out = slope_;
      } else {
        out = multiply(slope_, products_[l - 1].transpose());
        slope_ = multiply(layer(parameters, l).transpose(), slope_);
      }
    }
  }

  double loss(const Matrix<double>& map) const {
    return multiply(map, problem_.inputCovariance).cwiseProduct(map).sum() / 2 -
           map.cwiseProduct(problem_.correlation).sum() + problem_.power / 2;
  }

  /// D_l of all l.
  std::vector<Matrix<double>> imbalances(const Vector<double>& parameters) const {
    std::vector<Matrix<double>> all;
    for (std::size_t l = 0; l + 1 < shapes_.size(); ++l) {
      const LayerMap inner = layer(parameters, l), outer = layer(parameters, l + 1);
      all.emplace_back(multiply(outer.transpose(), outer) - multiply(inner, inner.transpose()));
    }
    return all;
  }

 private:
  struct Shape {
    Index rows, columns, offset;
  };
  const LinearRegression& problem_;
  std::vector<Shape> shapes_;
  Index parameterCount_ = 0;
  mutable std::vector<Matrix<double>> products_;
  mutable Matrix<double> slope_;
};

bool fits(const LinearRegression& problem, const LinearLayers& layers) {
  const Matrix<double>&c = problem.inputCovariance, &b = problem.correlation;
  if (layers.empty() || b.size() == 0 || c.rows() != b.cols() || c.cols() != b.cols()) return false;
  Index inputs = b.cols();
  for (const Matrix<double>& layer : layers) {
    if (layer.cols() != inputs || layer.rows() == 0 || !layer.allFinite()) return false;
    inputs = layer.rows();
  }
  return inputs == b.rows() && b.allFinite() && c.allFinite();
}

/// What is drawn of a trajectory of parameters.
void observe(const LinearNetwork& network, const LinearModes& modes, DeepLinearFlow& flow) {
  const Index reached = flow.parameters.cols(), count = modes.strengths.size();
  flow.losses.resize(reached);
  flow.modes.resize(count, reached);
  flow.crossTalk.resize(reached);
  flow.imbalanceDrift = Vector<double>::Zero(reached);
  std::vector<Matrix<double>> first;
  for (Index i = 0; i < reached; ++i) {
    const Vector<double> parameters = flow.parameters.col(i);
    const Matrix<double>& map = network.product(parameters);
    flow.losses[i] = network.loss(map);
    Matrix<double> inModes = multiply(multiply(modes.left.transpose(), map), modes.right);
    flow.modes.col(i) = inModes.diagonal();
    inModes.diagonal().setZero();
    flow.crossTalk[i] = inModes.norm();
    const std::vector<Matrix<double>> now = network.imbalances(parameters);
    if (i == 0) first = now;
    for (std::size_t l = 0; l < now.size(); ++l)
      flow.imbalanceDrift[i] = std::max(flow.imbalanceDrift[i], (now[l] - first[l]).cwiseAbs().maxCoeff());
  }
}

}  // namespace

LinearRegression linearRegression(const Matrix<double>& inputs, const Matrix<double>& targets) {
  const double n = static_cast<double>(inputs.cols());
  return {multiply(inputs, inputs.transpose()) / n, multiply(targets, inputs.transpose()) / n,
          targets.squaredNorm() / n};
}

LinearRegression whitenedRegression(const Matrix<double>& map) {
  return {Matrix<double>::Identity(map.cols(), map.cols()), map, map.squaredNorm()};
}

LinearModes linearModes(const Matrix<double>& map) {
  constexpr double kSmallestShare = 1e-7;
  const SymmetricEigen eigen(multiply(map.transpose(), map), std::numeric_limits<double>::epsilon());
  const Vector<double> all = eigen.values().cwiseSqrt();
  const Index limit = std::min(map.rows(), map.cols());
  Index rank = 0;
  while (rank < limit && all[rank] > kSmallestShare * all[0]) ++rank;
  LinearModes modes{all.head(rank), {}, eigen.vectors().leftCols(rank)};
  modes.left = multiply(map, modes.right) * modes.strengths.cwiseInverse().asDiagonal();
  return modes;
}

LinearLayers balancedLayers(const LinearModes& modes, int depth, double initialStrength) {
  const Index rank = modes.strengths.size();
  const double share = std::pow(initialStrength, 1.0 / depth);
  LinearLayers layers(static_cast<std::size_t>(depth), share * Matrix<double>::Identity(rank, rank));
  layers.front() = multiply(layers.front(), modes.right.transpose());
  layers.back() = multiply(modes.left, layers.back());
  return layers;
}

LinearLayers drawLinearLayers(const std::vector<Index>& widths, double deviation, std::uint64_t seed) {
  LinearLayers layers;
  for (std::size_t l = 1; l < widths.size(); ++l) {
    RandomStream stream(seed, 0, static_cast<std::uint32_t>(l), Purpose::weights);
    Matrix<double> layer(widths[l], widths[l - 1]);
    for (double& entry : layer.reshaped()) entry = deviation * stream.normal();
    layers.push_back(layer);
  }
  return layers;
}

DeepLinearFlow deepLinearFlow(const LinearRegression& problem, const LinearLayers& layers,
                              const Vector<double>& times, double tolerance, int maximumSteps) {
  DeepLinearFlow result;
  const bool isGrid =
      times.size() > 0 && times[0] >= 0 && times.allFinite() && std::is_sorted(times.begin(), times.end());
  if (!fits(problem, layers) || !isGrid || !(tolerance > 0)) {
    result.status = Status::refused;
    return result;
  }
  const LinearNetwork network(problem, layers);
  Vector<double> initial(network.parameterCount());
  Index offset = 0;
  for (const Matrix<double>& layer : layers) {
    initial.segment(offset, layer.size()) = layer.reshaped();
    offset += layer.size();
  }
  const auto flow = [&](double, const Vector<double>& parameters, Vector<double>& slope) {
    network.descend(parameters, slope);
  };
  // Weights that start at 0 need some scale: that of one, at the least.
  const double largest = initial.cwiseAbs().maxCoeff();
  const double absolute = tolerance * (largest > 0 ? largest : 1);
  const Trajectory trajectory =
      integrate(RightHandSide(flow), initial, times, tolerance, absolute, maximumSteps);
  result.parameters = trajectory.states;
  result.status = trajectory.status;
  result.statistics = trajectory.statistics;
  observe(network, linearModes(problem.correlation), result);
  return result;
}

}  // namespace ntk

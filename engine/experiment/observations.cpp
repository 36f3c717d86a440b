#include "engine/experiment/observations.hpp"

#include <limits>

#include "engine/network/affine.hpp"
#include "engine/network/empirical_kernel.hpp"
#include "engine/theory/feature_movement.hpp"
#include "engine/theory/kernel_quantities.hpp"
#include "engine/theory/smooth_linearisation.hpp"

namespace ntk {

namespace {

constexpr double kNotApplicable = std::numeric_limits<double>::quiet_NaN();

Index shownOf(Index neurons) { return std::min(neurons, kShownNeurons); }

/// C19 and Theorem 8.1 are about gradient flow of the square loss.
bool isSquareFlow(const DynamicsSpec& dynamics) {
  return dynamics.method == Method::flow && dynamics.loss == Loss::square;
}

}  // namespace

template <class Scalar>
Observations<Scalar>::Observations(const Experiment& experiment, const Dataset& data,
                                   const InitialNetwork<Scalar>& network)
    : experiment_(experiment), data_(data), network_(network), architecture_(network.architecture) {}

template <class Scalar>
void Observations<Scalar>::addStaticEntries(BlockLayout& layout) const {
  if (!experiment_.observe.theory) return;
  const Index order = data_.y.size();
  layout.add("eigenvectors", {order, order}, "",
             "Unit eigenvectors q_i of K_0, one a row, largest eigenvalue first.");
  layout.add("conditionNumber", {1}, "", "λ_max/λ_min of K_0; infinity where it is singular.");
  layout.add("effectiveDimension", {1}, "", "Σ λ_i/(λ_i + ridge) of K_0; its rank at ridge 0.");
  layout.add("rkhsNormOfTarget", {1}, "",
             "√(yᵀK_0⁻¹y): norm of the smallest function through the targets (C14).");
  layout.add("lazyRadius", {1}, "", "√(rᵀK_0⁻¹r), r = y − f_0: ‖W_∞ − W_0‖ of the linearised network (C14).");
  layout.add("excludedModes", {1}, "", "Eigenvalues of K_0 that are 0 to round-off: left out of both norms.");
  layout.add(
      "theorem81Holds", {1}, "",
      "1 if α reaches what Theorem 8.1 needs, else 0; NaN where it does not apply: it needs a smooth "
      "activation, one hidden layer of which only the first weights are trained, and the square loss's "
      "flow.");
  layout.add("theorem81Alpha", {1}, "", "The α that Theorem 8.1 needs at this ‖f_0 − y‖; NaN as above.");
  layout.add("theorem81Rate", {1}, "", "The rate that it guarantees, λ_0/n; NaN as above.");
  layout.add("theorem81Radius", {1}, "", "The radius that it guarantees; NaN as above.");
}

template <class Scalar>
void Observations<Scalar>::addFrameEntries(BlockLayout& layout) const {
  if (experiment_.observe.neurons) addNeuronEntries(layout);
  if (experiment_.observe.weights) {
    layout.add("weights", {architecture_.parameterCount}, "",
               "θ_t: W row by row, then b, of one affine layer after another.");
  }
  if (!experiment_.observe.theory) return;
  const Index order = data_.y.size(), count = static_cast<Index>(architecture_.layers.size());
  layout.add("smallestEigenvalue", {1}, "", "λ_min(K_t); C19 needs at least half of that of K_0.");
  layout.add("alignment", {1}, "", "⟨K_t, yyᵀ⟩/(‖K_t‖ ‖yyᵀ‖), K_t averaged over outputs (C22).");
  layout.add("centredAlignment", {1}, "", "The same of K_t and y centred over the samples.");
  layout.add("modeResiduals", {order}, "y", "q_iᵀ(f_t − y), q_i the eigenvectors of K_0 (C15).");
  layout.add("predictedModeResiduals", {order}, "y", "q_iᵀ(f_0 − y) e^{−λ_i t/n}.");
  layout.add("lossBound", {1}, "",
             "L(0) e^{−λ_0 t/n} (C19), valid while λ_min(K_t) ≥ λ_0/2; NaN where it does not apply: other "
             "losses or methods.");
  layout.add("radiusBound", {1}, "", "√(2/λ_0) ‖f_0 − y‖ (C19), bounds path and movement; NaN likewise.");
  layout.add("pathLength", {1}, "", "Length of the path of all parameters, as a polygon through the frames.");
  layout.add("movementPerLayer", {count}, "", "‖θ_t − θ_0‖ of every affine layer.");
  layout.add("relativeMovementPerLayer", {count}, "",
             "The same divided by ‖θ_0‖ of the layer; NaN if that is 0.");
  layout.add(
      "flippedShare", {1}, "",
      "Share of (hidden unit, training point) pairs whose pre-activation changed its sign since t = 0.");
  layout.add("linearisationGap", {1}, "y",
             "Largest |f(x; W_t) − f_{W_0}(x; W_t)| over at most 32 probe points, both at W_t.");
  layout.add("c5Bound", {1}, "y",
             "C5's bound on it; NaN where it does not apply: infinite β, or anything but the first of two "
             "layers trained.");
  layout.add("c6Bound", {1}, "y",
             "C6's bound, at each fixed point with probability 1 − failureProbability; NaN where it does not "
             "apply: as C5, and smooth activations or weights that are given or not independent.");
  layout.add("c6WorstCase", {1}, "y",
             "The exact largest gap over the ball of C6, largest over the same points; NaN where it does not "
             "apply: one output with ±1 weights and a kinked activation.");
}

template <class Scalar>
void Observations<Scalar>::addNeuronEntries(BlockLayout& layout) const {
  const Layer &first = architecture_.layers.front(), &last = architecture_.layers.back();
  layout.add("firstWeights", {shownOf(first.outputs), first.inputs}, "",
             "W of the first layer, one row a neuron, at most 2048 neurons.");
  if (first.hasBias) layout.add("firstBiases", {shownOf(first.outputs)}, "", "b of the same neurons.");
  layout.add("outputWeights", {last.outputs, shownOf(last.inputs)}, "",
             "W of the output layer, one row an output, at most 2048 neurons.");
}

template <class Scalar>
void Observations<Scalar>::begin(const SymmetricEigen& kernel, const Vector<double>& residual, Block& block) {
  if (!experiment_.observe.theory) return;
  initialKernel_ = kernel;
  initialModes_ = modeResiduals(kernel, residual);
  convergence_ = {kernel.smallest(), residual.norm(), data_.inputs.cols()};
  initialPattern_ = activationPattern(architecture_, network_.parameters, network_.inputs);
  lastParameters_ = network_.parameters;
  beginGap();
  putSpectrum(kernel, residual, block);
  putTheorem(kernel, block);
}

template <class Scalar>
void Observations<Scalar>::beginGap() {
  const Index probes = network_.probeInputs.cols(), stride = (probes + kGapPoints - 1) / kGapPoints;
  gapInputs_ =
      network_.probeInputs(Eigen::all, Eigen::seqN(Index{0}, (probes + stride - 1) / stride, stride));
  gapTape_.emplace(architecture_);
  gapTape_->record(network_.parameters, gapInputs_);
  firstLayer_ = firstLayerNetwork(architecture_, network_.parameters);
  if (!firstLayer_) return;
  firstLayer_->isStandardNormal &= network_.isDrawn;
  const Vector<double> norms =
      extendedInputs(architecture_, gapInputs_.template cast<double>()).colwise().norm().transpose();
  inputNorm_ = norms.maxCoeff();
  if (!hasKinkedWorstCase(*firstLayer_) || architecture_.outputs() > 1) return;
  const Matrix<double> u = firstPreActivations(architecture_, network_.parameters, gapInputs_);
  for (Index i = 0; i < u.cols(); ++i) worstCases_.emplace_back(*firstLayer_, u.col(i), norms[i]);
}

template <class Scalar>
void Observations<Scalar>::putSpectrum(const SymmetricEigen& kernel, const Vector<double>& residual,
                                       Block& block) const {
  const KernelNorm target = kernelNorm(kernel, data_.targets());
  block.put("eigenvectors", Matrix<double>(kernel.vectors().transpose()));
  block.put("conditionNumber", conditionNumber(kernel));
  block.put("effectiveDimension", effectiveDimension(kernel, experiment_.limit.ridge));
  block.put("rkhsNormOfTarget", std::sqrt(target.squared));
  block.put("lazyRadius", std::sqrt(kernelNorm(kernel, residual).squared));
  block.put("excludedModes", static_cast<double>(target.excludedModes));
}

template <class Scalar>
void Observations<Scalar>::putTheorem(const SymmetricEigen& kernel, Block& block) const {
  std::optional<double> lipschitz;
  if (firstLayer_ && isSquareFlow(experiment_.dynamics))
    lipschitz = jacobianLipschitz(*firstLayer_, extendedInputs(architecture_, data_.inputs));
  Theorem81 theorem{};
  if (lipschitz) theorem = theorem81(convergence_, kernel.largest(), *lipschitz, architecture_.alpha);
  block.put("theorem81Holds", lipschitz ? (theorem.holds ? 1.0 : 0.0) : kNotApplicable);
  block.put("theorem81Alpha", lipschitz ? theorem.alphaNeeded : kNotApplicable);
  block.put("theorem81Rate", lipschitz ? theorem.rate : kNotApplicable);
  block.put("theorem81Radius", lipschitz ? theorem.radius : kNotApplicable);
}

template <class Scalar>
void Observations<Scalar>::observe(double t, const Vector<Scalar>& parameters, const Matrix<double>& kernel,
                                   const Vector<double>& residual, Block& block) {
  if (experiment_.observe.neurons) observeNeurons(parameters, block);
  if (experiment_.observe.weights) block.put("weights", Vector<double>(parameters.template cast<double>()));
  if (!experiment_.observe.theory) return;
  observeKernel(t, kernel, residual, block);
  observeMovement(parameters, block);
  observeGap(parameters, block);
}

template <class Scalar>
void Observations<Scalar>::observeKernel(double t, const Matrix<double>& kernel,
                                         const Vector<double>& residual, Block& block) {
  const Matrix<double> averaged = averagedOverOutputs(kernel, architecture_.outputs());
  block.put("smallestEigenvalue", SymmetricEigen(kernel, kGramRoundOff<Scalar>).smallest());
  block.put("alignment", alignment(averaged, data_.y));
  block.put("centredAlignment", centredAlignment(averaged, data_.y));
  block.put("modeResiduals", modeResiduals(initialKernel_, residual));
  block.put("predictedModeResiduals",
            predictedModeResiduals(initialKernel_, initialModes_, data_.inputs.cols(), t));
  const bool applies = isSquareFlow(experiment_.dynamics);
  block.put("lossBound", applies ? convergence_.lossBound(t) : kNotApplicable);
  block.put("radiusBound", applies ? convergence_.radius() : kNotApplicable);
}

template <class Scalar>
void Observations<Scalar>::observeMovement(const Vector<Scalar>& parameters, Block& block) {
  pathLength_ += static_cast<double>((parameters - lastParameters_).norm());
  lastParameters_ = parameters;
  block.put("pathLength", pathLength_);
  block.put("movementPerLayer", movementPerLayer(architecture_, network_.parameters, parameters));
  block.put("relativeMovementPerLayer",
            relativeMovementPerLayer(architecture_, network_.parameters, parameters));
  block.put("flippedShare",
            flippedShare(initialPattern_, activationPattern(architecture_, parameters, network_.inputs)));
}

template <class Scalar>
void Observations<Scalar>::observeGap(const Vector<Scalar>& parameters, Block& block) {
  const Vector<Scalar> displacement = parameters - network_.parameters;
  const double movement = static_cast<double>(displacement.norm());
  block.put("linearisationGap",
            linearisationGap(*gapTape_, displacement, networkOutputs(architecture_, parameters, gapInputs_))
                .maxCoeff());
  std::optional<double> smooth, kinked;
  if (firstLayer_) {
    smooth = smoothGapBound(*firstLayer_, inputNorm_, movement);
    kinked = kinkedGapBound(*firstLayer_, inputNorm_, movement, experiment_.observe.failureProbability);
  }
  double worst = worstCases_.empty() ? kNotApplicable : 0;
  for (const KinkedWorstCase& worstCase : worstCases_) worst = std::max(worst, worstCase(movement));
  block.put("c5Bound", smooth.value_or(kNotApplicable));
  block.put("c6Bound", kinked.value_or(kNotApplicable));
  block.put("c6WorstCase", worst);
}

template <class Scalar>
void Observations<Scalar>::observeNeurons(const Vector<Scalar>& parameters, Block& block) const {
  const Layer &first = architecture_.layers.front(), &last = architecture_.layers.back();
  const Matrix<double> weights =
      weightsOf(first, 0, parameters).topRows(shownOf(first.outputs)).template cast<double>();
  const Matrix<double> output =
      weightsOf(last, 0, parameters).leftCols(shownOf(last.inputs)).template cast<double>();
  block.put("firstWeights", weights);
  if (first.hasBias) {
    const Vector<double> biases =
        biasOf(first, parameters).head(shownOf(first.outputs)).template cast<double>();
    block.put("firstBiases", biases);
  }
  block.put("outputWeights", output);
}

template class Observations<float>;
template class Observations<double>;

}  // namespace ntk

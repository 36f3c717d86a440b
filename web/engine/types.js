/**
 * Shapes that cross between the C++ engine and JavaScript. The engine publishes them; nothing here is a second source.
 *
 * @typedef {{ value: string, label: string, help?: string }} Choice
 *
 * @typedef {object} Field one row of the engine's field table
 * @property {string} path such as `network.width`
 * @property {'choice' | 'integer' | 'number' | 'boolean' | 'points' | 'integers' | 'numbers' | 'rows'} type
 * @property {any} default
 * @property {number} minimum of a number, or of every number of a list; 0 elsewhere
 * @property {number} maximum of a number, or of every number of a list; the largest count of points or rows
 * @property {'linear' | 'log'} scale how a slider is spaced
 * @property {Choice[]} choices
 * @property {string} symbol the field's letter in the lecture, may be empty
 * @property {string} unit may be empty
 * @property {string} label
 * @property {string} [help] a sentence; those of the page are in `field-help.js`
 * @property {JobName[]} jobs whose results a change makes stale
 * @property {boolean} advanced
 *
 * @typedef {object} DatasetInfo a real data set; physical = offset + scale · standardised
 * @property {string} value of `data.source`
 * @property {string} title
 * @property {string} source
 * @property {string} licence
 * @property {string} inputLabel
 * @property {string} outputLabel
 * @property {number} inputOffset
 * @property {number} inputScale
 * @property {number} outputOffset
 * @property {number} outputScale
 *
 * @typedef {{ version: number, fields: Field[], datasets: DatasetInfo[] }} FieldTable
 * @typedef {'running' | 'finished' | 'refused' | 'diverged' | 'budget' | 'memory' | 'interrupted'} StatusName
 * @typedef {{ name: StatusName, sentence: string, final: boolean }} StatusRow
 * @typedef {'network' | 'linearisation' | 'limit'} JobName
 * @typedef {{ field: string, value: string, message: string }} Fault
 * @typedef {{ name: string, offset: number, shape: number[], unit: string, help: string }} LayoutEntry offset in floats
 * @typedef {{ constants: LayoutEntry[], frame: LayoutEntry[] }} Layouts of the two kinds of block of one run
 * @typedef {{ status: StatusName, sentence: string, progress: number }} SliceReport progress in 0 … 1
 * @typedef {SliceReport & { framesReady: number }} Report
 * @typedef {Record<string, any>} ExperimentDocument version 1, see `engine/spec/fields.hpp`
 * @typedef {Record<string, Float32Array>} Block named quantities of a static block or a frame; matrices row-major
 *
 * @typedef {object} EngineRun one job of one document; `delete` must be called
 * @property {() => Fault[]} faults if not empty nothing else may be called but `delete`
 * @property {() => LayoutEntry[]} staticLayout
 * @property {() => LayoutEntry[]} frameLayout
 * @property {() => Float32Array<ArrayBuffer>} staticBlock complete once a frame is ready
 * @property {(milliseconds: number) => Report} advance works for about that long
 * @property {() => Float32Array<ArrayBuffer> | undefined} takeFrame
 * @property {() => void} delete
 *
 * @typedef {{ data: Float64Array, shape: number[] }} Tensor row-major
 * @typedef {{ data: ArrayLike<number>, shape: readonly number[] }} TensorLike a tensor as calls take it
 * @typedef {{ status: StatusName, sentence: string }} Status
 * @typedef {{ faults: Fault[] }} Refusal
 * @typedef {Record<string, number>} Measures of one cell of a sweep, by name
 * @typedef {{ name: string, unit: string, help: string }} MeasureRow
 * @typedef {{ slope: number, intercept: number, standardError: number, low: number, high: number }} PowerLaw
 *   log y = intercept + slope · log x; low and high bound the slope; NaN where there are too few points
 *
 * @typedef {object} DatasetTensors
 * @property {Tensor} x
 * @property {Tensor} y
 * @property {Tensor} inputs
 * @property {Tensor} probeX
 * @property {Tensor} probeTarget
 * @property {Tensor} probeInputs
 *
 * @typedef {object} SweepRun cells of one sweep, one at a time; `delete` must be called
 * @property {() => Fault[]} faults if not empty nothing else may be called but `delete`
 * @property {() => Float64Array<ArrayBuffer>} values
 * @property {() => number} members
 * @property {(position: number, member: number) => void} begin starts the cell of a value, by its position
 * @property {(milliseconds: number) => Status & { progress: number }} advance
 * @property {() => Measures} measures once the cell's status is final
 * @property {() => void} delete
 *
 * @typedef {object} KernelProblem regression with a kernel that the caller has, without 1/n in it
 * @property {TensorLike} kernel [n, n], symmetric
 * @property {TensorLike} targets [n, k]
 * @property {TensorLike} [probeKernel] k(x, S) [p, n]; default: no probe points
 * @property {TensorLike} [trainMean] prior mean, or initial function, at the training points [n, k]; default 0
 * @property {TensorLike} [probeMean] the same at the probe points [p, k]
 * @property {number} [ridge] λ of K + λI, the variance of the noise; default 0
 *
 * @typedef {object} KernelRegression
 * @property {boolean} isSingular to round-off: then only smallestPivot is here; a ridge or `kernelFlow` helps
 * @property {number} smallestPivot of the Cholesky factor, squared: at least λ_min(K + λI), up to round-off
 * @property {Tensor} prediction f(x) [p, k]
 * @property {Tensor} coefficients (K + λI)⁻¹(y − m) [n, k]
 * @property {number} squaredNorm ‖f − m‖² in the RKHS, summed over outputs
 * @property {number} effectiveDimension tr K(K + λI)⁻¹
 * @property {Tensor} [covariance] of the posterior [p, p], if the prior's was given
 * @property {Tensor} [variance] its diagonal, never negative [p]
 *
 * @typedef {object} KernelFlow at T times
 * @property {Tensor} trainOutputs [T, n, k]
 * @property {Tensor} probeOutputs [T, p, k]
 * @property {Tensor} modeResiduals q_iᵀ(f_t − y) [T, n, k]
 * @property {Tensor} movement ‖f_t − f_0‖ in the RKHS [T]
 * @property {Tensor} eigenvalues descending [n]
 *
 * @typedef {object} KernelQuantities
 * @property {Tensor} eigenvalues descending [n]
 * @property {Tensor} eigenvectors in columns [n, n]
 * @property {number} conditionNumber Infinity where the kernel is singular to round-off
 * @property {number} effectiveDimension Σ λ_i/(λ_i + ridge)
 * @property {number} [squaredNorm] yᵀK⁺y, with targets, as all below
 * @property {number} [excludedModes] of eigenvalue 0, left out of it
 * @property {number} [excludedShare] their share of ‖y‖²
 * @property {number} [alignment] yᵀKy/(‖K‖ ‖y‖²)
 * @property {number} [centredAlignment]
 * @property {Tensor} [modes] q_iᵀ y [n, k]
 *
 * @typedef {{ time: number, mean: Tensor, variance: Tensor, covariance?: Tensor }} EnsembleFrame mean [p, k]; variance
 *   [p] and covariance [p, p] are those of each output
 *
 * @typedef {object} MonteCarloFrame
 * @property {number} networks how many the mean is over
 * @property {Tensor} mean [n, n]
 * @property {Tensor} standardError of every entry of the mean [n, n]; NaN of one network
 * @property {number} relativeDistance ‖mean − limit‖_F / ‖limit‖_F, limit the infinite-width kernel
 *
 * @typedef {object} LinearisationBounds on |f − f_{W0}| over ‖W − W_0‖_F ≤ radius, at every input [n]; NaN where they do
 *   not apply
 * @property {number} radius
 * @property {Tensor} c5Bound smooth σ
 * @property {Tensor} c5Reached a gap that is reached in the ball
 * @property {Tensor} c5DualBound no gap in the ball is above it
 * @property {Tensor} c6Bound kinked σ, at each input with probability 1 − failureProbability; drawn weights only
 * @property {Tensor} c6WorstCase the exact largest gap, of ±1 output weights
 *
 * @typedef {object} GradientNormRecord of the iterates that were measured up to now
 * @property {Tensor} steps their numbers s
 * @property {Tensor} minimum least ‖∇L‖² of the full batch up to each
 * @property {Tensor} bound on it, at the rates of the run, with A and β as measured up to now
 * @property {Tensor} tunedBound on it, at the best single rate for so many steps: falls like s^(−1/2) at most
 * @property {number} a A of E‖ĝ‖² ≤ 2A(L − inf L) + B‖∇L‖² + C, measured
 * @property {number} b B, exact
 * @property {number} c C, 0
 * @property {number} smoothness β, measured
 * @property {number} initialLoss
 * @property {boolean} isRateAllowed the first rate is at most 1/(βB)
 * @property {boolean} isSmooth σ″ is bounded: without it the theorem says nothing
 *
 * @typedef {object} Landscape (1/n) Σ ½(f(x_i) − y_i)² of a network of two parameters p and q
 * @property {'twoNeurons' | 'opposedNeurons' | 'oneHiddenUnit' | 'neuronWithBias'} [network] (σ(px) + σ(qx))/√2,
 *   (σ(px) − σ(qx))/√2, q σ(px), σ(px + q); default the first
 * @property {string} [activation] default 'relu'
 * @property {ArrayLike<number>} x
 * @property {ArrayLike<number>} y
 *
 * @typedef {object} LectureModule the wasm module of the lecture's small systems
 * @property {() => FieldTable} fieldTable with all texts; the build writes it to `field-table.js` and `field-help.js`
 * @property {(options: object) => { weights: Tensor, losses: Tensor, isStuck: boolean } | Refusal} singleRelu
 * @property {(options: object) => Status & { outputs: Tensor, losses: Tensor, weights: Tensor, signs: Tensor,
 *   deaths: Tensor, isStuck: boolean, stuckProbability: number } | Refusal} reluEnsemble
 * @property {(options: object) => Status & { loss: Tensor, slopeP: Tensor, slopeQ: Tensor } | Refusal} landscape
 * @property {(options: object) => Status & { lines: (Status & { states: Tensor })[] } | Refusal} flowLines
 * @property {(options: object) => Status & { values: Tensor, escapeTime: number } | Refusal} saxeMode
 * @property {(options: object) => Status & { strengths: Tensor, modes: Tensor, losses: Tensor, crossTalk: Tensor,
 *   imbalanceDrift: Tensor } | Refusal} deepLinear
 * @property {(options: object) => Status & { escapes: Tensor, states: Tensor, losses: Tensor, growth: number }
 *   | Refusal} saddleChain
 * @property {(options: object) => Status & { outputs: Tensor, kernels: Tensor, losses: Tensor,
 *   regime: 'lazy' | 'catapult' | 'divergent' } | Refusal} catapult
 *
 * @typedef {object} EngineModule the wasm module; from `dataset` to `SweepRun` only in the library's
 * @property {() => StatusRow[]} statusTable
 * @property {() => string} version
 * @property {(document: unknown, weights: ArrayLike<number> | undefined) => Fault[]} validate
 * @property {(document: unknown) => ExperimentDocument | undefined} complete undefined if there are faults
 * @property {(document: unknown) => Float64Array<ArrayBuffer> | undefined} initialWeights layer by layer, W row-major, then b
 * @property {(document: unknown) => DatasetTensors | Refusal} dataset
 * @property {(document: unknown, options: object) => Tensor | Refusal} analyticKernel
 * @property {(document: unknown, options: object) => Tensor | Refusal} empiricalKernel
 * @property {(document: unknown, options: object) => Tensor | Refusal} predict
 * @property {(options: object) => KernelRegression | Refusal} kernelRegression
 * @property {(options: object) => KernelFlow | Refusal} kernelFlow
 * @property {(options: object) => KernelQuantities | Refusal} kernelQuantities
 * @property {new (document: unknown, options: object) => SlicedCall<EnsembleFrame>} EnsembleRun
 * @property {new (document: unknown, options: object) => SlicedCall<MonteCarloFrame>} MonteCarloRun
 * @property {new (document: unknown, options: object) => SlicedCall<GradientNormRecord>} GradientNormRun
 * @property {new (document: unknown, options: object) => SlicedCall<LinearisationBounds>} LinearisationBoundsRun
 * @property {(options: object) => { value: Tensor, derivative: Tensor, secondDerivative: Tensor, curvatureBound: number,
 *   kinkJump: number } | Refusal} activation
 * @property {(options: object) => { value: Tensor, derivative: Tensor } | Refusal} dual
 * @property {(options: object) => { mean: number, quantiles: number[] } | Refusal} statistics
 * @property {(options: object) => PowerLaw | Refusal} powerLaw
 * @property {() => MeasureRow[]} sweepMeasures
 * @property {new (document: unknown) => SweepRun} SweepRun
 * @property {new (job: string, document: unknown, weights: ArrayLike<number> | undefined) => EngineRun} Run
 */

/**
 * @template {SliceReport} RunReport
 * @typedef {{ faults: () => Fault[], advance: (milliseconds: number) => RunReport, delete: () => void }} SlicedRun a
 *   run that is advanced in slices; if `faults` is not empty nothing else may be called but `delete`
 */

/**
 * @template Result
 * @typedef {SlicedRun<SliceReport> & { take: () => Result | undefined }} SlicedCall
 */

export {};

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
 * @typedef {{ status: StatusName, sentence: string, progress: number, framesReady: number }} Report progress in 0 … 1
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
 * @property {(options: object) => { mean: number, quantiles: number[] } | Refusal} statistics
 * @property {(options: object) => PowerLaw | Refusal} powerLaw
 * @property {() => MeasureRow[]} sweepMeasures
 * @property {new (document: unknown) => SweepRun} SweepRun
 * @property {new (job: string, document: unknown, weights: ArrayLike<number> | undefined) => EngineRun} Run
 */

export {};

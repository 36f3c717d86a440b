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
 * @typedef {object} EngineModule the wasm module
 * @property {() => FieldTable} fieldTable
 * @property {() => StatusRow[]} statusTable
 * @property {() => string} version
 * @property {(document: unknown, weights: ArrayLike<number> | undefined) => Fault[]} validate
 * @property {(document: unknown) => ExperimentDocument | undefined} complete undefined if there are faults
 * @property {(document: unknown) => Float64Array<ArrayBuffer> | undefined} initialWeights layer by layer, W row-major, then b
 * @property {new (job: string, document: unknown, weights: ArrayLike<number> | undefined) => EngineRun} Run
 */

export {};

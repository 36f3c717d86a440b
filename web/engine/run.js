/** @import { EngineRun, Fault, LayoutEntry, Report } from './types.js' */

/**
 * @typedef {object} RunFunctions what a module has of runs; the address is that of a run in its memory
 * @property {(job: string, document: unknown, weights: ArrayLike<number> | undefined) => number} beginRun
 * @property {(address: number) => void} endRun
 * @property {(address: number) => Fault[]} runFaults
 * @property {(address: number) => LayoutEntry[]} runStaticLayout
 * @property {(address: number) => LayoutEntry[]} runFrameLayout
 * @property {(address: number) => Float32Array<ArrayBuffer>} runStaticBlock
 * @property {(address: number, milliseconds: number) => Report} advanceRun
 * @property {(address: number) => Float32Array<ArrayBuffer> | undefined} takeFrame
 */

/**
 * The class that they are the functions of.
 * @param {RunFunctions} engine
 * @returns {new (job: string, document: unknown, weights: ArrayLike<number> | undefined) => EngineRun}
 */
export const runClass = (engine) =>
  class Run {
    /** @type {number} */ #address;

    /** @param {string} job @param {unknown} document @param {ArrayLike<number> | undefined} weights */
    constructor(job, document, weights) {
      this.#address = engine.beginRun(job, document, weights);
    }

    get #alive() {
      if (this.#address === 0) throw new Error('this run was deleted');
      return this.#address;
    }

    faults() {
      return engine.runFaults(this.#alive);
    }
    staticLayout() {
      return engine.runStaticLayout(this.#alive);
    }
    frameLayout() {
      return engine.runFrameLayout(this.#alive);
    }
    staticBlock() {
      return engine.runStaticBlock(this.#alive);
    }
    /** @param {number} milliseconds */
    advance(milliseconds) {
      return engine.advanceRun(this.#alive, milliseconds);
    }
    takeFrame() {
      return engine.takeFrame(this.#alive);
    }
    delete() {
      engine.endRun(this.#alive);
      this.#address = 0;
    }
  };

/** @import { Fault } from '../engine/types.js' */

/**
 * @typedef {'load' | 'wasm' | 'size' | 'engine' | 'document' | 'source'} ProblemKind `load` the engine's files cannot be
 *   had, `wasm` there is no WebAssembly, `size` too many points for a page that refuses workers, `engine` it broke down,
 *   `document` the experiment is none, or the engine refuses it, `source` `src` cannot be loaded
 */

/** Why a figure shows nothing, or not what was asked: what `ready` rejects with and `ntk-error` tells. */
export class FigureProblem extends Error {
  name = 'FigureProblem';

  /** @param {ProblemKind} kind @param {string} message a sentence for a reader @param {Fault[]} [faults] by field */
  constructor(kind, message, faults = []) {
    super(message);
    this.kind = kind;
    this.faults = faults;
  }

  /** Whether the figure itself shows it, where its controls can mend it. */
  isShown = false;

  /** Whether the same may work later. */
  get canRetry() {
    return ['load', 'engine', 'source'].includes(this.kind);
  }
}

/** @import { Block, Fault, LayoutEntry, Layouts, StatusName } from './types.js' */
/** @import { HostEvent } from './protocol.js' */
import { unpack } from './block.js';

/**
 * @typedef {'load' | 'wasm' | 'size' | 'engine'} Failure why there is no run at all: the engine's files cannot be had, there
 *   is no WebAssembly, too many points for a page that refuses workers, the engine broke down
 *
 * @typedef {{ status: StatusName, sentence: string, progress: number, failure?: Failure, measures?: Float64Array }} RunReport
 *   measures of a cell of a sweep that is over, in the order of `sweepMeasures()`
 *
 * @typedef {object} RunHandlers
 * @property {(constants: Block, layouts: Layouts) => void} begun the static block, once, and what its parts and those
 *   of frames are
 * @property {(frame: Block) => void} frame in order of time
 * @property {(report: RunReport) => void} report
 * @property {(faults: Fault[]) => void} refused
 *
 * @typedef {Exclude<HostEvent, { type: 'ready' | 'failed' | 'weights' }>} RunEvent
 */

/** Whether a run ends with this. @param {RunEvent} event */
export const isLast = (event) =>
  event.type === 'refused' || (event.type === 'report' && event.status !== 'running');

/** One run, as who asked for it hears of it: once, also where it starts again on another host. */
export class Task {
  wasRestarted = false;
  /** @type {LayoutEntry[]} */ #frameLayout = [];
  #hasBegun = false;
  #framesDone = 0;
  #framesToSkip = 0;

  /** @param {number} run @param {object} command without its number @param {RunHandlers} handlers */
  constructor(run, command, handlers) {
    this.run = run;
    this.command = { ...command, run };
    this.handlers = handlers;
  }

  /** It starts again from its document; what was handed on is not handed on twice. */
  restarted() {
    this.#framesToSkip = this.#framesDone;
    return this;
  }

  /** @param {RunEvent} event */
  tell(event) {
    if (event.type === 'begun') this.#begin(event);
    else if (event.type === 'frame') this.#frame(event.block);
    else if (event.type === 'refused') this.handlers.refused(event.faults);
    else this.#report(event);
  }

  /** It cannot be had. @param {Failure} failure @param {string} sentence */
  fail(failure, sentence) {
    this.handlers.report({ status: 'memory', sentence, progress: 1, failure });
  }

  /** @param {Extract<RunEvent, { type: 'begun' }>} event */
  #begin({ staticLayout, frameLayout, staticBlock }) {
    this.#frameLayout = frameLayout;
    if (!this.#hasBegun)
      this.handlers.begun(unpack(staticLayout, staticBlock), { constants: staticLayout, frame: frameLayout });
    this.#hasBegun = true;
  }

  /** @param {Float32Array} block */
  #frame(block) {
    if (this.#framesToSkip > 0) {
      this.#framesToSkip -= 1;
      return;
    }
    this.#framesDone += 1;
    this.handlers.frame(unpack(this.#frameLayout, block));
  }

  /** @param {Extract<RunEvent, { type: 'report' }>} event */
  #report({ status, sentence, progress, measures, failure }) {
    this.handlers.report({
      ...{ status: /** @type {StatusName} */ (status), sentence, progress },
      ...(measures && { measures }),
      ...(failure && { failure }),
    });
  }
}

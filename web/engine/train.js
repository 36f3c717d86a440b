/** @import { Block, EngineModule, JobName, LayoutEntry, Report } from './types.js' */
import { unpack } from './block.js';
import { inSlices } from './sliced-call.js';

/**
 * @typedef {Record<string, number[]>} Shapes of the parts of a block, by name
 *
 * @typedef {object} TrainOptions
 * @property {JobName} [job] default 'network'
 * @property {ArrayLike<number>} [weights] initial parameters, layer by layer, W row-major, then b
 * @property {AbortSignal} [signal] ends the run at the next slice; frames so far have been handed out
 * @property {(report: Report) => void} [onProgress] after each slice of about 10 ms
 * @property {(constants: Block, shapes: { constants: Shapes, frame: Shapes }) => void} [onBegin] times, data and
 *   kernels, and the shapes of all parts, before the first frame
 */

/** @param {LayoutEntry[]} layout @returns {Shapes} */
const shapesOf = (layout) => Object.fromEntries(layout.map(({ name, shape }) => [name, shape]));

/**
 * Runs one job; yields its frames in order of time and returns the last report.
 * @param {EngineModule} module
 * @param {unknown} document
 * @param {TrainOptions} [options]
 * @returns {AsyncGenerator<Block, Report>}
 */
export async function* train(
  module,
  document,
  { job = 'network', weights, signal, onProgress, onBegin } = {},
) {
  const run = new module.Run(job, document, weights);
  /** @type {LayoutEntry[] | undefined} */ let layout;
  const take = () => {
    const frame = run.takeFrame();
    if (!frame) return undefined;
    if (!layout) {
      layout = run.frameLayout();
      const constants = run.staticLayout();
      const shapes = { constants: shapesOf(constants), frame: shapesOf(layout) };
      onBegin?.(unpack(constants, run.staticBlock()), shapes);
    }
    return unpack(layout, frame);
  };
  const report = yield* inSlices(module, run, take, { signal, onProgress });
  return { framesReady: 0, ...report };
}

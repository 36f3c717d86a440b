/** @import { Block, EngineModule, JobName, LayoutEntry, Report, StatusName } from './types.js' */
import { unpack } from './block.js';
import { refuse } from './document-error.js';
import { nextTurn, sliceMilliseconds } from './slice.js';

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
 * The report of a run that its caller ended.
 * @param {EngineModule} module
 */
export function interruption(module) {
  const status = /** @type {StatusName} */ ('interrupted');
  const sentence = module.statusTable().find(({ name }) => name === status)?.sentence ?? '';
  return { status, sentence };
}

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
  const interrupted = () => ({ ...interruption(module), progress: 1, framesReady: 0 });
  try {
    refuse(run.faults());
    const layout = run.frameLayout();
    for (let hasBegun = false; ;) {
      if (signal?.aborted) return interrupted();
      const report = run.advance(sliceMilliseconds);
      if (!hasBegun && report.framesReady > 0) {
        const constants = run.staticLayout();
        onBegin?.(unpack(constants, run.staticBlock()), {
          constants: shapesOf(constants),
          frame: shapesOf(layout),
        });
        hasBegun = true;
      }
      onProgress?.(report);
      for (let frame = run.takeFrame(); frame; frame = run.takeFrame()) {
        yield unpack(layout, frame);
        if (signal?.aborted) return interrupted();
      }
      if (report.status !== 'running') return report;
      await nextTurn();
    }
  } finally {
    run.delete();
  }
}

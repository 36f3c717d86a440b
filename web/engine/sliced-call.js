/** @import { EngineModule, SlicedRun, SliceReport, StatusName } from './types.js' */
import { refuse } from './document-error.js';
import { nextTurn, sliceMilliseconds } from './slice.js';

/**
 * @typedef {object} SliceOptions
 * @property {AbortSignal} [signal] ends the call at the next slice; results so far have been handed out
 * @property {(report: SliceReport) => void} [onProgress] after each slice of about 10 ms
 */

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
 * Advances a run of the module in slices; yields what `take` finds after each, and returns the last report.
 * @template Result
 * @template {SliceReport} RunReport
 * @param {EngineModule} module
 * @param {SlicedRun<RunReport>} run deleted at the end
 * @param {() => Result | undefined} take
 * @param {{ signal?: AbortSignal, onProgress?: (report: RunReport) => void }} options
 * @returns {AsyncGenerator<Result, RunReport | SliceReport>}
 */
export async function* inSlices(module, run, take, { signal, onProgress }) {
  const interrupted = () => ({ ...interruption(module), progress: 1 });
  try {
    refuse(run.faults());
    for (;;) {
      if (signal?.aborted) return interrupted();
      const report = run.advance(sliceMilliseconds);
      onProgress?.(report);
      for (let result = take(); result !== undefined; result = take()) {
        yield result;
        if (signal?.aborted) return interrupted();
      }
      if (report.status !== 'running') return report;
      await nextTurn();
    }
  } finally {
    run.delete();
  }
}

/**
 * A call of the library that takes long, with its own options beside those of slicing.
 * @template Result
 * @param {EngineModule} module
 * @param {new (document: unknown, options: object) => import('./types.js').SlicedCall<Result>} Call
 * @param {unknown} document
 * @param {SliceOptions & object} [options]
 * @returns {AsyncGenerator<Result, SliceReport>}
 */
export async function* slicedCall(module, Call, document, { signal, onProgress, ...own } = {}) {
  // Made here, not when it is called: what is never asked for a result holds no memory.
  const call = new Call(document, own);
  return yield* inSlices(module, call, () => call.take(), { signal, onProgress });
}

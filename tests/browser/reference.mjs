/** @import { EngineModule, JobName } from '../../web/engine/types.js' */
import { unpack } from '../../web/engine/block.js';
import { largestGap } from '../../web/store/selectors.js';

/** The last frame but so many of a job. @param {EngineModule} engine @param {JobName} job @param {object} document @param {number} index */
export function frameOf(engine, job, document, index) {
  const run = new engine.Run(job, document, undefined);
  try {
    for (let count = 0; ;) {
      run.advance(1000);
      for (let frame = run.takeFrame(); frame; frame = run.takeFrame()) {
        if (count === index) return unpack(run.frameLayout(), frame);
        count += 1;
      }
    }
  } finally {
    run.delete();
  }
}

/** What a job knows from its first frame on. @param {EngineModule} engine @param {JobName} job @param {object} document */
export function constantsOf(engine, job, document) {
  const run = new engine.Run(job, document, undefined);
  try {
    while (run.advance(1000).framesReady === 0);
    return unpack(run.staticLayout(), run.staticBlock());
  } finally {
    run.delete();
  }
}

/**
 * The page's quantities at one frame, from the module itself.
 * @param {EngineModule} engine
 * @param {object} document
 * @param {number} index
 * @returns {Record<string, number>}
 */
export function referenceNumbers(engine, document, index) {
  const network = frameOf(engine, 'network', document, index);
  const linearisation = frameOf(engine, 'linearisation', document, index);
  const limit = frameOf(engine, 'limit', document, index);
  return {
    networkLoss: network.trainLoss[0],
    linearisationLoss: linearisation.trainLoss[0],
    limitLoss: limit.trainLoss[0],
    kernelDrift: network.kernelDrift[0],
    movement: network.movement[0],
    steps: network.steps[0],
    gapToLimit: /** @type {number} */ (largestGap(network.probeOutput, limit.probeOutput)),
    gapToLinearisation: /** @type {number} */ (largestGap(network.probeOutput, linearisation.probeOutput)),
  };
}

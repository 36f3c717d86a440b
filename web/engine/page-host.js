import createEngine from '../../build/wasm/engine.js';
import { EngineHost } from './host.js';

/** Most training points times outputs: above it an eigen-decomposition would block the page for more than 4 ms at a time. */
export const largestCountOnPage = 128;

/** @param {any} document that the engine has not judged yet */
function countOf({ data, network } = {}) {
  const { source, points, inputs, count } = data ?? {};
  const samples = source === 'points' ? points?.length : source === 'given' ? inputs?.length : count;
  return samples * (network?.outputs ?? 1);
}

/**
 * A host on the page's own thread, in slices; what would block the page it refuses with a sentence.
 * @param {(event: import('./protocol.js').HostEvent) => void} post
 * @returns {{ receive: (command: any) => void }}
 */
export function createPageHost(post) {
  const host = new EngineHost(createEngine, post);
  const receive = (/** @type {any} */ command) => {
    if (command.type !== 'start' || !(countOf(command.document) > largestCountOnPage))
      return host.receive(command);
    const sentence = `This page refuses workers; without one at most ${largestCountOnPage} training points are possible.`;
    post({ type: 'report', run: command.run, status: 'memory', sentence, progress: 1, failure: 'size' });
  };
  return { receive };
}

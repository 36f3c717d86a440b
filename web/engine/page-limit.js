/** @import { HostEvent } from './protocol.js' */

/** Most training points times outputs: above it an eigen-decomposition would block the page for more than 4 ms at a time. */
export const largestCountOnPage = 128;

/**
 * Training points times outputs of what a command starts, an experiment or a cell of a sweep.
 * @param {any} command whose document the engine has not judged yet
 */
function countOf({ document = {}, value }) {
  const { data, network } = document.base ?? document;
  const { source, points, inputs, count } = data ?? {};
  if (document.path === 'data.count') return document.values?.[value] * (network?.outputs ?? 1);
  const samples = source === 'points' ? points?.length : source === 'given' ? inputs?.length : count;
  return samples * (network?.outputs ?? 1);
}

/**
 * A host on the page's own thread; what would block the page it refuses with a sentence.
 * @param {{ receive: (command: unknown) => void }} host
 * @param {(event: HostEvent) => void} post
 * @returns {{ receive: (command: any) => void }}
 */
export const limited = (host, post) => ({
  receive(command) {
    const isStart = command.type === 'start' || command.type === 'cell';
    if (!isStart || !(countOf(command) > largestCountOnPage)) return host.receive(command);
    const sentence = `This page refuses workers; without one at most ${largestCountOnPage} training points times outputs are possible.`;
    post({ type: 'report', run: command.run, status: 'memory', sentence, progress: 1, failure: 'size' });
  },
});

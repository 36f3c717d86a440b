/** @import { Connection } from './pool.js' */

/** Most training points times outputs: above it an eigen-decomposition would block the page for more than 4 ms at a time. */
export const largestCountOnPage = 128;

/**
 * A host on the page's own thread, in slices, for pages that refuse workers; its code is loaded when it is needed.
 * @returns {Connection}
 */
export function connectToPage() {
  /** @type {Connection} */
  const connection = { onmessage: null, onerror: null, terminate: () => {}, postMessage: () => {} };
  const loaded = Promise.all([import('../../build/wasm/engine.js'), import('./host.js')]);
  const host = loaded.then(
    ([{ default: createEngine }, { EngineHost }]) =>
      new EngineHost(createEngine, (event) => connection.onmessage?.({ data: event })),
  );
  host.catch((error) => connection.onerror?.(error));
  connection.postMessage = (command) => {
    const { data, network } = /** @type {any} */ (command).document ?? {};
    const { source, points, inputs, count } = data ?? {};
    const samples = source === 'points' ? points?.length : source === 'given' ? inputs?.length : count;
    if (samples * (network?.outputs ?? 1) > largestCountOnPage) {
      const sentence = `this page refuses workers; without one at most ${largestCountOnPage} training points are possible`;
      connection.onerror?.(new Error(sentence));
      return;
    }
    void host.then((ready) => ready.receive(command));
  };
  return connection;
}

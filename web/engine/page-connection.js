/** @import { Connection } from './pool.js' */

/** Above this an eigen-decomposition would block the page for more than 4 ms at a time. */
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
    const { source, points, count } = /** @type {any} */ (command).document?.data ?? {};
    if ((source === 'points' ? points?.length : count) > largestCountOnPage) {
      const sentence = `this page refuses workers; without one at most ${largestCountOnPage} training points are possible`;
      connection.onerror?.(new Error(sentence));
      return;
    }
    void host.then((ready) => ready.receive(command));
  };
  return connection;
}

/** @import { Connection } from './pool.js' */

/**
 * A host on the page's own thread for pages that refuse workers; its code is loaded when it is needed.
 * @returns {Connection}
 */
export function connectToPage() {
  const host = import('./page-host.js').then(({ createPageHost }) =>
    createPageHost((event) => connection.onmessage?.({ data: event })),
  );
  host.catch((error) => connection.onerror?.(error));
  /** @type {Connection} */
  const connection = {
    onmessage: null,
    onerror: null,
    terminate: () => {},
    postMessage: (command) =>
      void host.then(
        ({ receive }) => receive(command),
        () => {},
      ),
  };
  return connection;
}

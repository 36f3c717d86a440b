/** @import { Connection } from './pool.js' */
/** @import { HostEvent } from './protocol.js' */

/** @typedef {(post: (event: HostEvent) => void) => { receive: (command: any) => void }} CreateHost */

const loadPageHost = async () => (await import('./page-host.js')).createPageHost;

/**
 * A host on the page's own thread for pages that refuse workers; its code is loaded when it is needed.
 * @param {() => Promise<CreateHost>} [load]
 * @returns {Connection}
 */
export function connectToPage(load = loadPageHost) {
  const host = load().then((createHost) => createHost((event) => connection.onmessage?.({ data: event })));
  host.catch((error) => connection.onerror?.(error));
  /** @type {number | undefined} */ let run;
  /** @type {Connection} */
  const connection = {
    onmessage: null,
    onerror: null,
    // Nothing else ends what works on the page's thread.
    terminate: () => connection.postMessage({ type: 'cancel', run }),
    postMessage: (/** @type {any} */ command) => {
      if (/start|cell/.test(command.type)) run = command.run;
      host.then(
        ({ receive }) => receive(command),
        () => {},
      );
    },
  };
  return connection;
}

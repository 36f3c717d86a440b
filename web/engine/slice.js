/** Length of one slice of work in milliseconds; between slices the thread sees cancel and newer documents. */
export const sliceMilliseconds = 10;

/** A turn of the event loop without the 4 ms that nested timers cost. */
export const nextTurn = () =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve(undefined);
    };
    port2.postMessage(0);
  });

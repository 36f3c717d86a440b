/** @import { Connection } from './pool.js' */

/**
 * A worker that is replaced if it fails before its first word: the other connection is told what the worker was told.
 * @param {Connection} worker
 * @param {() => Connection} connectOtherwise
 * @param {() => void} onRefused
 * @returns {Connection}
 */
export function withFallback(worker, connectOtherwise, onRefused) {
  /** @type {object[] | undefined} */ let told = [];
  let current = worker;
  /** @type {Connection} */
  const connection = {
    onmessage: null,
    onerror: null,
    postMessage: (command) => {
      told?.push(command);
      current.postMessage(command);
    },
    terminate: () => {
      told = undefined;
      current.terminate();
    },
  };
  const listen = () => {
    current.onmessage = (message) => {
      told = undefined;
      connection.onmessage?.(message);
    };
    current.onerror = (error) => {
      if (told === undefined || current !== worker) return connection.onerror?.(error);
      const commands = told;
      told = undefined;
      onRefused();
      current.terminate();
      current = connectOtherwise();
      listen();
      commands.forEach((command) => current.postMessage(command));
    };
  };
  listen();
  return connection;
}

/** @import { Connection } from './pool.js' */
import { withFallback } from './fallback.js';
import { connectToPage } from './page-connection.js';
import EngineWorker from './worker.js?worker&inline';

/** A page that refused a worker refuses the next one too. */
let areWorkersRefused = false;

/**
 * A worker; where the page refuses workers, at once or later with an error before its first word, a host on the page's
 * own thread, which gets what the worker was told.
 * @param {() => Worker} createWorker
 * @param {() => Connection} connectOnPage
 * @returns {Connection}
 */
export function connectToWorker(createWorker, connectOnPage) {
  if (areWorkersRefused) return connectOnPage();
  /** @type {Worker} */ let worker;
  try {
    worker = createWorker();
  } catch {
    areWorkersRefused = true;
    return connectOnPage();
  }
  return withFallback(/** @type {any} */ (worker), connectOnPage, () => (areWorkersRefused = true));
}

/** A host of single runs. @returns {Connection} */
export const connectToHost = () => connectToWorker(() => new EngineWorker(), connectToPage);

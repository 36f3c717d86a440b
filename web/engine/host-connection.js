/** @import { Connection } from './pool.js' */
import { withFallback } from './fallback.js';
import { connectToPage } from './page-connection.js';
import EngineWorker from './worker.js?worker&inline';

/** A page that refused a worker refuses the next one too. */
let areWorkersRefused = false;

/**
 * A worker; where the page refuses workers, at once or later with an error before its first word, a host on the page's
 * own thread, which gets what the worker was told.
 * @returns {Connection}
 */
export function connectToHost() {
  if (areWorkersRefused) return connectToPage();
  /** @type {Worker} */ let worker;
  try {
    worker = new EngineWorker();
  } catch {
    areWorkersRefused = true;
    return connectToPage();
  }
  return withFallback(/** @type {any} */ (worker), connectToPage, () => (areWorkersRefused = true));
}

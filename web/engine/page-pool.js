import { engineFiles } from './engine-files.js';
import { engineVersion } from './field-table.js';
import { connectToHost } from './host-connection.js';
import { compileEngine } from './module.js';
import { Pool } from './pool.js';

/** One for all copies of this script that a page may have, as long as they are of one version. */
const place = Symbol.for(`ntk-lab pool ${engineVersion}`);

/**
 * The one pool of this page, made at first use.
 * @returns {Pool}
 */
export function pagePool() {
  const page = /** @type {Record<symbol, Pool>} */ (/** @type {unknown} */ (globalThis));
  page[place] ??= createPool();
  return page[place];
}

function createPool() {
  const cores = navigator.hardwareConcurrency || 2;
  const pool = new Pool({
    connect: connectToHost,
    compile: () => compileEngine(engineFiles),
    size: Math.max(1, Math.min(cores - 1, 4)),
  });
  restWithPage(pool);
  return pool;
}

/** A page that the browser keeps for Back holds no workers meanwhile. @param {Pool} pool */
export function restWithPage(pool) {
  addEventListener('pagehide', ({ persisted }) => persisted && pool.suspend());
  addEventListener('pageshow', ({ persisted }) => persisted && pool.resume());
}

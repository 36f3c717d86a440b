/** @import { Connection } from './pool.js' */
import scalarUrl from '../../build/wasm/engine-scalar.wasm?url';
import simdUrl from '../../build/wasm/engine.wasm?url';
import { compileEngine } from './module.js';
import { connectToPage } from './page-connection.js';
import { Pool } from './pool.js';
import EngineWorker from './worker.js?worker&inline';

/** @returns {Connection} */
function connectToWorker() {
  try {
    return /** @type {any} */ (new EngineWorker());
  } catch {
    return connectToPage();
  }
}

/** @type {Pool | undefined} */
let pool;

/**
 * The one pool of this page, made at first use.
 * @returns {Pool}
 */
export function pagePool() {
  const cores = navigator.hardwareConcurrency || 2;
  pool ??= new Pool({
    connect: connectToWorker,
    compiled: compileEngine({ simd: simdUrl, scalar: scalarUrl }),
    size: Math.max(1, Math.min(cores - 1, 4)),
  });
  return pool;
}

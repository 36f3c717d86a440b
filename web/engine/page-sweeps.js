/** @import { Fault } from './types.js' */
import createLibrary from '../../build/wasm/library.js';
import { createEngine } from './api.js';
import { CellHost } from './cell-host.js';
import { engineFiles } from './engine-files.js';
import { connectToWorker } from './host-connection.js';
import { compileEngine, hasSimd } from './module.js';
import { connectToPage } from './page-connection.js';
import { limited } from './page-limit.js';
import { pagePool, restWithPage } from './page-pool.js';
import { Pool } from './pool.js';
import SweepWorker from './sweep-worker.js?worker&inline';

/**
 * What sweeps need of the library: it is loaded when the first one is run.
 *
 * @typedef {object} SweepEngine
 * @property {Pick<Pool, 'startCell'>} pool
 * @property {(sweep: object) => Fault[]} faultsOf
 * @property {() => string[]} measureNames in the order in which hosts send measures
 * @property {import('./api.js').Engine['summarise']} summarise
 */

/** @type {import('./page-connection.js').CreateHost} */
const createCellHost = (post) => limited(new CellHost(createLibrary, post), post);
const connect = () =>
  connectToWorker(
    () => new SweepWorker(),
    () => connectToPage(async () => createCellHost),
  );

/**
 * The pool of cells: they begin only where the page has a core left, its own runs go first.
 * @param {WebAssembly.Module} compiled the library
 */
function createPool(compiled) {
  const page = pagePool();
  /** @type {Pool} */
  const pool = new Pool({
    connect,
    compile: async () => compiled,
    size: page.size,
    mayBegin: () => page.busy + pool.busy < page.size,
  });
  // Another copy of this script on the page has sweeps of its own.
  const { onIdle } = page;
  page.onIdle = () => {
    onIdle();
    pool.wake();
  };
  // Workers live as long as a sweep: none keeps its memory, and a cancelled one ends in the middle of a slice.
  pool.onIdle = () => {
    if (pool.busy === 0) pool.destroy();
  };
  restWithPage(pool);
  return pool;
}

/** @returns {Promise<SweepEngine>} */
async function load() {
  if (!hasSimd()) throw new Error('This browser has no WebAssembly SIMD, which sweeps need.');
  const { library } = engineFiles;
  const compiled = await compileEngine({ simd: library, scalar: library });
  const engine = await createEngine({ createModule: createLibrary, wasm: compiled });
  return {
    pool: createPool(compiled),
    faultsOf: (sweep) => {
      const run = new engine.module.SweepRun(sweep);
      const faults = run.faults();
      run.delete();
      return faults;
    },
    measureNames: () => engine.sweepMeasures().map(({ name }) => name),
    summarise: (cells, options) => engine.summarise(cells, options),
  };
}

/** @type {Promise<SweepEngine> | undefined} */
let loading;

/**
 * The one engine for sweeps of this page, made at first use.
 * @returns {Promise<SweepEngine>}
 */
export function pageSweeps() {
  loading ??= load();
  // The network may be back when it is next asked for.
  loading.catch(() => (loading = undefined));
  return loading;
}

/** @import { EngineModule } from '../web/engine/types.js' */
import { readFileSync } from 'node:fs';
import createEngine from '../build/wasm/engine.js';

/**
 * The module that ships, under Node.
 * @param {'engine' | 'engine-scalar'} [name]
 * @returns {Promise<EngineModule>}
 */
export function loadEngine(name = 'engine') {
  const wasm = new URL(`../build/wasm/${name}.wasm`, import.meta.url);
  return createEngine({ wasmBinary: readFileSync(wasm) });
}

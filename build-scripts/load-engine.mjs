/** @import { EngineModule, LectureModule } from '../web/engine/types.js' */
import { readFileSync } from 'node:fs';
import createLecture from '../build/wasm/engine-lecture.js';
import createEngine from '../build/wasm/engine.js';
import { instantiate } from '../web/engine/module.js';

/** @param {string} name */
const compiled = (name) =>
  new WebAssembly.Module(readFileSync(new URL(`../build/wasm/${name}.wasm`, import.meta.url)));

/**
 * The module that ships, under Node.
 * @param {'engine' | 'engine-scalar'} [name]
 * @returns {Promise<EngineModule>}
 */
export function loadEngine(name = 'engine') {
  return instantiate(createEngine, compiled(name));
}

/**
 * The module of the lecture's systems and of the field table.
 * @returns {Promise<LectureModule>}
 */
export function loadLecture() {
  return instantiate(createLecture, compiled('engine-lecture'));
}

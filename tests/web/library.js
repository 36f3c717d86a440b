import { readFileSync } from 'node:fs';
import createLectureModule from '../../build/wasm/engine-lecture.js';
import createModule from '../../build/wasm/library.js';
import { createEngine, createLecture } from '../../web/engine/api.js';

/** @param {string} name */
const wasm = (name) => readFileSync(new URL(`../../build/wasm/${name}.wasm`, import.meta.url));

/** The built library under Node. */
export const loadLibrary = () => createEngine({ createModule, wasm: wasm('library') });

/** The built module of the lecture's systems under Node. */
export const loadLectureSystems = () =>
  createLecture({ createModule: createLectureModule, wasm: wasm('engine-lecture') });

/**
 * Fields of the faults that a call throws; undefined if it returns.
 * @param {() => unknown} call
 * @returns {Promise<string[] | undefined>}
 */
export const faultsOf = async (call) => {
  try {
    await call();
    return undefined;
  } catch (/** @type {any} */ error) {
    return error.faults.map((/** @type {any} */ { field }) => field);
  }
};

/** @param {ArrayLike<number>} a @param {ArrayLike<number>} b @returns {number} the largest difference */
export const gap = (a, b) => Math.max(...Array.from(a, (value, i) => Math.abs(value - b[i])));

/**
 * All that a generator yields, and what it returns.
 * @template Result, Report
 * @param {AsyncGenerator<Result, Report>} generator
 */
export const collect = async (generator) => {
  const results = [];
  for (;;) {
    const { value, done } = await generator.next();
    if (done) return { results, report: /** @type {Report} */ (value) };
    results.push(/** @type {Result} */ (value));
  }
};

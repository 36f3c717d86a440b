import { runClass } from './run.js';

// (module (func (result v128) i32.const 0 i8x16.splat)): valid exactly where wasm SIMD is.
const simdProbe = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 8, 1, 6, 0, 65, 0, 253, 15, 11,
]);

/** @returns {boolean} */
export const hasSimd = () => WebAssembly.validate(simdProbe);

/**
 * Fetches and compiles the module that this machine can run.
 * @param {{ simd: string | URL, scalar: string | URL }} urls of the two wasm files
 * @returns {Promise<WebAssembly.Module>}
 */
export async function compileEngine({ simd, scalar }) {
  if (typeof WebAssembly !== 'object')
    throw failed('wasm', 'This browser has no WebAssembly, which the figure needs.');
  const file = hasSimd() ? simd : scalar;
  const response = await fetch(file).catch((error) => {
    throw failed('load', `The engine could not be loaded: ${error.message}.`);
  });
  if (!response.ok)
    throw failed('load', `The engine could not be loaded: ${response.status} ${response.url}`);
  try {
    return await compileResponse(response);
  } catch (error) {
    const { name, message } = /** @type {Error} */ (error);
    // The file was cut off or is another; or the page's policy forbids WebAssembly.
    throw name === 'CompileError' && /Content Security Policy|unsafe-eval|blocked/i.test(message)
      ? failed('wasm', 'This page does not allow WebAssembly, which the figure needs.')
      : failed('load', `The engine could not be started: ${message}.`);
  }
}

/** @param {import('./task.js').Failure} failure @param {string} message */
const failed = (failure, message) => Object.assign(new Error(message), { failure });

/** @param {Response} response @returns {Promise<WebAssembly.Module>} */
async function compileResponse(response) {
  const isTyped = response.headers.get('content-type')?.startsWith('application/wasm');
  // A server that does not know wasm's type still works, only without compiling while loading.
  return isTyped ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer());
}

/**
 * @param {BufferSource | WebAssembly.Module} wasm
 * @returns {Promise<WebAssembly.Module>}
 */
export const compile = async (wasm) =>
  wasm instanceof WebAssembly.Module ? wasm : WebAssembly.compile(wasm);

/** Memories of instances. @type {WeakMap<object, WebAssembly.Memory>} */
const memories = new WeakMap();

/** Bytes that an instance holds. @param {object} engine */
export const memoryOf = (engine) => memories.get(engine)?.buffer.byteLength ?? 0;

/**
 * Starts an instance of a compiled module.
 * @template Module
 * @param {(options: object) => Promise<Module>} createEngine the Emscripten glue's factory
 * @param {WebAssembly.Module} compiled
 * @returns {Promise<Module>}
 */
export function instantiate(createEngine, compiled) {
  return new Promise((resolve, reject) => {
    /** @type {WebAssembly.Memory | undefined} */ let memory;
    const instantiateWasm = (/** @type {WebAssembly.Imports} */ imports, /** @type {Function} */ receive) => {
      WebAssembly.instantiate(compiled, imports).then((instance) => {
        memory = Object.values(instance.exports).find((part) => part instanceof WebAssembly.Memory);
        receive(instance);
      }, reject);
      return {};
    };
    createEngine({ instantiateWasm }).then((/** @type {any} */ engine) => {
      if (memory) memories.set(engine, memory);
      if (engine.beginRun) engine.Run = runClass(engine);
      resolve(engine);
    }, reject);
  });
}

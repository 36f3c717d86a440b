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
  const response = await fetch(hasSimd() ? simd : scalar);
  if (!response.ok) throw new Error(`the engine could not be loaded: ${response.status} ${response.url}`);
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

/**
 * Starts an instance of a compiled module.
 * @template Module
 * @param {(options: object) => Promise<Module>} createEngine the Emscripten glue's factory
 * @param {WebAssembly.Module} compiled
 * @returns {Promise<Module>}
 */
export function instantiate(createEngine, compiled) {
  return new Promise((resolve, reject) => {
    const instantiateWasm = (/** @type {WebAssembly.Imports} */ imports, /** @type {Function} */ receive) => {
      WebAssembly.instantiate(compiled, imports).then((instance) => receive(instance), reject);
      return {};
    };
    createEngine({ instantiateWasm }).then(resolve, reject);
  });
}

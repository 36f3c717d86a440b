import scalarUrl from '../../build/wasm/engine-scalar.wasm?url';
import simdUrl from '../../build/wasm/engine.wasm?url';
import libraryUrl from '../../build/wasm/library.wasm?url';

/** Where the wasm files are, the library for sweeps; builds that carry them otherwise replace this module. */
export const engineFiles = { simd: simdUrl, scalar: scalarUrl, library: libraryUrl };

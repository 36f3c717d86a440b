import scalarUrl from '../../build/wasm/engine-scalar.wasm?url';
import simdUrl from '../../build/wasm/engine.wasm?url';

/** Where the two wasm files are; builds that carry them otherwise replace this module. */
export const engineFiles = { simd: simdUrl, scalar: scalarUrl };

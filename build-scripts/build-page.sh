#!/usr/bin/env bash
# Builds the engine's wasm modules and the page into dist/, a static site that works from any sub-path, and into
# dist/embed/ and dist/types/ what other people's pages and programs use.
set -euo pipefail
cd "$(dirname "$0")/.."
source build-scripts/environment.sh
find_emscripten
echo 'page: building the engine (wasm, SIMD and scalar)'
build_preset wasm "$@"
# One glue serves both modules: it may differ in the name of its wasm file only.
if ! cmp -s <(sed 's/engine-scalar/engine/g' build/wasm/engine-scalar.js) build/wasm/engine.js; then
  echo 'page: the glue of the SIMD and the scalar module differ; the page ships only one' >&2
  exit 1
fi
node build-scripts/write-field-table.mjs --check
echo 'page: building the page into dist/'
npx vite build --logLevel warn
npx tsc -p tsconfig.types.json
echo 'page: building what other pages load into dist/embed/'
node build-scripts/build-embed.mjs

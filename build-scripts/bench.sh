#!/usr/bin/env bash
# Measures the engine: natively and as wasm with Google Benchmark, and as wasm beside jax-js, TensorFlow.js and NumPy.
# Then the page in Chromium: its tasks and display frames. Prints tables and writes them into docs/benchmarks.md; results stay
# in artifacts/benchmarks/.
# Usage: bench.sh [REPETITIONS], default 15.
set -euo pipefail
cd "$(dirname "$0")/.."

repetitions=${1:-15}
build-scripts/setup.sh wasm native node browsers bench
source build-scripts/environment.sh
find_emscripten
results=artifacts/benchmarks
mkdir -p "$results"

echo 'bench: building'
build_target release engine-benchmarks
build_target wasm-tests engine-benchmarks peer-benchmarks

options=(--benchmark_repetitions="$repetitions" --benchmark_enable_random_interleaving=true
  --benchmark_min_time=0.05 --benchmark_format=json)
echo 'bench: native'
build/release/tests/benchmarks/engine-benchmarks "${options[@]}" >"$results/native.json"
echo 'bench: wasm'
node build/wasm-tests/tests/benchmarks/engine-benchmarks.cjs "${options[@]}" >"$results/wasm.json"
echo 'bench: peers'
node tests/benchmarks/peers/run.js "$PWD/build/wasm-tests/tests/benchmarks/peer-benchmarks.cjs" "$repetitions" >"$results/peers.json"
node build-scripts/benchmark-table.mjs "$results"
echo 'bench: page'
build-scripts/build-page.sh
node tests/benchmarks/page-frames.mjs

#!/usr/bin/env bash
# Builds the page and serves it: demo.sh [--port N] | demo.sh --build-only, which leaves the static site in dist/.
set -euo pipefail
cd "$(dirname "$0")/.."

port=8000
build_only=false
while [[ $# -gt 0 ]]; do
  case $1 in
    --build-only) build_only=true ;;
    --port)
      port=${2:?demo: --port needs a number}
      shift
      ;;
    *)
      echo 'usage: demo.sh [--build-only] [--port N]' >&2
      exit 2
      ;;
  esac
  shift
done

build-scripts/setup.sh wasm node
build-scripts/build-page.sh
if $build_only; then
  echo 'The page is in dist/'
else
  source build-scripts/environment.sh
  exec npx vite preview --port "$port" --host 127.0.0.1
fi

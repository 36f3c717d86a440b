#!/usr/bin/env bash
# Formatters, linters, types and layers. Needs the engine's wasm glue (build-page.sh) for the types. One line a check:
# "lint NAME: ok" or "lint NAME: FAILED" with its output; clang-tidy looks only at files that changed since its last run.
set -uo pipefail
cd "$(dirname "$0")/.."
source build-scripts/environment.sh

failed=0
check() { # check NAME COMMAND...
  local name=$1 output
  shift
  if output=$("$@" 2>&1); then
    echo "lint $name: ok"
  else
    printf '%s\nlint %s: FAILED\n' "$output" "$name"
    failed=1
  fi
}

format_cpp() { git ls-files --cached --others --exclude-standard '*.hpp' '*.cpp' | xargs clang-format --dry-run --Werror; }

# A file is looked at again when it, a header, or the set of checks is newer than its mark.
tidy() {
  mkdir -p build/tidy
  [[ -e build/debug/compile_commands.json ]] || cmake --preset debug >/dev/null || return 1
  local newest file mark
  newest=$(git ls-files 'engine/*.hpp' .clang-tidy | xargs ls -t | head -n 1)
  for file in $(git ls-files --cached --others --exclude-standard 'engine/*.cpp' | grep -v '^engine/bindings/'); do
    mark=build/tidy/${file//\//_}
    [[ $mark -nt $file && $mark -nt $newest ]] || printf '%s %s\n' "$file" "$mark"
  done | xargs -r -P "$(nproc)" -n 2 bash -c 'clang-tidy -p build/debug --quiet "$0" 2>/dev/null && touch "$1"'
}

check clang-format format_cpp
check clang-tidy tidy
check prettier npx prettier --check .
check eslint npx eslint --max-warnings 0 .
check types npx tsc
check layers node build-scripts/check-layers.mjs
check element-docs node build-scripts/write-element-docs.mjs --check
exit $failed

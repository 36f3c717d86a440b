# Sourced by the other scripts, from the repository's root: where Node and Emscripten are.

export PATH="$PWD/.tools/node_modules/.bin:$PATH"

node_is_new_enough() {
  command -v node >/dev/null && command -v npm >/dev/null &&
    node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)' &&
    [[ $(npm --version) =~ ^(1[1-9]|[2-9][0-9])\. ]]
}

# The CMake toolchain file of an activated emsdk, else of Debian's package, whose optimiser looks for Debian's acorn.
find_emscripten() {
  local root
  root=$(dirname "$(readlink -f "$(command -v em++)")")
  export EMSCRIPTEN_CMAKE="$root/cmake/Modules/Platform/Emscripten.cmake"
  [[ -e /usr/share/nodejs/acorn ]] && export NODE_PATH=/usr/share/nodejs
  [[ -e $EMSCRIPTEN_CMAKE ]] || { echo "environment: no CMake toolchain file beside em++ in $root" >&2 && return 1; }
}

# build_preset NAME [configure options]: configures once, then builds; says nothing unless something is to be said.
build_preset() {
  local preset=$1 log
  shift
  log=build/$preset.log
  mkdir -p build
  if ! { cmake --preset "$preset" "$@" && cmake --build --preset "$preset" -j "$(nproc)"; } >"$log" 2>&1; then
    cat "$log" >&2
    return 1
  fi
}

# build_target PRESET TARGET...: as build_preset, but only what no preset builds by default.
build_target() {
  local preset=$1 log=build/$1-$2.log
  shift
  mkdir -p build
  if ! { cmake --preset "$preset" && cmake --build --preset "$preset" -j "$(nproc)" --target "$@"; } >"$log" 2>&1; then
    cat "$log" >&2
    return 1
  fi
}

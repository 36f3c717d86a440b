#!/usr/bin/env bash
# Installs what is missing, saying what: `setup.sh [wasm] [native] [node] [browsers] [lint]`, default these; also `bench`:
# what the benchmarks and the peers in them need. Debian 12 as root or with sudo; elsewhere it says what to install. A second run does nothing.
set -euo pipefail
cd "$(dirname "$0")/.."

fail() {
  printf 'setup: %s\n' "$*" >&2
  exit 1
}

apt_packages=()
need() { # need COMMAND-OR-FILE PACKAGE...
  local wanted=$1
  shift
  if [[ $wanted == /* ]]; then [[ -e $wanted ]] || apt_packages+=("$@"); else command -v "$wanted" >/dev/null || apt_packages+=("$@"); fi
}

clang_sanitizes() {
  local program
  program=$(mktemp)
  echo 'int main() {}' | clang++ -fsanitize=address,undefined -x c++ - -o "$program" 2>/dev/null
  local status=$?
  rm -f "$program"
  return $status
}

collect() {
  case $1 in
    wasm)
      need cmake cmake
      need ninja ninja-build
      need em++ emscripten
      need /usr/include/eigen3/Eigen/Dense libeigen3-dev
      need python3 python3
      ;;
    native)
      need cmake cmake
      need ninja ninja-build
      need clang++ clang
      clang_sanitizes || apt_packages+=(libclang-rt-14-dev)
      need llvm-cov llvm
      need ccache ccache
      need /usr/include/eigen3/Eigen/Dense libeigen3-dev
      need /usr/src/googletest/CMakeLists.txt googletest
      need /usr/include/gtest/gtest.h libgtest-dev
      need /usr/include/nlohmann/json.hpp nlohmann-json3-dev
      ;;
    node) ;;
    browsers)
      need chromium chromium
      need firefox-esr firefox-esr
      need /usr/share/fonts/truetype/dejavu/DejaVuSans.ttf fonts-dejavu-core
      ;;
    lint)
      need clang-format clang-format
      need clang-tidy clang-tidy
      need git git
      ;;
    bench)
      need /usr/include/benchmark/benchmark.h libbenchmark-dev
      need /usr/include/boost/numeric/odeint.hpp libboost-dev
      need /usr/lib/python3/dist-packages/numpy python3-numpy
      ;;
    *) fail "unknown part '$1'; known: wasm native node browsers lint bench" ;;
  esac
}

install_packages() {
  [[ ${#apt_packages[@]} -gt 0 ]] || return 0
  printf 'setup: installing %s\n' "${apt_packages[*]}"
  command -v apt-get >/dev/null || fail "this is not Debian: install the counterparts of ${apt_packages[*]} and run again"
  local run=()
  if [[ $EUID -ne 0 ]]; then
    command -v sudo >/dev/null || fail "run as root, or install sudo, or install yourself: ${apt_packages[*]}"
    run=(sudo)
  fi
  "${run[@]}" apt-get update -qq || fail "apt-get update failed: is a Debian mirror reachable?"
  "${run[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${apt_packages[@]}" >/dev/null ||
    fail "apt-get could not install ${apt_packages[*]}"
}

# install_packages_of FOLDER WHAT: as its lock file has them, again when that is newer than what is installed.
install_packages_of() {
  local lock=$1/package-lock.json installed=$1/node_modules/.package-lock.json
  if [[ ! -e $installed || $lock -nt $installed ]]; then
    printf 'setup: npm ci, %s\n' "$2"
    npm ci --silent --prefix "$1" || fail "npm ci of $1 failed: is the npm registry reachable?"
    touch "$installed"
  fi
}

# Node >= 20.19 with npm >= 11 as npm packages in .tools, where the machine's own are older.
install_node() {
  source build-scripts/environment.sh
  if ! node_is_new_enough; then
    command -v npm >/dev/null || { apt_packages=(nodejs npm) && install_packages; }
    printf 'setup: installing Node 22 and npm 11 into .tools\n'
    mkdir -p .tools
    npm install --silent --no-audit --no-fund --prefix .tools node@22 npm@11 >/dev/null ||
      fail "npm could not install node@22 and npm@11: is the npm registry reachable?"
    hash -r
    node_is_new_enough || fail "Node $(node --version) is too old: install Node 20.19 or newer with npm 11"
  fi
  install_packages_of . 'the packages of the page'
}

# Tools whose pages the tests of embedding put a figure on.
install_sites() { install_packages_of tests/embedding/sites 'the tools that make pages for the tests'; }

# Google Benchmark's sources for wasm, from Debian's source package, since what Debian builds is native; and the peers.
install_bench() {
  local apt=$PWD/.tools/apt list
  if [[ ! -e .tools/benchmark/CMakeLists.txt ]]; then
    echo 'setup: fetching the sources of Google Benchmark into .tools'
    mkdir -p "$apt/sources" "$apt/lists/partial" .tools/benchmark
    for list in /etc/apt/sources.list /etc/apt/sources.list.d/*; do
      [[ -e $list ]] && sed 's/^Types: deb$/Types: deb-src/; s/^deb /deb-src /' "$list" >"$apt/sources/$(basename "$list")"
    done
    local options=(-qq -o Dir::Etc::sourcelist=/dev/null -o "Dir::Etc::sourceparts=$apt/sources" -o "Dir::State::lists=$apt/lists")
    (cd "$apt" && apt-get "${options[@]}" update && apt-get "${options[@]}" source --download-only benchmark) >/dev/null ||
      fail 'the source package of benchmark could not be had: is a Debian mirror reachable?'
    tar -xf "$apt"/benchmark_*.orig.tar.gz -C .tools/benchmark --strip-components=1
    rm -r "$apt"
  fi
  install_packages_of tests/benchmarks/peers 'the peers'
}

parts=("$@")
[[ ${#parts[@]} -gt 0 ]] || parts=(wasm native node browsers lint)
for part in "${parts[@]}"; do collect "$part"; done
install_packages
if [[ " ${parts[*]} " == *" node "* ]]; then install_node; fi
if [[ " ${parts[*]} " == *" browsers "* ]]; then install_sites; fi
if [[ " ${parts[*]} " == *" bench "* ]]; then install_bench; fi

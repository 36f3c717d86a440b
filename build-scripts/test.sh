#!/usr/bin/env bash
# Every test: native with sanitizers, the same program as wasm, modules and wasm under Node, linters, the page, and figures on
# other people's pages, in real browsers. Ends with one line "N passed, N failed". Logs, reports and screenshots stay in artifacts/.
set -uo pipefail
cd "$(dirname "$0")/.."

build-scripts/setup.sh || { echo '0 passed, 1 failed' && exit 1; }
source build-scripts/environment.sh
find_emscripten || { echo '0 passed, 1 failed' && exit 1; }
rm -rf artifacts && mkdir -p artifacts

werror=()
[[ ${CI:-} == true ]] && werror=(-DNTK_WERROR=ON)
passed=0
failed=0

# suite NAME REPORTS COMMAND...: adds up the reports, JSON files that the command writes (a glob). A suite that leaves no
# report, or fails although its reports show no failure, counts as one failure.
suite() {
  local name=$1 reports=$2 counts status started=$SECONDS
  shift 2
  printf '\n== %s\n' "$name"
  "$@" 2>&1 | tee "artifacts/$name.log"
  status=${PIPESTATUS[0]}
  counts=$(node build-scripts/count-tests.mjs "$status" $reports)
  read -r suite_passed suite_failed <<<"$counts"
  passed=$((passed + suite_passed))
  failed=$((failed + suite_failed))
  printf '== %s: %d passed, %d failed, %d s\n' "$name" "$suite_passed" "$suite_failed" $((SECONDS - started))
}

native() {
  build_preset debug "${werror[@]}" || return 1
  # One process a core: the sanitizers make the tests slow.
  local shards shard pids=() pid status=0
  shards=$(nproc)
  for ((shard = 0; shard < shards; ++shard)); do
    GTEST_TOTAL_SHARDS=$shards GTEST_SHARD_INDEX=$shard LLVM_PROFILE_FILE=artifacts/native-$shard.profraw \
      build/debug/tests/engine/engine-tests --gtest_brief=1 --gtest_output="json:artifacts/native-$shard.json" &
    pids+=($!)
  done
  for pid in "${pids[@]}"; do wait "$pid" || status=1; done
  return "$status"
}
examples() {
  ctest --test-dir build/debug -R '^example-' --output-on-failure --no-tests=error &&
    echo '{"passed":3,"failed":0}' >artifacts/examples.json
}
coverage() { build-scripts/coverage.sh && echo '{"passed":1,"failed":0}' >artifacts/coverage.json; }
wasm() {
  build_preset wasm-tests "${werror[@]}" &&
    node build/wasm-tests/tests/engine/engine-tests.cjs --gtest_brief=1 --gtest_output=json:artifacts/wasm.json
}
page() { build-scripts/build-page.sh "${werror[@]}" && echo '{"passed":1,"failed":0}' >artifacts/page.json; }
modules() { npx vitest run --reporter=dot --reporter=json --outputFile.json=artifacts/modules.json; }
sizes() { npx size-limit --json >artifacts/size-limit.json && npx size-limit && echo '{"passed":1,"failed":0}' >artifacts/sizes.json; }
# Linters work beside the browsers, which wait much of their time; their exit status is the last line of the file.
start_lint() { (nice -n 19 build-scripts/lint.sh; echo "exit $?") >artifacts/lint.txt 2>&1 & lint_process=$!; }
lint() {
  tail --pid="$lint_process" -f /dev/null
  cat artifacts/lint.txt
  printf '{"passed":%d,"failed":%d}\n' "$(grep -c ': ok$' artifacts/lint.txt)" "$(grep -c ': FAILED$' artifacts/lint.txt)" >artifacts/lint.json
  [[ $(tail -n 1 artifacts/lint.txt) == 'exit 0' ]]
}
browsers() { node tests/browser/run.mjs artifacts/browser; }
embedding() { node tests/embedding/run.mjs artifacts/embedding; }

suite native 'artifacts/native-*.json' native
suite examples artifacts/examples.json examples
suite coverage artifacts/coverage.json coverage
suite wasm artifacts/wasm.json wasm
suite page artifacts/page.json page
suite modules artifacts/modules.json modules
suite sizes artifacts/sizes.json sizes
start_lint
suite browsers artifacts/browser/report.json browsers
suite embedding artifacts/embedding/report.json embedding
suite lint artifacts/lint.json lint

printf '\n%d passed, %d failed\n' "$passed" "$failed"
[[ $failed -eq 0 ]]

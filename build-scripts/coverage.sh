#!/usr/bin/env bash
# Line coverage of engine/ by the native tests (bindings are not native): fails below 95 %. Needs a run of the debug preset's
# tests with LLVM_PROFILE_FILE=artifacts/native-….profraw; leaves the lines that no test reaches in artifacts/uncovered.txt.
set -euo pipefail
cd "$(dirname "$0")/.."

least=95
program=build/debug/tests/engine/engine-tests
files=(-ignore-filename-regex='(^|/)(tests|build)/|/usr/')
llvm-profdata merge -sparse artifacts/native-*.profraw -o artifacts/native.profdata
llvm-cov report "$program" -instr-profile=artifacts/native.profdata "${files[@]}" >artifacts/coverage.txt
llvm-cov show "$program" -instr-profile=artifacts/native.profdata "${files[@]}" |
  awk -F'|' '/^\/.*:$/ { file = $0 } NF >= 3 && $2 ~ /^ *0$/ { print file $1 "|" $3 }' >artifacts/uncovered.txt

share=$(awk '/^TOTAL/ { gsub("%", ""); print $10 }' artifacts/coverage.txt)
awk '$10 ~ /%$/ && $10 + 0 < 95 { print "coverage: " $1 " " $10 }' artifacts/coverage.txt
echo "coverage: $share % of the engine's lines (at least $least %)"
awk -v share="$share" -v least="$least" 'BEGIN { exit !(share >= least) }'

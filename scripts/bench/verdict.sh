#!/usr/bin/env bash
# How long `checker verdict` takes for a module with 4 MB of code, beside what anyone would pay at
# least: `wasm-tools validate` and `sha256sum` on the same file, in the same run.
set -euo pipefail
top=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
cd "$top"
rounds=${ROUNDS:-15}
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT

# The checker that judges builds.
scripts/bazel build //:checker >&2
checker=$tmp/checker
cp -L bazel-bin/checker.sh.runfiles/_main/checker/checker "$checker"

# 20,000 functions of plain arithmetic, calls and memory traffic: code, not debug information.
awk 'BEGIN {
  print "(module (memory (export \"memory\") 1) (func (export \"_start\"))"
  for (f = 0; f < 20000; f++) {
    print "(func (param i32 i32) (result i32) (local i32 i64)"
    for (i = 0; i < 16; i++)
      printf "local.get 0 i32.const %d i32.add local.tee 2 local.get 1 i32.mul local.set 0 ", f * 31 + i
    printf "local.get 2 local.get 1 i32.load offset=16 i32.xor local.get 0 call %d i32.add)\n", f
  }
  print ")"
}' | sed 's/i32.xor local.get 0 call \([0-9]*\) i32.add/i32.xor/' >"$tmp/module.wat"
scripts/bazel --enter wasm-tools parse "$tmp/module.wat" -o "$tmp/module.wasm"
base=rules/tests/outside/refused/good
"$checker" policy --input policy policy.toml rules/default_policy.toml --lists "$tmp/lists.json" --levels "$tmp/levels.json"

median_ms() { # COMMAND…: the median wall time over the rounds.
  local i start end
  for ((i = 0; i < rounds; i++)); do
    start=$(date +%s%N)
    "$@" >/dev/null
    end=$(date +%s%N)
    echo $(((end - start) / 1000))
  done | sort -n | awk '{ t[NR] = $1 } END { printf "%.1f\n", t[int((NR + 1) / 2)] / 1000 }'
}
judge() {
  "$checker" verdict --subject package --input manifest manifest.toml $base/manifest.toml --input contract contract.json $base/contract.json \
    --input module module.wasm "$tmp/module.wasm" --policy "$tmp/lists.json" --builder bench --update-command none --out "$tmp/verdict.json"
}
# The rival is timed inside the private root: entering it costs time of its own.
measure_rival() {
  scripts/bazel --enter bash -c '
    for ((i = 0; i < '"$rounds"'; i++)); do
      start=$(date +%s%N); wasm-tools validate "$0" && sha256sum "$0" >/dev/null; end=$(date +%s%N)
      echo $(((end - start) / 1000))
    done' "$tmp/module.wasm" | sort -n | awk '{ t[NR] = $1 } END { printf "%.1f\n", t[int((NR + 1) / 2)] / 1000 }'
}
ours=$(median_ms judge)
rival=$(measure_rival)
size=$(stat -c %s "$tmp/module.wasm")
peak=$( { command time -f %M "$checker" verdict --subject package --input manifest manifest.toml $base/manifest.toml \
  --input contract contract.json $base/contract.json --input module module.wasm "$tmp/module.wasm" --policy "$tmp/lists.json" \
  --builder bench --update-command none --out "$tmp/verdict.json" >/dev/null; } 2>&1 | tail -n 1) || peak=unknown
awk -v ours="$ours" -v rival="$rival" -v size="$size" -v peak="$peak" 'BEGIN {
  printf "module               %.1f MB, 20,000 functions\n", size / 1e6
  printf "checker verdict      %s ms (median)\n", ours
  printf "validate + sha256sum %s ms (median)\n", rival
  printf "ratio                %.2f\n", ours / rival
  printf "peak memory          %s kB, limit %d kB (twice the module + 32 MiB)\n", peak, (2 * size + 33554432) / 1024
}'

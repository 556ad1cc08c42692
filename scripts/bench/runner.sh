#!/usr/bin/env bash
# What a case costs: 1,000 cases of one module of about 50 kB in one `runner test`, beside the same
# cases compiled and run in a process each. BIN names a folder with runner and wat that
# are built already; without it Bazel builds them.
set -euo pipefail
top=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
cd "$top"
cases=${CASES:-1000}
rounds=${ROUNDS:-7}
alone=${ALONE:-20}
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT

if [[ -z ${BIN:-} ]]; then
  BIN=$tmp/bin
  mkdir "$BIN"
  # The runner that runs tests: wasmtime is not compiled once more.
  scripts/bazel build --build_tag_filters= //packages/calculate-price:calculate-price.run //checker/wat >&2
  cp -L bazel-bin/packages/calculate-price/calculate-price.run.sh.runfiles/_main/checker/runner/runner \
    bazel-bin/checker/wat/wat "$BIN"
fi
BIN=$(cd "$BIN" && pwd -P)

# 400 functions of arithmetic and memory traffic, of which a run calls all, and the answer.
awk 'BEGIN {
  print "(module (import \"wasi_snapshot_preview1\" \"fd_read\" (func (param i32 i32 i32 i32) (result i32)))"
  print "(import \"wasi_snapshot_preview1\" \"fd_write\" (func (param i32 i32 i32 i32) (result i32)))"
  print "(memory (export \"memory\") 17)"
  print "(data (i32.const 0) \"\\40\\00\\00\\00\\00\\10\\00\\00\\20\\00\\00\\00\\14\\00\\00\\00\")"
  print "(data (i32.const 32) \"{\\22greeting\\22:\\22Hello\\22}\")"
  print "(func (export \"_start\") (drop (call 0 (i32.const 0) (i32.const 0) (i32.const 1) (i32.const 24)))"
  for (f = 0; f < 400; f++) printf "(drop (call %d (i32.const %d) (i32.const %d)))\n", f + 3, f, f * 7
  print "(drop (call 1 (i32.const 1) (i32.const 8) (i32.const 1) (i32.const 24))))"
  for (f = 0; f < 400; f++) {
    print "(func (param i32 i32) (result i32) (local i32)"
    for (i = 0; i < 8; i++)
      printf "local.get 0 i32.const %d i32.add local.tee 2 local.get 1 i32.mul local.set 0 ", f * 31 + i
    printf "i32.const %d local.get 2 i32.store offset=8192 local.get 2 local.get 0 i32.xor)\n", f * 4
  }
  print ")"
}' >"$tmp/greet.wat"
cd "$tmp"
"$BIN/wat" greet.wat greet.wasm
# What the gate would hand out, and a contract of its own: what is measured is the runner.
sha256() { printf 'sha256:%s' "$(sha256sum "$1" | cut -d' ' -f1)"; }
version=$(sed -n 's/^version = "\(.*\)"$/\1/p' "$top/checker/Cargo.toml" | head -n 1)
cat >contract.json <<EOF
{ "id": "demo.greet", "version": "1.0.0",
  "inputs": { "schema": { "type": "object", "required": ["name"], "properties": { "name": { "type": "string" } } } },
  "outputs": { "schema": { "type": "object", "required": ["greeting"], "properties": { "greeting": { "type": "string" } } } } }
EOF
echo '{}' >lists.json
mkdir sealed
mv greet.wasm sealed
cat >sealed/manifest.json <<EOF
{ "binary": { "digests": { "default": "$(sha256 sealed/greet.wasm)" } },
  "governance": { "builder": "default", "schema": 1, "sealed": true } }
EOF
cat >verdict.json <<EOF
{ "kind": "governance_verdict", "schema": 1, "checker": "$version", "findings": [], "facts": {},
  "subject": { "kind": "package", "id": "demo.greet", "version": "1.0.0" },
  "inputs": [{ "role": "contract", "name": "contract.json", "sha256": "$(sha256 contract.json)" },
             { "role": "module", "name": "greet.wasm", "sha256": "$(sha256 sealed/greet.wasm)" }] }
EOF
"$BIN/runner" compile --module sealed/greet.wasm --out greet.cwasm
many=()
for ((i = 0; i < cases; i++)); do
  printf '{ "name": "case %d", "input": { "name": "Ada %d" }, "expect": { "output": { "greeting": "Hello" } } }\n' "$i" "$i" >"case-$i.json"
  many+=(--case "case-$i.json" "case-$i.json")
done
test_cases() { # WORD…
  "$BIN/runner" test --cwasm greet.cwasm --manifest sealed/manifest.json --verdict verdict.json \
    --contract contract.json contract.json --lists lists.json --probes off "$@"
}
test_cases "${many[@]}" >log || { tail -n 40 log >&2; exit 1; }

median_ms() { # COMMAND…: the median wall time over the rounds.
  local i start end
  for ((i = 0; i < rounds; i++)); do
    start=$(date +%s%N)
    "$@" >/dev/null
    end=$(date +%s%N)
    echo $(((end - start) / 1000))
  done | sort -n | awk '{ t[NR] = $1 } END { printf "%.2f\n", t[int((NR + 1) / 2)] / 1000 }'
}
median_cpu_ms() { # COMMAND…: the median of user and system time, which other load moves less.
  local i TIMEFORMAT='%U %S'
  for ((i = 0; i < rounds; i++)); do
    { time "$@" >/dev/null 2>&1; } 2>&1
  done | awk '{ print ($1 + $2) * 1000 }' | sort -n | awk '{ t[NR] = $1 } END { printf "%.2f\n", t[int((NR + 1) / 2)] }'
}
each_alone() {
  local i
  for ((i = 0; i < alone; i++)); do
    "$BIN/runner" compile --module sealed/greet.wasm --out alone.cwasm
    test_cases --case "case-$i.json" "case-$i.json"
  done
}
together=$(median_ms test_cases "${many[@]}")
one=$(median_ms test_cases "${many[@]:0:3}")
separate=$(median_ms each_alone)
together_cpu=$(median_cpu_ms test_cases "${many[@]}")
one_cpu=$(median_cpu_ms test_cases "${many[@]:0:3}")
peak=$( { command time -f %M "$BIN/runner" test --cwasm greet.cwasm --manifest sealed/manifest.json --verdict verdict.json \
  --contract contract.json contract.json --lists lists.json --probes off "${many[@]}" >/dev/null; } 2>&1 | tail -n 1) || peak=unknown
awk -v together="$together" -v one="$one" -v separate="$separate" -v cases="$cases" -v alone="$alone" \
  -v together_cpu="$together_cpu" -v one_cpu="$one_cpu" \
  -v peak="$peak" -v wasm="$(stat -c %s sealed/greet.wasm)" -v cwasm="$(stat -c %s greet.cwasm)" 'BEGIN {
  printf "module             %d bytes, compiled %d\n", wasm, cwasm
  printf "start to one case  %s ms, CPU %s ms (process, load of the .cwasm and one case), limit 10\n", one, one_cpu
  printf "a case after load  %.3f ms, CPU %.3f ms (of %d), limit 0.2\n", (together - one) / (cases - 1), (together_cpu - one_cpu) / (cases - 1), cases
  printf "a case alone       %.1f ms (compiled and run in a process of its own, of %d)\n", separate / alone, alone
  printf "ratio              %.0f\n", separate / alone / (together / cases)
  printf "peak memory        %s kB, limit 65536\n", peak
}'

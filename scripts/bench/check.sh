#!/usr/bin/env bash
# How long `checker check` takes for 1,000 generated packages with modules of 30 kB in one process,
# and for 10,000: ten times as many may take ten times as long. CHECKER and WAT name binaries that
# are built already.
set -euo pipefail
top=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
cd "$top"
rounds=${ROUNDS:-5}
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT

if [[ -z ${CHECKER:-} || -z ${WAT:-} ]]; then
  # The checker that judges builds.
  scripts/bazel build //:checker //checker/wat >&2
  CHECKER=$top/bazel-bin/checker.sh.runfiles/_main/checker/checker WAT=$top/bazel-bin/checker/wat/wat
fi
cp -L "$CHECKER" "$tmp/checker"
base=$top/checker/fixtures/base

# The base's module, with functions of plain arithmetic up to 30 kB.
{
  sed '$ s/)$//' "$base/module.wat"
  awk 'BEGIN {
    for (f = 0; f < 170; f++) {
      print "(func (param i32 i32) (result i32) (local i32)"
      for (i = 0; i < 14; i++)
        printf "local.get 0 i32.const %d i32.add local.tee 2 local.get 1 i32.mul local.set 0 ", f * 31 + i
      print "local.get 2 local.get 1 i32.load offset=16 i32.xor)"
    }
    print ")"
  }'
} >"$tmp/module.wat"
"$WAT" "$tmp/module.wat" "$tmp/module.wasm"

generate() { # FOLDER N: no two packages have a file alike, so nothing is judged twice.
  mkdir -p "$1"
  (
    cd "$1"
    for ((i = 0; i < $2; i++)); do echo "p$i/src" "p$i/approved"; done | xargs mkdir -p
    for ((i = 0; i < $2; i++)); do
      cp "$tmp/module.wasm" "p$i/greet.wasm"
      # A custom section `id` with the package's number.
      printf '\0\x09\x02id%06d' "$i" >>"p$i/greet.wasm"
      printf 'fn run() {} // %d\n' "$i" >"p$i/src/main.rs"
    done
    sha256sum p*/greet.wasm | awk -v base="$base" '
      function copy(from, to, id, digest,   line) {
        while ((getline line <(base "/" from)) > 0) {
          gsub(/demo\.greet/, "demo.greet-" id, line)
          sub(/"name": "greet"/, "\"name\": \"greet-" id "\"", line)
          sub(/\$DIGEST/, digest, line)
          print line >to
        }
        close(base "/" from); close(to)
      }
      {
        folder = $2; sub(/\/.*/, "", folder); id = substr(folder, 2)
        copy("manifest.toml", folder "/manifest.toml", id, "sha256:" $1)
        copy("BOUNDARY.md", folder "/BOUNDARY.md", id)
        copy("contract.json", folder "/contract.json", id)
        copy("contract.json", folder "/approved/1.0.0.json", id)
      }'
  )
}

check() { # FOLDER: the median over the rounds of the wall time, in milliseconds.
  local i start end
  for ((i = 0; i < rounds; i++)); do
    start=$(date +%s%N)
    (cd "$1" && "$tmp/checker" check . >"$tmp/out")
    end=$(date +%s%N)
    echo $(((end - start) / 1000000))
  done | sort -n | awk '{ t[NR] = $1 } END { print t[int((NR + 1) / 2)] }'
}

echo "load $(cut -d' ' -f1-3 /proc/loadavg)"
generate "$tmp/small" 1000
generate "$tmp/large" 10000
small=$(check "$tmp/small")
grep -qx '2000 documents judged' "$tmp/out" || { tail -n 20 "$tmp/out"; exit 1; }
large=$(check "$tmp/large")
grep -qx '20000 documents judged' "$tmp/out"
awk -v small="$small" -v large="$large" -v size="$(stat -c %s "$tmp/module.wasm")" -v cores="$(nproc)" 'BEGIN {
  printf "module           %d bytes; %d cores\n", size, cores
  printf "1,000 packages   %d ms (limit 1,000)\n", small
  printf "10,000 packages  %d ms, %.1f times as long\n", large, large / small
  exit !(small < 1000 && large < 15 * small)
}'

#!/usr/bin/env bash
# How long `checker update` takes for 100 packages whose digests are recorded already: modules of 1 MB
# each, no two alike. CHECKER names a binary that is built already.
set -euo pipefail
top=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
cd "$top"
rounds=${ROUNDS:-5}
packages=100
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT

if [ -z "${CHECKER:-}" ]; then
  scripts/bazel build -c opt //checker >&2
  CHECKER=$top/bazel-bin/checker/checker
fi
cp -L "$CHECKER" "$tmp/checker"

# An empty module with a custom section: the package's number, then 1 MB of zeros. The section's
# length is a LEB128 of five bytes.
cd "$tmp"
args=()
for ((i = 0; i < packages; i++)); do
  mkdir "p$i"
  {
    printf '\0asm\1\0\0\0\0\x89\x80\xc0\x80\0\x02id%06d' "$i"
    head -c 1048576 /dev/zero
  } >"p$i/module.wasm"
  sed '/^\[binary.digests\]/,/^default/d' "$top/checker/fixtures/base/manifest.toml" >"p$i/manifest.toml"
  args+=(--manifest "p$i/manifest.toml" --module "p$i/module.wasm")
done
./checker update "${args[@]}" >out
grep -qx "$packages packages: $packages recorded, 0 unchanged" out || { tail -n 5 out; exit 1; }

median() {
  local i start end
  for ((i = 0; i < rounds; i++)); do
    start=$(date +%s%N)
    ./checker update "${args[@]}" >out
    end=$(date +%s%N)
    echo $(((end - start) / 1000000))
  done | sort -n | awk '{ t[NR] = $1 } END { print t[int((NR + 1) / 2)] }'
}
unchanged=$(median)
grep -qx "$packages packages: 0 recorded, $packages unchanged" out
echo "a no-op update of $packages packages: $unchanged ms (limit 3,000)"
[ "$unchanged" -lt 3000 ]

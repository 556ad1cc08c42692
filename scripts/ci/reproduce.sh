#!/usr/bin/env bash
# Builds //packages/... in two output bases, in two checkouts and, where there is a remote execution
# service, there too, each time from nothing but the checker: all digests and all verdicts are the same.
set -euo pipefail
top=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
tmp=$(mktemp -d)
# shellcheck source=scripts/ci/tally.sh
source "$top/scripts/ci/tally.sh"
# shellcheck source=scripts/ci/builds.sh
source "$top/scripts/ci/builds.sh"
# shellcheck source=scripts/ci/justbuild.sh
source "$top/scripts/ci/justbuild.sh"
trap 'justbuild_stop; builds_end; rm -rf "$tmp"' EXIT

# The modules are made, by actions of MNEMONIC, and all is judged: without a disk cache there is nothing
# to fetch.
built() { # NAME FOLDER MNEMONIC FLAG…
  local name=$1 folder=$2 mnemonic=$3 packages
  shift 3
  mapfile -t packages < <(bazel query "kind('wasm_microservice rule', //$folder/...)" 2>/dev/null)
  # Fetched from the disk cache now: Bazel would else leave it there, out of the next build's reach.
  bazel build @governance//:governance --remote_download_outputs=all >"$tmp/out" 2>&1 &&
    bazel build "${packages[@]}" --output_groups=+verdict --disk_cache= "$@" \
      --execution_log_json_file="$tmp/$name.json" >"$tmp/out" 2>&1 || { tail -n 60 "$tmp/out"; return 1; }
  [ "$(executed "$mnemonic" "$tmp/$name.json")" -gt 0 ] || { echo "no $mnemonic ran"; return 1; }
  digests "$folder" >"$tmp/$name"
}

same() { # NAME NAME
  [ "$(grep -c '\.wasm$' "$tmp/$1")" -gt 0 ] || { cat "$tmp/$1"; return 1; }
  diff -u "$tmp/$1" "$tmp/$2"
}

# The comparison fails for all that the time gets into: module, manifest and verdict.
same_but_for_a_leak() {
  local each
  if same leaky leaky-again >"$tmp/diff"; then echo 'a module with the time in it was the same'; return 1; fi
  for each in clock.sealed/clock.wasm clock.sealed/manifest.json clock.verdict.json; do
    grep -q "^+.* clock/$each\$" "$tmp/diff" || { cat "$tmp/diff"; echo "nothing of $each"; return 1; }
  done
}

cd "$top"
base=one
tally 'builds in an output base' built one packages Rustc
discard
base=other
tally 'builds in another output base' built other packages Rustc
discard
tally 'the same digests and verdicts' same one other

if justbuild_is_there; then
  justbuild_start
  base=remote
  tally 'builds on a remote execution service' built remote packages Rustc --spawn_strategy=remote --remote_executor="$justbuild" --remote_download_outputs=all
  discard
  tally 'the same digests and verdicts' same one remote
else
  echo 'left out: no remote execution service on this machine'
fi

# A path of another length, too. Not under /tmp, where a checkout is no place that people build in.
elsewhere=$builds/a/checkout/elsewhere
mkdir -p "$elsewhere"
git ls-files --cached --others --exclude-standard -z | tar --null -T - -c | tar -x -C "$elsewhere"
checkout=$elsewhere
base=elsewhere
cd "$elsewhere"
tally 'builds in another checkout' built elsewhere packages Rustc
discard
tally 'the same digests and verdicts' same one elsewhere
checkout=$top

# As a development build, since what its manifest records is none of the bytes that come out.
cd "$top/rules/tests/outside/leaky"
base=leaky
tally 'a leaky package builds' built leaky clock Genrule --config=dev
bazel clean >/dev/null 2>&1
tally 'a leaky package builds again' built leaky-again clock Genrule --config=dev
tally 'the comparison tells a leaky package' same_but_for_a_leak
discard
cd "$top"
tally_end

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

# The guests are compiled and all is judged: without a disk cache there is nothing to fetch.
built() { # NAME FLAG…
  local name=$1
  shift
  local packages
  mapfile -t packages < <(bazel query 'kind("wasm_microservice rule", //packages/...)' 2>/dev/null)
  # Fetched from the disk cache now: Bazel would else leave it there, out of the next build's reach.
  bazel build @governance//:governance --remote_download_outputs=all >"$tmp/out" 2>&1 &&
    bazel build "${packages[@]}" --output_groups=+verdict --disk_cache= "$@" \
      --execution_log_json_file="$tmp/$name.json" >"$tmp/out" 2>&1 || { tail -n 60 "$tmp/out"; return 1; }
  [ "$(executed Rustc "$tmp/$name.json")" -gt 0 ] || { echo "nothing was compiled"; return 1; }
  digests >"$tmp/$name"
  discard
}

same() { # NAME NAME
  [ "$(grep -c '\.wasm$' "$tmp/$1")" -ge 3 ] || { cat "$tmp/$1"; return 1; }
  diff -u "$tmp/$1" "$tmp/$2"
}

cd "$top"
base=one
tally 'builds in an output base' built one
base=other
tally 'builds in another output base' built other
tally 'the same digests and verdicts' same one other

if justbuild_start 2>/dev/null; then
  base=remote
  tally 'builds on a remote execution service' built remote --spawn_strategy=remote --remote_executor="$justbuild" --remote_download_outputs=all
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
tally 'builds in another checkout' built elsewhere
tally 'the same digests and verdicts' same one elsewhere
cd "$top"
checkout=$top
tally_end

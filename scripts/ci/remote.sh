#!/usr/bin/env bash
# Builds and tests //packages/... on a real remote execution service, justbuild on loopback, and
# compares what comes out with a local build. Without the private Debian root there is no justbuild:
# then RULES_GOVERNED_WASM_REMOTE names a service, grpc://HOST:PORT, and what ends it is left out.
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
cd "$top"

what=(//packages/... --output_groups=+verdict)
# To be interrupted, one guest is enough.
part=(//packages/calculate-price --output_groups=+verdict)

# No strategy but `remote`, so what cannot run there fails; no disk cache, so nothing is fetched from
# where a local build left it. Toolchains in an output base are from `prepare`.
remotely=(--spawn_strategy=remote --disk_cache= --noremote_local_fallback --remote_timeout=600)

# The checker is a compiler run of minutes, the same wherever: it comes from the disk cache, and has to
# be fetched from it, since Bazel would else leave it there.
prepare() { # TARGET
  bazel build "$1" --remote_download_outputs=all >"$tmp/out" 2>&1 || { cat "$tmp/out"; return 1; }
}

remote_build() { # LOG COMMAND TARGET…
  local log=$1 command=$2
  shift 2
  bazel "$command" "$@" "${remotely[@]}" --remote_executor="$justbuild" --execution_log_json_file="$log" >"$tmp/out" 2>&1 ||
    { tail -n 60 "$tmp/out"; return 1; }
}

# Whatever ran, ran there, our actions and the guests' compilers among it.
ran_remotely() { # LOG MNEMONIC…
  local log=$1 each
  shift
  spawns "$log" | sort | uniq -c
  if spawns "$log" | grep -v ' remote'; then echo "ran elsewhere"; return 1; fi
  for each in "$@"; do
    [ "$(executed "$each" "$log")" -gt 0 ] || { echo "no $each ran"; return 1; }
  done
}

builds_remotely() {
  prepare @governance//:governance && remote_build "$tmp/build.json" build "${what[@]}" || return 1
  ran_remotely "$tmp/build.json" GovernanceVerdict GovernanceGate Rustc || return 1
  digests >"$tmp/remote"
}

tests_remotely() {
  remote_build "$tmp/test.json" test //packages/... || return 1
  ran_remotely "$tmp/test.json" TestRunner
}

builds_locally() {
  bazel build "${what[@]}" >"$tmp/out" 2>&1 || { tail -n 60 "$tmp/out"; return 1; }
  digests >"$tmp/local"
}

same() { # FILE FILE
  [ -s "$1" ] || { echo "$1 is empty"; return 1; }
  diff -u "$1" "$2"
}

# Ends the service while a guest is being compiled.
goes_away() {
  local build actions waited=0
  bazel build "${part[@]}" "${remotely[@]}" --remote_executor="$justbuild" --remote_retries=1 >"$tmp/out" 2>&1 &
  build=$!
  while actions=$(justbuild_actions) && [ "$actions" -lt 5 ] && [ $waited -lt 1200 ]; do
    sleep 0.25
    waited=$((waited + 1))
  done
  justbuild_stop
  if wait $build; then echo "the build was done before the service went away"; return 1; fi
  echo "$actions actions were done"
  grep -E 'UNAVAILABLE|Connection refused|ERROR' "$tmp/out" || { cat "$tmp/out"; return 1; }
}

# What else lies there is what a service keeps for itself.
right_in_part() {
  digests >"$tmp/part"
  grep '/calculate-price\.wasm$' "$tmp/part" || { echo "no module came out"; return 1; }
  if grep -vxFf "$tmp/local" "$tmp/part"; then echo "differs from the local build"; return 1; fi
}

# On a service that has forgotten all that Bazel believes it to have.
next_build_is_right() {
  remote_build "$tmp/next.json" build "${part[@]}" --experimental_remote_cache_eviction_retries=5 || return 1
  right_in_part
}

next_local_build_is_right() {
  bazel build "${part[@]}" --disk_cache= >"$tmp/out" 2>&1 || { tail -n 60 "$tmp/out"; return 1; }
  right_in_part
}

# What one output base had judged on the service, another finds there, and shows the same findings.
failure_is_cached_remotely() {
  local each
  copy_workspaces "$tmp/outside"
  cd "$tmp/outside/refused"
  echo "# $$ $RANDOM $(date +%s%N)" >>binary/manifest.toml
  for each in first second; do
    base=red-$each
    prepare //good || return 1
    if remote_build "$tmp/$each.json" build //binary; then echo "the build succeeded" && return 1; fi
    findings "$tmp/out" >"$tmp/$each.txt"
    stop
  done
  executes "$tmp/first.json" GovernanceVerdict=1 && executes "$tmp/second.json" GovernanceVerdict=0 || return 1
  spawns "$tmp/second.json" | grep '^GovernanceVerdict .* hit$' || { echo "the second build had no verdict"; return 1; }
  [ -s "$tmp/first.txt" ] && diff -u "$tmp/first.txt" "$tmp/second.txt"
}

justbuild_start
base=remote
tally 'builds remotely, and nothing of it locally' builds_remotely
tally 'tests remotely' tests_remotely
stop
base=
tally 'builds locally' builds_locally
tally 'digests and verdicts of both are the same' same "$tmp/local" "$tmp/remote"
tally 'a failure is cached by the service: no verdict again, the same text' failure_is_cached_remotely
base=broken
justbuild_start
tally 'the service has what it takes' prepare @governance//:governance
tally 'the service goes away while it builds' goes_away
justbuild_start
tally 'the next build, on a service that knows nothing, is right' next_build_is_right
stop
base=broken-again
justbuild_start
tally 'the service has what it takes' prepare @governance//:governance
tally 'the service goes away again' goes_away
tally 'the next build, local, is right' next_local_build_is_right
tally_end

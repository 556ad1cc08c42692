#!/usr/bin/env bash
# Builds and tests //packages/... on a real remote execution service, justbuild on loopback, and
# compares what comes out with a local build; then with a remote cache alone, and with services that go
# away, lose their disk or send other bytes.
set -euo pipefail
top=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
tmp=$(mktemp -d)
# shellcheck source=scripts/ci/tally.sh
source "$top/scripts/ci/tally.sh"
# shellcheck source=scripts/ci/builds.sh
source "$top/scripts/ci/builds.sh"
# shellcheck source=scripts/ci/justbuild.sh
source "$top/scripts/ci/justbuild.sh"
garbler=
trap 'justbuild_stop; [ -z "$garbler" ] || kill "$garbler" 2>/dev/null || :; builds_end; rm -rf "$tmp"' EXIT
cd "$top"

what=(//packages/... --output_groups=+verdict)
# To be interrupted, one guest is enough.
part=(//packages/calculate-price --output_groups=+verdict)

# No strategy but `remote`, so what cannot run there fails; no disk cache, so nothing is fetched from
# where a local build left it. Toolchains in an output base are from `prepare`.
remotely=(--spawn_strategy=remote --strategy=GovernanceGate=remote --noremote_local_fallback --remote_timeout=600 --disk_cache=)

# The checker is a compiler run of minutes, the same wherever: it comes from the disk cache, and has to
# be fetched from it, since Bazel would else leave it there.
prepare() { # TARGET FLAG…
  bazel build "$@" --remote_download_outputs=all >"$tmp/out" 2>&1 || { cat "$tmp/out"; return 1; }
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

# The runner is a compiler run of a quarter of an hour, and there is no asking for it alone: one image
# brings it, compiled here as the checker is. What is left out of builds has to be asked for.
tests_remotely() {
  prepare //packages/confirm-order:confirm-order.image --build_tag_filters= && remote_build "$tmp/test.json" test //packages/... || return 1
  ran_remotely "$tmp/test.json" TestRunner GovernanceCompile
}

builds_locally() {
  bazel build "${what[@]}" >"$tmp/out" 2>&1 || { tail -n 60 "$tmp/out"; return 1; }
  digests >"$tmp/local"
}

same() { # FILE FILE
  [ -s "$1" ] || { echo "$1 is empty"; return 1; }
  diff -u "$1" "$2"
}

# A service that knows nothing, and an output base with nothing in it but the checker.
from_nothing() {
  bazel clean >/dev/null 2>&1 || :
  justbuild_start
  tally 'a new service' prepare @governance//:governance
}

# breaks TEXT COMMAND…: builds, runs the command while a guest is being compiled, and the build fails by
# TEXT.
breaks() {
  local text=$1 build actions waited=0
  shift
  bazel build "${part[@]}" "${remotely[@]}" --remote_executor="$justbuild" --remote_retries=1 >"$tmp/out" 2>&1 &
  build=$!
  while actions=$(justbuild_actions) && [ "$actions" -lt 5 ] && [ $waited -lt 1200 ]; do
    sleep 0.25
    waited=$((waited + 1))
  done
  "$@"
  if wait $build; then echo "the build was done before that"; return 1; fi
  echo "$actions actions were done"
  grep -E "$text" "$tmp/out" || { cat "$tmp/out"; return 1; }
}

# What Bazel says of it, while it asks, or while it hands over what an action needs.
gone='UNAVAILABLE|Connection refused|Error while uploading artifact'
broken='INTERNAL|UNKNOWN|FAILED_PRECONDITION|Error while uploading artifact'

loses_its_disk() { mv "$justbuild_root/build" "$justbuild_root/lost" && echo >"$justbuild_root/build"; }
# It may have ended over it.
has_its_disk_again() {
  rm "$justbuild_root/build"
  mv "$justbuild_root/lost" "$justbuild_root/build"
  justbuild_again
}

# A bit in each larger piece of what is sent, in both directions.
justbuild_garbled() {
  "$top/scripts/ci/garble.pl" "${justbuild##*:}" "$tmp/garbles" >"$tmp/port" &
  garbler=$!
  until [ -s "$tmp/port" ]; do sleep 0.1; done
  justbuild=grpc://127.0.0.1:$(cat "$tmp/port")
}
garbles() { : >"$tmp/garbles"; }
garbles_no_more() {
  [ -s "$tmp/garbles" ] || { echo 'nothing was another'; return 1; }
  rm "$tmp/garbles"
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

# What the service had judged for one output base, another finds there: where the service executes, and
# where it is a cache and nothing else.
known_failures() {
  local name flags checker=$tmp/checker
  (base='' && bazel build //checker >"$tmp/out" 2>&1) || { cat "$tmp/out"; return 1; }
  cp -L bazel-bin/checker/checker "$checker"
  refused_workspace "$tmp/outside" "$checker" "$$ $RANDOM $(date +%s%N)"
  cd "$tmp/outside/own_checker"
  for name in first second cached; do
    flags=("${remotely[@]}" --remote_executor="$justbuild")
    [ $name != cached ] || flags=(--disk_cache= --remote_cache="$justbuild")
    base=red-$name
    if bazel build //courier "${flags[@]}" --execution_log_json_file="$tmp/$name.json" >"$tmp/out" 2>&1; then
      echo "the build succeeded" && return 1
    fi
    findings "$tmp/out" >"$tmp/$name.txt"
    stop
  done
  executes "$tmp/first.json" GovernanceVerdict=2 && [ -s "$tmp/first.txt" ]
}

known() { # NAME RUNNER
  executes "$tmp/$1.json" GovernanceVerdict=0 GovernanceGate=1 || return 1
  spawns "$tmp/$1.json" | sort
  spawns "$tmp/$1.json" | grep -q '^GovernanceVerdict .* hit$' || { echo "there was no verdict"; return 1; }
  spawns "$tmp/$1.json" | grep -q "^GovernanceGate $2 ran$" || { echo "no gate ran by $2"; return 1; }
  diff -u "$tmp/first.txt" "$tmp/$1.txt"
}

if ! justbuild_is_there; then
  echo 'left out: no remote execution service on this machine'
  tally_end
  exit
fi
base=remote
justbuild_start
tally 'builds remotely, and nothing of it locally' builds_remotely
tally 'tests remotely' tests_remotely
stop
base=
tally 'builds locally' builds_locally
tally 'digests and verdicts of both are the same' same "$tmp/local" "$tmp/remote"
tally 'a bad package is judged by the service' known_failures
tally 'in another output base: no verdict again, the same text' known second remote
tally 'in another one, with the service as a cache alone: the same' known cached '\(local\|linux-sandbox\)'
base=remote
from_nothing
tally 'the service goes away while it builds' breaks "$gone" justbuild_stop
justbuild_start
tally 'the next build, on a service that knows nothing, is right' next_build_is_right
from_nothing
tally 'the service loses its disk while it builds' breaks "$broken" loses_its_disk
has_its_disk_again
tally 'the next build, on the same disk, is right' next_build_is_right
from_nothing
justbuild_garbled
tally 'what the service says and hears is garbled while it builds' breaks ERROR garbles
tally 'it was, and is no more' garbles_no_more
tally 'the next build, on the same service, is right' next_build_is_right
stop
base=remote
from_nothing
tally 'the service goes away again' breaks "$gone" justbuild_stop
tally 'the next build, local, is right' next_local_build_is_right
tally_end

#!/usr/bin/env bash
# How long a machine that has nothing takes for README's two commands: a fresh clone of HEAD, an empty
# cache, and where `scripts/bazel` makes the private Debian root, that too. Exits with 1 over a limit.
# Takes half an hour on two cores; run it on a machine that does nothing else.
set -euo pipefail
top=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
# Not under /tmp, which actions don't see.
bare=$(mktemp -d "${BARE_FOLDER:-/var/tmp}/bare-XXXXXX")
export RULES_GOVERNED_WASM_CACHE=$bare/cache
ends() {
  (cd "$bare/clone" && scripts/bazel shutdown) >/dev/null 2>&1 || :
  chmod -R u+w "$bare" 2>/dev/null || :
  rm -rf --one-file-system "$bare"
}
trap ends EXIT

git clone -q "$top" "$bare/clone"
cd "$bare/clone"
SECONDS=0
scripts/bazel version >&2
bazel=$SECONDS
scripts/bazel build //packages/... >&2
build=$SECONDS
scripts/bazel test //... >&2
tests=$((SECONDS - bazel))

echo "load $(cut -d' ' -f1-3 /proc/loadavg), $(nproc) cores"
echo "Bazel itself                                   $bazel s"
echo "from nothing to the first green build          $build s, of 720"
echo "all tests, with Bazel there and nothing else   $tests s, of 1800"
[ "$build" -le 720 ] && [ "$tests" -le 1800 ]

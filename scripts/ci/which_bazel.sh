#!/usr/bin/env bash
# Which Bazel scripts/bazel takes, shown on programs that stand for one; runs none.
set -euo pipefail
top=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
tmp=$(mktemp -d)
# shellcheck source=scripts/ci/tally.sh
source "$top/scripts/ci/tally.sh"
trap 'rm -rf "$tmp"' EXIT
unset RULES_GOVERNED_WASM_BAZEL

program() { # NAME LINE…
  mkdir -p "$tmp/$(dirname "$1")"
  printf '%s\n' '#!/usr/bin/env bash' "${@:2}" >"$tmp/$1"
  chmod +x "$tmp/$1"
}

# Of what Bazel is called, only what the folder holds is found.
with() { # FOLDER ARGUMENT…
  PATH=$tmp/$1:/usr/bin:/bin timeout 60 "$top/scripts/bazel" "${@:2}"
}

answers='[ "$1" != --version ] || { echo "bazel 8.1.0"; exit; }'
program new/bazel "$answers" 'echo "ran $*"'
program old/bazel 'echo "bazel 7.6.1"'
program silent/bazel 'exit 1'
program bazelisk/bazelisk 'echo "bazelisk ran $*"'
program bazelisk/bazel "$answers"
program inner/bazel "$answers" 'echo "ran $*"' "[ \"\$1\" != run ] || '$top/scripts/bazel' build //:inner"
program itself/bazel "exec '$top/scripts/bazel' \"\$@\""
program itself_and_more/bazelisk "'$top/scripts/bazel' --quiet \"\$@\""

tally 'a Bazel on PATH' says "$tmp/new/bazel, because bazel 8.1 is on PATH" with new --which
tally 'and it is run' says 'ran build //:x' with new build //:x
tally 'bazelisk first' says 'bazelisk ran build //:x' with bazelisk build //:x
tally 'an older one is not taken' says 'because the bazel on PATH is older than 7.7' with old --which
tally 'one that cannot start is told how to do without' fails 'RULES_GOVERNED_WASM_BAZEL=debian scripts/bazel build //:x' with silent build //:x
tally 'what it runs may call the script again' says 'ran build //:inner' with inner run //:x
tally 'a wrapper of the script is told' fails "$tmp/itself/bazel calls scripts/bazel itself; name another" with itself build //:x
tally 'one that adds arguments too' fails "$tmp/itself_and_more/bazelisk calls scripts/bazel itself" with itself_and_more build //:x
export RULES_GOVERNED_WASM_BAZEL=$tmp/itself/bazel
tally 'one that is named too' fails "$tmp/itself/bazel calls scripts/bazel itself" with new build //:x
export RULES_GOVERNED_WASM_BAZEL=$tmp/nothing
tally 'a name of nothing is told' fails 'is no program; give a path to Bazel >= 7.7' with new build //:x
tally_end

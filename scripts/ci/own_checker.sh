#!/usr/bin/env bash
# Builds the outside workspaces that bring little: one with a prebuilt checker and no Rust compiler at
# work, one with nothing but four statements in its MODULE.bazel.
set -euo pipefail
top=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
# shellcheck source=scripts/ci/tally.sh
source "$top/scripts/ci/tally.sh"
tmp=$(mktemp -d)
outside=$tmp/outside

# The flags go before what a command of `bazel run` is given.
bazel() { "$top/scripts/bazel" "$1" --color=no --curses=no --noshow_progress "${@:2}"; }

# Bazel's servers outlive a workspace that is removed under them.
leave() {
  local workspace
  for workspace in "$outside"/*/; do
    if [ -L "$workspace/bazel-out" ]; then (cd "$workspace" && "$top/scripts/bazel" clean --expunge) >/dev/null 2>&1 || :; fi
  done
  rm -rf "$tmp"
}
trap leave EXIT

# A copy of one workspace, completed by what it shares with another.
copy() {
  local workspace=$1 folder=$2
  shift 2
  mkdir -p "$outside/$workspace/$folder"
  tar -C "$top/rules/tests/outside" --exclude='bazel-*' -c "$workspace" | tar -C "$outside" -x
  sed -i "s#\"../../../..\"#\"$top\"#" "$outside/$workspace/MODULE.bazel"
  sed -i "s#%workspace%/../../../..#$top#" "$outside/$workspace/.bazelrc"
  (cd "$top/rules/tests/outside/prebuilt/courier" && cp -r "$@" "$outside/$workspace/$folder/")
}

prebuilt_checker() {
  (cd "$top" && bazel build //checker && cp -L bazel-bin/checker/checker "$tmp/checker") || return 1
  copy own_checker courier . || return 1
  sed -i -e "s#CHECKER_SHA256#$(sha256sum <"$tmp/checker" | cut -d' ' -f1)#" -e "s#CHECKER_URL#file://$tmp/checker#" \
    "$outside/own_checker/MODULE.bazel"
}

# Neither is one planned for what is built, nor was one executed, nor taken from a cache.
no_rust_compiled() {
  local log=$tmp/log.json planned
  bazel build //courier --execution_log_json_file="$log" || return 1
  grep -q '"mnemonic": "GovernanceGate"' "$log" || { echo "the execution log shows no gate"; return 1; }
  if grep -oE '"mnemonic": "(Rustc|Cargo)[A-Za-z]*"' "$log"; then echo "was compiled"; return 1; fi
  planned=$(bazel aquery 'deps(//courier)' --output=summary 2>/dev/null) || return 1
  grep -q 'GovernanceGate: ' <<<"$planned" || { echo "$planned"; echo "aquery shows no gate"; return 1; }
  if grep -E 'Rustc|Cargo' <<<"$planned"; then echo "would be compiled"; return 1; fi
}

# What users run is it as well, from where they stand.
it_is_run() {
  says '# digest-mismatch' bazel run @rules_governed_wasm//:checker -- explain digest-mismatch || return 1
  cd courier && says 'fd_write' bazel run @rules_governed_wasm//:checker -- facts courier.wasm
}

# Nor are the crates that the checker would be compiled of.
no_crates_fetched() {
  local external
  external=$(bazel info output_base 2>/dev/null)/external
  [ -d "$external" ] || { echo "no $external"; return 1; }
  if ls "$external" | grep rules_governed_wasm_crates; then echo "was fetched"; return 1; fi
}

# What shows that the two searches above find something.
rust_is_compiled_without_it() {
  local planned
  planned=$(cd "$top/rules/tests/outside/prebuilt" && bazel aquery 'deps(//courier)' --output=summary 2>/dev/null) || return 1
  grep -q 'Rustc: ' <<<"$planned" || { echo "$planned"; return 1; }
}

by_its_own_checker() {
  printf '\0' >>courier/courier.wasm
  fails 'error[invalid-module]' bazel build //courier || return 1
  truncate -s -1 courier/courier.wasm
}

# By another digest, not by other bytes: what Bazel has fetched once by a digest it does not fetch again.
other_checker() {
  sed -i 's#^    sha256 = ".*"#    sha256 = "'"$(sha256sum </dev/null | cut -d' ' -f1)"'"#' MODULE.bazel
  fails 'Checksum was' bazel build //courier
}

updated_then_built() {
  fails 'error[missing-digest]' bazel build //acknowledge || return 1
  bazel run //acknowledge:acknowledge.update && bazel build //acknowledge
}

# What docs/monorepo.md tells to write is what this workspace has, and it is four statements.
statements_are_documented() {
  local block
  block=$(sed -n '/^bazel_dep/,/^# Instead of a registry/p' MODULE.bazel | sed '$d')
  [ "$(grep -cE '^[a-z]' <<<"$block")" -eq 4 ] || { echo "$block"; echo "is not four statements"; return 1; }
  [[ $(<"$top/docs/monorepo.md") == *"$block"* ]] || { echo "$block"; echo "is not in docs/monorepo.md"; return 1; }
}

# What docs/monorepo.md tells to write for it is what this workspace has, place and digest left open.
checker_is_documented() {
  local part
  for part in "$(sed -n '/^http_file/,$p' MODULE.bazel | sed 's/"CHECKER_[A-Z0-9]*"/"…"/; /^$/d')" "$(sed -n '/^load/,/^)/p' BUILD.bazel)" "$(sed -n '/^toolchain/,/^)/p' BUILD.bazel)"; do
    [ -n "$part" ] && [[ $(<"$top/docs/monorepo.md") == *"$part"* ]] || { echo "$part"; echo "is not in docs/monorepo.md"; return 1; }
  done
}

cd "$top/rules/tests/outside/own_checker"
tally 'the checker that is brought is documented' checker_is_documented
tally 'a checker is built, to be brought by its digest' prebuilt_checker
cd "$outside/own_checker"
tally 'with a checker of its own, a workspace compiles no Rust' no_rust_compiled
tally 'what users run is that checker' it_is_run
tally 'and fetches no crates' no_crates_fetched
tally 'without one it would' rust_is_compiled_without_it
tally 'its own checker judges' by_its_own_checker
tally 'a checker of another digest is refused' other_checker

tally 'a workspace of four statements is laid out' copy four_statements acknowledge contract.json approved BOUNDARY.md
cd "$outside/four_statements"
tally 'four statements build a Rust microservice' updated_then_built
tally 'the four statements are documented' statements_are_documented
tally_end

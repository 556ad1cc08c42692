#!/usr/bin/env bash
# Builds the outside workspaces of rules/tests/outside as their users would, and checks what Bazel
# says. Needs no network beyond what scripts/bazel needs.
set -euo pipefail
top=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
# shellcheck source=scripts/ci/tally.sh
source "$top/scripts/ci/tally.sh"
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT

bazel() { "$top/scripts/bazel" "$@" --color=no --curses=no --noshow_progress; }

# What a person sees of the findings: from the first one to the line that counts them.
findings() { sed -n '/: \(error\|warning\)\[/,/^[^ ]*: [0-9]* \(error\|warning\)/p' "$1"; }

# The build of TARGET is refused with exactly the text in expected.txt; BLESS=1 accepts.
refused_as_expected() {
  local target=$1 expected=$2
  shift 2
  if bazel build "$target" "$@" >"$tmp/out" 2>&1; then
    echo "the build of $target succeeded" && return 1
  fi
  findings "$tmp/out" >"$tmp/findings"
  [ -s "$tmp/findings" ] || { cat "$tmp/out"; return 1; }
  if [ -n "${BLESS:-}" ]; then cp "$tmp/findings" "$expected"; fi
  diff -u "$expected" "$tmp/findings"
}

# None of the files that would let TARGET's module be used came to be.
nothing_sealed() {
  local found
  found=$(find -L bazel-bin/"$1" -name '*.wasm' -path '*.sealed/*' 2>/dev/null)
  [ -z "$found" ] || { echo "came out: $found"; return 1; }
}

fails() { # TEXT COMMAND…: the command fails and says TEXT.
  local text=$1
  shift
  if "$@" >"$tmp/out" 2>&1; then cat "$tmp/out"; echo "it succeeded"; return 1; fi
  grep -qF -- "$text" "$tmp/out" || { cat "$tmp/out"; echo "it does not say: $text"; return 1; }
}

# How many actions of MNEMONIC were really executed, by an execution log in JSON.
executed() {
  tr -d ' \n' <"$2" | sed 's/"commandArgs"/\n&/g' | grep "\"mnemonic\":\"$1\"" | grep -vc '"cacheHit":true' || :
}

# A copy of the outside workspaces, so that their sources may be changed.
copy=$tmp/outside
copy_workspaces() {
  rm -rf "$copy"
  mkdir "$copy"
  tar -C "$top/rules/tests/outside" --exclude='bazel-*' -c . | tar -C "$copy" -x
  sed -i "s#\"../../../..\"#\"$top\"#" "$copy"/*/MODULE.bazel
  sed -i "s#%workspace%/../../../..#$top#" "$copy"/*/.bazelrc
}

failure_is_cached() {
  # Never judged before, so that no other run's cache can make this pass.
  echo "# $RANDOM $(date +%s%N)" >>binary/manifest.toml
  fails 'error[digest-mismatch]' bazel build //binary --execution_log_json_file="$tmp/first.json" || return 1
  findings "$tmp/out" >"$tmp/first.txt"
  bazel clean >/dev/null 2>&1
  fails 'error[digest-mismatch]' bazel build //binary --execution_log_json_file="$tmp/second.json" || return 1
  findings "$tmp/out" >"$tmp/second.txt"
  [ "$(executed GovernanceVerdict "$tmp/first.json")" -eq 1 ] || { echo "the first build did not execute the package's verdict"; return 1; }
  [ "$(executed GovernanceVerdict "$tmp/second.json")" -eq 0 ] || { echo "the second build executed a verdict"; return 1; }
  diff -u "$tmp/first.txt" "$tmp/second.txt"
}

# The verdict on //binary, executed anew, into FILE.
verdict_into() {
  local file=$1
  shift
  bazel build //binary --output_groups=verdict --modify_execution_info=GovernanceVerdict=+no-cache "$@" >"$tmp/out" 2>&1 ||
    { cat "$tmp/out"; return 1; }
  cp -L bazel-bin/binary/binary.verdict.json "$file"
}

same_verdict_everywhere() {
  verdict_into "$tmp/fastbuild.json" -c fastbuild && verdict_into "$tmp/opt.json" -c opt || return 1
  cmp "$tmp/fastbuild.json" "$tmp/opt.json" || return 1
  copy_workspaces
  (cd "$copy/refused" && verdict_into "$tmp/elsewhere.json" && bazel clean --expunge) >"$tmp/out2" 2>&1 || { cat "$tmp/out2"; return 1; }
  cmp "$tmp/fastbuild.json" "$tmp/elsewhere.json"
}

red_report() {
  bazel build //registry:red --output_groups=report,sarif >"$tmp/out" 2>&1 || { cat "$tmp/out"; return 1; }
  if [ -n "${BLESS:-}" ]; then cp -L bazel-bin/registry/red.report.txt registry/red.txt && chmod 644 registry/red.txt; fi
  diff -u registry/red.txt bazel-bin/registry/red.report.txt || return 1
  grep -q '"ruleId": "digest-mismatch"' bazel-bin/registry/red.sarif && grep -q '"ruleId": "unknown-field"' bazel-bin/registry/red.sarif
}

# Changing a level judges nothing anew; approving a contract judges that contract and its package.
only_what_changed() {
  bazel build //good //registry:twin >"$tmp/out" 2>&1 || { cat "$tmp/out"; return 1; }
  sed -i 's/^weak-summary = .*/weak-summary = "allow"/' policy.toml
  bazel build //good --execution_log_json_file="$tmp/level.json" >"$tmp/out" 2>&1 || { cat "$tmp/out"; return 1; }
  [ "$(executed GovernanceVerdict "$tmp/level.json")" -eq 0 ] || { echo "a changed level executed a verdict"; return 1; }
  grep -q '"GovernanceGate"' "$tmp/level.json" || { echo "a changed level ran no gate"; return 1; }
}

# Approving one contract judges that contract, and seals it and its package anew; no other.
only_what_was_approved() {
  cp -r good other
  sed -i 's/acknowledge/nod/g; s/good\.wasm/other.wasm/' other/*.* other/approved/*
  sed -i 's/name = "good"/name = "other", wat = "module.wat", capability = ":contract", boundary = "BOUNDARY.md"/' other/BUILD.bazel
  # Never judged before, so that no other run's cache can tell.
  sed -i "s/an empty object/& ($RANDOM $(date +%s%N))/" other/contract.json
  rm other/approved/1.0.0.json
  fails 'error[unapproved-capability]' bazel build --keep_going //good //other || return 1
  bazel run //other:contract.approve >"$tmp/out" 2>&1 || { cat "$tmp/out"; return 1; }
  bazel build //good //other --execution_log_json_file="$tmp/approved.log" >"$tmp/out" 2>&1 || { cat "$tmp/out"; return 1; }
  [ "$(executed GovernanceVerdict "$tmp/approved.log")" -eq 1 ] || { echo "it judged more or less than the contract"; return 1; }
  [ "$(executed GovernanceGate "$tmp/approved.log")" -eq 2 ] || { echo "it sealed more or less than the contract and its package"; return 1; }
}

development_says_so() {
  bazel build --config=dev //binary >"$tmp/out" 2>&1 || { cat "$tmp/out"; return 1; }
  grep -qF 'warning[digest-mismatch]' "$tmp/out" || { cat "$tmp/out"; return 1; }
  grep -F '"sealed": false' bazel-bin/binary/binary.sealed/manifest.json
}

cached_elsewhere() {
  copy_workspaces
  (cd "$copy/refused" && failure_is_cached && only_what_changed && only_what_was_approved && bazel clean --expunge)
}

cd "$top/rules/tests/outside/refused"
tally 'a good package builds' bazel build //good
for family in reading manifest capability binary authority boundary not-wasm; do
  tally "refused: $family" refused_as_expected "//$family" "$family/expected.txt"
  tally "nothing comes out: $family" nothing_sealed "$family"
done
for family in workflow model registry; do
  tally "refused: $family" refused_as_expected "//$family" "$family/expected.txt"
done
tally 'a red build has one report of all packages' red_report
tally 'a failure is cached, with its words; a level or an approval judges no more than it has to' cached_elsewhere
tally 'one verdict in two configurations and two output bases' same_verdict_everywhere
tally 'skipping validations lets nothing out' fails 'error[digest-mismatch]' bazel build --norun_validations //binary
tally 'use as a tool lets nothing out' fails 'error[digest-mismatch]' bazel build //lowering:as_tool
tally 'asking for the sealed module by name lets nothing out' fails 'no such target' bazel build //binary:binary.sealed/binary.wasm
tally 'a transition lowers no policy' fails 'error[digest-mismatch]' bazel build //lowering
tally 'a development build reports the digest, and says that it is not sealed' development_says_so
tally 'no other rule makes the provider' fails 'depend on one of their targets' bazel build //lowering:forging

cd "$top/rules/tests/outside/prebuilt"
tally 'a prebuilt module, without any Rust of its own' bazel build //courier
tally 'refused: a prebuilt module that is not the recorded one' refused_as_expected //swapped swapped/expected.txt
tally_end

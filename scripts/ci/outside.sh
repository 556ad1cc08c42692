#!/usr/bin/env bash
# Builds the outside workspaces of rules/tests/outside as their users would, and checks what Bazel
# says. Needs no network beyond what scripts/bazel needs.
set -euo pipefail
top=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
tmp=$(mktemp -d)
# shellcheck source=scripts/ci/tally.sh
source "$top/scripts/ci/tally.sh"
# shellcheck source=scripts/ci/builds.sh
source "$top/scripts/ci/builds.sh"
trap 'expunge "$tmp/elsewhere/refused"; ends "$top"/rules/tests/outside/{refused,prebuilt}; builds_end; rm -rf "$tmp"' EXIT

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

# Nothing stands between Bazel's ERROR line and the finding.
right_under_the_error() {
  fails 'error[digest-mismatch]' bazel build //binary || return 1
  grep -A 1 '^ERROR: .*: Sealing //binary:binary failed' "$tmp/out" | tail -n 1 | grep '^binary/manifest.toml:[0-9:]*: error\[digest-mismatch\]' ||
    { cat "$tmp/out"; return 1; }
}

# None of the files that would let TARGET's module be used came to be.
nothing_sealed() {
  local found
  found=$(find -L bazel-bin/"$1" -name '*.wasm' -path '*.sealed/*' 2>/dev/null)
  [ -z "$found" ] || { echo "came out: $found"; return 1; }
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
  copy_workspaces "$tmp/elsewhere"
  (cd "$tmp/elsewhere/refused" && verdict_into "$tmp/elsewhere.json") || return 1
  cmp "$tmp/fastbuild.json" "$tmp/elsewhere.json"
}

red_report() {
  bazel build //registry:red --output_groups=report,sarif >"$tmp/out" 2>&1 || { cat "$tmp/out"; return 1; }
  if [ -n "${BLESS:-}" ]; then cp -L bazel-bin/registry/red.report.txt registry/red.txt && chmod 644 registry/red.txt; fi
  diff -u registry/red.txt bazel-bin/registry/red.report.txt || return 1
  grep -q '"ruleId": "digest-mismatch"' bazel-bin/registry/red.sarif && grep -q '"ruleId": "unknown-field"' bazel-bin/registry/red.sarif
}

# The examples, judged as Traverse judges; whoever built them, their digests apart.
as_traverse() {
  local copy=$builds/traverse
  mkdir "$copy"
  (cd "$top" && git ls-files --cached --others --exclude-standard -z | tar --null -T - -c) | tar -x -C "$copy"
  printf '[governance]\nschema = 1\nprofile = "traverse-1.0"\n' >"$copy/policy.toml"
  cd "$copy" && base=as_traverse && builder='' && bazel build --config=dev --remote_download_outputs=all //packages/... >"$tmp/out" 2>&1 || { cat "$tmp/out"; return 1; }
  # It was that profile, which tolerates what `strict` does not.
  grep '"unknown-field": "allow"' bazel-bin/external/*governance/governance.levels.json
}

# Of this repository's own packages; nor on the platform that it is compiled for.
by_label() {
  local target=//packages/calculate-price:calculate-price_module
  (cd "$top" &&
    fails 'is incompatible and cannot be built' bazel build --nobuild "$target" &&
    fails 'is incompatible and cannot be built' bazel build --nobuild "$target" --platforms=//rules/platforms:wasm32-wasip1)
}

development_says_so() {
  bazel build --config=dev //binary >"$tmp/out" 2>&1 || { cat "$tmp/out"; return 1; }
  grep -qF 'warning[digest-mismatch]' "$tmp/out" || { cat "$tmp/out"; return 1; }
  grep -F '"sealed": false' bazel-bin/binary/binary.sealed/manifest.json
}

builder=outside
cd "$top/rules/tests/outside/refused"
tally 'a good package builds' bazel build //good
for family in reading manifest capability binary authority boundary not-wasm; do
  tally "refused: $family" refused_as_expected "//$family" "$family/expected.txt"
  tally "nothing comes out: $family" nothing_sealed "$family"
done
for family in workflow model registry; do
  tally "refused: $family" refused_as_expected "//$family" "$family/expected.txt"
done
tally "a finding stands right under Bazel's ERROR line" right_under_the_error
tally 'a red build has one report of all packages' red_report
tally 'one verdict in two configurations and two output bases' same_verdict_everywhere
tally 'skipping validations lets nothing out' fails 'error[digest-mismatch]' bazel build --norun_validations //binary
tally 'use as a tool lets nothing out' fails 'error[digest-mismatch]' bazel build //lowering:as_tool
tally 'asking for the sealed module by name lets nothing out' fails 'no such target' bazel build //binary:binary.sealed/binary.wasm
tally 'the example packages pass by the profile traverse-1.0 too' as_traverse
tally 'nor does asking for what compiles it' by_label
tally 'a transition lowers no policy' fails 'error[digest-mismatch]' bazel build //lowering
tally 'another checker does not judge' fails '//lowering:blind.sh would judge it, which is no checker of the root module' bazel build //lowering:blinding
tally 'a development build reports the digest, and says that it is not sealed' development_says_so
tally 'no other rule makes the provider' fails 'depend on one of their targets' bazel build //lowering:forging

cd "$top/rules/tests/outside/prebuilt"
tally 'a prebuilt module, without any Rust of its own' bazel build //courier
tally 'refused: a prebuilt module that is not the recorded one' refused_as_expected //swapped swapped/expected.txt
tally_end

#!/usr/bin/env bash
# Runs microservices on their cases through Bazel, and checks what a user gets: reports, evidence,
# filters, accepted answers. Compiles the runner, once.
set -euo pipefail
top=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
tmp=$(mktemp -d)
# shellcheck source=scripts/ci/tally.sh
source "$top/scripts/ci/tally.sh"
# shellcheck source=scripts/ci/builds.sh
source "$top/scripts/ci/builds.sh"
work=$tmp/outside/cases
trap 'expunge "$work"; builds_end; rm -rf "$tmp"' EXIT

copy_workspaces "$tmp/outside"
cd "$work"
logs() { echo "$work/bazel-testlogs/$1/$1.test"; }

passes_with_reports() {
  says 'same order' bazel test //echo:echo.test --test_output=all --nozip_undeclared_test_outputs || return 1
  local xml
  xml=$(logs echo)/test.xml
  # Two cases, the contract's use case, four probes.
  [ "$(grep -c '<testcase ' "$xml")" -eq 7 ] && ! grep -q '<skipped\|<failure' "$xml" || { cat "$xml"; return 1; }
  find -L "$(logs echo)/test.outputs" -name '*.json' -size +0 | grep -q . || { ls -R "$(logs echo)"; echo "no evidence"; return 1; }
}

one_field() {
  fails 'error[output-differs]' bazel test //differs:differs.test --test_output=errors || return 1
  sed -n '/error\[/,/^[^ ]*: [0-9]* passed, /p' "$tmp/out" >"$tmp/findings"
  if [ -n "${BLESS:-}" ]; then cp "$tmp/findings" "$top/rules/tests/outside/cases/differs/expected.txt"; fi
  diff -u "$top/rules/tests/outside/cases/differs/expected.txt" "$tmp/findings"
}

filtered() {
  says 'same order' bazel test //echo:echo.test --test_output=all --test_filter='^the same order$' || return 1
  [ "$(grep -c '<skipped ' "$(logs echo)/test.xml")" -eq 6 ] || { cat "$(logs echo)/test.xml"; return 1; }
}

same_bytes_each_time() {
  bazel test //echo:echo.test --runs_per_test=20 --nozip_undeclared_test_outputs >"$tmp/out" 2>&1 || { cat "$tmp/out"; return 1; }
  local runs
  runs=$(find -L "$(logs echo)" -maxdepth 1 -name 'run_*_of_20' | wc -l)
  [ "$runs" -eq 20 ] || { ls "$(logs echo)"; return 1; }
  for run in "$(logs echo)"/run_*_of_20; do (cd -L "$run/test.outputs" && find . -type f -size +0 -print0 | sort -z | xargs -0 -r sha256sum); done |
    sort | uniq -c >"$tmp/sums"
  # Each file of the evidence twenty times over, and no other.
  [ -s "$tmp/sums" ] && ! grep -qv '^ *20 ' "$tmp/sums" || { cat "$tmp/sums"; return 1; }
}

accepted() {
  says '"total"' bazel run //differs:differs.accept || return 1
  grep -q '"total": 100' differs/one-field.json || { cat differs/one-field.json; return 1; }
  says 'PASSED' bazel test //differs:differs.test
}

by_hand() { says '"total": 7' bazel run //echo:echo.run -- '{"total": 7, "order_id": "ord-9"}'; }

# Another digest is recorded than the module has: it is run in a development build, which says so.
unsealed() {
  sed -i 's/^expected_digest = "sha256:./expected_digest = "sha256:0/' echo/manifest.toml
  fails 'error[digest-mismatch]' bazel test //echo:echo.test || return 1
  says 'not sealed' bazel test --config=dev //echo:echo.test --test_output=all
}

# Minutes each: one configuration of wasmtime, whatever is asked for.
compiled_once() {
  (cd "$top" && bazel cquery 'filter("__wasmtime-[0-9.]+//:wasmtime$", deps(//packages/... + //checker/runner:cli_test + //checker/runner:fixtures_test))') >"$tmp/labels" 2>"$tmp/err" ||
    { cat "$tmp/err"; return 1; }
  [ "$(sed 's/.*(//' "$tmp/labels" | sort -u | wc -l)" -eq 1 ] || { cat "$tmp/labels"; return 1; }
}

# What `bazel build` is left with of //packages/...: nothing of tests, and so no wasmtime and no guest
# that is built for the host or twice.
not_in_builds() {
  (cd "$top" && bazel build --nobuild --build_event_json_file="$tmp/events.json" //packages/...) >"$tmp/out" 2>&1 || { cat "$tmp/out"; return 1; }
  sed -n 's/.*"targetConfigured":{"label":"\([^"]*\)"}.*/\1/p' "$tmp/events.json" | sort -u >"$tmp/built"
  grep -q ':registry$' "$tmp/built" && ! grep -E '(\.test|\.image|_test|contract_cases)$' "$tmp/built" || { cat "$tmp/built"; return 1; }
  (cd "$top" && bazel aquery "mnemonic('Rustc', deps(set($(tr '\n' ' ' <"$tmp/built"))))") >"$tmp/actions" 2>"$tmp/err" ||
    { cat "$tmp/err"; return 1; }
  grep -q serde "$tmp/actions" && ! grep -q wasmtime "$tmp/actions"
}

tally 'cases pass, with a report of each and evidence' passes_with_reports
tally 'an answer that differs by one field fails at its pointer' one_field
tally 'a filter runs one case' filtered
tally 'twenty runs leave the same bytes' same_bytes_each_time
tally 'one input by hand' by_hand
tally 'an answer is accepted' accepted
tally 'an unsealed module is run by a development build alone, which says so' unsealed
tally 'wasmtime is compiled in one configuration' compiled_once
tally 'no package needs wasmtime to be built' not_in_builds
tally_end

#!/usr/bin/env bash
# Builds every failing fixture of the checker as a package of an outside workspace, and compares what
# Bazel says with what the fixture expects. `fixtures.sh CODE` builds the cases of one code.
set -euo pipefail
top=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
tmp=$(mktemp -d)
# shellcheck source=scripts/ci/tally.sh
source "$top/scripts/ci/tally.sh"
# shellcheck source=scripts/ci/builds.sh
source "$top/scripts/ci/builds.sh"
work=$tmp/outside/fixtures
trap 'expunge "$work"; builds_end; rm -rf "$tmp"' EXIT

copy_workspaces "$tmp/outside"
(cd "$top" && bazel run //checker:fixture_workspace -- "$work") >"$tmp/out" 2>&1 || { cat "$tmp/out"; exit 1; }
cd "$work"
[ -z "${1:-}" ] || sed -i -n "/^$1\./p" plans
[ -s plans ] || { echo "no case fails by ${1:-any code}"; exit 1; }
{ echo 'cases = use_extension("//:extension.bzl", "cases")'; cut -f1 plans | sed 's/.*/use_repo(cases, "&")/'; } >>MODULE.bazel

# A module that contracts come from.
if [ -d shared ]; then
  printf 'bazel_dep(name = "shared")\nlocal_path_override(module_name = "shared", path = "shared")\n' >>MODULE.bazel
  echo 'bazel_dep(name = "rules_governed_wasm", version = "0.1.0")' >>shared/MODULE.bazel
fi

# Most differ in nothing but their own files: one build. The others wait for their policy, their day
# or their builder.
mkdir said
cut -f3- plans | sort | uniq -c | sort -rn | sed 's/^ *[0-9]* //' >settings
while IFS= read -r setting; do
  IFS='|' read -r policy builder today <<<"${setting//$'\t'/|}"
  cp "policy-$policy.toml" policy.toml
  awk -F'\t' -v setting="$setting" '$3 "\t" $4 "\t" $5 == setting { print "@" $1 $2 }' plans >targets
  bazel build --keep_going --target_pattern_file=targets \
    --repo_env=RULES_GOVERNED_WASM_BUILDER="$builder" --repo_env=RULES_GOVERNED_WASM_TODAY="$today" >log 2>&1 || :
  # What follows each of Bazel's ERROR lines, as a person sees it, but for the repositories' names. A
  # fault of the policy is told once: it belongs to the case that has this policy.
  first=$(sed -n '1{s/^@//;s#//.*##;p}' targets)
  awk -v first="$first" '
    /^ERROR: .*(Sealing|Registering) / { match($0, /[a-z0-9-]+\.fail-[a-z0-9-]+/); file = "said/" substr($0, RSTART, RLENGTH); next }
    /^ERROR: .*Reading policy / { file = "said/" first; next }
    /^(ERROR|INFO|WARNING|Target|Use --verbose)/ { file = ""; next }
    file { gsub(/@@[^ ]*\.fail-[a-z0-9-]*\/\//, "//"); print > file }
  ' log
done <settings

# From the first finding on. Where a day is given, what an ended exception no longer covers stands
# before the code's own and is counted too.
findings_of() { # CODE DAY
  if [ -z "$2" ]; then sed -n '/: error\[/,$p'; else sed -n "/: error\[$1\]/,\$p" | sed '$d'; fi
}

as_expected() { # CASE TARGET DAY
  local code=${1%%.*} said=said/$1 expected=$top/checker/fixtures/${1/.//}/expected.txt
  [ -s "$said" ] || { echo "no build error"; return 1; }
  # A registry is not given the documents that a finding could show.
  if [ "$2" = //:registry ]; then
    diff -u <(echo "error[$code]") <(grep -o 'error\[[a-z-]*\]' "$said" | sort -u) || { cat "$said"; return 1; }
  else
    grep -qF "error[$code]" "$expected" || { echo "the fixture expects no $code"; return 1; }
    diff -u <(findings_of "$code" "$3" <"$expected") <(findings_of "$code" "$3" <"$said")
  fi
}
while IFS='|' read -r name target _ _ day; do
  tally "refused: $name" as_expected "$name" "$target" "$day"
done < <(tr '\t' '|' <plans)
[ -z "${KEEP:-}" ] || cp -r "$work" "$KEEP"
tally_end

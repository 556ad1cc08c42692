#!/usr/bin/env bash
# Runs the commands of docs/recipes.md, as they stand there, in a copy of an outside workspace.
set -euo pipefail
top=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
tmp=$(mktemp -d)
# shellcheck source=scripts/ci/tally.sh
source "$top/scripts/ci/tally.sh"
# shellcheck source=scripts/ci/builds.sh
source "$top/scripts/ci/builds.sh"
trap 'expunge "$tmp"/*/refused; builds_end; rm -rf "$tmp"' EXIT

# The N-th block of commands of the page, with what differs here put in its place.
recipe() { # N
  awk -v n="$1" '/^```sh/ { i++; next } /^```/ { on = 0 } i == n && !/^```/ { print }
    /^```/ { if (i == n) exit }' "$top/docs/recipes.md" |
    sed 's#origin/main#main#'
}

run() { # N: in a shell that finds Bazel as `bazel`, as a user's does.
  (
    export PATH="$tmp/bin:$PATH"
    recipe "$1" >"$tmp/recipe"
    [ -s "$tmp/recipe" ] || { echo "no recipe $1"; exit 1; }
    bash "$tmp/recipe"
  ) >"$tmp/out" 2>&1
}

said() { grep -qF -- "$1" "$tmp/out" || { cat "$tmp/out"; echo "it does not say: $1"; return 1; }; }
said_not() { if grep -qF -- "$1" "$tmp/out"; then cat "$tmp/out"; echo "it says: $1"; return 1; fi; }

# //binary's manifest is read by //binary alone; the good module by all that share it.
only_what_changed() {
  git checkout -q main
  git checkout -q -B change
  echo "# $$ $RANDOM" >>binary/manifest.toml
  git commit -qam change
  if run 1; then echo "a bad package was not built" && return 1; fi
  said '//binary:binary failed' && said_not '//manifest:manifest' || return 1
  git checkout -q main
  git checkout -q -B change
  # White space: what implements it is judged again, and found as it was.
  echo >>good/contract.json
  git commit -qam change
  run 1 || :
  said '//binary:binary failed'
}

all_findings() {
  git checkout -q main
  git checkout -q -B red
  sed -i 's#packages = \["//good"\]#packages = ["//binary", "//good", "//reading"]#' BUILD.bazel
  git commit -qam red
  run 2 || { cat "$tmp/out"; return 1; }
  local rule
  for rule in digest-mismatch unknown-field; do
    grep -q "\"ruleId\": \"$rule\"" governance.sarif || { echo "no $rule"; return 1; }
  done
}

has_jq() {
  command -v jq >/dev/null && return
  [ "$(id -u)" -eq 0 ] || { echo 'please run: sudo apt-get install jq'; return 1; }
  apt-get -q update && DEBIAN_FRONTEND=noninteractive apt-get -qy install --no-install-recommends jq
}

# The good package once more, with a module that asks for the time.
grant_the_clock() {
  cp -r good timed
  rm timed/approved/1.0.0.json
  sed -i 's/acknowledge/tell/g; s/good\.wasm/timed.wasm/; s/"host_api_access": "none"/"host_api_access": "exception_required"/; s/"exception_refs": \[/&"adr-0007"/' timed/*.*
  sed -i 's/^host_api_access = "none"/host_api_access = "exception_required"/; s/^\[constraints\]/[authority]\ngroups = ["clock"]\n\n&/; /^expected_digest/d' timed/manifest.toml
  sed -i 's/^  (memory /  (import "wasi_snapshot_preview1" "clock_time_get" (func (param i32 i64 i32) (result i32)))\n&/' timed/module.wat
  sed -i 's/name = "good"/name = "timed", wat = "module.wat", capability = ":contract", boundary = "BOUNDARY.md"/' timed/BUILD.bazel
  sed -i 's#packages = \["//good"\]#packages = ["//good", "//timed"]#' BUILD.bazel
  "$tmp/bin/bazel" run //timed:contract.approve && "$tmp/bin/bazel" run //timed:timed.update
}

who_has_what() {
  git checkout -q main
  git checkout -q -B granted
  grant_the_clock >"$tmp/out" 2>&1 && has_jq && run 3 || { cat "$tmp/out"; return 1; }
  said 'desk.acknowledge: granted ; excepted weak-summary' && said 'desk.tell: granted clock; excepted ' || return 1
  [ "$(grep -c ': granted ' "$tmp/out")" -eq 2 ] || { cat "$tmp/out"; return 1; }
}

# Named before it is on PATH itself, or it would find itself there.
where=$("$top/scripts/bazel" --which)
case $where in
  'the private Debian root'*) export RULES_GOVERNED_WASM_BAZEL=debian ;;
  *) export RULES_GOVERNED_WASM_BAZEL=${where%%, because*} ;;
esac
mkdir "$tmp/bin"
printf '#!/usr/bin/env bash\nexec "%s" "$@"\n' "$top/scripts/bazel" >"$tmp/bin/bazel"
chmod +x "$tmp/bin/bazel"
copy_workspaces "$tmp/outside"
cd "$tmp/outside/refused"
cat >>BUILD.bazel <<'END'

load("@rules_governed_wasm//rules:defs.bzl", "governed_registry")

governed_registry(
    name = "registry",
    packages = ["//good"],
)
END
cat >>policy.toml <<'END'

[[exception]]
package = "desk.acknowledge"
code = "weak-summary"
reason = "Its team is renaming it."
until = "2099-12-31"
END
git init -q -b main .
printf 'bazel-*\ngovernance.sarif\n' >.gitignore
git -c user.name=ci -c user.email=ci@example.com add -A
export GIT_AUTHOR_NAME=ci GIT_AUTHOR_EMAIL=ci@example.com GIT_COMMITTER_NAME=ci GIT_COMMITTER_EMAIL=ci@example.com
git commit -qm base

tally 'judge only what a change touches' only_what_changed
tally 'all findings of a red build as one SARIF' all_findings
tally 'every package that has a grant or an exception' who_has_what
tally_end

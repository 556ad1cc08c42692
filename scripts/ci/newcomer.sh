# A newcomer's workspace, for the scripts that do what documentation says: a copy of
# rules/tests/outside/scaffold in which `bazel` is the repository's own. Whoever sources it has set `top`;
# it sets `tmp`, which is removed at the end. CASES=0 builds and runs no case.
# shellcheck shell=bash disable=SC2154
# shellcheck source=scripts/ci/tally.sh
source "$top/scripts/ci/tally.sh"
tmp=$(mktemp -d)
workspace=$tmp/orders
trap newcomer_leaves EXIT

# Without cases nothing needs the runner.
mkdir "$tmp/bin"
cat >"$tmp/bin/bazel" <<END
#!/usr/bin/env bash
if [ "\${CASES:-1}" = 0 ] && [ \$# -gt 1 ]; then
  case "\$1 \${*: -1}" in
    "test "*/...) shift && set -- build "\$@" ;;
    "test "*) set -- query "\$2" ;;
  esac
  case "\$1 \$2" in
    "run "*.run | "run "*.accept) set -- query "\$2" ;;
  esac
fi
PATH='$PATH' exec '$top/scripts/bazel' "\$@"
END
chmod +x "$tmp/bin/bazel"
path=$PATH
export PATH=$tmp/bin:$PATH

mkdir "$workspace"
tar -C "$top/rules/tests/outside/scaffold" --exclude='bazel-*' -c . | tar -C "$workspace" -x
sed -i "s#\"../../../..\"#\"$top\"#" "$workspace/MODULE.bazel"
sed -i "s#%workspace%/../../../..#$top#" "$workspace/.bazelrc"
quietly='common --color=no --curses=no --noshow_progress'
echo "$quietly" >>"$workspace/.bazelrc"
cd "$workspace"

newcomer_leaves() {
  (cd "$workspace" && bazel clean --expunge >/dev/null 2>&1) || :
  rm -rf "$tmp"
}

run() { "$@" >"$tmp/out" 2>&1 || { cat "$tmp/out"; echo "failed: $*"; return 1; }; }

refused() { # CODES COMMAND…: it fails by these codes, sorted and joined by commas, and no other.
  local codes=$1 found
  shift
  if "$@" >"$tmp/out" 2>&1; then cat "$tmp/out"; echo "it succeeded: $*"; return 1; fi
  found=$(sed -n 's/^.*: error\[\([a-z-]*\)\]: .*/\1/p' "$tmp/out" | sort -u | paste -sd,)
  [ "$found" = "$codes" ] || { cat "$tmp/out"; echo "refused by ${found:-no code}, not by $codes"; return 1; }
}

# What an author does by hand with a draft: words for the placeholders, and it is no draft any more.
fill() {
  find "$1" -type f -exec sed -i 's/replace-me[^"]*/cancels an order that has not left yet/' {} +
  sed -i 's/"lifecycle": "draft"/"lifecycle": "active"/' "$1/contract.json"
}

# Each command by itself is a step of the guide.
new() { says "bazel run //packages/$1:$1.update" bazel run @rules_governed_wasm//templates:new -- "orders.$1" --template "$2"; }
draft() { refused placeholder,unapproved-capability bazel build "//packages/$1"; }
approve() { says "approved orders.$1@1.0.0" bazel run "//packages/$1:contract.approve"; }
update() { says 'had no digest, is sha256:' bazel run "//packages/$1:$1.update"; }

# The commands of a page: each line of a fence of the language `sh`, with its number. A fence of the
# language `sh fails CODE` holds commands that are refused by CODE; one of any other, no commands.
commands() {
  awk '
    /^```/ { on = !on && ($0 == "```sh" || $0 ~ /^```sh fails [a-z,-]+$/); code = $3; next_line = ""; next }
    !on || /^[[:space:]]*(#|$)/ { next }
    { line = next_line $0; if (sub(/\\$/, "", line)) { next_line = line; next } next_line = "" }
    { print NR "\t" (code == "" ? "-" : code) "\t" line }' "$1"
}

packages() { find packages -type f -exec sha256sum {} + 2>/dev/null | sort; }

command_of_a_page() { # CODES COMMAND
  local before
  before=$(packages)
  if [ "$1" = - ]; then run bash -euc "$2"; else refused "$1" bash -euc "$2"; fi || return 1
  # An edit that finds nothing to edit succeeds, and leaves its reader behind.
  [[ $2 != "sed -i"* ]] || [ "$before" != "$(packages)" ] || { echo 'it changes nothing'; return 1; }
}

# Runs them all, in their order.
the_page() { # PAGE
  local line code command count=0
  while IFS=$'\t' read -r line code command <&3; do
    count=$((count + 1))
    tally "$1:$line: $command" command_of_a_page "$code" "$command"
  done 3< <(commands "$top/$1")
  tally "$1 has commands" test "$count" -gt 0
}

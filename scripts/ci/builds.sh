# What scripts share that build more than once: other output bases, other checkouts, what was
# executed, what came out. Whoever sources it sets `top` and `tmp` first, and calls `builds_end`.
# shellcheck shell=bash disable=SC2154

# Not under /tmp, which actions don't see.
builds=$(mkdir -p "${RULES_GOVERNED_WASM_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/rules_governed_wasm}" &&
  mktemp -d "${RULES_GOVERNED_WASM_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/rules_governed_wasm}/builds-XXXXXX")

# In an output base of its own, where `base` names one. `checkout` is whose scripts/bazel is used, and
# `builder` how a text names it that is compared.
base=
checkout=$top
builder=
bazel() {
  local startup=() flags=() command=$1
  shift
  [ -z "$base" ] || startup=(--output_base="$builds/$base")
  [ -z "$builder" ] || [ "$command" = shutdown ] || flags=(--repo_env="RULES_GOVERNED_WASM_BUILDER=$builder")
  "$checkout/scripts/bazel" "${startup[@]}" "$command" --color=no --curses=no --noshow_progress "${flags[@]}" "$@"
}

# The server of an output base takes memory as long as it lives.
stop() { bazel shutdown >/dev/null 2>&1 || :; }

# ends FOLDER…: each workspace's own.
ends() {
  local each
  base=
  for each in "$@"; do (cd "$each" && stop); done
}

# Removes the output base, which may hold a gigabyte.
discard() {
  stop
  chmod -R u+w "$builds/$base" && rm -rf "${builds:?}/$base"
}

# expunge FOLDER…: ends the server of each workspace and removes what it built.
expunge() {
  local each
  base=
  for each in "$@"; do
    [ ! -d "$each" ] || (cd "$each" && bazel clean --expunge >/dev/null 2>&1) || :
  done
}

builds_end() {
  local each
  for each in "$builds"/*; do
    [ -d "$each/server" ] || continue
    base=$(basename "$each")
    (cd "$checkout" && stop)
  done
  chmod -R u+w "$builds" 2>/dev/null || :
  rm -rf "$builds"
}

# What a person sees of the findings: from the first one to the line that counts them.
findings() { sed -n '/: \(error\|warning\)\[/,/^[^ ]*: [0-9]* \(error\|warning\)/p' "$1"; }

# An execution log in JSON, a line for each spawn: MNEMONIC RUNNER hit|ran.
spawns() {
  awk -F'"' '
    /^  "mnemonic":/ { mnemonic = $4 }
    /^  "runner":/ { runner = $4 }
    /^  "cacheHit": true/ { how = "hit" }
    /^}/ { print mnemonic, runner, how == "" ? "ran" : how; mnemonic = runner = how = "" }' "$1"
}

# How many actions of MNEMONIC were really executed.
executed() { spawns "$2" | grep -c "^$1 .* ran\$" || :; }

# executes FILE MNEMONIC=NUMBER…: exactly so many, by FILE's execution log.
executes() {
  local log=$1 each number wrong=0
  shift
  for each in "$@"; do
    number=$(executed "${each%=*}" "$log")
    [ "$number" -eq "${each#*=}" ] || { echo "executed $number ${each%=*}, not ${each#*=}" && wrong=1; }
  done
  return $wrong
}

# A copy of the outside workspaces in FOLDER, so that their sources may be changed.
copy_workspaces() {
  mkdir -p "$1"
  tar -C "$top/rules/tests/outside" --exclude='bazel-*' -c . | tar -C "$1" -x
  sed -i "s#\"../../../..\"#\"$top\"#" "$1"/*/MODULE.bazel
  sed -i "s#%workspace%/../../../..#$top#" "$1"/*/.bazelrc
}

# FOLDER/own_checker, a workspace that brings CHECKER and so compiles nothing, and whose one package is
# refused, by bytes that nobody has judged before.
refused_workspace() { # FOLDER CHECKER COMMENT
  copy_workspaces "$1"
  cp -r "$1/prebuilt/courier" "$1/own_checker/"
  sed -i "s#CHECKER_SHA256#$(sha256sum <"$2" | cut -d' ' -f1)#; s#CHECKER_URL#file://$2#" "$1/own_checker/MODULE.bazel"
  echo "<!-- $3 -->" >>"$1/own_checker/courier/BOUNDARY.md"
  printf '\0' >>"$1/own_checker/courier/courier.wasm"
}

# The digests of all that left the gates and of all verdicts below FOLDER, by their paths, for what was
# built with `--output_groups=+verdict`.
digests() { # [FOLDER]
  local bin
  bin=$(bazel info bazel-bin 2>/dev/null)
  # What tests were given are links to the same.
  (cd "$bin" && find -L "${1:-packages}" -name '*.runfiles' -prune -o -type f \( -path '*.sealed/*' -o -name '*.verdict.json' \) -print | sort | xargs sha256sum)
}

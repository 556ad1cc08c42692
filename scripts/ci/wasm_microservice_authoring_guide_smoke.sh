#!/usr/bin/env bash
# Does what docs/authoring-guide.md says, as a newcomer would, in a copy of the outside workspace
# rules/tests/outside/scaffold: scaffolds a package from each template, fills it in, approves it,
# records and builds it and runs its cases; makes each of the five common mistakes and sees it
# refused by its code; then runs every command of the guide. CASES=0 builds and runs no case.
set -euo pipefail
top=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
# shellcheck source=scripts/ci/newcomer.sh
source "$top/scripts/ci/newcomer.sh"

template() {
  local name=$1 template=$2
  tally "$template: a new package" new "$name" "$template" || return 0
  if [ "$template" = prebuilt ]; then
    cp "$top/rules/tests/outside/prebuilt/courier/courier.wasm" "packages/$name/$name.wasm"
  fi
  tally "$template: a draft is not built" draft "$name"
  fill "packages/$name"
  tally "$template: approved" approve "$name"
  tally "$template: recorded" update "$name"
  tally "$template: builds, and its cases pass" run bazel test "//packages/$name/..."
  tally "$template: a second update changes nothing" says ' already' bazel run "//packages/$name:$name.update"
}

nothing_written() { # TEXT ARGUMENTS…: the scaffold says TEXT, and the workspace is as it was.
  local text=$1 before
  shift
  before=$(find . -not -path './bazel-*' | sort | sha256sum)
  if bazel run @rules_governed_wasm//templates:new -- "$@" >"$tmp/out" 2>&1; then
    cat "$tmp/out" && echo 'it succeeded' && return 1
  fi
  grep -q "^error: .*$text.*; nothing was written\$" "$tmp/out" || { cat "$tmp/out"; return 1; }
  [ "$before" = "$(find . -not -path './bazel-*' | sort | sha256sum)" ]
}

# Changes FILE by SED, sees TARGET refused by CODE, and puts it back: then it builds again.
mistake() {
  local code=$1 target=$2 file=$3 sed=$4
  cp "$file" "$tmp/kept"
  sed -i "$sed" "$file"
  if cmp -s "$file" "$tmp/kept"; then echo "nothing in $file is changed by: $sed"; return 1; fi
  local status=0
  refused "$code" bazel build "$target" || status=1
  cp "$tmp/kept" "$file"
  [ $status -eq 0 ] && run bazel build "$target"
}

without_boundary() {
  mv packages/note-order/BOUNDARY.md "$tmp/kept"
  local status=0
  refused missing-boundary bazel build //packages/note-order || status=1
  mv "$tmp/kept" packages/note-order/BOUNDARY.md
  return $status
}

mistakes() {
  local package=packages/note-order target=//packages/note-order
  tally 'refused: a deployment bound to one host' mistake host-bound-boundary $target \
    $package/BOUNDARY.md 's/^- `http`: .*/- `http`: asks the sidecar on localhost./'
  tally 'refused: no digest' mistake missing-digest $target \
    $package/manifest.toml '/^\[binary.digests\]/,/sha256:/d'
  tally 'refused: no such capability' mistake unknown-capability $target \
    $package/manifest.toml '/^\[capability_ref\]/,/^version/ s/^id = .*/id = "orders.forget-order"/'
  tally 'refused: more access than the contract says' mistake constraint-mismatch $target \
    $package/manifest.toml 's/^network_access = .*/network_access = "required"/'
  tally 'refused: a group that nothing excuses' mistake broadened-access $target \
    $package/manifest.toml '$ a [authority]\ngroups = ["clock"]'
  tally 'refused: an import that is not granted' mistake digest-mismatch,ungranted-import $target \
    $package/src/module.wat 's/"fd_write"/"fd_pwrite"/'
  tally 'refused: no boundary document' without_boundary
  tally 'refused: the digest of another build' mistake digest-mismatch $target \
    $package/src/module.wat 's/1024/2048/'
}

# Sealed with another limit than its contract's examples have: that is for its cases to tell.
wrong_answer() {
  local decide=packages/cancel-order/src/decide.rs status=0
  sed -i 's/LIMIT: u64 = 100;/LIMIT: u64 = 1000;/' $decide
  says '  imports: as before' bazel run //packages/cancel-order:cancel-order.update || status=1
  run bazel build //packages/cancel-order || status=1
  refused output-differs bazel test //packages/cancel-order/... || status=1
  sed -i 's/LIMIT: u64 = 1000;/LIMIT: u64 = 100;/' $decide
  says '  exports: as before' bazel run //packages/cancel-order:cancel-order.update || status=1
  run bazel test //packages/cancel-order/... || status=1
  return $status
}

update_all() {
  cat >packages/BUILD.bazel <<'END'
load("@rules_governed_wasm//rules:defs.bzl", "governed_update")

governed_update(
    name = "update",
    packages = [
        "//packages/cancel-order",
        "//packages/carry-order",
        "//packages/note-order",
    ],
)
END
  cat packages/*/manifest.toml >"$tmp/before"
  says '3 packages: 0 recorded, 3 unchanged' bazel run //packages:update || return 1
  cat packages/*/manifest.toml | cmp - "$tmp/before" || return 1
  # Built and sealed before, so that what changed can be told.
  run bazel build //packages/note-order || return 1
  sed -i 's/1024/2048/' packages/note-order/src/module.wat
  says '3 packages: 1 recorded, 2 unchanged' bazel run //packages:update || return 1
  grep -q '^packages/note-order/manifest.toml: .* was sha256:.*, is sha256:' "$tmp/out" &&
    grep -q '^  imports: as before' "$tmp/out" || { cat "$tmp/out"; return 1; }
  run bazel build //packages/...
}

# What `update` runs on has been through no gate.
nothing_depends_on_update() {
  mkdir packages/shelf
  echo 'filegroup(name = "shelf", data = ["//packages:update"])' >packages/shelf/BUILD.bazel
  local status=0
  if bazel build //packages/shelf >"$tmp/out" 2>&1; then echo 'it was built' && status=1; fi
  grep -q "//packages:update.* is not visible from" "$tmp/out" || { cat "$tmp/out"; status=1; }
  rm -r packages/shelf
  return $status
}

# Warm, from nothing to the first green test.
in_a_minute() {
  local start end
  start=$(date +%s%N)
  new hurry-order rust && fill packages/hurry-order && approve hurry-order && update hurry-order &&
    run bazel test //packages/hurry-order/... || return 1
  end=$(date +%s%N)
  echo $(((end - start) / 1000000)) >"$tmp/milliseconds"
  [ "$(cat "$tmp/milliseconds")" -lt 60000 ] || { echo "it took $(cat "$tmp/milliseconds") ms"; return 1; }
}

# Targets that documentation names, in the guide's workspace or in this repository.
labels() {
  local label missing=0
  while read -r label; do
    bazel query "$label" >/dev/null 2>&1 || (cd "$top" && bazel query "${label#@rules_governed_wasm}") >/dev/null 2>&1 ||
      { echo "there is no $label" && missing=1; }
  done < <(cat "$top"/docs/*.md "$top/README.md" "$top/CONTRIBUTING.md" |
    grep -oE '(^|[ `("])(@rules_governed_wasm)?//[a-z][A-Za-z0-9_./-]*(:[A-Za-z0-9_.-]+)?' | sed 's/^[^@/]//; s/\([^.]\)[.]$/\1/' | grep -v '^//visibility:' | sort -u)
  return $missing
}

template note-order wat
template carry-order prebuilt
template cancel-order rust
# The compiler of another language is the machine's own.
if PATH=$path "$top/scripts/bazel" --enter clang --version >/dev/null 2>&1; then
  template count-order c
else
  echo 'skipped c: clang is not there'
fi
mistakes
[ "${CASES:-1}" = 0 ] || tally 'refused: an answer that is not the contract'"'"'s' wrong_answer
tally 'all packages are updated in one run' update_all
tally 'nothing may depend on what updates' nothing_depends_on_update
tally 'from nothing to a green test in a minute' in_a_minute
echo "        $(cat "$tmp/milliseconds" 2>/dev/null || echo no) ms"
for id in Orders.note orders..note ../note "orders.$(printf 'a%.0s' {1..300})" 'оrders.note'; do
  tally "refused: the id ${id:0:40}" nothing_written 'is no package id' "$id"
done
tally 'refused: a folder that is there' nothing_written 'is there already' orders.note-order
tally 'refused: a folder outside' nothing_written 'is outside the workspace' orders.note --dir ../note
rm -rf packages
the_page docs/authoring-guide.md
tally 'the targets that documentation names exist' labels
tally_end

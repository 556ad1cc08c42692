#!/usr/bin/env bash
# Makes a release twice and compares the bytes. `scripts/ci/release.sh --no-checker` leaves out the
# optimised build of the checker, which takes minutes where it is not cached.
set -euo pipefail
top=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
# shellcheck source=scripts/ci/tally.sh
source "$top/scripts/ci/tally.sh"
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
options=("$@")
url=https://example.com/governed

release() { "$top/scripts/release" "${options[@]}" HEAD "$url" "$@"; }

same_bytes() {
  release "$tmp/one" >"$tmp/one.txt" || return 1
  (umask 077 && cd / && release "$tmp/two" >"$tmp/two.txt") || return 1
  diff -r "$tmp/one" "$tmp/two" && diff "$tmp/one.txt" "$tmp/two.txt"
}

# As Bazel would: by the integrity that is printed, and by the entry for a registry.
digests_are_right() {
  local integrity hex
  (cd "$tmp/one" && sha256sum --quiet --check SHA256SUMS) || return 1
  integrity=$(sed -n 's/^ *integrity = "\(sha256-.*\)",$/\1/p' "$tmp/one.txt")
  hex=$(base64 -d <<<"${integrity#sha256-}" | od -An -v -tx1 | tr -d ' \n')
  sha256sum "$tmp"/one/*.tar.gz | grep -q "^$hex " || { cat "$tmp/one.txt"; echo "the archive is not $hex"; return 1; }
  grep -qF "\"integrity\": \"$integrity\"" "$tmp"/one/registry/modules/rules_governed_wasm/*/source.json
}

# The archive is the commit, and unpacks where the entry says.
archive_is_the_commit() {
  local prefix
  prefix=$(sed -n 's/.*"strip_prefix": "\(.*\)".*/\1/p' "$tmp"/one/registry/modules/rules_governed_wasm/*/source.json)
  tar -C "$tmp" -xzf "$tmp"/one/*.tar.gz
  diff <(git -C "$top" ls-tree -r --name-only HEAD | LC_ALL=C sort) \
    <(cd "$tmp/$prefix" && find . \( -type f -o -type l \) -printf '%P\n' | LC_ALL=C sort) || return 1
  cmp "$tmp/$prefix/MODULE.bazel" "$tmp"/one/registry/modules/rules_governed_wasm/*/MODULE.bazel
  if grep -rE '\{[A-Z]+\}' "$tmp/one/registry"; then echo "was not filled in"; return 1; fi
}

# What a registry asks of an entry but for maintainers: sources may come from where they do, and the
# workspace that it builds is in the archive.
entry_is_complete() {
  local entry=$tmp/one/registry/modules/rules_governed_wasm module
  grep -qxF "    \"$url\"" "$entry/metadata.json" || { cat "$entry/metadata.json"; return 1; }
  module=$(echo "$tmp"/rules_governed_wasm-*)/$(sed -n 's/^  module_path: //p' "$entry"/*/presubmit.yml)
  [ -s "$module/MODULE.bazel" ] && [ -s "$module/courier/BUILD.bazel" ] || { echo "$module is no workspace"; return 1; }
  release_of https://github.com/someone/something/releases/download/v0 >"$tmp/hosted.txt" || return 1
  grep -qF '"github:someone/something"' "$tmp/hosted/registry/modules/rules_governed_wasm/metadata.json"
}
release_of() { "$top/scripts/release" --no-checker HEAD "$1" "$tmp/hosted"; }

# A tag says which version it is, and its changelog on which day it was released.
tags_are_held_to_their_version() {
  local clone=$tmp/clone version
  git clone -q "$top" "$clone" || return 1
  version=$(sed -n '/^module(/,/^)/s/^    version = "\(.*\)",$/\1/p' "$clone/MODULE.bazel")
  tagged() { # WHEN TAG: the changelog says WHEN, and that is tagged.
    sed -i "s/^## $version, .*/## $version, $1/" "$clone/CHANGELOG.md"
    git -C "$clone" -c user.name=x -c user.email=x@example.com commit -qam "$1" --allow-empty
    git -C "$clone" tag -f "$2" >/dev/null
  }
  of_tag() { "$clone/scripts/release" --no-checker "$1" "$url" "$tmp/tagged"; }
  tagged unreleased v99.0.0 && tagged unreleased "v$version" || return 1
  fails "the tag v99.0.0 is not v$version" of_tag v99.0.0 || return 1
  fails 'CHANGELOG.md has no heading' of_tag "v$version" || return 1
  tagged 2026-12-01 "v$version" && of_tag "v$version"
}

tally 'two runs give the same bytes' same_bytes
tally 'the digests are those of the files' digests_are_right
tally 'the archive is the commit' archive_is_the_commit
tally 'the entry for a registry lacks maintainers alone' entry_is_complete
tally 'what is there is not overwritten' fails 'is there already' release "$tmp/one"
tally 'a revision that is none is refused' fails 'is no revision' "$top/scripts/release" --no-checker no-such-tag "$url" "$tmp/none"
tally 'a tag is held to its version' tags_are_held_to_their_version
tally_end

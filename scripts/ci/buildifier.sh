#!/usr/bin/env bash
# Checks the format and the lint of every Bazel file; `--fix` mends what can be mended.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

version=8.2.1
folder=${RULES_GOVERNED_WASM_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/rules_governed_wasm}/buildifier-$version
buildifier=$folder/node_modules/.bin/buildifier
if [ ! -x "$buildifier" ]; then
  if ! command -v npm >/dev/null; then
    [ "$(id -u)" -eq 0 ] || { echo "please run: sudo apt-get install npm" >&2; exit 2; }
    { apt-get -q update && DEBIAN_FRONTEND=noninteractive apt-get -qy install --no-install-recommends npm; } >&2
  fi
  npm install --silent --no-save --no-package-lock --prefix "$folder" "@bazel/buildifier@$version" >&2
fi

mapfile -t files < <(git ls-files --cached --others --exclude-standard -- '*.bzl' '*.bazel' | grep -v '\.bazelrc$')
if [ "${1:-}" = --fix ]; then
  exec "$buildifier" -lint=fix -mode=fix "${files[@]}"
fi
"$buildifier" -lint=warn -mode=check "${files[@]}"

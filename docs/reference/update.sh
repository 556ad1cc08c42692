#!/usr/bin/env bash
# Takes over what stardoc made of the rules' own documentation.
set -euo pipefail
cp --no-preserve=mode "$1" "${BUILD_WORKSPACE_DIRECTORY:?run this with: bazel run //docs/reference:update}/docs/reference.md"

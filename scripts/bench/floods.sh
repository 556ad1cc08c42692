#!/usr/bin/env bash
# How long the checker takes for files with very much of one thing, for each megabyte, and how much
# memory at its peak, beside the bounds: the medians of five runs. Exits with 1 if one is exceeded.
# FLOODS_TEST names the test `floods` that is built already with optimization; FLOOD picks floods by
# their names. Run it on a machine that does nothing else.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

if [[ -z ${FLOODS_TEST:-} ]]; then
  scripts/bazel build -c opt //checker:floods_test >&2
  # As a test starts: it finds the checker and the fixtures from there.
  cd bazel-bin/checker/floods_test.runfiles/_main
  FLOODS_TEST=checker/floods_test
fi
echo "load $(cut -d' ' -f1-3 /proc/loadavg), $(nproc) cores"
FLOODS=strict "$FLOODS_TEST" --exact floods_are_judged_in_bounds --nocapture

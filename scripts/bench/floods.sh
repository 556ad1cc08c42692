#!/usr/bin/env bash
# How long the checker takes for files with very much of one thing, for each megabyte, and how much
# memory at its peak, beside the bounds: the medians of five runs; what exceeds one is measured again,
# twice at most. Exits with 1 if one is exceeded then too.
# FLOODS_TEST names the test `floods` that is built already with optimization; FLOOD picks floods by
# their names. Run it on a machine that does nothing else.
set -euo pipefail
top=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
cd "$top"

if [[ -z ${FLOODS_TEST:-} ]]; then
  scripts/bazel build -c opt //checker:floods_test >&2
  # As a test starts: it finds the checker and the fixtures from there.
  binary=$(scripts/bazel cquery -c opt --output=files //checker:floods_test 2>/dev/null | tail -n 1)
  FLOODS_TEST=$PWD/$binary
  cd "$binary.runfiles/_main"
fi
echo "load $(cut -d' ' -f1-3 /proc/loadavg), $(nproc) cores"
# The place that built it may have another C library than the machine.
"$top/scripts/bazel" --enter env FLOODS=strict "$FLOODS_TEST" --exact floods_are_judged_in_bounds --nocapture

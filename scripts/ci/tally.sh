# Counts what passed and what failed; each script that sources it ends with `tally_end`.
# shellcheck shell=bash
tally_passed=0 tally_failed=0

# tally NAME COMMAND…: runs the command, shows its output if it fails, and counts it.
tally() {
  local name=$1 output
  shift
  if output=$("$@" 2>&1); then
    tally_passed=$((tally_passed + 1))
    echo "ok      $name"
  else
    tally_failed=$((tally_failed + 1))
    echo "FAILED  $name"
    sed 's/^/        /' <<<"$output"
  fi
}

tally_end() {
  echo "$tally_passed passed, $tally_failed failed"
  [ "$tally_failed" -eq 0 ]
}

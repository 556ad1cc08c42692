# Counts what passed and what failed; each script that sources it ends with `tally_end`.
# shellcheck shell=bash disable=SC2154
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

# Whoever uses these two sets `tmp` first; what the command said is in $tmp/out.
says() { # TEXT COMMAND…: the command succeeds and says TEXT.
  local text=$1
  shift
  "$@" >"$tmp/out" 2>&1 || { cat "$tmp/out"; echo "failed: $*"; return 1; }
  grep -qF -- "$text" "$tmp/out" || { cat "$tmp/out"; echo "it does not say: $text"; return 1; }
}

fails() { # TEXT COMMAND…: the command fails and says TEXT.
  local text=$1
  shift
  if "$@" >"$tmp/out" 2>&1; then cat "$tmp/out"; echo "it succeeded: $*"; return 1; fi
  grep -qF -- "$text" "$tmp/out" || { cat "$tmp/out"; echo "it does not say: $text"; return 1; }
}

tally_end() {
  echo "$tally_passed passed, $tally_failed failed"
  [ "$tally_failed" -eq 0 ]
}

#!/usr/bin/env bash
# What governing costs in a monorepo of 10, 100 and 1,000 packages, beside the same packages without
# our rules, in one run: measure.sh [SIZE…] >RESULTS, a JSON object on each line. `render.sh` makes
# the table and the plot of docs/performance.md of it. SCENARIOS is what to time, ROUNDS (3) how often:
# builds that change nothing three times as often, for they are short; of 1,000 packages only those
# two that goals speak of, cold and no-op, more than once.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
top=$(cd "$here/../../.." && pwd -P)
rounds=${ROUNDS:-3}
sizes=("$@")
[ ${#sizes[@]} -gt 0 ] || sizes=(10 100 1000)
read -ra scenarios <<<"${SCENARIOS:-cold no-op heap source manifest level list one-fails one-fails-again all-fail all-fail-again}"
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT

# The checker that judges builds, and modules that import what every module may: real ones, in Rust.
if [[ -z ${CHECKER:-} || -z ${MODULES:-} ]]; then
  real=(calculate-price authorize-discount route-shipment)
  (cd "$top" && scripts/bazel build //:checker "${real[@]/#///packages/}" >&2)
  CHECKER=$top/bazel-bin/checker.sh.runfiles/_main/checker/checker
  MODULES=$(for each in "${real[@]}"; do echo "$top/bazel-bin/packages/$each/$each.sealed/$each.wasm"; done | paste -sd' ')
fi
export CHECKER MODULES

bazel() { "$top/scripts/bazel" "$@"; }

# Another comment each time, so that no action's result is at hand.
edits=0
edit() {
  edits=$((edits + 1))
  local package=packages/p3 digest
  case $1 in
    cold) bazel clean >/dev/null 2>&1 ;;
    no-op) ;;
    source)
      echo "// edit $edits" >>$package/src/main.rs
      # What a compiler would make of it, and what `bazel run :p3.update` then records.
      { head -c -11 $package/p3.wasm && printf '\0\x09\x02id%06d' $((900000 + edits)); } >"$tmp/module"
      cat "$tmp/module" >$package/p3.wasm
      digest=$(sha256sum <$package/p3.wasm)
      sed -i "s/^expected_digest = .*/expected_digest = \"sha256:${digest%% *}\"/" $package/manifest.toml
      ;;
    manifest) echo "# edit $edits" >>$package/manifest.toml ;;
    level) sed -i 's/^weak-summary = "warn"/weak-summary = "ALLOW"/; s/"allow"/"warn"/; s/"ALLOW"/"allow"/' policy.toml ;;
    list) sed -i "s/^table_elements = .*/table_elements = $((2000 + edits))/" policy.toml ;;
    one-fails) fault $package/manifest.toml ;;
    one-fails-again) ;;
    all-fail) fault packages/*/manifest.toml ;;
    all-fail-again) ;;
  esac
}

# A digest that is not the module's; for the plain genrule, a word that it refuses.
fault() {
  sed -i "s/^expected_digest = .*/expected_digest = \"sha256:$(printf '%064d' 7)\"/; s/ *# FAULT.*//" "$@"
  sed -i "/^kind/s/\$/ # FAULT $edits/" "$@"
}

number() { sed -n "$1" "$2" | tail -n 1; }

# One build; its figures, `|` between them: seconds, critical path in seconds, milliseconds of the
# client, actions. With `quiet` no actions: Bazel's report of them costs as much as a build that does
# nothing.
build() { # SCENARIO [quiet]
  local status=0 start end events=(--build_event_json_file="$tmp/events")
  [ -z "${2:-}" ] || { events=() && : >"$tmp/events"; }
  start=$(date +%s%N)
  bazel build //... --disk_cache= --keep_going --noshow_progress --color=no --curses=no "${events[@]}" >"$tmp/out" 2>&1 || status=$?
  end=$(date +%s%N)
  case $1:$status in
    *fail*:1) ;;
    *fail*:*) echo "$1: exit $status" >&2; tail -n 20 "$tmp/out" >&2; return 1 ;;
    *:0) ;;
    *) echo "$1: exit $status" >&2; tail -n 20 "$tmp/out" >&2; return 1 ;;
  esac
  # Bazel's own clock: the wrapper and the start of its client cost the same for each.
  printf '%s|%s|%s|%s\n' "$(number 's/.*Elapsed time: \([0-9.]*\)s.*/\1/p' "$tmp/out")" \
    "$(number 's/.*Critical Path: \([0-9.]*\)s.*/\1/p' "$tmp/out")" $(((end - start) / 1000000)) \
    "$(tr -d ' \n' <"$tmp/events" | grep -o '"actionData":\[[^]]*\]' | tail -n 1 |
      grep -o '"mnemonic":"[^"]*","actionsExecuted":"[0-9]*"' |
      sed 's/"mnemonic":\("[^"]*"\),"actionsExecuted":"\([0-9]*\)"/\1:\2/' | paste -sd, -)"
}

median() { sort -n | awk '{ t[NR] = $1 } END { print t[int((NR + 1) / 2)] }'; }

record() { # VARIANT SIZE SCENARIO: a line of the results.
  local i times=$rounds quiet=
  case $3 in
    no-op)
      times=$((3 * rounds)) quiet=quiet
      # Bazel's server compiles itself while it runs: what it does for the first time is not the cost.
      for i in 1 2 3; do build "$3" quiet >/dev/null; done
      ;;
    cold) ;;
    *) [ "$2" -lt 1000 ] || times=1 ;;
  esac
  : >"$tmp/rounds"
  for ((i = 0; i < times; i++)); do
    edit "$3"
    build "$3" $quiet >>"$tmp/rounds"
  done
  [ -z "$quiet" ] || build "$3" >"$tmp/actions"
  [ -n "$quiet" ] || tail -n 1 "$tmp/rounds" >"$tmp/actions"
  printf '{"packages":%d,"variant":"%s","scenario":"%s","seconds":%s,"rounds":[%s],"client_ms":%s,"critical_path_seconds":%s,"actions":{%s},"load":%s}\n' \
    "$2" "$1" "$3" "$(cut -d'|' -f1 "$tmp/rounds" | median)" "$(cut -d'|' -f1 "$tmp/rounds" | paste -sd,)" \
    "$(cut -d'|' -f3 "$tmp/rounds" | median)" "$(cut -d'|' -f2 "$tmp/rounds" | median)" \
    "$(cut -d'|' -f4 "$tmp/actions")" "$(cut -d' ' -f1 /proc/loadavg)"
}

measure() { # VARIANT SIZE
  local scenario
  # Fetches and loads what no build has to fetch again; the analysis of a cold build is its own.
  bazel build --nobuild //... >"$tmp/out" 2>&1 || { cat "$tmp/out" >&2; return 1; }
  for scenario in "${scenarios[@]}"; do
    case $1:$scenario in
      plain:level | plain:list) ;;
      *:heap)
        printf '{"packages":%d,"variant":"%s","scenario":"heap","bytes":%s}\n' "$2" "$1" \
          "$(bazel info used-heap-size-after-gc 2>/dev/null | awk '{ print $1 * ($1 ~ /MB/ ? 1000000 : 1) }')"
        ;;
      *) record "$1" "$2" "$scenario" ;;
    esac
  done
}

printf '{"scenario":"machine","cores":%d,"bazel":"%s","rounds":%d,"load":"%s","date":"%s"}\n' "$(nproc)" \
  "$(bazel --version 2>/dev/null | awk '{ print $2 }')" "$rounds" "$(cut -d' ' -f1-3 /proc/loadavg)" "$(date -u +%F)"
for size in "${sizes[@]}"; do
  "$here/generate.sh" "$tmp/$size" "$size"
  for variant in plain governed; do
    echo "$size packages, $variant" >&2
    (
      cd "$tmp/$size/$variant"
      trap 'bazel clean --expunge >/dev/null 2>&1' EXIT
      measure $variant "$size"
    )
  done
  rm -rf "${tmp:?}/$size"
done

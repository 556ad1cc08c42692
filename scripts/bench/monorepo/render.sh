#!/usr/bin/env bash
# render.sh RESULTS: writes the table of `measure.sh`'s results into docs/performance.md, between its
# two markers, and the plot to docs/performance.svg. The results stand beside them as
# docs/performance.jsonl. Prints which goals were met.
set -euo pipefail
top=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd -P)
results=$1
page=$top/docs/performance.md
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT

# Each line of the results as fields: packages variant scenario seconds critical client actions load.
fields() {
  awk '
    function get(key,   rest) {
      if (!match($0, "\"" key "\":")) return "-"
      rest = substr($0, RSTART + RLENGTH)
      if (rest ~ /^\{/) { sub(/\}.*/, "", rest); return substr(rest, 2) == "" ? "-" : substr(rest, 2) }
      sub(/^"/, "", rest); sub(/[",}].*/, "", rest)
      return rest
    }
    { print get("packages"), get("variant"), get("scenario"), get("seconds"), get("critical_path_seconds"), get("client_ms"), get("actions"), get("load"), get("bytes") }
  ' "$results"
}
fields >"$tmp/fields"

table() {
  awk '
    function count(actions, mnemonic,   n, list, i) {
      n = split(actions, list, ",")
      for (i = 1; i <= n; i++) if (list[i] ~ "^\"" mnemonic "\":") { sub(/.*:/, "", list[i]); return list[i] }
      return 0
    }
    $3 == "machine" || $3 == "heap" { next }
    {
      key = $1 " " $3
      if (!($1 in is)) { is[$1] = 1; size[++sizes] = $1 }
      seconds[key, $2] = $4; critical[key, $2] = $5; load[key, $2] = $8
      if ($2 == "governed") actions[key] = count($7, "GovernanceVerdict") " + " count($7, "GovernanceGate")
    }
    END {
      print "| packages | build | governed | critical path | verdicts + gates | plain | load |"
      print "|---|---|---|---|---|---|---|"
      scenarios = split("cold no-op source manifest level list one-fails one-fails-again all-fail all-fail-again", scenario, " ")
      for (i = 0; i < sizes * scenarios; i++) {
        part[1] = size[int(i / scenarios) + 1]; part[2] = scenario[i % scenarios + 1]
        key = part[1] " " part[2]
        plain = ((key, "plain") in seconds) ? sprintf("%.2f s", seconds[key, "plain"]) : "–"
        name = part[2]; if (name ~ /fail/) gsub(/-/, " ", name)
        if (!((key, "governed") in seconds)) continue
        printf "| %d | %s | %.2f s | %.2f s | %s | %s | %s |\n", part[1], name, seconds[key, "governed"], critical[key, "governed"], actions[key], plain, load[key, "governed"]
      }
    }' "$tmp/fields"
}

# What one package more costs: from 100 to 1,000, and each against its goal.
goals() {
  awk '
    $3 == "cold" || $3 == "no-op" { t[$2, $3, $1] = $4 }
    $3 == "heap" { heap[$2, $1] = $9 }
    $3 == "cold" && $2 == "governed" && $1 == 1000 {
      n = split($7, list, ",")
      for (i = 1; i <= n; i++) { split(list[i], part, "\":"); if (part[1] ~ /Governance(Verdict|Gate)/) spawns += part[2] }
    }
    $3 ~ /fail-again/ && $2 == "governed" { again += $7 ~ /GovernanceVerdict/ }
    function slope(variant, scenario) { return (t[variant, scenario, 1000] - t[variant, scenario, 100]) / 900 }
    function growth(variant) { return t[variant, "cold", 1000] / t[variant, "cold", 100] / 10 }
    # A goal is for all that a governed package costs, what Bazel takes for any package among it.
    function row(what, format, governed, plain, goal,   is) {
      is = governed <= goal ? "met" : governed - plain <= goal ? "**missed**; the difference meets it" : "**missed**"
      printf "| %s | " format " | " format " | " format " | " format " | %s |\n", what, governed, plain, governed - plain, goal, is
    }
    function verdict(is) { return is ? "met" : "**missed**" }
    END {
      if (!(("governed", "cold", 1000) in t && ("governed", "cold", 100) in t)) exit
      print "| | governed | plain | difference | goal | |"
      print "|---|---|---|---|---|---|"
      spawns = (spawns - 60) / 1000
      printf "| spawns of a package | %.1f | 1 | | 2 | %s |\n", spawns, verdict(spawns <= 2)
      row("cold, of a package", "%.1f ms", slope("governed", "cold") * 1000, slope("plain", "cold") * 1000, 45)
      row("no-op, of a package", "%.2f ms", slope("governed", "no-op") * 1000, slope("plain", "no-op") * 1000, 0.4)
      row("server heap, of a package", "%.0f kB", (heap["governed", 1000] - heap["governed", 100]) / 900 / 1000, (heap["plain", 1000] - heap["plain", 100]) / 900 / 1000, 40)
      printf "| cold, 1,000 against 10 times 100 | %.2f | %.2f | | 1.2 | %s |\n", growth("governed"), growth("plain"), verdict(growth("governed") <= 1.2)
      printf "| verdicts of a failing build, again | %s | – | | 0 | %s |\n", again ? "some" : "0", verdict(!again)
    }' "$tmp/fields"
}

# When, where and how busy the machine was, for each run that the results are of.
machine() {
  awk '
    function get(key,   rest) {
      match($0, "\"" key "\":"); rest = substr($0, RSTART + RLENGTH)
      sub(/^"/, "", rest); sub(/[",}].*/, "", rest)
      return rest
    }
    function flush() {
      if (!head) return
      print head "; " sizes " packages; medians of " rounds " builds, of no-op ones " 3 * rounds " in a warm server; of 1,000 packages all but cold and no-op are one build. Load when it began: " load "."
      if (load + 0 > cores / 2) print "**Other processes wanted the same cores**: the milliseconds are those of a busy machine."
      print ""
    }
    /"scenario":"machine"/ {
      flush(); sizes = ""; delete seen
      head = get("date") ", Bazel " get("bazel") ", " get("cores") " cores"; load = get("load"); cores = get("cores"); rounds = get("rounds")
      next
    }
    !(get("packages") in seen) { seen[get("packages")] = 1; sizes = sizes (sizes ? ", " : "") get("packages") }
    END { flush() }' "$results"
}

plot() {
  awk '
    $3 == "cold" || $3 == "no-op" { t[$2 " " $3, $1] = $4; if (!($1 in is)) { is[$1] = 1; size[++n] = $1 } }
    function x(packages) { return 70 + log(packages / size[1]) / log(size[n] / size[1]) * 400 }
    function y(seconds) { return 300 - log(seconds / low) / log(high / low) * 260 }
    END {
      if (n < 2) exit
      low = 0.05; high = 200
      print "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 620 350\" font-family=\"sans-serif\" font-size=\"12\">"
      print "<title>Seconds of a build by number of packages, both logarithmic</title>"
      print "<rect width=\"620\" height=\"350\" fill=\"#fff\"/>"
      for (s = 0.1; s < high; s *= 10)
        printf "<path d=\"M70 %.1fH470\" stroke=\"#ddd\"/><text x=\"62\" y=\"%.1f\" text-anchor=\"end\">%g s</text>\n", y(s), y(s) + 4, s
      for (i = 1; i <= n; i++)
        printf "<path d=\"M%.1f 40V300\" stroke=\"#ddd\"/><text x=\"%.1f\" y=\"318\" text-anchor=\"middle\">%d</text>\n", x(size[i]), x(size[i]), size[i]
      print "<text x=\"270\" y=\"340\" text-anchor=\"middle\">packages</text>"
      split("governed cold|plain cold|governed no-op|plain no-op", line, "|")
      split("#b33|#d99|#236|#9bd", color, "|")
      for (l = 1; l <= 4; l++) {
        points = ""
        for (i = 1; i <= n; i++) if ((line[l], size[i]) in t) {
          points = points sprintf("%.1f,%.1f ", x(size[i]), y(t[line[l], size[i]])); last = t[line[l], size[i]]
        }
        printf "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>\n", points, color[l]
        printf "<text x=\"478\" y=\"%.1f\" fill=\"%s\">%s, %.1f s</text>\n", y(last) + 4, color[l], line[l], last
      }
      print "</svg>"
    }' "$tmp/fields"
}

{ machine && goals; } >"$tmp/goals"
{ cat "$tmp/goals" && echo && table; } >"$tmp/table"
awk -v table="$tmp/table" '
  /<!-- results -->/ { print; print ""; while ((getline line <table) > 0) print line; print ""; skip = 1 }
  /<!-- end of results -->/ { skip = 0 }
  !skip { print }
  /<!-- results -->/ { next }' "$page" | awk '!(/<!-- results -->/ && seen++)' >"$tmp/page"
cp "$tmp/page" "$page"
plot >"$top/docs/performance.svg"
[ "$results" -ef "$top/docs/performance.jsonl" ] || cp "$results" "$top/docs/performance.jsonl"
cat "$tmp/goals"

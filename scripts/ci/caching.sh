#!/usr/bin/env bash
# What is judged again, and what is not: after a comment, in another checkout, for another user.
# Counted from Bazel's execution logs, in copies of rules/tests/outside/refused.
set -euo pipefail
top=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
tmp=$(mktemp -d)
# shellcheck source=scripts/ci/tally.sh
source "$top/scripts/ci/tally.sh"
# shellcheck source=scripts/ci/builds.sh
source "$top/scripts/ci/builds.sh"
# shellcheck source=scripts/ci/another_user.sh
source "$top/scripts/ci/another_user.sh"
trap 'expunge "$tmp"/*/refused; another_user_end; builds_end; rm -rf "$tmp"' EXIT

# No other run's cache can make this pass: nobody has judged these bytes before.
fresh() { echo "$$ $RANDOM $(date +%s%N)"; }

build() { # LOG TARGET…: which must succeed.
  local log=$1
  shift
  bazel build --execution_log_json_file="$log" "$@" >"$tmp/out" 2>&1 || { cat "$tmp/out"; return 1; }
}

refused() { # LOG TEXT TARGET…: which must fail, with findings that go into TEXT.
  local log=$1 text=$2
  shift 2
  if bazel build --execution_log_json_file="$log" "$@" >"$tmp/out" 2>&1; then echo "the build succeeded" && return 1; fi
  findings "$tmp/out" >"$text"
  [ -s "$text" ] || { cat "$tmp/out"; return 1; }
}

sealed() { (cd bazel-bin/good/good.sealed && sha256sum -- *); }

# The verdict reads all of the file, so it is written anew; the gate reads the verdict. What reads
# only what the gate lets out has nothing to do.
comment_reaches_the_gate() { # FILE COMMENT
  build "$tmp/before.json" //good //:consumer || return 1
  sealed >"$tmp/before"
  echo "$2" >>"$1"
  build "$tmp/after.json" //good //:consumer || return 1
  executes "$tmp/after.json" GovernanceVerdict=1 GovernanceGate=1 Genrule=0 || return 1
  sealed | diff -u "$tmp/before" -
}

# The registry is made of verdicts, so it is made again; that it comes out the same is all it costs.
comment_reaches_the_registry() {
  build "$tmp/before.json" //registry:of_good //:published || return 1
  echo "# $(fresh)" >>good/manifest.toml
  build "$tmp/after.json" //registry:of_good //:published || return 1
  executes "$tmp/after.json" GovernanceVerdict=1 GovernanceGate=1 GovernanceRegistry=1 GovernanceReport=0 Genrule=0
}

# A list reaches verdicts of packages and models, a level gates alone.
policy_reaches_what_reads_it() {
  build "$tmp/before.json" //good || return 1
  sed -i 's/^weak-summary = .*/weak-summary = "allow"/' policy.toml
  # A comment is not among what gates read: this makes the change one that no cache knows.
  printf '\n[[exception]]\npackage = "desk.other"\ncode = "weak-summary"\nreason = "%s"\nuntil = "2100-01-01"\n' "$(fresh)" >>policy.toml
  build "$tmp/level.json" //good || return 1
  executes "$tmp/level.json" GovernancePolicy=1 GovernanceVerdict=0 GovernanceGate=2
}

# Approving one contract judges that contract, and seals it and its package anew; no other.
approval_reaches_its_package() {
  cp -r good other
  sed -i 's/acknowledge/nod/g; s/good\.wasm/other.wasm/' other/*.*
  sed -i 's/name = "good"/name = "other", wat = "module.wat", capability = ":contract", boundary = "BOUNDARY.md"/' other/BUILD.bazel
  sed -i "s/an empty object/& ($(fresh))/" other/contract.json
  rm other/approved/1.0.0.json
  refused "$tmp/draft.json" "$tmp/draft.txt" --keep_going //good //other || return 1
  grep -qF 'error[unapproved-capability]' "$tmp/draft.txt" || { cat "$tmp/draft.txt"; return 1; }
  bazel run //other:contract.approve >"$tmp/out" 2>&1 || { cat "$tmp/out"; return 1; }
  build "$tmp/approved.json" //good //other || return 1
  executes "$tmp/approved.json" GovernanceVerdict=1 GovernanceGate=2
}

# A verdict's command line names no configuration, so another one finds what was judged.
configurations_share() {
  echo "# $(fresh)" >>good/manifest.toml
  build "$tmp/fastbuild.json" //good || return 1
  executes "$tmp/fastbuild.json" GovernanceVerdict=1 || return 1
  build "$tmp/opt.json" -c opt //good || return 1
  executes "$tmp/opt.json" GovernanceVerdict=0 || return 1
  spawns "$tmp/opt.json" | grep '^GovernanceVerdict .* hit$'
}

# The same bad package, judged in one checkout, asked for in another.
failure_is_cached_elsewhere() {
  local comment
  comment="# $(fresh)"
  for copy in there yonder; do echo "$comment" >>"$tmp/$copy/refused/binary/manifest.toml"; done
  (cd "$tmp/there/refused" && refused "$tmp/there.json" "$tmp/there.txt" //binary) || return 1
  executes "$tmp/there.json" GovernanceVerdict=1 GovernanceGate=1 || return 1
  (cd "$tmp/yonder/refused" && base=elsewhere &&
    refused "$tmp/yonder.json" "$tmp/yonder.txt" //binary) || return 1
  executes "$tmp/yonder.json" GovernanceVerdict=0 GovernanceGate=1 || return 1
  diff -u "$tmp/there.txt" "$tmp/yonder.txt"
}

# The same bad package, judged by one user, asked for by another, in a checkout of theirs, with a copy of
# the disk cache: Bazel renews the time of what it reads, which only the owner of a file may do.
failure_is_cached_for_another_user() {
  local each comment disk=$another_user_shares/disk checker=$another_user_shares/checker
  comment=$(fresh)
  (cd "$top" && bazel build //checker >"$tmp/out" 2>&1) || { cat "$tmp/out"; return 1; }
  cp -L "$top/bazel-bin/checker/checker" "$checker"
  for each in ours theirs; do
    top=$another_user_home/checkout refused_workspace "$another_user_home/$each" "$checker" "$comment"
  done
  (cd "$another_user_home/ours/own_checker" && checkout=$another_user_home/checkout base=ours &&
    refused "$tmp/ours.json" "$tmp/ours.txt" //courier "--disk_cache=$disk") || return 1
  # Its contract's, too: a disk cache of their own is empty.
  executes "$tmp/ours.json" GovernanceVerdict=2 || return 1
  cp -r "$disk" "$disk.theirs"
  another_user_owns "$another_user_home/theirs" "$disk.theirs"
  (cd "$another_user_home/theirs/own_checker" && bazel() { another_user_bazel "$@"; } &&
    refused "$another_user_home/theirs/own_checker/log.json" "$tmp/theirs.txt" //courier "--disk_cache=$disk.theirs") || return 1
  executes "$another_user_home/theirs/own_checker/log.json" GovernanceVerdict=0 GovernanceGate=1 || return 1
  diff -u "$tmp/ours.txt" "$tmp/theirs.txt"
}

# From the disk cache first, and then from what Bazel itself remembers.
again_and_again() {
  (cd "$tmp/there/refused" && bazel clean >"$tmp/out" 2>&1) || { cat "$tmp/out"; return 1; }
  for _ in 1 2; do
    (cd "$tmp/there/refused" && refused "$tmp/again.json" "$tmp/again.txt" //binary) || return 1
    executes "$tmp/again.json" GovernanceVerdict=0 || return 1
    diff -u "$tmp/there.txt" "$tmp/again.txt" || return 1
  done
}

for copy in here there yonder; do copy_workspaces "$tmp/$copy"; done
cd "$tmp/here/refused"
cat >>BUILD.bazel <<'END'

# Reads what the gate lets out, and nothing else.
genrule(
    name = "consumer",
    srcs = ["//good"],
    outs = ["consumed"],
    cmd = "cat $(SRCS) > $@",
)

genrule(
    name = "published",
    srcs = ["//registry:of_good"],
    outs = ["published.json"],
    cmd = "cat $(SRCS) > $@",
)
END
cat >>registry/BUILD.bazel <<'END'

governed_registry(
    name = "of_good",
    packages = ["//good"],
    visibility = ["//visibility:public"],
)
END

tally 'a comment in a manifest: one verdict, one gate, nothing behind it' comment_reaches_the_gate good/manifest.toml "# $(fresh)"
tally 'a comment in BOUNDARY.md: the same' comment_reaches_the_gate good/BOUNDARY.md "<!-- $(fresh) -->"
tally 'a comment in a manifest: the registry is made again, what reads it is not' comment_reaches_the_registry
tally 'a level changed: gates alone' policy_reaches_what_reads_it
tally 'a contract approved: its own verdict, its gate and that of its package' approval_reaches_its_package
tally 'another configuration: the verdict is there' configurations_share
tally 'a known failure in another checkout and output base: no verdict, the same text' failure_is_cached_elsewhere
tally 'a known failure, asked for again after a clean, and again: no verdict, the same text' again_and_again
if another_user_is_possible; then
  another_user_moves_in
  tally 'a known failure, for another user of the machine: no verdict, the same text' failure_is_cached_for_another_user
else
  echo 'left out: only root can be another user, where the kernel lets that one have namespaces'
fi
tally_end

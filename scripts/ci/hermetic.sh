#!/usr/bin/env bash
# What a build does with a package that reads what nobody declared, or holds where it was built:
# the packages of rules/tests/outside/leaky either fail or give the same bytes.
set -euo pipefail
top=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
tmp=$(mktemp -d)
# shellcheck source=scripts/ci/tally.sh
source "$top/scripts/ci/tally.sh"
# shellcheck source=scripts/ci/builds.sh
source "$top/scripts/ci/builds.sh"
server=
trap '[ -z "$server" ] || kill "$server" 2>/dev/null || :; ends "$top/rules/tests/outside/leaky"; builds_end; rm -rf "$tmp"' EXIT

# It would find what it asks for, were it not an action: PORT answers this script.
network() {
  (exec 3<>"/dev/tcp/127.0.0.1/$port" && cat <&3) | grep -q hello || { echo "nothing listens"; return 1; }
  fails 'Connection refused' bazel build "$1" --define="PORT=$port"
}

temporary_file() {
  [ -s "$tmp/file" ] || return 1
  fails 'No such file or directory' bazel build //:temporary-file --define="TEMPORARY_FILE=$tmp/file"
}

undeclared_file() {
  [ -s steady.wasm ] || return 1
  fails 'No such file or directory' bazel build //:undeclared
}

# Nothing hides the rest of the host from an action, so the recorded digest has to.
host_file() {
  local sealed=bazel-bin/host-file.sealed/host-file.wasm define="--define=HOST_FILE=$builds/file" before
  printf 'host one' >"$builds/file"
  bazel build //:host-file "$define" >"$tmp/out" 2>&1 || { cat "$tmp/out"; return 1; }
  before=$(sha256sum "$sealed")
  # Bazel does not know that the file has changed: the same bytes.
  printf 'host two' >"$builds/file"
  bazel build //:host-file "$define" >"$tmp/out" 2>&1 || { cat "$tmp/out"; return 1; }
  [ "$(sha256sum "$sealed")" = "$before" ] || { echo "other bytes came out"; return 1; }
  # On a machine that builds it anew: other bytes, and none of them comes out.
  fails 'error[digest-mismatch]' bazel build //:host-file "$define" --modify_execution_info=Genrule=+no-cache || return 1
  [ ! -e "$sealed" ] || { echo "a module came out"; return 1; }
}

clock() {
  fails 'error[digest-mismatch]' bazel build //clock || return 1
  [ ! -e bazel-bin/clock/clock.sealed/clock.wasm ] || { echo "a module came out"; return 1; }
}

# The test fails, names the section and shows what TEXT matches in both builds.
differs() { # TARGET TEXT
  fails 'first difference: section custom `built`' bazel test "$1" --test_output=errors || return 1
  [ "$(grep -c "wasm  *reads \"$2" "$tmp/out")" -eq 2 ] || { cat "$tmp/out"; return 1; }
}

cd "$top/rules/tests/outside/leaky"
echo secret >"$tmp/file"
perl -MIO::Socket::INET -e '
  $| = 1;
  my $server = IO::Socket::INET->new(LocalAddr => "127.0.0.1", Listen => 5) or die $!;
  print $server->sockport, "\n";
  while (my $client = $server->accept) { print $client "hello\n"; close $client }' >"$tmp/port" &
server=$!
until [ -s "$tmp/port" ]; do sleep 0.1; done
port=$(cat "$tmp/port")

tally 'the network: fails' network //:network
tally 'the network, asked for by a tag: fails' network //:network_by_tag
tally 'the network, from outside of the sandbox: fails' network //:network_unsandboxed
tally 'a file of /tmp: fails' temporary_file
tally 'a file of the workspace that is not declared: fails' undeclared_file
tally 'another file of the host: the same bytes, or refused by the recorded digest' host_file
tally 'the clock: refused by the recorded digest' clock
tally 'the clock: differs from build to build' differs //clock:clock_test '[0-9]*"'
tally 'the path of the output: differs from build to build' differs //:path_test 'bazel-out/'
tally 'a name in place of the path: the same bytes' bazel test //:name_test
tally_end

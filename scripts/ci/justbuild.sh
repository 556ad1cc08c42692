# A single-node remote execution service on loopback: Debian's justbuild, in the private root.
# Whoever sources it sets `top` and `tmp` first. `justbuild` is its address.
# shellcheck shell=bash disable=SC2034,SC2154
justbuild='' justbuild_root=''

justbuild_is_there() { "$top/scripts/bazel" --enter sh -c 'command -v justbuild' >/dev/null 2>&1; }

# A new one, that knows nothing.
justbuild_start() {
  justbuild_stop
  justbuild_root=$(mktemp -d "$builds/justbuild-XXXXXX")
  justbuild_again
}

# The same, with what it knew; also after it ended by itself.
justbuild_again() {
  local i port
  _justbuild_kill
  rm -f "$justbuild_root/info.json"
  "$top/scripts/bazel" --enter justbuild execute --compatible --plain-log --local-build-root "$justbuild_root/build" \
    -i 127.0.0.1 --info-file "$justbuild_root/info.json" >"$justbuild_root/log" 2>&1 &
  for ((i = 0; i < 240; i++)); do
    port=$(sed -n 's/.*"port": *\([0-9]*\).*/\1/p' "$justbuild_root/info.json" 2>/dev/null || :)
    [ -z "$port" ] || { justbuild=grpc://127.0.0.1:$port && return; }
    sleep 0.25
  done
  cat "$justbuild_root/log" >&2
  echo "justbuild did not start" >&2
  return 1
}

# At once, in the middle of whatever it does.
_justbuild_kill() {
  local pid
  pid=$(sed -n 's/.*"pid": *\([0-9]*\).*/\1/p' "$justbuild_root/info.json" 2>/dev/null || :)
  [ -z "$pid" ] || kill -9 "$pid" 2>/dev/null || :
}

justbuild_stop() {
  [ -n "$justbuild_root" ] || return 0
  _justbuild_kill
  chmod -R u+w "$justbuild_root" 2>/dev/null || :
  rm -rf "$justbuild_root"
  justbuild='' justbuild_root=''
}

# How many actions' results it holds.
justbuild_actions() { find "$justbuild_root/build" -path '*/ac/*' -type f 2>/dev/null | wc -l; }

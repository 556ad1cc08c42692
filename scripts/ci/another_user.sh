# Another user of the machine, who has a checkout, a cache and an output base of their own, in
# `another_user_home`. What they share with us is in `another_user_shares`.
# Whoever sources it has sourced builds.sh first, and calls `another_user_end`.
# shellcheck shell=bash disable=SC2154
another_user_home='' another_user_shares=''

_as_another_user() { setpriv --reuid=65534 --regid=65534 --clear-groups "$@"; }

# Bazel's sandbox, and the private Debian root, are made of user namespaces.
another_user_is_possible() {
  [ "$(id -u)" -eq 0 ] && unshare --mount true && _as_another_user unshare --user --mount true
} 2>/dev/null

# Not in the home of root, where nobody else gets to, nor in /tmp, which actions don't see; but that the
# private Debian root has in common.
another_user_moves_in() {
  another_user_home=$(mktemp -d /var/tmp/rules_governed_wasm-XXXXXX) another_user_shares=$(mktemp -d)
  chmod 755 "$another_user_home" "$another_user_shares"
  mkdir "$another_user_home"/{checkout,cache}
  (cd "$top" && git ls-files --cached --others --exclude-standard -z | tar --null -T - -c) |
    tar -x -C "$another_user_home/checkout"
  chmod -R a+rX "$another_user_home/checkout"
  another_user_owns "$another_user_home/cache"
}

_another_user_root() {
  local root
  root=$("$top/scripts/bazel" --which)
  root=${root#the private Debian root }
  echo "${root%%, because*}"
}

another_user_owns() { chown -R 65534:65534 "$@"; }

# Of the private Debian root and what is built for it there need not be two: it is mounted where they
# would make theirs. Nor may they make folders in it, for what is mounted there in its turn.
another_user_bazel() {
  local root command=$1
  shift
  root=$(_another_user_root)
  # shellcheck disable=SC2016
  unshare --mount --propagation private bash -euc '
    root=$1 cache=$2 checkout=$3
    shift 3
    if [ -e "$root/usr/bin/bazel" ]; then
      mkdir -p "$root$PWD" "$root$cache" "$root$checkout"
      chmod -R a+rX "$root${checkout%/*}"
    fi
    for each in "$root" "${root%/*}/generator-${root##*/root-}"; do
      [ -e "$each/usr/bin/bazel" ] || [ -e "$each/cargo-bazel" ] || continue
      mkdir -p "$cache/${each##*/}"
      mount --bind "$each" "$cache/${each##*/}"
    done
    exec "$@"' - "$root" "$another_user_home/cache" "$another_user_home/checkout" \
    setpriv --reuid=65534 --regid=65534 --clear-groups env HOME="$another_user_home/cache" USER=nobody \
    RULES_GOVERNED_WASM_CACHE="$another_user_home/cache" \
    "$another_user_home/checkout/scripts/bazel" "$command" --color=no --curses=no --noshow_progress "$@"
}

another_user_end() {
  [ -n "$another_user_home" ] || return 0
  (cd "$another_user_home/theirs/own_checker" && another_user_bazel shutdown) >/dev/null 2>&1 || :
  chmod -R u+w "$another_user_home" && rm -rf "$another_user_home" "$another_user_shares"
  # What was made to be mounted on.
  rm -rf "$(_another_user_root)$another_user_home"
}

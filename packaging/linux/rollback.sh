#!/bin/sh
# Returns to the version of SAMFT that was in use before the last one, also where the last one does not start.
set -eu

silent=
case ${1-} in
    '') ;;
    --silent) silent=yes ;;
    *) printf 'Usage: rollback.sh [--silent]\n' >&2; exit 2 ;;
esac
root=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
previous=$(readlink "$root/previous" 2>/dev/null || true)
current=$(readlink "$root/current" 2>/dev/null || true)
if [ -z "$current" ] || [ -z "$previous" ] || [ ! -x "$root/$previous/samft" ]; then
    printf 'rollback.sh: there is no older version in %s\n' "$root" >&2
    exit 1
fi
link() { # where it leads, name: changed in one step
    rm -f -- "$2.new"
    ln -s "$1" "$2.new"
    mv -fT -- "$2.new" "$2"
}
link "$previous" "$root/current"
link "$current" "$root/previous"
[ -n "$silent" ] || printf 'SAMFT %s is in use again. Close open windows and start it anew.\n' "${previous##*/}"

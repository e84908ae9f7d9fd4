#!/bin/sh
# Removes the SAMFT that this script is part of. Projects, settings and logs stay.
set -eu

silent=
case ${1-} in
    '') ;;
    --silent) silent=yes ;;
    *) printf 'Usage: uninstall.sh [--silent]\n' >&2; exit 2 ;;
esac
target=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
case $target in
    */lib/samft) ;;
    *) printf 'uninstall.sh: %s is no installed SAMFT\n' "$target" >&2; exit 1 ;;
esac
prefix=${target%/lib/samft}
for name in samft samftw; do
    case $(readlink "$prefix/bin/$name" 2>/dev/null) in
        "../lib/samft/current/$name"|"../lib/samft/$name") rm -f -- "$prefix/bin/$name" ;;
    esac
done
rm -f -- "$prefix/share/applications/samft.desktop" "$prefix/share/mime/packages/samft.xml" \
    "$prefix/share/man/man1/samft.1" "$prefix/share/icons/hicolor/scalable/apps/samft.svg"
for side in 48 64 128 256; do rm -f -- "$prefix/share/icons/hicolor/${side}x${side}/apps/samft.png"; done
if command -v update-mime-database >/dev/null 2>&1 && [ -d "$prefix/share/mime/packages" ]; then
    update-mime-database "$prefix/share/mime" >/dev/null 2>&1 || true
fi
cd /
rm -rf -- "$target"
[ -n "$silent" ] || printf 'SAMFT is removed. Your projects and settings are still there.\n'

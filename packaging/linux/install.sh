#!/bin/sh
# Installs SAMFT for this account, without root and without network. Needs only a POSIX shell and coreutils.
set -eu

usage() {
    cat <<'EOF'
Usage: ./install.sh [--prefix FOLDER] [--silent]

  --prefix FOLDER  where to install (default: ~/.local): FOLDER/lib/samft, FOLDER/bin/samft, FOLDER/share/...
  --silent         print nothing but errors

An installed SAMFT is replaced. Projects and settings are never touched.
Remove it with FOLDER/lib/samft/uninstall.sh
EOF
}

fail() { printf 'install.sh: %s\n' "$1" >&2; exit 1; }
say() { [ -n "$silent" ] || printf '%s\n' "$1"; }

prefix=${HOME:+$HOME/.local} silent=
while [ $# -gt 0 ]; do
    case $1 in
        --prefix) [ $# -ge 2 ] || fail "--prefix needs a folder"; prefix=$2; shift ;;
        --prefix=*) prefix=${1#--prefix=} ;;
        --silent) silent=yes ;;
        -h|--help) usage; exit 0 ;;
        *) usage >&2; exit 2 ;;
    esac
    shift
done
[ -n "$prefix" ] || fail "no home folder is set: say where with --prefix"
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
[ -x "$here/program/samft" ] || fail "the program is missing beside install.sh: unpack the whole archive"
mkdir -p -- "$prefix" 2>/dev/null || fail "cannot write to $prefix: choose another folder with --prefix"
prefix=$(CDPATH='' cd -- "$prefix" && pwd)
target=$prefix/lib/samft
[ -w "$prefix" ] || fail "cannot write to $prefix: choose another folder with --prefix"

needed=$(du -sk "$here/program" | cut -f1)
free=$(df -Pk "$prefix" | awk 'NR == 2 { print $4 }')
[ "$free" -gt "$needed" ] || fail "$prefix has $((free / 1024)) MB free, $((needed / 1024)) MB are needed"

# Copied beside the old one and then renamed: a power cut leaves the old program or the new one, never half of one.
say "Installing SAMFT into $target ($((needed / 1024)) MB)"
rm -rf -- "$target.new" "$target.old"
mkdir -p -- "$prefix/lib" "$prefix/bin"
cp -a -- "$here/program" "$target.new"
cp -- "$here/uninstall.sh" "$target.new/uninstall.sh"
sync "$target.new/samft" 2>/dev/null || sync
[ ! -e "$target" ] || mv -- "$target" "$target.old"
mv -- "$target.new" "$target"
rm -rf -- "$target.old"

ln -sf ../lib/samft/samft "$prefix/bin/samft"
ln -sf ../lib/samft/samftw "$prefix/bin/samftw"
(cd "$here/share" && find . -type d) | while IFS= read -r folder; do mkdir -p -- "$prefix/share/$folder"; done
(cd "$here/share" && find . -type f) | while IFS= read -r file; do cp -- "$here/share/$file" "$prefix/share/$file"; done

# A desktop entry names its program by an absolute path: quoted, then escaped once more as every value is.
quoted=$(printf '%s' "$target/samftw" | sed -e 's/[\\"`$]/\\&/g' -e 's/\\/\\\\/g' -e 's/%/%%/g')
entry=$prefix/share/applications/samft.desktop
EXEC="Exec=\"$quoted\" %f" awk '/^Exec=/ { print ENVIRON["EXEC"]; next } /^TryExec=/ { next } { print }' \
    "$here/share/applications/samft.desktop" > "$entry.new"
mv -- "$entry.new" "$entry"

refresh() { # the desktop's caches, where it has any
    if command -v "$1" >/dev/null 2>&1; then "$@" >/dev/null 2>&1 || true; fi
}
refresh update-desktop-database "$prefix/share/applications"
refresh update-mime-database "$prefix/share/mime"
refresh gtk-update-icon-cache -q -t -f "$prefix/share/icons/hicolor"

if command -v ldd >/dev/null 2>&1; then
    missing=$(LD_LIBRARY_PATH=$target/_internal ldd "$target/_internal/PySide6/Qt/plugins/platforms/libqxcb.so" 2>/dev/null |
        awk '/not found/ { print $1 }' | sort -u | tr '\n' ' ')
    [ -z "$missing" ] || printf 'Note: the window needs system libraries that are missing: %s\n' "$missing" >&2
fi
say "Done. Start it from the menu, or with $prefix/bin/samftw; the command line is $prefix/bin/samft."

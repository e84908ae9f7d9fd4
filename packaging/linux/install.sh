#!/bin/sh
# Installs SAMFT for this account, without root and without network. Needs only a POSIX shell and coreutils.
set -eu

usage() {
    cat <<'END'
Usage: ./install.sh [--prefix FOLDER] [--silent] [--move]

  --prefix FOLDER  where to install (default: ~/.local): FOLDER/lib/samft, FOLDER/bin/samft, FOLDER/share/...
  --silent         print nothing but errors
  --move           move the program there instead of copying it

A version that is installed already stays beside the new one: FOLDER/lib/samft/rollback.sh returns to it.
Projects and settings are never touched. Remove everything with FOLDER/lib/samft/uninstall.sh
END
}

fail() { printf 'install.sh: %s\n' "$1" >&2; exit 1; }
say() { [ -n "$silent" ] || printf '%s\n' "$1"; }

prefix=${HOME:+$HOME/.local} silent='' move=''
while [ $# -gt 0 ]; do
    case $1 in
        --prefix) [ $# -ge 2 ] || fail "--prefix needs a folder"; prefix=$2; shift ;;
        --prefix=*) prefix=${1#--prefix=} ;;
        --silent) silent=yes ;;
        --move) move=yes ;;
        -h|--help) usage; exit 0 ;;
        *) usage >&2; exit 2 ;;
    esac
    shift
done
[ -n "$prefix" ] || fail "no home folder is set: say where with --prefix"
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
[ -x "$here/program/samft" ] && [ -f "$here/VERSION" ] ||
    fail "the program is missing beside install.sh: unpack the whole archive"
version=$(cat "$here/VERSION")
case $version in *[!0-9A-Za-z.]*|''|.*) fail "the file VERSION is damaged: unpack the archive again" ;; esac
mkdir -p -- "$prefix" 2>/dev/null || fail "cannot write to $prefix: choose another folder with --prefix"
prefix=$(CDPATH='' cd -- "$prefix" && pwd)
root=$prefix/lib/samft
[ -w "$prefix" ] || fail "cannot write to $prefix: choose another folder with --prefix"

needed=$(du -sk "$here/program" | cut -f1)
free=$(df -Pk "$prefix" | awk 'NR == 2 { print $4 }')
[ -n "$move" ] || [ "$free" -gt "$needed" ] ||
    fail "$prefix has $((free / 1024)) MB free, $((needed / 1024)) MB are needed"

link() { # where it leads, name: made or changed in one step
    rm -f -- "$2.new"
    ln -s "$1" "$2.new"
    mv -fT -- "$2.new" "$2"
}
leads_to() { readlink "$root/$1" 2>/dev/null || true; }

# The new version comes to lie beside the old one whole; then one link is changed. A power cut leaves one or the other.
mkdir -p -- "$root/versions" "$prefix/bin"
name=$version number=1
while [ -e "$root/versions/$name" ]; do
    case versions/$name in
        "$(leads_to current)"|"$(leads_to previous)") number=$((number + 1)) name=$version.$number ;;
        *) rm -rf -- "$root/versions/$name" ;;
    esac
done
say "Installing SAMFT $version into $root ($((needed / 1024)) MB)"
rm -rf -- "$root/versions/.new"
if [ -z "$move" ] || ! mv -- "$here/program" "$root/versions/.new" 2>/dev/null; then
    rm -rf -- "$root/versions/.new"
    cp -a -- "$here/program" "$root/versions/.new"
fi
sync -f "$root/versions/.new/samft" 2>/dev/null || sync
mv -T -- "$root/versions/.new" "$root/versions/$name"
for script in uninstall.sh rollback.sh; do
    cp -- "$here/$script" "$root/$script.new"
    mv -f -- "$root/$script.new" "$root/$script"
done
before=$(leads_to current)
[ -z "$before" ] || link "$before" "$root/previous"
link "versions/$name" "$root/current"
rm -rf -- "$root/samft" "$root/samftw" "$root/_internal" # from when there was one version only
for folder in "$root/versions"/* "$root/versions"/.unpacking-*; do
    case versions/${folder##*/} in
        "$(leads_to current)"|"$(leads_to previous)") ;;
        *) case $here/ in "$folder"/*) ;; *) rm -rf -- "$folder" ;; esac ;;
    esac
done

link ../lib/samft/current/samft "$prefix/bin/samft"
link ../lib/samft/current/samftw "$prefix/bin/samftw"
(cd "$here/share" && find . -type d) | while IFS= read -r folder; do mkdir -p -- "$prefix/share/$folder"; done
(cd "$here/share" && find . -type f) | while IFS= read -r file; do cp -- "$here/share/$file" "$prefix/share/$file"; done

# A desktop entry names its program by an absolute path: quoted, then escaped once more as every value is.
quoted=$(printf '%s' "$root/current/samftw" | sed -e 's/[\\"`$]/\\&/g' -e 's/\\/\\\\/g' -e 's/%/%%/g')
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
    libraries=$root/current/_internal
    missing=$(LD_LIBRARY_PATH=$libraries ldd "$libraries/PySide6/Qt/plugins/platforms/libqxcb.so" 2>/dev/null |
        awk '/not found/ { print $1 }' | sort -u | tr '\n' ' ')
    [ -z "$missing" ] || printf 'Note: the window needs system libraries that are missing: %s\n' "$missing" >&2
fi
say "Done. Start it from the menu, or with $prefix/bin/samftw; the command line is $prefix/bin/samft."

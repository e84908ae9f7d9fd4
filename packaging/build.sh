#!/usr/bin/env bash
# Builds the frozen program and its Linux installers: packaging/build.sh --help
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
cd "$root"

usage() {
    cat <<'EOF'
Usage: packaging/build.sh [--flavour cpu|cuda] [--python PYTHON] [--selftest] [--no-deb] [--no-archive] [--reuse]
                          [--sign-update KEY]

Builds dist/<flavour>/SAMFT, dist/samft-VERSION-linux-ARCH-FLAVOUR.tar.zst and dist/samft*_VERSION_ARCH.deb,
and prints sizes by component and times.

  --flavour     cpu (default): PyTorch without CUDA; cuda: PyTorch as requirements.lock names it
  --python      an environment to build from; by default one is made in build/venv-FLAVOUR from requirements.lock.
                For cpu, PyTorch comes from the folder of wheels in SAMFT_TORCH_WHEELS, else it is installed as
                SAMFT_TORCH says (default: torch==2.13.0); whichever it is must be a build without CUDA
  --selftest    run "samft selftest" in the built program
  --no-deb, --no-archive   leave that installer out
  --reuse       pack the program that an earlier call froze
  --sign-update make dist/samft-VERSION-linux-ARCH-FLAVOUR.samftupdate, signed with this secret key. For the built
                program to take updates, SAMFT_UPDATE_KEY must name the public key that belongs to it
EOF
}

flavour=cpu python='' selftest='' deb=yes archive=yes reuse='' sign=''
while [ $# -gt 0 ]; do
    case $1 in
        --flavour) flavour=${2:?--flavour needs cpu or cuda}; shift ;;
        --python) python=${2:?--python needs a path}; shift ;;
        --selftest) selftest=yes ;;
        --no-deb) deb='' ;;
        --no-archive) archive='' ;;
        --reuse) reuse=yes ;;
        --sign-update) sign=${2:?--sign-update needs a key}; shift ;;
        -h|--help) usage; exit 0 ;;
        *) usage >&2; exit 2 ;;
    esac
    shift
done
case $flavour in cpu|cuda) ;; *) usage >&2; exit 2 ;; esac

times=()
step() { # name, command...: runs it and notes the seconds
    local name=$1 begun=$SECONDS
    shift
    echo "--- $name"
    "$@"
    times+=("$(printf '%6d s  %s' $((SECONDS - begun)) "$name")")
}

make_environment() {
    python=$root/build/venv-$flavour/bin/python
    [ -x "$python" ] || python3 -m venv "$root/build/venv-$flavour"
    local pip=("$python" -m pip install --quiet --disable-pip-version-check)
    if [ "$flavour" = cuda ]; then
        "${pip[@]}" --no-deps --require-hashes -r requirements.lock
        return
    fi
    PYTHONPATH=packaging "$python" -c 'import dev; print(dev.without_torch(dev.LOCK.read_text("utf-8")))' \
        > build/requirements-without-torch.txt
    "${pip[@]}" --no-deps --require-hashes -r build/requirements-without-torch.txt
    if [ -n "${SAMFT_TORCH_WHEELS:-}" ]; then
        "${pip[@]}" --no-deps --no-index --find-links "$SAMFT_TORCH_WHEELS" torch
    else
        "${pip[@]}" "${SAMFT_TORCH:-torch==2.13.0}"
    fi
}

check_flavour() { # the environment's PyTorch must be what the installer's name will promise
    local cuda
    cuda=$("$python" -c 'import torch; print(torch.version.cuda or "none")')
    if [ "$flavour" = cpu ] && [ "$cuda" != none ]; then
        echo "This PyTorch is built for CUDA $cuda. Set SAMFT_TORCH_WHEELS to a folder with PyTorch's CPU build." >&2
        exit 2
    elif [ "$flavour" = cuda ] && [ "$cuda" = none ]; then
        echo "This PyTorch is a build without CUDA." >&2
        exit 2
    fi
}

freeze() {
    "$python" packaging/render_icons.py build/icons >/dev/null
    "$python" -m PyInstaller --noconfirm --log-level WARN --distpath "dist/$flavour" \
        --workpath "build/pyinstaller-$flavour" packaging/samft.spec
}

oldest_glibc() { # the newest symbol version any of our libraries asks for
    find "$program" -type f \( -name '*.so*' -o -name samft -o -name samftw \) -exec objdump -T {} + 2>/dev/null |
        grep -o 'GLIBC_2\.[0-9]*' | sort -u -t. -k2 -n | tail -1 | sed 's/GLIBC_//'
}

stage_share() { # folder: desktop entry, icons, MIME type, man page
    local side
    install -Dm644 packaging/linux/samft.desktop "$1/applications/samft.desktop"
    install -Dm644 packaging/linux/samft.xml "$1/mime/packages/samft.xml"
    install -Dm644 packaging/linux/samft.svg "$1/icons/hicolor/scalable/apps/samft.svg"
    for side in 48 64 128 256; do
        install -Dm644 "build/icons/samft-$side.png" "$1/icons/hicolor/${side}x$side/apps/samft.png"
    done
    mkdir -p "$1/man/man1"
    sed "s/@VERSION@/$version/" packaging/linux/samft.1 > "$1/man/man1/samft.1"
}

stage_archive() {
    rm -rf "build/archive-$flavour"
    mkdir -p "$stage"
    cp -al "$program" "$stage/program"
    install -m755 packaging/linux/install.sh packaging/linux/uninstall.sh packaging/linux/rollback.sh "$stage"
    echo "$version" > "$stage/VERSION"
    stage_share "$stage/share"
}

make_archive() {
    tar -C "build/archive-$flavour" --owner=0 --group=0 --sort=name -cf - "SAMFT-$version" |
        zstd -q -f -T0 -"${SAMFT_ZSTD_LEVEL:-12}" -o "$archive_file"
}

make_update() {
    "$python" packaging/make_update.py "$stage" "${archive_file%.tar.zst}.samftupdate" --flavour "$flavour" --sign "$sign"
}

make_deb() {
    local stage=build/deb-$flavour size
    rm -rf "$stage"
    mkdir -p "$stage/opt" "$stage/DEBIAN" "$stage/usr/bin"
    cp -al "$program" "$stage/opt/samft"
    ln -s ../../opt/samft/samft "$stage/usr/bin/samft"
    ln -s ../../opt/samft/samftw "$stage/usr/bin/samftw"
    stage_share "$stage/usr/share"
    gzip -9n "$stage/usr/share/man/man1/samft.1"
    install -Dm644 LICENSE "$stage/usr/share/doc/$package/copyright"
    size=$(du -sk --apparent-size "$stage" | cut -f1)
    sed -e "s/@PACKAGE@/$package/; s/@OTHER@/$other/; s/@VERSION@/$version/; s/@SIZE@/$size/" \
        -e "s/@ARCHITECTURE@/$(dpkg --print-architecture)/; s/@GLIBC@/$(oldest_glibc)/" \
        packaging/deb/control.in > "$stage/DEBIAN/control"
    (cd "$stage" && find opt usr -type f -exec md5sum {} +) > "$stage/DEBIAN/md5sums"
    dpkg-deb --root-owner-group -Zzstd -z"${SAMFT_ZSTD_LEVEL:-12}" --build "$stage" "$deb_file" >/dev/null
    rm -rf "$stage"
}

mkdir -p build dist
version=$(sed -n 's/^version = "\(.*\)"/\1/p' pyproject.toml | head -1)
program=dist/$flavour/SAMFT
package=samft other=samft-cuda
[ "$flavour" = cpu ] || { package=samft-cuda other=samft; }
archive_file=dist/samft-$version-linux-$(uname -m)-$flavour.tar.zst
deb_file=dist/${package}_${version}_$(dpkg --print-architecture 2>/dev/null || uname -m).deb

[ -n "$python" ] || step "environment" make_environment
check_flavour
[ -n "$reuse" ] || step "freeze" freeze
python3 packaging/size_budget.py "$program" "$flavour"
stage=build/archive-$flavour/SAMFT-$version
stage_archive
[ -z "$archive" ] || step "archive" make_archive
[ -z "$sign" ] || step "update" make_update
rm -rf "build/archive-$flavour"
[ -z "$deb" ] || step "deb" make_deb
[ -z "$selftest" ] || step "selftest" "$program/samft" selftest
echo "--- times"
printf '%s\n' "${times[@]}"
echo "--- installers"
for file in "$archive_file" "${archive_file%.tar.zst}.samftupdate" "$deb_file"; do
    [ ! -f "$file" ] || printf '%6d MB  %s\n' $(($(stat -c %s "$file") / 1000000)) "$file"
done

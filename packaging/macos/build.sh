#!/usr/bin/env bash
# Builds dist/cpu/SAMFT.app and dist/samft-VERSION-macos-ARCH.zip: packaging/macos/build.sh [--selftest]
# The app is signed ad hoc; to pass Gatekeeper on other Macs it must be signed and notarised with a developer identity.
set -euo pipefail
cd "$(dirname "$0")/../.."

selftest=''
case ${1-} in
    '') ;;
    --selftest) selftest=yes ;;
    *) echo "Usage: packaging/macos/build.sh [--selftest]" >&2; exit 2 ;;
esac
mkdir -p build dist
python=build/venv-cpu/bin/python
[ -x "$python" ] || python3 -m venv build/venv-cpu
"$python" -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
"$python" packaging/render_icons.py build/icons >/dev/null
"$python" -m PyInstaller --noconfirm --log-level WARN --distpath dist/cpu --workpath build/pyinstaller-cpu \
    packaging/samft.spec
"$python" packaging/size_budget.py dist/cpu/SAMFT cpu
version=$(sed -n 's/^version = "\(.*\)"/\1/p' pyproject.toml | head -1)
ditto -c -k --sequesterRsrc --keepParent dist/cpu/SAMFT.app "dist/samft-$version-macos-$(uname -m).zip"
[ -z "$selftest" ] || dist/cpu/SAMFT.app/Contents/MacOS/samft selftest

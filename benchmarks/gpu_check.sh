#!/usr/bin/env bash
# Checks SAMFT on an NVIDIA GPU: does it give the CPU's answers, how fast, in how much memory, without leaks.
#
#   benchmarks/gpu_check.sh [--category FOLDER] [--wheels DIR] [--json FILE] [--device cuda|cpu] [--smoke]
#   benchmarks/gpu_check.sh --collect-wheels DIR [--python 3.12] [--lean]
#
# It needs Python 3.11 or later with PyTorch, no network, and takes less than 8 minutes. Whatever else SAMFT needs
# is taken from the wheels in DIR (default: benchmarks/wheels), which --collect-wheels fills on a PC with a network.
set -u
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
python=${PYTHON:-}
if [ -z "$python" ]; then
    for candidate in python3 python; do
        if command -v "$candidate" >/dev/null 2>&1; then python=$candidate; break; fi
    done
fi
[ -n "$python" ] || { echo "No python3 is on the PATH; name one in PYTHON." >&2; exit 2; }
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or later is needed." >&2; exit 2; }
if [ "${1:-}" = "--collect-wheels" ]; then
    shift
    exec "$python" "$here/gpu_wheels.py" "$@"
fi
exec "$python" -u "$here/gpu_check.py" "$@"

"""The fault suites by command: counts of what was tried, lost, falsified, hung.

    python -m tests.faults PART [PART …] [--count N] [--seed S] [--json FILE]

Without a part all of them. ``--count`` is the number of tries a part; the suites in CI use small ones.
"""

from __future__ import annotations

import os
import sys

from tests.faults import shim

if __name__ == "__main__":
    wanted = shim.environment()
    if wanted and not shim.active():
        # Started again under the library that makes the n-th change fail; children inherit it by fork alone.
        os.execve(sys.executable, [sys.executable, "-m", "tests.faults", *sys.argv[1:]], os.environ | wanted)
    from tests.faults.command import main

    sys.exit(main(sys.argv[1:]))

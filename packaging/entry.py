"""The frozen command line, engine and trainer: the executable ``samft``."""

from __future__ import annotations

import multiprocessing
import sys

from entry_common import leave_environment_as_found

if __name__ == "__main__":
    multiprocessing.freeze_support()
    leave_environment_as_found()
    from app.__main__ import main

    sys.exit(main())

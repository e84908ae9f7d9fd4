"""The frozen window without a console: ``samftw``. Engine and trainer are ``samft`` beside it."""

from __future__ import annotations

import multiprocessing
import sys

from entry_common import leave_environment_as_found

if __name__ == "__main__":
    multiprocessing.freeze_support()
    leave_environment_as_found()
    from app.bootstrap import main

    sys.exit(main(sys.argv[1:]))

"""What both frozen executables do first."""

from __future__ import annotations

import os
import sys


def leave_environment_as_found() -> None:
    """Undo the loader's change to LD_LIBRARY_PATH for the programs that SAMFT starts, such as a browser.

    This process has read it already, and SAMFT's own children set it again for themselves.
    """
    found = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
    if found is not None:
        os.environ["LD_LIBRARY_PATH"] = found
    elif getattr(sys, "frozen", False):
        os.environ.pop("LD_LIBRARY_PATH", None)

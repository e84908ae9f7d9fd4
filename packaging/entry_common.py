"""What both frozen executables do first."""

from __future__ import annotations

import os
import sys


def leave_environment_as_found() -> None:
    """Undo the loader's change to LD_LIBRARY_PATH for the programs that SAMFT starts, such as a browser.

    This process has read it already. SAMFT's own children are told to set it again: the loader takes them for
    parts of this process otherwise, and they would find only what the system has of the libraries inside.
    """
    found = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
    if found is not None:
        os.environ["LD_LIBRARY_PATH"] = found
    elif getattr(sys, "frozen", False):
        os.environ.pop("LD_LIBRARY_PATH", None)
    if getattr(sys, "frozen", False):
        os.environ["PYINSTALLER_RESET_ENVIRONMENT"] = "1"

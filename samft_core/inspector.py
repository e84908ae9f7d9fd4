"""Who is at work, as the computer knows it."""

from __future__ import annotations

import getpass


def current_inspector() -> str:
    """The name of who is logged in."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # a container's user without a name
        return "unknown"

"""Who is at work, as the computer knows it."""

from __future__ import annotations

from samft_core.security.accounts import account_name


def current_inspector() -> str:
    """The name of whose account this is, from the system; a variable such as LOGNAME changes nothing."""
    return account_name()

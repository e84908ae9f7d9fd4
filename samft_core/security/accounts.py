"""Who runs this process, from the operating system itself: anybody can set variables such as LOGNAME."""

from __future__ import annotations

import functools
import os
import sys


@functools.cache
def account_name() -> str:
    """The account's name; its number where it has none."""
    if sys.platform == "win32":
        return _whoami("/user")[0].rpartition("\\")[2]
    import pwd  # noqa: PLC0415 - not on Windows

    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:  # a container's user
        return str(os.getuid())


@functools.cache
def group_names() -> frozenset[str]:
    """The groups the account was in when it logged in; on Windows with and without the domain."""
    if sys.platform == "win32":
        names = _whoami("/groups")
        return frozenset([*names, *(name.rpartition("\\")[2] for name in names)])
    import grp  # noqa: PLC0415 - not on Windows

    found = set()
    # POSIX leaves open whether the primary group is among the others.
    for number in {os.getgid(), *os.getgroups()}:
        try:
            found.add(grp.getgrgid(number).gr_name)
        except KeyError:
            continue
    return frozenset(found)


def _whoami(what: str) -> list[str]:
    """First column of Windows' own whoami, found in its own folder and not on PATH."""
    import csv  # noqa: PLC0415 - only on Windows
    import io  # noqa: PLC0415
    import subprocess  # noqa: PLC0415

    program = os.path.join(os.environ.get("SYSTEMROOT", r"C:\Windows"), "System32", "whoami.exe")  # noqa: PTH118
    command = [program, what, "/fo", "csv", "/nh"]
    flags = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    printed = subprocess.run(command, capture_output=True, check=True, creationflags=flags).stdout
    return [
        row[0]
        for row in csv.reader(io.StringIO(printed.decode("oem" if os.name == "nt" else "utf-8", "replace")))
        if row
    ]

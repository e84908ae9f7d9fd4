"""Keeps the tests, and every Python process that they start, off the network.

SAMFT opens no connection, ever. This file is on the children's PYTHONPATH under the name that Python imports
at its start. Whoever looks up a name or connects to anything but this PC gets an error, and is written down,
so that the test fails even where the error was swallowed.
"""

from __future__ import annotations

import ipaddress
import os
import sys
from contextlib import suppress
from pathlib import Path

LOG = "SAMFT_TEST_NETWORK_LOG"
"""Names the file into which attempts are written, one a line."""

WATCHED = {"socket.connect", "socket.bind", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname"}
LOCAL = {"", "localhost", None}


class NetworkBlockedError(RuntimeError):
    """Something wanted to leave this PC."""


def is_local(address: object) -> bool:
    """Whether an address of ``socket`` means this PC: a path (AF_UNIX), or the loopback interface."""
    if not isinstance(address, tuple):
        return isinstance(address, str | bytes)
    host = address[0]
    if host in LOCAL:
        return True
    with suppress(ValueError):
        return ipaddress.ip_address(str(host).partition("%")[0]).is_loopback
    return False


def watch(event: str, arguments: tuple[object, ...]) -> None:
    """An audit hook; raises NetworkBlockedError."""
    if event not in WATCHED:
        return
    # connect, bind and sendto carry the socket and its address; look-ups a host's name.
    by_name = event in ("socket.getaddrinfo", "socket.gethostbyname")
    address = (arguments[0],) if by_name else arguments[1]
    if isinstance(address, tuple) and isinstance(address[0], bytes):
        address = (address[0].decode("ascii", "replace"), *address[1:])
    if is_local(address):
        return
    said = f"{event} {address!r}"
    log = os.environ.get(LOG)
    if log:
        with suppress(OSError), Path(log).open("a", encoding="utf-8") as stream:
            stream.write(f"{said}\n")
    raise NetworkBlockedError(said)


# A process of the tests' own was started with this file, and may import it again as a module of the tests.
_at_start = sys.modules.get("sitecustomize")
if _at_start is not None and _at_start is not sys.modules[__name__] and hasattr(_at_start, "WATCHED"):
    NetworkBlockedError = _at_start.NetworkBlockedError  # type: ignore[misc]
else:
    sys.addaudithook(watch)

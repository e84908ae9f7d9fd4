"""Broken content: bytes and JSON with a few faults, and values that nobody expects."""

from __future__ import annotations

import json
import random
from typing import Any

NUMBERS = (0, -1, 1, 1e308, -1e308, 2**31, 2**63, 2**64, float("nan"), float("inf"), -float("inf"), 0.5)
TEXTS = (
    "",
    " ",
    "\0",
    "a\0b",
    "\ud800",
    "\u202e",
    "../../outside",
    "/etc/passwd",
    "\\\\host\\share\\x",
    "C:\\x",
    "CON",
    "x" * 5000,
    "<b>x</b>",
    "%s%n",
    "{0}",
    "NaN",
    "’; DROP TABLE",
    "\n",
    "瓶",
    "a/b",
)
ODD: tuple[Any, ...] = (None, True, [], {}, [[]], [None], {"": None}, *NUMBERS, *TEXTS)


# Breaking bytes and JSON


def broken_bytes(data: bytes, rng: random.Random) -> bytes:
    """``data`` with a few faults: flipped bits, cut, doubled, filled, other numbers."""
    found = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 4, 16))):
        if not found:
            break
        at = rng.randrange(len(found))
        kind = rng.randrange(8)
        if kind == 0:
            found[at] ^= 1 << rng.randrange(8)
        elif kind == 1:
            del found[at:]
        elif kind == 2:
            del found[at : at + rng.randint(1, 64)]
        elif kind == 3:
            found[at:at] = found[at : at + rng.randint(1, 256)]
        elif kind == 4:
            found[at : at + 4] = rng.choice(
                (b"\0\0\0\0", b"\xff\xff\xff\xff", b"\x7f\xff\xff\xff", b"\0\0\1\0")
            )
        elif kind == 5:
            length = rng.randint(1, 64)
            found[at : at + length] = rng.randbytes(length)
        elif kind == 6:
            found[rng.randrange(min(64, len(found)))] = rng.randrange(256)
        else:
            found += rng.randbytes(rng.randint(1, 300))
    return bytes(found)


def broken_json(data: Any, rng: random.Random) -> bytes:
    """JSON of ``data`` with a value replaced, dropped, doubled or nested deep, or with broken bytes."""
    data = json.loads(json.dumps(data))
    kind = rng.randrange(10)
    if kind == 0:
        return broken_bytes(json.dumps(data).encode(), rng)
    if kind == 1:
        depth = rng.choice((50, 2_000, 100_000))
        return b"[" * depth + b"]" * rng.choice((depth, 0))
    if kind == 2:
        text = json.dumps(data)
        return text.encode(rng.choice(("utf-16", "utf-8-sig", "utf-32", "cp037")))
    if kind == 3:
        depth = rng.choice((500, 50_000))
        inner = json.dumps(data)[1:] if isinstance(data, dict) else "}"
        return b'{"extra": ' + b'{"a":' * depth + b"1" + b"}" * depth + b", " + inner.encode()
    for _ in range(rng.choice((1, 1, 2, 3))):
        _replace_somewhere(data, rng)
    return json.dumps(data).encode("utf-8", "surrogatepass")


def _replace_somewhere(data: Any, rng: random.Random) -> None:
    here = data
    while True:
        keys = list(here) if isinstance(here, dict) else list(range(len(here)))
        if not keys:
            return
        key = rng.choice(keys)
        if isinstance(here[key], dict | list) and here[key] and rng.random() < 0.75:
            here = here[key]
            continue
        kind = rng.randrange(6)
        if kind == 0 and isinstance(here, dict):
            del here[key]
        elif kind == 1 and isinstance(here, list):
            here[:] = here * rng.choice((0, 2, 300))
        elif kind == 2 and isinstance(here, dict):
            here[rng.choice(TEXTS)] = rng.choice(ODD)
        else:
            here[key] = rng.choice(ODD)
        return

"""Reading JSON that others wrote, strictly: what one reader could take otherwise than the next is refused.

Python's own reader takes NaN and Infinity, numbers without end, the last of two entries of one name, halves
of surrogate pairs that no file can be written with, and nesting that exhausts the stack. Here each of these
is a typed error that names the file, the line and the column.
"""

from __future__ import annotations

import json
import math
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from samft_core.errors import SamftError
from samft_core.files.limits import JSON_BYTES, JSON_DEPTH, JSON_PARTS
from samft_core.files.regular_files import read_regular
from samft_core.messages.message import Message

# Possessive, and with an optional end: an unfinished text of a million escaped quotes is passed over once.
_STRING = r'"[^"\\]*+(?:\\.[^"\\]*+)*+"?'
_TOKENS = re.compile(rf'{_STRING}|[\[\]{{}}]|[^\s"\[\]{{}},:]++', re.DOTALL)
_BRACKETS = re.compile(rf"{_STRING}|[\[\]{{}}]", re.DOTALL)
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|.)", re.DOTALL)
# A text without any of these needs no second look, and hardly any has one.
_SUSPECT = re.compile(r"\\u(?:0000|[dD][89a-fA-F])")
_SURROGATE = re.compile("[\ud800-\udfff]")
_LARGEST = 2**63
# Digits of a number; converting a million of them takes minutes.
_LONGEST_NUMBER = 400


class JsonError(SamftError):
    """Data from outside is no JSON, or JSON that cannot be taken at its word."""


class _RefusedError(ValueError):
    """Why a value is refused, and the word that stands for it in the text, as the parser knows no place."""

    def __init__(self, why: Message, token: str = "") -> None:
        super().__init__(why)
        self.why = why
        self.token = token


def read_json(
    path: Path,
    *,
    limit: int = JSON_BYTES,
    depth: int = JSON_DEPTH,
    error: type[SamftError] = JsonError,
    any_numbers: bool = False,
) -> Any:
    """The content of a JSON file in UTF-8, with or without a byte order mark; ``any_numbers`` as below.

    Raises ``error`` for what is in it, and OSError where it cannot be read or is no regular file.
    """
    data = read_regular(path, limit=limit, error=error)
    return parse_json(data, source=path, depth=depth, error=error, any_numbers=any_numbers)


def parse_json(
    data: bytes | str,
    *,
    source: Path | str = "json.the_text",
    depth: int = JSON_DEPTH,
    parts: int = JSON_PARTS,
    error: type[SamftError] = JsonError,
    any_numbers: bool = False,
) -> Any:
    """The value of a JSON text; bytes are UTF-8. Raises ``error``, which names ``source`` and the place.

    ``source`` is the file, or the code of the message that names where the text comes from. With
    ``any_numbers`` a number that is none, or too large, is read as one that is not finite: the caller looks
    at each item, and one odd coordinate must not cost a file of thousands.

    Numbers are finite and whole ones fit 64 bits; no object has two entries of one name; texts hold no NUL
    and can be written as UTF-8.
    """
    origin = _Origin(source, error)
    text = origin.decoded(data) if isinstance(data, bytes) else data.removeprefix("\ufeff")
    if sum(map(text.count, "[{,")) > parts:  # commas in texts count too, which makes no difference
        raise origin.made(Message("json.too_many", limit=parts))
    _check_depth(text, depth, origin)
    try:
        value = json.loads(
            text,
            parse_int=_any_number if any_numbers else _whole,
            parse_float=_any_number if any_numbers else _finite,
            parse_constant=float if any_numbers else _constant,
            object_pairs_hook=_unique,
        )
    except json.JSONDecodeError as broken:
        origin.refuse(Message("json.none", reason=broken.msg), text, broken.pos, broken)
    except _RefusedError as refused:
        origin.refuse(refused.why, text, _place_of(refused.token, text), refused)
    _check_texts(text, origin)
    return value


@dataclass(frozen=True, slots=True)
class _Origin:
    """Where a text comes from, and the error that says so."""

    source: Path | str
    error: type[SamftError]

    def decoded(self, data: bytes) -> str:
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError as broken:
            line = data.count(b"\n", 0, broken.start) + 1
            raise self.made(Message("json.not_utf8", line=line)) from broken

    def refuse(
        self, why: Message, text: str, position: int | None, cause: Exception | None = None
    ) -> NoReturn:
        if position is not None:
            line = text.count("\n", 0, position) + 1
            column = position - text.rfind("\n", 0, position)
            why = Message("json.at", reason=why, line=line, column=column)
        raise self.made(why) from cause

    def made(self, why: Message) -> SamftError:
        path = self.source if isinstance(self.source, Path) else None
        what = Message("json.the_file") if isinstance(self.source, Path) else Message(self.source)
        return self.error(
            Message("json.unusable", what=what, reason=why),
            path=path,
            remedy=Message("remedy.have_written_again"),
        )


def _check_depth(text: str, depth: int, origin: _Origin) -> None:
    """Refuse deep nesting before it is parsed: how much the parser's stack holds depends on the thread."""
    # Fewer brackets than levels: the usual case, told without walking through the text.
    if text.count("[") + text.count("{") <= depth:
        return
    level = 0
    for found in _BRACKETS.finditer(text):
        first = text[found.start()]
        if first in "[{":
            level += 1
            if level > depth:
                origin.refuse(Message("json.too_deep", limit=depth), text, found.start())
        elif first in "]}":
            level -= 1


def _check_texts(text: str, origin: _Origin) -> None:
    """Refuse NUL and halves of surrogate pairs; ``text`` is known to be JSON."""
    half = _SURROGATE.search(text)
    if half is not None:
        origin.refuse(Message("json.half_character"), text, half.start())
    if _SUSPECT.search(text) is None:
        return
    # A high half must be followed at once by a low one; these two say where and whether one is awaited.
    expected_at = -1
    high_at = -1
    for escape in _ESCAPE.finditer(text):
        code = int(escape[1], 16) if escape[1] else -1
        if code == 0:
            origin.refuse(Message("json.nul"), text, escape.start())
        is_low = 0xDC00 <= code <= 0xDFFF
        follows = escape.start() == expected_at
        if high_at >= 0 and not (is_low and follows):
            origin.refuse(Message("json.half_character"), text, high_at)
        if is_low and high_at < 0:
            origin.refuse(Message("json.half_character"), text, escape.start())
        is_high = 0xD800 <= code <= 0xDBFF
        high_at = escape.start() if is_high else -1
        expected_at = escape.end()
    if high_at >= 0:
        origin.refuse(Message("json.half_character"), text, high_at)


def _place_of(token: str, text: str) -> int | None:
    """Where a number or word stands outside of texts."""
    if not token:
        return None
    return next((found.start() for found in _TOKENS.finditer(text) if found[0] == token), None)


def _whole(digits: str) -> int:
    if len(digits) > _LONGEST_NUMBER or not -_LARGEST <= int(digits) < _LARGEST:
        raise _RefusedError(Message("json.number_too_large", number=_short(digits)), digits)
    return int(digits)


def _finite(digits: str) -> float:
    if len(digits) > _LONGEST_NUMBER or not math.isfinite(float(digits)):
        raise _RefusedError(Message("json.number_too_large", number=_short(digits)), digits)
    return float(digits)


def _any_number(digits: str) -> int | float:
    if len(digits) > _LONGEST_NUMBER:
        return math.inf
    if digits.lstrip("-").isdigit():
        return int(digits) if -_LARGEST <= int(digits) < _LARGEST else math.inf
    return float(digits)


def _constant(name: str) -> NoReturn:
    raise _RefusedError(Message("json.no_number", name=name), name)


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    # The quick way first; names are compared one by one only when two fell together.
    made = dict(pairs)
    if len(made) == len(pairs):
        return made
    seen: set[str] = set()
    for name, _ in pairs:
        if name in seen:
            raise _RefusedError(Message("json.entry_twice", name=_short(name)))
        seen.add(name)
    return made


def _short(text: str) -> str:
    return text if len(text) <= 24 else f"{text[:20]}…"

"""Names that are safe as folders and files on Windows, macOS and Linux."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Container
from pathlib import Path

from samft_core.errors import ProjectError
from samft_core.messages.message import Message

MAX_LENGTH = 64

MAX_BYTES = 200
"""Bytes of a file's name without what is put behind it. File systems take 255, and count no letters."""

_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
# The raised digits count too: Windows opens COM¹ as a device.
_DEVICES = frozenset(
    {"con", "prn", "aux", "nul"} | {f"{d}{n}" for d in ("com", "lpt") for n in "123456789¹²³"}
)


def name_key(name: str) -> str:
    """The form in which two names are the same folder on a file system without case."""
    return unicodedata.normalize("NFC", name).casefold()


def is_reserved(name: str) -> bool:
    """Whether Windows takes ``name`` for a device, with or without an ending."""
    return name_key(name.split(".", 1)[0].rstrip()) in _DEVICES


def has_forbidden(name: str) -> bool:
    """Whether ``name`` holds a sign that no file's name may hold on every system, a separator for one."""
    return _FORBIDDEN.search(name) is not None


def checked_class_name(name: str) -> str:
    """The name in its stored form (NFC, no spaces around).

    Raises ProjectError where it cannot be a folder.
    """
    clean = unicodedata.normalize("NFC", name).strip()
    if not clean:
        raise _refused(name, Message("class_name.empty"))
    # Half of a surrogate pair: a text that no file can be written with.
    if any("\ud800" <= letter <= "\udfff" for letter in clean):
        raise _refused(name, Message("class_name.half_character"))
    if len(clean) > MAX_LENGTH:
        raise _refused(name, Message("class_name.too_long", limit=MAX_LENGTH))
    if _FORBIDDEN.search(clean):
        raise _refused(name, Message("class_name.forbidden"))
    if clean.startswith(".") or clean.endswith("."):
        raise _refused(name, Message("class_name.dot"))
    if is_reserved(clean):
        raise _refused(name, Message("class_name.reserved"))
    # MVTec AD's layout keeps defect-free images in a folder of this name; a class called so would be
    # read as good.
    if name_key(clean) == "good":
        raise _refused(name, Message("class_name.good"))
    return clean


def safe_file_stem(name: str) -> str:
    """``name`` made safe as a file's name without ending; never empty, at most ``MAX_BYTES`` bytes."""
    clean = _FORBIDDEN.sub("_", unicodedata.normalize("NFC", name)).strip().strip(".")[:120]
    # Room for the underscore that may come in front. Windows drops blanks and dots at the end of a
    # name, so that two names would become one.
    clean = cut_to_bytes(clean, MAX_BYTES - 1).rstrip(" .")
    return f"_{clean}" if not clean or is_reserved(clean) else clean


def cut_to_bytes(text: str, limit: int) -> str:
    """The longest start of ``text`` that takes at most ``limit`` bytes in UTF-8; no letter is cut in two."""
    data = text.encode("utf-8", errors="surrogatepass")
    return text if len(data) <= limit else data[:limit].decode("utf-8", errors="ignore")


def numbered(path: Path, number: int) -> str:
    """The file's name with a number before its ending, from 2 on; cut where it would get too long."""
    if number == 1 and len(os.fsencode(path.name)) <= MAX_BYTES:
        return path.name
    stem = cut_to_bytes(path.stem, MAX_BYTES - len(os.fsencode(path.suffix)))
    return f"{stem}{path.suffix}" if number == 1 else f"{stem}-{number}{path.suffix}"


def unique_name(stem: str, suffix: str, taken: Container[str]) -> str:
    """``stem + suffix``, or with ``-2``, ``-3``, … before the suffix where its key is in ``taken``."""
    candidate = f"{stem}{suffix}"
    number = 1
    while name_key(candidate) in taken:
        number += 1
        candidate = f"{stem}-{number}{suffix}"
    return candidate


def _refused(name: str, reason: Message) -> ProjectError:
    return ProjectError(
        Message("class_name.refused", name=name, reason=reason),
        remedy=Message("remedy.choose_class_name"),
    )

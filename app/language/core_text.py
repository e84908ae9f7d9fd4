"""The core's English sentences in the user's language.

The core says what is wrong in plain words, with numbers and names filled in; its words come through child
processes and out of the project's database. So they are recognised here by their templates, which
``core_sentences`` lists, and said anew. A sentence that no template fits stays as it is.
"""

from __future__ import annotations

import re
from functools import cache

from PySide6.QtCore import QCoreApplication, QLocale

from app.language.core_sentences import SENTENCES

_HOLE = re.compile(r"\{\d+\}")
_NUMBER = re.compile(r"[+-]?\d+\.\d+")


def core_text(words: str) -> str:
    """``words`` of the core in the user's language; several sentences stand in lines of their own."""
    if not words:
        return words  # the templates need not be read before there is something to say
    if words in _plain():
        return _say(words)
    for pattern, template in _patterns():
        found = pattern.fullmatch(words)
        if found is not None:
            return _say(template).format(*(_filling(part) for part in found.groups()))
    if "\n" in words:
        return "\n".join(map(core_text, words.split("\n")))
    message, bracket, path = words.partition(" (")  # an error's message with the path it is about
    return core_text(message) + bracket + path if bracket else words


def core_text_of(words: str | None) -> str | None:
    """The same where there may be none."""
    return None if words is None else core_text(words)


def _say(template: str) -> str:
    return QCoreApplication.translate("core", template)


def _filling(part: str) -> str:
    """A filled-in part can be a sentence itself, or a number that the country writes in another way."""
    if _NUMBER.fullmatch(part):
        return part.replace(".", QLocale().decimalPoint())
    return core_text(part)


@cache
def _plain() -> frozenset[str]:
    return frozenset(text for text in SENTENCES if not _HOLE.search(text))


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    """The templates with holes, those with most words of their own first."""
    with_holes = [text for text in SENTENCES if _HOLE.search(text)]
    with_holes.sort(key=lambda text: len(_HOLE.sub("", text)), reverse=True)
    return tuple((_pattern(text), text) for text in with_holes)


def _pattern(template: str) -> re.Pattern[str]:
    return re.compile("(.*?)".join(map(re.escape, _HOLE.split(template))), re.DOTALL)

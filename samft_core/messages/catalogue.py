"""The sentences of one language: by code, with named placeholders and plural forms.

They lie beside this module as ``en.toml``, ``de.toml`` and ``zh_CN.toml``. An entry is one sentence, or,
where it counts something, a table: ``by`` names the value that is counted, ``one`` and ``other`` are the
forms.
"""

from __future__ import annotations

import string
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

LANGUAGES = ("en", "de", "zh_CN")


@dataclass(frozen=True, slots=True)
class Numbers:
    """How a country writes numbers: the sign before decimals, the one between thousands, and percents."""

    decimal: str = "."
    group: str = ","
    percent: str = "%"

    def written(self, text: str) -> str:
        """A number that Python formatted, as the country writes it."""
        signs = {".": self.decimal, ",": self.group, "%": self.percent}
        return "".join(signs.get(sign, sign) for sign in text)


@dataclass(frozen=True, slots=True)
class Entry:
    """One sentence; ``by`` names the value that chooses between ``one`` and ``other``, if there is one."""

    other: str
    one: str | None = None
    by: str | None = None

    @property
    def forms(self) -> tuple[str, ...]:
        """Every form."""
        return (self.other,) if self.one is None else (self.one, self.other)

    def form(self, values: Mapping[str, Any]) -> str:
        """The form for these values."""
        if self.one is None or self.by is None:
            return self.other
        return self.one if round(values[self.by]) == 1 else self.other

    @property
    def placeholders(self) -> frozenset[str]:
        """The names of the values that it needs."""
        found = {
            name
            for form in self.forms
            for _, name, _, _ in string.Formatter().parse(form)
            if name is not None
        }
        return frozenset(found | ({self.by} if self.by else set()))


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Every entry of one language by its code."""

    language: str
    entries: Mapping[str, Entry]
    numbers: Numbers
    separator: str

    def text(self, code: str, values: Mapping[str, Any]) -> str:
        """The sentence of ``code``, filled in. Raises KeyError for an unknown code or a value that lacks."""
        entry = self.entries[code]
        return _Writer(self).vformat(entry.form(values), (), values)

    def with_numbers(self, *, decimal: str, group: str) -> Catalogue:
        """The same language in a country that writes numbers in another way."""
        return replace(self, numbers=replace(self.numbers, decimal=decimal, group=group))


class _Writer(string.Formatter):
    """Fills a sentence in: messages in the same language, numbers as the country writes them."""

    def __init__(self, of: Catalogue) -> None:
        self._of = of

    def format_field(self, value: Any, format_spec: str) -> str:
        if isinstance(value, tuple | list):
            return self._of.separator.join(self.format_field(part, format_spec) for part in value)
        if hasattr(value, "code") and hasattr(value, "values"):  # a message, which this module cannot name
            return self._of.text(value.code, value.values)
        text = format(value, format_spec)
        # Without a format an integer may be an id or a year, which has no thousands.
        number = isinstance(value, float) or (isinstance(value, int) and format_spec)
        return self._of.numbers.written(text) if number else text


@cache
def catalogue(language: str) -> Catalogue:
    """The catalogue of a language of ``LANGUAGES``."""
    file = Path(__file__).parent / f"{language}.toml"
    data = tomllib.loads(file.read_text("utf-8"))
    about = data.pop("language")
    entries = {
        code: _entry(found) for section, named in data.items() for code, found in _named(section, named)
    }
    numbers = Numbers(about["decimal"], about["group"], about["percent"])
    return Catalogue(language, entries, numbers, about["separator"])


def _named(section: str, named: Any) -> Sequence[tuple[str, Any]]:
    if isinstance(named, str):
        return [(section, named)]
    return [(f"{section}.{name}", found) for name, found in named.items()]


def _entry(found: Any) -> Entry:
    return (
        Entry(found) if isinstance(found, str) else Entry(found["other"], found.get("one"), found.get("by"))
    )

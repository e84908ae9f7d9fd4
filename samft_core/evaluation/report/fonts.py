"""Fonts for figures and pages: names may be in any script, and no single font holds all letters."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from matplotlib import font_manager
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.text import Text

BASE = "DejaVu Sans"
"""Comes with matplotlib: Latin, Greek, Cyrillic and more."""

# Tried before all others, as they are made for reading.
_FIRST = (
    *("Noto Sans CJK SC", "Microsoft YaHei", "SimHei", "PingFang SC", "WenQuanYi Micro Hei"),
    *("Droid Sans Fallback", "Noto Sans", "Segoe UI", "Arial Unicode MS", "Nirmala UI", "Malgun Gothic"),
)


def families_for(texts: Iterable[str]) -> list[str]:
    """The base font, and of those on this PC as few as hold the letters that it lacks."""
    lacking = {ord(letter) for text in texts for letter in text if not letter.isspace()} - letters_of(BASE)
    families = [BASE]
    for name in _candidates() if lacking else ():
        held = lacking & letters_of(name)
        if held:
            families.append(name)
            lacking -= held
        if not lacking:
            break
    return families


def use_fitting_fonts(figure: Figure) -> None:
    """Give every text of ``figure`` fonts that hold its letters, as far as this PC has them."""
    texts = [text for text in figure.findobj(Text) if isinstance(text, Text)]
    families = families_for(text.get_text() for text in texts)
    for text in texts:
        text.set_fontfamily(families)


@cache
def letters_of(name: str) -> frozenset[int]:
    """The code points that a font family holds; none where it cannot be read."""
    try:
        path = font_manager.findfont(FontProperties(family=name), fallback_to_default=False)
        return frozenset(font_manager.get_font(Path(path)).get_charmap())
    except (ValueError, OSError, RuntimeError):  # a font of a kind that matplotlib does not read
        return frozenset()


@cache
def _candidates() -> tuple[str, ...]:
    known = set(font_manager.get_font_names())
    return (*(name for name in _FIRST if name in known), *sorted(known - {*_FIRST, BASE}))

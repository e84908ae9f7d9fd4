"""The design's colours and sizes, once; palette and style sheet are made from them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Colors:
    """One look. All values are "#rrggbb"."""

    window: str
    surface: str
    raised: str
    canvas: str
    border: str
    border_strong: str
    text: str
    muted: str
    disabled: str
    accent: str
    accent_hover: str
    accent_soft: str
    on_accent: str
    ok: str
    warn: str
    error: str
    dark: bool


LIGHT = Colors(
    window="#f3f5f8",
    surface="#ffffff",
    raised="#f8fafc",
    canvas="#dfe4ea",
    border="#dce1e8",
    border_strong="#b9c2cd",
    text="#18212e",
    muted="#576474",
    disabled="#a3acb8",
    accent="#0a62c9",
    accent_hover="#084fa3",
    accent_soft="#e2eefc",
    on_accent="#ffffff",
    ok="#11734b",
    warn="#8f5600",
    error="#b3261e",
    dark=False,
)

DARK = Colors(
    window="#14181e",
    surface="#1b2028",
    raised="#242a34",
    canvas="#0c0f13",
    border="#2d3541",
    border_strong="#465160",
    text="#e7ecf3",
    muted="#9dabbb",
    disabled="#5c6877",
    accent="#5aa7ff",
    accent_hover="#86bfff",
    accent_soft="#1c3350",
    on_accent="#08131f",
    ok="#5fd39b",
    warn="#f0b35a",
    error="#ff8a80",
    dark=True,
)

CLASS_COLORS: tuple[str, ...] = (
    "#cc3366",
    "#9900ff",
    "#663300",
    "#333399",
    "#cccc99",
    "#9966ff",
    "#990066",
    "#ffffff",
)
"""Class colours on the image. With every kind of colour blindness (Machado et al., 2009) each is at least 20
CIELAB units from the next and 30 from the two colours of the models, so that a class is never taken for a
version; ``tests/app/theme`` measures it."""

BASE_COLOR = "#e69f00"
TUNED_COLOR = "#56b4e9"
"""The base model's and the tuned version's prediction, the same two colours in overlay, panel and curves."""


def class_hex(index: int) -> str:
    """The colour of the defect class with this palette index; repeats after the last."""
    return CLASS_COLORS[index % len(CLASS_COLORS)]


@dataclass(frozen=True, slots=True)
class Sizes:
    """Pixels at 1x."""

    control: int
    row: int
    icon: int
    thumbnail: int
    text_points: float


NORMAL = Sizes(control=30, row=64, icon=18, thumbnail=52, text_points=10.0)
LARGE = Sizes(control=46, row=84, icon=26, thumbnail=72, text_points=12.0)

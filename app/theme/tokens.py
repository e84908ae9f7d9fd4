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

OVERLAY_COLORS: tuple[str, ...] = (
    "#e69f00",
    "#56b4e9",
    "#009e73",
    "#f0e442",
    "#0072b2",
    "#d55e00",
    "#cc79a7",
    "#ffffff",
)
"""Class colours on the image: Okabe and Ito's palette, told apart with every kind of colour blindness."""

BASE_COLOR = "#e69f00"
TUNED_COLOR = "#56b4e9"
"""The base model's and the tuned version's prediction, the same two colours in overlay, panel and curves."""


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

"""Every preference as data: what it is called, what it does, and which setting it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

_translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class FlagRow:
    """A setting that is on or off."""

    name: str
    text: Callable[[], str]
    tip: Callable[[], str] | None = None


@dataclass(frozen=True, slots=True)
class NumberRow:
    """A setting that is a number, with the unit written behind it."""

    name: str
    text: Callable[[], str]
    unit: Callable[[], str]
    tip: Callable[[], str] | None = None


Row = FlagRow | NumberRow


@dataclass(frozen=True, slots=True)
class Section:
    """Preferences about one thing."""

    title: Callable[[], str]
    rows: tuple[Row, ...]


def _pixels() -> str:
    return _translate("preferences", "px")


SECTIONS: tuple[Section, ...] = (
    Section(
        lambda: _translate("preferences", "From image to image"),
        (
            FlagRow(
                "advance_after_accept",
                lambda: _translate("preferences", "Go on to the next image after accepting or signing off"),
            ),
            FlagRow(
                "take_before_accept",
                lambda: _translate(
                    "preferences", "Return takes the mask first, and accepts when pressed again"
                ),
                lambda: _translate(
                    "preferences", "Otherwise one Return takes the mask in hand and accepts the image."
                ),
            ),
            FlagRow(
                "keep_zoom",
                lambda: _translate("preferences", "Keep the zoom between images"),
                lambda: _translate("preferences", "Otherwise each image is shown whole."),
            ),
        ),
    ),
    Section(
        lambda: _translate("preferences", "Drawing"),
        (
            NumberRow("brush", lambda: _translate("preferences", "Size of brush and eraser"), _pixels),
            FlagRow(
                "spare_others",
                lambda: _translate("preferences", "Leave other objects' pixels"),
                lambda: _translate("preferences", "What is drawn then never covers another object."),
            ),
            FlagRow("crosshair", lambda: _translate("preferences", "Crosshair at the cursor")),
        ),
    ),
    Section(
        lambda: _translate("preferences", "Masks on the picture"),
        (
            NumberRow("fill", lambda: _translate("preferences", "How dense masks are filled"), lambda: "%"),
            FlagRow("outlines", lambda: _translate("preferences", "Outlines only")),
            FlagRow("labels", lambda: _translate("preferences", "Write the class beside each mask")),
            FlagRow(
                "navigator",
                lambda: _translate("preferences", "Navigator: the whole image in a corner while zoomed in"),
            ),
            FlagRow("grid", lambda: _translate("preferences", "Pixel grid from 800 % on")),
            FlagRow(
                "keep_view",
                lambda: _translate("preferences", "Keep for the next start what is changed on the picture"),
                lambda: _translate(
                    "preferences", "The size of the brush, the fill, outlines, grid and crosshair."
                ),
            ),
        ),
    ),
    Section(
        lambda: _translate("preferences", "Mouse wheel"),
        (
            FlagRow(
                "wheel_pans",
                lambda: _translate("preferences", "The wheel moves the picture; with Ctrl it zooms"),
                lambda: _translate("preferences", "Otherwise the wheel zooms."),
            ),
            FlagRow("wheel_reversed", lambda: _translate("preferences", "Turn the wheel's direction round")),
        ),
    ),
    Section(
        lambda: _translate("preferences", "Fine-tuning"),
        (
            NumberRow(
                "retrain_after",
                lambda: _translate("preferences", "Fine-tune after so many newly accepted masks (0: never)"),
                lambda: "",
                lambda: _translate(
                    "preferences",
                    "In the background. You are told what came of it, and nothing is put to use by itself.",
                ),
            ),
        ),
    ),
    Section(
        lambda: _translate("preferences", "Notes"),
        (
            NumberRow(
                "note_seconds",
                lambda: _translate("preferences", "A note on the picture stays for"),
                lambda: _translate("preferences", "s"),
            ),
            FlagRow("sounds", lambda: _translate("preferences", "A sound where something cannot be done")),
        ),
    ),
    Section(
        lambda: _translate("preferences", "Speed and memory"),
        (
            NumberRow(
                "prefetched",
                lambda: _translate("preferences", "Images prepared ahead"),
                lambda: "",
                lambda: _translate(
                    "preferences", "So many of the next images are ready before you come to them."
                ),
            ),
            NumberRow(
                "image_memory",
                lambda: _translate("preferences", "Memory for images"),
                lambda: _translate("preferences", "MB"),
                lambda: _translate("preferences", "Images that were just in view are shown again at once."),
            ),
            FlagRow(
                "prepare_ahead",
                lambda: _translate("preferences", "Prepare fine-tuning while you pause"),
                lambda: _translate("preferences", "A run then takes less time. Never on battery."),
            ),
        ),
    ),
)
"""In the order in which they stand in the dialog."""

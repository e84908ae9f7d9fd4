"""The program's own icons: monochrome SVG strokes, tinted for the current look and sharp at every scale."""

from __future__ import annotations

from functools import lru_cache
from typing import Protocol

from PySide6.QtCore import QByteArray, QObject, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from app.theme.tokens import LIGHT, Colors
from samft_core.resources import resource_path

_SIDES = (16, 20, 24, 32, 48)
_RATIOS = (1.0, 2.0)


class HasIcon(Protocol):
    """Whatever shows an icon: an action, a button."""

    def setIcon(self, icon: QIcon, /) -> None:
        """Show ``icon``."""


@lru_cache(maxsize=128)
def _source(name: str) -> bytes:
    return resource_path("icons", f"{name}.svg").read_bytes()


def tinted_pixmap(name: str, color: str, side: int, ratio: float = 1.0) -> QPixmap:
    """The icon ``name`` in ``color`` ("#rrggbb").

    ``side`` logical pixels square, ``ratio`` device pixels each.
    """
    return _drawn(_renderer(name, color), side, ratio)


def tinted_pixmaps(name: str, color: str) -> list[QPixmap]:
    """The icon ``name`` in ``color`` in every size and for every scale that is drawn in advance."""
    renderer = _renderer(name, color)  # read once: that takes longer than to draw it
    return [_drawn(renderer, side, ratio) for side in _SIDES for ratio in _RATIOS]


def _renderer(name: str, color: str) -> QSvgRenderer:
    svg = _source(name).replace(b"currentColor", color.encode("ascii"))
    return QSvgRenderer(QByteArray(svg))


def _drawn(renderer: QSvgRenderer, side: int, ratio: float) -> QPixmap:
    pixels = round(side * ratio)
    pixmap = QPixmap(pixels, pixels)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


class IconSet(QObject):
    """Makes icons for the current colours and tints those it handed out again when the look changes."""

    def __init__(self, colors: Colors = LIGHT, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._colors = colors
        self._bound: dict[QObject, tuple[str, str | None]] = {}
        self._made: dict[tuple[str, str], QIcon] = {}

    @property
    def colors(self) -> Colors:
        """The look in use."""
        return self._colors

    def icon(self, name: str, color: str | None = None) -> QIcon:
        """The icon in the text colour, or in ``color``; greyed where disabled."""
        tint = color or self._colors.text
        made = self._made.get((name, tint))
        if made is None:
            made = QIcon()
            for mode, drawn in ((QIcon.Mode.Normal, tint), (QIcon.Mode.Disabled, self._colors.disabled)):
                for pixmap in tinted_pixmaps(name, drawn):
                    made.addPixmap(pixmap, mode)
            self._made[name, tint] = made
        return made

    def bind(self, target: QObject, name: str, color_token: str | None = None) -> None:
        """Give ``target`` the icon now, and again after each change of look.

        ``color_token`` names a field of Colors.
        """
        self._bound[target] = (name, color_token)
        target.destroyed.connect(lambda *_, gone=target: self._bound.pop(gone, None))
        self._apply(target, name, color_token)

    def set_colors(self, colors: Colors) -> None:
        """Tint everything for another look."""
        self._colors = colors
        self._made.clear()
        for target, (name, token) in list(self._bound.items()):
            self._apply(target, name, token)

    def _apply(self, target: QObject, name: str, token: str | None) -> None:
        color = getattr(self._colors, token) if token else None
        target.setIcon(self.icon(name, color))  # type: ignore[attr-defined]

"""Pages that fill from top to bottom: headings, wrapped text, tables, figures, pictures. A4, portrait."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import matplotlib as mpl
from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.backends.backend_pdf import PdfPages
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties

from samft_core.evaluation.report.fonts import families_for
from samft_core.imaging.pixels import Rgb

WIDTH = 8.27
HEIGHT = 11.69
MARGIN = 0.75
LINE = 1.35
"""Height of a line as a multiple of the letters' size."""

POINT = 1 / 72
"""A point in inches, as every measure here."""

_INK = "#1b1f24"
_MUTED = "#57606a"
_RULE = "#d8dee4"


class Pages:
    """A PDF in the making; leaving the ``with`` block writes the last page."""

    def __init__(self, path: Path, *, title: str, footer: str) -> None:
        self._footer = footer
        self._pdf = PdfPages(path, metadata={"Title": title, "Creator": footer})
        self._number = 0
        self._figure: Figure | None = None
        self._top = HEIGHT

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self._finish()
        self._pdf.close()  # type: ignore[no-untyped-call]

    def heading(self, text: str, *, size: float = 13, keep: float = 0.8) -> None:
        """A heading that stays with at least ``keep`` inches of what follows."""
        self._room(size * POINT * 2.4 + keep)
        self._top -= size * POINT * 0.9
        self.text(text, size=size, bold=True)
        self._top -= size * POINT * 0.3

    def text(
        self, text: str, *, size: float = 9, bold: bool = False, color: str = _INK, indent: float = 0.0
    ) -> None:
        """A paragraph."""
        for line in wrapped(text, WIDTH - 2 * MARGIN - indent, size=size, bold=bold):
            self._room(size * POINT * LINE)
            self._write(MARGIN + indent, line, size=size, bold=bold, color=color)
            self._top -= size * POINT * LINE
        self._top -= size * POINT * 0.35

    def table(
        self,
        heads: Sequence[str],
        rows: Sequence[Sequence[str]],
        widths: Sequence[float],
        *,
        bold: Sequence[int] = (),
        size: float = 8,
    ) -> None:
        """A table; ``widths`` are shares of the page's width, ``bold`` the rows that stand out."""
        inches = [share * (WIDTH - 2 * MARGIN) / sum(widths) for share in widths]
        lines = ([list(heads)] if heads else []) + [list(row) for row in rows]
        for place, row in enumerate(lines):
            strong = bool(heads) and (place == 0 or place - 1 in bold)
            self._row(row, inches, size=size, bold=strong)
        self._top -= 0.1

    def _row(self, row: Sequence[str], inches: Sequence[float], *, size: float, bold: bool) -> None:
        cells = [
            wrapped(text, width - 0.08, size=size, bold=bold) or [""]
            for text, width in zip(row, inches, strict=True)
        ]
        height = max(map(len, cells)) * size * POINT * LINE + 0.04
        self._room(height)
        left = MARGIN
        top = self._top
        for lines, width in zip(cells, inches, strict=True):
            self._top = top
            for line in lines:
                self._write(left, line, size=size, bold=bold)
                self._top -= size * POINT * LINE
            left += width
        self._top = top - height
        self._rule()
        self._top -= 0.02

    def axes(self, height: float, draw: Callable[[Axes], None], *, width: float = 1.0) -> None:
        """A figure of ``height`` inches, ``width`` of the text's width; labels take their part of it."""
        self._room(height)
        left = MARGIN + 1.0
        bottom = self._top - height + 0.45
        breadth = (WIDTH - 2 * MARGIN) * width - 1.1
        box = (left / WIDTH, bottom / HEIGHT, breadth / WIDTH, (height - 0.6) / HEIGHT)
        with mpl.rc_context({"font.size": 8}):
            draw(self._page().add_axes(box))
        self._top -= height

    def pictures(self, title: str, shown: Sequence[tuple[str, Rgb]]) -> None:
        """A row of pictures with captions under them, and a line over them."""
        each = (WIDTH - 2 * MARGIN - 0.1 * (len(shown) - 1)) / len(shown)
        height = max(each * rgb.shape[0] / rgb.shape[1] for _, rgb in shown)
        height = min(height, each)
        self._room(height + 0.55)
        self.text(title, size=8, bold=True)
        for place, (caption, rgb) in enumerate(shown):
            left = MARGIN + place * (each + 0.1)
            box = (left / WIDTH, (self._top - height) / HEIGHT, each / WIDTH, height / HEIGHT)
            axes = self._page().add_axes(box)
            axes.imshow(rgb)
            axes.set_anchor("NW")
            axes.axis("off")
            top = self._top
            self._top -= height + 0.04
            self._write(left, caption, size=7, color=_MUTED)
            self._top = top
        self._top -= height + 0.3

    def _write(self, x: float, text: str, *, size: float, bold: bool = False, color: str = _INK) -> None:
        self._page().text(
            x / WIDTH, self._top / HEIGHT, text, fontsize=size, color=color, va="top",
            fontweight="bold" if bold else "normal", parse_math=False,
        )  # fmt: skip

    def _rule(self) -> None:
        line = mpl.lines.Line2D(
            [MARGIN / WIDTH, 1 - MARGIN / WIDTH], [self._top / HEIGHT] * 2, color=_RULE, lw=0.6
        )
        self._page().add_artist(line)

    def _room(self, height: float) -> None:
        """Start a page where there is none, or where less than ``height`` is left."""
        self._page()
        if self._top - height < MARGIN:
            self._finish()
            self._page()

    def _page(self) -> Figure:
        if self._figure is None:
            self._figure = Figure(figsize=(WIDTH, HEIGHT))
            self._number += 1
            self._top = HEIGHT - MARGIN
        return self._figure

    def _finish(self) -> None:
        if self._figure is None:
            return
        place = (MARGIN - 0.3) / HEIGHT
        self._figure.text(MARGIN / WIDTH, place, self._footer, fontsize=7, color=_MUTED, parse_math=False)
        self._figure.text(1 - MARGIN / WIDTH, place, str(self._number), fontsize=7, color=_MUTED, ha="right")
        self._pdf.savefig(self._figure)  # type: ignore[no-untyped-call]
        self._figure = None


def wrapped(text: str, width: float, *, size: float, bold: bool = False) -> list[str]:
    """Lines no wider than ``width`` inches; a word that is wider is broken where it has to be."""
    lines = []
    line = ""
    for word in _pieces(text, width, size=size, bold=bold):
        longer = f"{line} {word}" if line else word
        if line and measured(longer, size=size, bold=bold) > width:
            lines.append(line)
            line = word
        else:
            line = longer
    return [*lines, line] if line else lines


def measured(text: str, *, size: float, bold: bool = False) -> float:
    """The width of ``text`` in inches; letters that the font lacks count as wide ones."""
    return sum(_letter(letter, bold) for letter in text) * size * POINT


@contextmanager
def fonts(texts: Iterable[str]) -> Iterator[None]:
    """Draw with fonts that hold the letters of ``texts``, as far as this PC has them."""
    settings: Any = {"font.family": families_for(texts), "pdf.fonttype": 42}
    with mpl.rc_context(settings), warnings.catch_warnings():
        # A letter that no font holds is drawn as a box; that is no reason to lose the report.
        warnings.filterwarnings("ignore", message="Glyph .* missing from font")
        yield


def _pieces(text: str, width: float, *, size: float, bold: bool) -> Iterator[str]:
    for word in text.split():
        piece = ""
        for letter in word:
            if piece and measured(piece + letter, size=size, bold=bold) > width:
                yield piece
                piece = ""
            piece += letter
        yield piece


@cache
def _letter(letter: str, bold: bool) -> float:
    """Width of a letter as a share of the letters' size."""
    font = _font(bold)
    index = font.get_char_index(ord(letter))
    return float(font.load_glyph(index).linearHoriAdvance / 65536 / 100) if index else 1.0


@cache
def _font(bold: bool) -> Any:
    path = font_manager.findfont(FontProperties(family="DejaVu Sans", weight="bold" if bold else "normal"))
    font = font_manager.get_font(path)
    font.set_size(100, 72)
    return font

"""Where the parts of the window stand: images left, picture in the middle, tabs right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.language.live import on_language
from app.theme.theme import Theme
from app.theme.tokens import LARGE

WIDTHS = (280, 800, 348)
LEAST = (220, 316)
LEAST_LARGE = (260, 400)
SMALLEST = QSize(480, 320)
FRAME = QSize(4, 34)


class Side(QWidget):
    """The right column: never narrower than what stands in it, in any language and size."""

    def __init__(self) -> None:
        super().__init__()
        self.least = 0

    def minimumSizeHint(self) -> QSize:
        """What the pages need, and room for the texts."""
        return super().minimumSizeHint().expandedTo(QSize(self.least, 0))


class Roomy(QScrollArea):
    """Lets a window be smaller than what stands in it: what has no room is scrolled to."""

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(content)

    def minimumSizeHint(self) -> QSize:
        """Small enough for every screen."""
        return SMALLEST

    def sizeHint(self) -> QSize:
        """What the content likes."""
        content = self.widget()
        return super().sizeHint() if content is None else content.sizeHint()


def fit_to_screen(window: QWidget, available: QRect, *, frame: QSize = FRAME) -> None:
    """Make ``window`` no larger than the free part of its screen, and move it there whole.

    ``frame`` is the room for title bar and borders, which are not known before a window is shown.
    """
    room = available.size() - frame
    window.resize(window.size().boundedTo(room))
    left = min(max(window.x(), available.left()), available.right() + 1 - frame.width() - window.width())
    top = min(max(window.y(), available.top()), available.bottom() + 1 - frame.height() - window.height())
    window.move(left, top)


class Workspace(QSplitter):
    """Three columns whose widths are kept between starts."""

    def __init__(
        self,
        *,
        images: QWidget,
        header: QWidget,
        tools: QWidget,
        canvas: QWidget,
        theme: Theme,
        tabs: QWidget,
        pages: Sequence[QWidget],
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        middle = QWidget()
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(tools)
        body.addWidget(canvas, 1)
        box = QVBoxLayout(middle)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(1)
        box.addWidget(header)
        box.addLayout(body, 1)
        self.pages = QStackedWidget()
        for page in pages:
            self.pages.addWidget(page)
        side = Side()
        side.setObjectName("panel")
        side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(tabs)
        column.addWidget(self.pages, 1)
        for widget in (images, middle, side):
            self.addWidget(widget)
        self.setStretchFactor(0, 0)
        self.setStretchFactor(1, 1)
        self.setStretchFactor(2, 0)
        self.setSizes(list(WIDTHS))
        self.setChildrenCollapsible(False)
        self.setHandleWidth(3)
        self._theme, self._left, self._right, self._tabs = theme, images, side, tabs
        theme.changed.connect(self._fit)
        on_language(self, self._fit)
        self._fit()

    def _fit(self) -> None:
        """Room enough for the texts in the current size; the middle knows its own need."""
        large = self._theme.sizes is LARGE
        left, right = LEAST_LARGE if large else LEAST
        self._left.setMinimumWidth(left)
        # Some languages have longer words for the tabs.
        self._right.least = max(right, self._tabs.sizeHint().width())
        self._right.updateGeometry()

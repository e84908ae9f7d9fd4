"""Where the list of images, the picture and the tabs stand in the window, and how wide each of them is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
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
from app.window.tabs import Tabs

WIDTHS = (280, 800, 348)
LEAST = (220, 316)
LEAST_LARGE = (260, 400)
NARROW = (140, 300)
"""Of the left and right column where the window is narrow, in any size of targets."""
NARROW_WIDTHS = (190, 320)
PICTURE = 560
"""Where the middle would get less, the columns beside it become narrow first."""
SMALLEST = QSize(480, 320)
FRAME = QSize(4, 34)


class SidePanel(QWidget):
    """The column of tabs: never narrower than what stands in it, in any language and size."""

    def __init__(self) -> None:
        super().__init__()
        self.least = 0

    def minimumSizeHint(self) -> QSize:
        """What the pages need, and room for the texts."""
        return super().minimumSizeHint().expandedTo(QSize(self.least, 0))


class Pages(QStackedWidget):
    """Pages of which only the one in front says how much room is needed."""

    def __init__(self) -> None:
        super().__init__()
        # The least size depends on the page in front; layouts keep what they were told until told anew.
        self.currentChanged.connect(lambda _page: self.updateGeometry())

    def minimumSizeHint(self) -> QSize:
        """What the page in front needs."""
        page = self.currentWidget()
        return super().minimumSizeHint() if page is None else page.minimumSizeHint()


class ShrinkableArea(QScrollArea):
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
    # ``right()`` of a QRect is the last pixel within it, one less than left plus width.
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
        tabs: Tabs,
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
        side = SidePanel()
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
        # A column that was dragged to nothing would be found again by few.
        self.setChildrenCollapsible(False)
        self.setHandleWidth(3)
        self._theme = theme
        self._left = images
        self._right = side
        self._tabs = tabs
        self._middle = middle
        self._narrow = False
        self._arranged = False
        self._kept: list[int] = []
        self._spread_narrow: bool | None = None
        self.splitterMoved.connect(self._moved)
        theme.changed.connect(self._fit)
        on_language(self, self._fit)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """What the columns need in a narrow window."""
        side = max(NARROW[1], self._side_content())
        width = NARROW[0] + self._middle.minimumSizeHint().width() + side + 2 * self.handleWidth()
        return QSize(width, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Columns with room for their texts, or narrow ones."""
        self._choose(event.size().width())
        super().resizeEvent(event)
        # Only where the layout changes its kind, and never over widths that somebody chose.
        if self._spread_narrow is not self._narrow and not self._arranged:
            self._spread(event.size().width())

    def _moved(self) -> None:
        self._arranged = True

    def showEvent(self, event: QShowEvent) -> None:
        """Only now is there room for the widths that were kept."""
        super().showEvent(event)
        if self._kept:
            self.setSizes(self._kept)
            self._kept = []

    def arrange(self, widths: list[int]) -> None:
        """Give the columns the widths that somebody left them with, where there are any."""
        if len(widths) == self.count():
            self._arranged = True
            self._kept = widths
            self.setSizes(widths)

    def _spread(self, width: int) -> None:
        """Widths for columns that nobody has arranged: in a narrow window the picture comes first."""
        self._spread_narrow = self._narrow
        left, middle, right = WIDTHS
        if self._narrow:
            left, right = NARROW_WIDTHS
            middle = max(width - left - right, 0)
        self.setSizes([left, middle, right])

    def _fit(self) -> None:
        """Sizes of targets or words are others now."""
        self._choose(self.width())
        self.updateGeometry()

    def _choose(self, width: int) -> None:
        """Room enough for the texts in the current size, where the picture keeps enough."""
        left, right = LEAST_LARGE if self._theme.sizes is LARGE else LEAST
        # Some languages have longer words for the tabs.
        right = max(right, self._tabs.wide)
        self._narrow = left + right + PICTURE > width
        if self._narrow:
            left, right = NARROW
        if (left, right) != (self._left.minimumWidth(), self._right.least):
            self._left.setMinimumWidth(left)
            self._right.least = right
            self._right.updateGeometry()

    def _side_content(self) -> int:
        """What the widest page of the side panel needs, beside the tabs' own icons."""
        widest = self._tabs.minimumSizeHint().width()
        for place in range(self.pages.count()):
            page = self.pages.widget(place)
            if page is not None:
                widest = max(widest, page.minimumSizeHint().width())
        return widest


def column(*widgets: QWidget, margin: int = 12, spacing: int = 14) -> QWidget:
    """Widgets one above the other, as the content of a scrolled panel."""
    content = QWidget()
    box = QVBoxLayout(content)
    box.setContentsMargins(margin, margin, margin, margin)
    box.setSpacing(spacing)
    for widget in widgets:
        box.addWidget(widget)
    box.addStretch(1)
    return content


def stacked(*widgets: QWidget) -> QWidget:
    """Widgets close one above the other, each as high as it needs to be."""
    content = QWidget()
    box = QVBoxLayout(content)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(1)
    for widget in widgets:
        box.addWidget(widget)
    return content

"""Where the list of images, the picture and the tabs stand in the window, and how wide each of them is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.actions.action_set import ActionSet
from app.actions.ids import ActionId
from app.language.live import on_language
from app.theme.theme import Theme
from app.theme.tokens import LARGE
from app.theme.widgets import repolish
from app.window.drawer import Drawer, DrawerHandle
from app.window.tabs import Tabs

WIDTHS = (280, 800, 348)
LEAST = (220, 316)
LEAST_LARGE = (260, 400)
NARROW = (140, 300)
"""Of the left and right column where the window is narrow, in any size of targets."""
NARROW_WIDTHS = (190, 320)
PICTURE = 510
"""Where the middle would get less, the columns beside it become narrow first."""
IMAGES_OVER = 250
"""The list of images as a drawer, in pixels."""
LEAST_BETWEEN = 120
"""Of the picture between two drawers; where there is less, only one of them is open."""
LEAST_PICTURE = 330
LEAST_SHARE = 0.36
"""A column beside the picture must leave it this many pixels and this share, else it is a drawer."""
SMALLEST = QSize(320, 120)
FRAME = QSize(4, 34)


class SidePanel(QWidget):
    """The column of tabs: never narrower than what stands in it, in any language and size."""

    def __init__(self, tabs: Tabs, pages: QWidget) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(tabs)
        column.addWidget(pages, 1)
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


class Workspace(QWidget):
    """The list of images, the picture with its tools, and the tabs, beside one another.

    Where the window has no room for all three, the columns at the sides are drawers over the picture, opened
    and closed by the handles at the window's edges. ``drawers_changed`` follows each opening and closing.
    """

    drawers_changed = Signal()

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
        actions: ActionSet,
    ) -> None:
        super().__init__()
        self.columns = QSplitter(Qt.Orientation.Horizontal)
        self.pages = QStackedWidget()
        for page in pages:
            self.pages.addWidget(page)
        middle = _middle(header, tools, canvas)
        side = SidePanel(tabs, self.pages)
        self.images = Drawer(images, DrawerHandle(actions[ActionId.VIEW_IMAGES], theme, right=False))
        self.side = Drawer(side, DrawerHandle(actions[ActionId.VIEW_SIDE], theme, right=True))
        for place, widget in enumerate((images, middle, side)):
            self.columns.addWidget(widget)
            widget.setProperty("over", False)
            self.columns.setStretchFactor(place, 1 if widget is middle else 0)
        # A column that was dragged to nothing would be found again by few.
        self.columns.setChildrenCollapsible(False)
        self.columns.setHandleWidth(3)
        self.columns.setMinimumWidth(0)
        self.columns.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.images.handle)
        row.addWidget(self.columns, 1)
        row.addWidget(self.side.handle)
        self._theme = theme
        self._tabs = tabs
        self._tools = tools
        self._middle = middle
        self._round_picture = (header, tools, self.images.handle, self.side.handle)
        self.alone = False
        self._narrow = False
        self._arranged = False
        self._widths = list(WIDTHS)
        self._spread_narrow: bool | None = None
        self.columns.splitterMoved.connect(self._moved)
        theme.changed.connect(self._fit)
        on_language(self, self._fit)
        self._spread(sum(WIDTHS))
        self._fit()

    # --- drawers

    def show_drawer(self, drawer: Drawer, wanted: bool) -> None:
        """Open or close a column; of two that would cover one another, the other one goes."""
        if drawer.is_open == wanted:
            return
        self._remember()
        drawer.is_open = wanted
        other = self.side if drawer is self.images else self.images
        together = self._drawer_width(drawer) + self._drawer_width(other) + LEAST_BETWEEN
        if wanted and not drawer.docked and not other.docked and together > self.columns.width():
            other.is_open = False
        self._show_drawers()

    def set_alone(self, alone: bool) -> None:
        """Show the picture without anything round it, or with all that was there."""
        self._remember()
        self.alone = alone
        for widget in self._round_picture:
            widget.setVisible(not alone)
        self._show_drawers()

    def _show_drawers(self) -> None:
        for drawer in (self.images, self.side):
            # Hidden before it goes elsewhere, so that no half-made state is painted.
            if drawer.docked is not (drawer.widget.parentWidget() is self.columns):
                drawer.widget.hide()
                if drawer.docked:
                    self._dock(drawer)
                else:
                    drawer.widget.setParent(self)
            if drawer.widget.property("over") is drawer.docked:
                drawer.widget.setProperty("over", not drawer.docked)
                repolish(drawer.widget)
            drawer.widget.setVisible(drawer.is_open and not self.alone)
        self.columns.refresh()  # it counts the handles of columns that come in a hidden window only then
        self._apply_widths()
        self._place_drawers()
        self.drawers_changed.emit()

    def _dock(self, drawer: Drawer) -> None:
        place = 0 if drawer is self.images else self.columns.count()
        self.columns.insertWidget(place, drawer.widget)
        self.columns.setStretchFactor(place, 0)

    def _drawer_width(self, drawer: Drawer) -> int:
        usual = IMAGES_OVER if drawer is self.images else max(NARROW_WIDTHS[1], self._side_content())
        return min(max(usual, drawer.widget.minimumSizeHint().width()), self.columns.width())

    def _place_drawers(self) -> None:
        room = self.columns.geometry()
        for drawer in (self.images, self.side):
            if not drawer.docked and drawer.is_open:
                width = self._drawer_width(drawer)
                left = room.left() if drawer is self.images else room.right() + 1 - width
                drawer.widget.setGeometry(left, room.top(), width, room.height())
                drawer.widget.raise_()

    # --- widths

    def minimumSizeHint(self) -> QSize:
        """What the picture with its tools needs; the columns become drawers."""
        handles = self.images.handle.thickness + self.side.handle.thickness
        least = self._middle.minimumSizeHint()
        return QSize(least.width() + handles, least.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Columns with room for their texts, narrow ones, or drawers."""
        super().resizeEvent(event)
        self._choose(event.size().width())
        # Only where the layout changes its kind, and never over widths that somebody chose.
        if self._spread_narrow is not self._narrow and not self._arranged:
            self._spread(event.size().width())
        self._place_drawers()

    def _moved(self) -> None:
        self._arranged = True
        self._remember()

    def _remember(self) -> None:
        """Keep the widths of the columns that are in the row, for when one of them comes back."""
        if not self.isVisible():
            return  # nothing has its width yet
        shown = [
            drawer.docked and drawer.is_open and not drawer.widget.isHidden()
            for drawer in (self.images, self.side)
        ]
        sizes = self.columns.sizes()
        if shown[0] and sizes:
            self._widths[0] = sizes[0]
        if shown[1] and sizes:
            self._widths[2] = sizes[-1]

    def sizes(self) -> list[int]:
        """The widths of the three columns; of one that is not in the row, the width it had there."""
        self._remember()
        left, _middle, right = self._widths
        return [left, max(self.columns.width() - left - right, 0), right]

    def setSizes(self, widths: Sequence[int]) -> None:
        """Give the columns these widths, as far as they have room."""
        self._widths = list(widths)
        self._apply_widths()

    def _apply_widths(self) -> None:
        left, middle, right = self._widths
        beside = [
            width + self.columns.handleWidth()
            for width, drawer in ((left, self.images), (right, self.side))
            if drawer.docked and drawer.is_open and not self.alone
        ]
        # Exactly what is left: a splitter would spread any difference over all of its columns.
        middle = max(
            self.columns.width() - sum(beside), middle if self.columns.width() < LEAST_PICTURE else 0
        )
        shown = []
        if self.images.docked:
            shown.append(left)
        shown.append(middle)
        if self.side.docked:
            shown.append(right)
        self.columns.setSizes(shown)

    def showEvent(self, event: QShowEvent) -> None:
        """Only now is there room for the widths that were kept."""
        super().showEvent(event)
        self._apply_widths()
        self._place_drawers()

    def arrange(self, widths: list[int], choices: Mapping[str, str]) -> None:
        """Give the columns the widths that somebody left them with, and open those that were open."""
        if len(widths) == len(WIDTHS):
            self._arranged = True
            self.setSizes(widths)
        for name, drawer in (("images", self.images), ("side", self.side)):
            if name in choices:
                drawer.restore(choices[name])
        self._show_drawers()

    @property
    def drawer_choices(self) -> dict[str, str]:
        """Which columns are open, as ``arrange`` takes it."""
        return {"images": self.images.choices, "side": self.side.choices}

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
        self._place_drawers()

    def _choose(self, width: int) -> None:
        """Room enough for the texts in the current size, where the picture keeps enough."""
        width -= self.images.handle.thickness + self.side.handle.thickness
        left, right = LEAST_LARGE if self._theme.sizes is LARGE else LEAST
        # Some languages have longer words for the tabs.
        right = max(right, self._tabs.wide)
        self._narrow = left + right + PICTURE + self._tools.sizeHint().width() > width
        if self._narrow:
            left, right = NARROW
        side = self.side.widget
        if isinstance(side, SidePanel) and (left, right) != (self.images.widget.minimumWidth(), side.least):
            self.images.widget.setMinimumWidth(left)
            side.least = right
            side.updateGeometry()
        self._choose_drawers(width)

    def _choose_drawers(self, width: int) -> None:
        """Dock the columns that leave enough of the picture, the tabs before the list of images."""
        picture = max(LEAST_PICTURE, round(LEAST_SHARE * width))
        least = max(picture + self._tools.sizeHint().width(), self._middle.minimumSizeHint().width())
        side = max(NARROW_WIDTHS[1], self._side_content()) + self.columns.handleWidth()
        images = max(NARROW_WIDTHS[0], self.images.widget.minimumSizeHint().width())
        docked = (width >= images + side + least, width >= side + least)
        if docked != (self.images.docked, self.side.docked):
            self._remember()
            self.images.docked, self.side.docked = docked
            self._show_drawers()

    def _side_content(self) -> int:
        """What the widest page of the side panel needs, beside the tabs' own icons."""
        widest = self._tabs.minimumSizeHint().width()
        for place in range(self.pages.count()):
            page = self.pages.widget(place)
            if page is not None:
                widest = max(widest, page.minimumSizeHint().width())
        return widest


def _middle(header: QWidget, tools: QWidget, canvas: QWidget) -> QWidget:
    """The picture with its tools, below its header."""
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
    return middle


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


class Stack(QWidget):
    """Never lower than its texts need at its width, which Qt leaves out of a least size."""

    def minimumSizeHint(self) -> QSize:
        """As high as everything in it."""
        least = super().minimumSizeHint()
        layout = self.layout()
        if layout is not None and layout.hasHeightForWidth():
            least.setHeight(layout.totalMinimumHeightForWidth(max(self.width(), least.width())))
        return least

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrower column texts have more lines."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()


def stacked(*widgets: QWidget) -> QWidget:
    """Widgets close one above the other, each as high as it needs to be."""
    content = Stack()
    box = QVBoxLayout(content)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(1)
    for widget in widgets:
        box.addWidget(widget)
    return content

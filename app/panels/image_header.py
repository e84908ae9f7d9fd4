"""Above the canvas: which image this is, its state, and the way to the next one."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.actions.action_set import ActionSet
from app.language.labels import status_text
from app.language.live import on_language
from app.language.message_text import optional_message_text
from app.language.numbers import whole
from app.panels.image_list_delegate import status_color, status_icon
from app.stores.project import ProjectStore
from app.stores.selection import SelectionStore
from app.theme.icons import tinted_pixmap
from app.theme.plain_text import plain
from app.theme.theme import Theme
from app.theme.widgets import ActionButton, ElidedLabel, ToolButton, label, tool_button

ICON = 16
TOOLS = (
    "tool.select",
    "tool.box",
    "tool.point_add",
    "tool.point_remove",
    "",
    "tool.brush",
    "tool.eraser",
    "tool.lasso_add",
    "tool.lasso_subtract",
    "tool.polygon_add",
    "tool.polygon_subtract",
    "",
    "brush.larger",
    "brush.smaller",
    "",
    "tool.pan",
    "view.zoom_in",
    "view.zoom_out",
    "view.fit",
    "view.actual",
    "",
    "view.outline",
    "view.adjust",
)


class ImageHeader(QFrame):
    """Name, place in the list and state of the image, and the buttons that act on the whole image."""

    def __init__(
        self, store: ProjectStore, selection: SelectionStore, actions: ActionSet, theme: Theme
    ) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._store = store
        self._selection = selection
        self._theme = theme
        self._name = ElidedLabel("section", least=48)
        # Elided, with a least width of their own: a longer word must not push the picture about.
        self._place = ElidedLabel("muted", least=40)
        self._icon = label()
        self._icon.setFixedSize(ICON, ICON)
        # Room of its own from the start: the picture must not be pushed about when the first image is chosen.
        kept = self._icon.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        self._icon.setSizePolicy(kept)
        self._state = ElidedLabel("muted", least=76)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 5, 10, 5)
        row.setSpacing(6)
        row.addWidget(tool_button(actions["image.previous"], theme))
        row.addWidget(tool_button(actions["image.next"], theme))
        useful = tool_button(actions["image.useful"], theme)
        row.addWidget(useful)
        row.addSpacing(4)
        row.addWidget(self._name)
        row.addWidget(self._place)
        row.addSpacing(6)
        row.addWidget(self._icon)
        row.addWidget(self._state)
        row.addStretch(1)
        steps = [tool_button(actions[action_id], theme) for action_id in ("edit.undo", "edit.redo")]
        for step in steps:
            row.addWidget(step)
        row.addSpacing(6)
        row.addWidget(ActionButton(actions["image.good"], text=lambda: self.tr("Good")))
        self.accept = ActionButton(actions["image.accept"], primary=True, text=lambda: self.tr("Accept"))
        row.addWidget(self.accept)
        self._row = row
        # What a narrow window can do without, the first to go first: menus, keys and tooltips have it too.
        self._optional: tuple[QWidget, ...] = (self._place, self._state, *reversed(steps), useful)
        selection.image_changed.connect(lambda _id: self._show())
        store.image_changed.connect(lambda _id: self._show())
        store.images_added.connect(self._show)
        theme.changed.connect(self._show)
        on_language(self, self._show)
        self._show()

    def minimumSizeHint(self) -> QSize:
        """As wide as what is always shown."""
        least = super().minimumSizeHint()
        shown = (widget for widget in self._optional if not widget.isHidden())
        return QSize(self._row.minimumSize().width() - sum(map(self._room, shown)), least.height())

    def _room(self, widget: QWidget) -> int:
        return widget.minimumSizeHint().width() + self._row.spacing()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what has no room."""
        self._fit(event.size().width())
        super().resizeEvent(event)

    def _fit(self, width: int) -> None:
        left = width - self.minimumSizeHint().width()
        for widget in reversed(self._optional):
            left -= self._room(widget)
            widget.setVisible(left >= 0)

    def _show(self) -> None:
        image_id = self._selection.image_id
        known = image_id is not None and image_id in self._store
        self._icon.setVisible(known)
        if image_id is None or not known:
            self._name.setText("")
            self._place.setText("")
            self._state.setText("")
            return
        record = self._store.image(image_id)
        self._name.setText(record.name)
        self._name.setToolTip(plain(str(record.path)))
        place = self._store.place(image_id) + 1
        self._place.setText(self.tr("{0} of {1}").format(whole(place), whole(len(self._store))))
        color = status_color(record, self._theme.colors)
        self._icon.setPixmap(tinted_pixmap(status_icon(record), color, ICON, self.devicePixelRatioF()))
        self._state.setText(optional_message_text(record.error) or status_text(record))
        self._icon.setToolTip(plain(self._state.text()))


class ToolStrip(QScrollArea):
    """Left of the canvas: the tools, one above the other; scrolls where the window is low."""

    def __init__(self, actions: ActionSet, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._theme = theme
        strip = QFrame()
        strip.setObjectName("panel")
        column = QVBoxLayout(strip)
        column.setContentsMargins(5, 8, 5, 8)
        column.setSpacing(3)
        for action_id in TOOLS:
            if action_id:
                column.addWidget(tool_button(actions[action_id], theme))
            else:
                column.addSpacing(8)
        column.addStretch(1)
        self.setWidget(strip)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        theme.changed.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        self.setFixedWidth(self._theme.sizes.control + 18)


class Tabs(QFrame):
    """The strip over the right side: one checkable action each, opened by click or key.

    The last one shows its icon only, so that the words of the others have room in every language.
    """

    def __init__(self, actions: ActionSet, ids: tuple[str, ...], theme: Theme) -> None:
        super().__init__()
        self.setObjectName("panel")
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 0, 6, 0)
        row.setSpacing(0)
        self._buttons = []
        for action_id in ids:
            button = tool_button(actions[action_id], theme)
            button.setObjectName("tab")
            last = action_id == ids[-1]
            style = Qt.ToolButtonStyle
            button.setToolButtonStyle(style.ToolButtonIconOnly if last else style.ToolButtonTextOnly)
            row.addWidget(button, 0 if last else 1)
            self._buttons.append(button)
        self._words = True
        self._measured: tuple[int, int] | None = None
        theme.changed.connect(self._measure_again)
        on_language(self, self._measure_again)

    @property
    def wide(self) -> int:
        """How wide the strip is with its words."""
        return self._widths()[1]

    def minimumSizeHint(self) -> QSize:
        """Room for the icons."""
        return QSize(self._widths()[0], super().minimumSizeHint().height())

    def _measure_again(self) -> None:
        self._measured = None

    def _widths(self) -> tuple[int, int]:
        """The width with icons alone, and with words; measured once, as measuring asks for a new layout."""
        if self._measured is None:
            icons = [self._width(button, words=False) for button in self._buttons]
            words = [self._width(button, words=True) for button in self._buttons[:-1]]
            self._measured = self._margins() + sum(icons), self._margins() + sum(words) + icons[-1]
        return self._measured

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words where they have room, icons otherwise; their tips have the words."""
        self.show_words(event.size().width() >= self.wide)
        super().resizeEvent(event)

    def show_words(self, words: bool) -> None:
        """Show words, or icons alone."""
        if words != self._words:
            self._words = words
            style = Qt.ToolButtonStyle
            for button in self._buttons[:-1]:
                button.setToolButtonStyle(style.ToolButtonTextOnly if words else style.ToolButtonIconOnly)

    def _margins(self) -> int:
        margins = self.contentsMargins()
        inner = cast(QHBoxLayout, self.layout()).contentsMargins()
        return margins.left() + margins.right() + inner.left() + inner.right()

    def _width(self, button: ToolButton, *, words: bool) -> int:
        """How wide a tab is, whichever way it is shown now."""
        former = button.toolButtonStyle()
        style = Qt.ToolButtonStyle
        button.setToolButtonStyle(style.ToolButtonTextOnly if words else style.ToolButtonIconOnly)
        width = button.sizeHint().width()
        button.setToolButtonStyle(former)
        return width


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

"""The line over the picture: which image this is, its state, and the way to the next one."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from app.actions.action_set import ActionSet
from app.actions.ids import ActionId
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
from app.theme.widgets import ActionButton, ElidedLabel, label, tool_button

ICON = 16
SLACK = 6
"""Pixels: a button's frame may be wider than its layout was told."""


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
        # Whole always: with its room for the last image's number nothing beside it moves from image to image.
        self.counter = label("", "muted")
        self.counter.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._icon = label()
        self._icon.setFixedSize(ICON, ICON)
        # Room of its own from the start: the picture must not be pushed about when the first image is chosen.
        kept = self._icon.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        self._icon.setSizePolicy(kept)
        # Elided, with a least width of its own: a longer word must not push the picture about.
        self._state = ElidedLabel("muted", least=76)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 5, 10, 5)
        row.setSpacing(6)
        row.addWidget(tool_button(actions[ActionId.IMAGE_PREVIOUS], theme))
        row.addWidget(tool_button(actions[ActionId.IMAGE_NEXT], theme))
        useful = tool_button(actions[ActionId.IMAGE_USEFUL], theme)
        row.addWidget(useful)
        row.addSpacing(4)
        row.addWidget(self._name)
        row.addWidget(self.counter)
        row.addSpacing(6)
        row.addWidget(self._icon)
        row.addWidget(self._state)
        row.addStretch(1)
        steps = [
            tool_button(actions[action_id], theme) for action_id in (ActionId.EDIT_UNDO, ActionId.EDIT_REDO)
        ]
        for step in steps:
            row.addWidget(step)
        row.addSpacing(6)
        row.addWidget(ActionButton(actions[ActionId.IMAGE_GOOD], text=lambda: self.tr("Good")))
        self.accept = ActionButton(
            actions[ActionId.IMAGE_ACCEPT], primary=True, text=lambda: self.tr("Accept")
        )
        row.addWidget(self.accept)
        self._row = row
        # What a narrow window can do without, the first to go first: menus, keys and tooltips have it too.
        self._optional: tuple[QWidget, ...] = (self._state, *reversed(steps), useful, self._name)
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
        # The layout counts all that is visible now. What could be left out is taken off again, or a
        # header that once was wide would never let the window become narrow.
        return QSize(self._row.minimumSize().width() - sum(map(self._room, shown)), least.height())

    def _room(self, widget: QWidget) -> int:
        return widget.minimumSizeHint().width() + self._row.spacing()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what has no room."""
        self._fit(event.size().width())
        super().resizeEvent(event)

    def _fit(self, width: int) -> None:
        left = width - self.minimumSizeHint().width() - SLACK
        # Room is given to the most useful first; what is left over decides on the rest.
        for widget in reversed(self._optional):
            left -= self._room(widget)
            widget.setVisible(left >= 0)

    def _show(self) -> None:
        image_id = self._selection.image_id
        known = image_id is not None and image_id in self._store
        self._icon.setVisible(known)
        if image_id is None or not known:
            self._name.setText("")
            self.counter.setText("")
            self._reserve()
            self._state.setText("")
            return
        record = self._store.image(image_id)
        self._name.setText(record.name)
        self._name.setToolTip(plain(str(record.path)))
        place = self._store.index.places[image_id] + 1
        self.counter.setText(self._counter(place))
        self._reserve()
        color = status_color(record, self._theme.colors)
        self._icon.setPixmap(tinted_pixmap(status_icon(record), color, ICON, self.devicePixelRatioF()))
        self._state.setText(optional_message_text(record.error) or status_text(record))
        self._icon.setToolTip(plain(self._state.text()))

    def _counter(self, place: int) -> str:
        return self.tr("{0} of {1}").format(whole(place), whole(len(self._store)))

    def _reserve(self) -> None:
        """Room for the counter of every image of the project."""
        widest = self._counter(len(self._store)) if self._store.is_open else ""
        width = self.counter.fontMetrics().horizontalAdvance(widest) + 2
        if width != self.counter.minimumWidth():
            self.counter.setFixedWidth(width)
            self._fit(self.width())

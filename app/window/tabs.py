"""The tabs over the side panel, one for each of its pages."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout

from app.actions.action_set import ActionSet
from app.actions.ids import ActionId
from app.language.live import on_language
from app.theme.theme import Theme
from app.theme.widgets import ToolButton, tool_button

TABS = (
    ActionId.VIEW_ANNOTATE,
    ActionId.VIEW_TRAINING,
    ActionId.VIEW_VERSIONS,
    ActionId.VIEW_TASKS,
    ActionId.VIEW_HISTORY,
)
"""In the order of the side panel's pages."""


class Tabs(QFrame):
    """The strip over the side panel: one checkable action for each page, opened by click or key.

    The last one shows its icon only, so that the words of the others have room in every language.
    """

    def __init__(self, actions: ActionSet, ids: tuple[ActionId, ...], theme: Theme) -> None:
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

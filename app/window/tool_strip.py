"""The strip of tools beside the canvas."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from app.actions.action_set import ActionSet
from app.actions.ids import ActionId
from app.language.live import bind_text, on_language
from app.theme.columns import GroupedColumns
from app.theme.theme import Theme
from app.theme.tokens import LARGE
from app.theme.widgets import ToolButton, label, restyle, tool_button
from app.window.menus import DRAWING_TOOLS, SEPARATOR, Items

STEP = 3
"""How many tools further an arrow leads."""
WITH_WORDS = 6
"""In heights of a control: where the strip is lower, icons alone."""
WORD_ICON = 22
"""Pixels of an icon with a word below it."""

TOOLS: Items = (
    *DRAWING_TOOLS,
    ActionId.VIEW_ZOOM_IN,
    ActionId.VIEW_ZOOM_OUT,
    ActionId.VIEW_FIT,
    ActionId.VIEW_FIT_OBJECT,
    ActionId.VIEW_ACTUAL,
    SEPARATOR,
    ActionId.VIEW_OUTLINE,
    ActionId.VIEW_ADJUST,
)

CANVAS_TOOLS = {
    ActionId.TOOL_SELECT: "select",
    ActionId.TOOL_BOX: "box",
    ActionId.TOOL_POINT_ADD: "point_add",
    ActionId.TOOL_POINT_REMOVE: "point_remove",
    ActionId.TOOL_PAN: "pan",
    ActionId.TOOL_BRUSH: "brush",
    ActionId.TOOL_ERASER: "eraser",
    ActionId.TOOL_LASSO_ADD: "lasso_add",
    ActionId.TOOL_LASSO_SUBTRACT: "lasso_subtract",
    ActionId.TOOL_POLYGON_ADD: "polygon_add",
    ActionId.TOOL_POLYGON_SUBTRACT: "polygon_subtract",
}
"""The canvas's name of each tool."""
_ACTIONS = {tool: action_id for action_id, tool in CANVAS_TOOLS.items()}


def mark_tool(actions: ActionSet, tool: str) -> None:
    """Mark the canvas's tool as the chosen one."""
    actions[_ACTIONS[tool]].setChecked(True)


class ToolStrip(QFrame):
    """The tools beside the picture: in one column, in two where it is low, and with arrows where it is lower.

    With large targets each tool has its word below its icon.
    """

    def __init__(self, actions: ActionSet, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._theme = theme
        self._size = label(style="muted")
        self._size.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        bind_text(self._size.setAccessibleName, lambda: self.tr("Brush size in pixels"))
        bind_text(self._size.setToolTip, lambda: self.tr("Brush size in pixels"))
        self._diameter = 0
        on_language(self, self._write_size)
        self._buttons: dict[ActionId, ToolButton] = {}
        self._strip = GroupedColumns(self._make_groups(actions), alone=(self._size,))
        self._area = QScrollArea()
        self._area.setWidget(self._strip)
        self._area.viewport().setAutoFillBackground(False)
        self._strip.setAutoFillBackground(False)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.up = self._make_arrow("chevron-up", lambda: self.tr("Tools above"), -1)
        self.down = self._make_arrow("chevron-down", lambda: self.tr("Tools below"), 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.up)
        column.addWidget(self._area, 1)
        column.addWidget(self.down)
        bar = self._area.verticalScrollBar()
        bar.rangeChanged.connect(self._mark_arrows)
        bar.valueChanged.connect(self._mark_arrows)
        theme.changed.connect(self._fit)
        on_language(self, self._write)
        self._write()

    def _make_groups(self, actions: ActionSet) -> list[list[QWidget]]:
        groups: list[list[QWidget]] = [[]]
        for action_id in TOOLS:
            if action_id is SEPARATOR:
                groups.append([])
                continue
            self._buttons[action_id] = tool_button(actions[action_id], self._theme)
            groups[-1].append(self._buttons[action_id])
            if action_id is ActionId.BRUSH_SMALLER:
                groups[-1].append(self._size)
        return groups

    def _make_arrow(self, icon: str, name: Callable[[], str], way: int) -> QToolButton:
        arrow = QToolButton()
        arrow.setObjectName("handle")
        arrow.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the tools scroll by themselves when Tab comes to them
        arrow.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        arrow.setAutoRepeat(True)
        self._theme.icons.bind(arrow, icon)
        bind_text(arrow.setAccessibleName, name)
        bind_text(arrow.setToolTip, name)
        bar = self._area.verticalScrollBar()
        arrow.clicked.connect(lambda: bar.setValue(bar.value() + way * STEP * self._theme.sizes.control))
        return arrow

    def button(self, action_id: ActionId) -> ToolButton:
        """The button of one tool."""
        return self._buttons[action_id]

    def show_brush_size(self, diameter: int) -> None:
        """Show how wide brush and eraser are, in image pixels."""
        self._diameter = diameter
        self._write_size()

    def _write_size(self) -> None:
        self._size.setText(self.tr("{0} px").format(self._diameter))

    def minimumSizeHint(self) -> QSize:
        """As wide as the columns, and as low as the window wants it."""
        return QSize(self._strip.width_needed(), self._theme.sizes.control)

    def sizeHint(self) -> QSize:
        """As wide as the columns."""
        return QSize(self._strip.width_needed(), super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One column or two, and arrows where even these are too high."""
        super().resizeEvent(event)
        if event.size().height() != event.oldSize().height():
            self._fit()

    def _write(self) -> None:
        """The words in the language of now."""
        words = _words()
        for action_id, button in self._buttons.items():
            button.set_word(words.get(action_id, ""))
        self._fit()

    def _fit(self) -> None:
        large = self._theme.sizes is LARGE
        height = self.height()
        words = large and height > WITH_WORDS * self._theme.sizes.control
        style = Qt.ToolButtonStyle
        for button in self._buttons.values():
            button.setToolButtonStyle(style.ToolButtonTextUnderIcon if words else style.ToolButtonIconOnly)
            restyle(button, "toolword" if words else "")
            side = WORD_ICON if words else self._theme.sizes.icon + 2
            button.setIconSize(QSize(side, side))
        self.setFixedWidth(self._strip.choose(height))
        fits = self._strip.sizeHint().height() <= height
        for arrow in (self.up, self.down):
            arrow.setVisible(not fits)
        self._strip.resize(self._strip.sizeHint())
        self._strip.arrange()
        self._mark_arrows()

    def _mark_arrows(self, *_values: int) -> None:
        """Both arrows stay; the one that leads nowhere is off, so that nothing moves below the hand."""
        bar = self._area.verticalScrollBar()
        self.up.setEnabled(bar.value() > bar.minimum())
        self.down.setEnabled(bar.value() < bar.maximum())


def _words() -> dict[ActionId, str]:
    """A short word for each tool."""
    translate = QCoreApplication.translate
    return {
        ActionId.TOOL_SELECT: translate("tool words", "Select"),
        ActionId.TOOL_BOX: translate("tool words", "Box"),
        ActionId.TOOL_POINT_ADD: translate("tool words", "Point on"),
        ActionId.TOOL_POINT_REMOVE: translate("tool words", "Point off"),
        ActionId.TOOL_BRUSH: translate("tool words", "Brush"),
        ActionId.TOOL_ERASER: translate("tool words", "Eraser"),
        ActionId.TOOL_LASSO_ADD: translate("tool words", "Lasso +"),
        ActionId.TOOL_LASSO_SUBTRACT: translate("tool words", "Lasso −"),
        ActionId.TOOL_POLYGON_ADD: translate("tool words", "Polygon +"),
        ActionId.TOOL_POLYGON_SUBTRACT: translate("tool words", "Polygon −"),
        ActionId.BRUSH_LARGER: translate("tool words", "Larger"),
        ActionId.BRUSH_SMALLER: translate("tool words", "Smaller"),
        ActionId.TOOL_PAN: translate("tool words", "Move"),
        ActionId.VIEW_ZOOM_IN: translate("tool words", "Zoom in"),
        ActionId.VIEW_ZOOM_OUT: translate("tool words", "Zoom out"),
        ActionId.VIEW_FIT: translate("tool words", "Fit"),
        ActionId.VIEW_FIT_OBJECT: translate("tool words", "Fit object"),
        ActionId.VIEW_ACTUAL: translate("tool words", "1 : 1"),
        ActionId.VIEW_OUTLINE: translate("tool words", "Outlines"),
        ActionId.VIEW_ADJUST: translate("tool words", "Display"),
    }

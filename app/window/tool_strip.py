"""The strip of tools beside the canvas."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout

from app.actions.action_set import ActionSet
from app.actions.ids import ActionId
from app.language.live import bind_text
from app.theme.theme import Theme
from app.theme.widgets import label, tool_button
from app.window.menus import DRAWING_TOOLS, SEPARATOR, Items

TOOLS: Items = (
    *DRAWING_TOOLS,
    ActionId.VIEW_ZOOM_IN,
    ActionId.VIEW_ZOOM_OUT,
    ActionId.VIEW_FIT,
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


class ToolStrip(QScrollArea):
    """The tools, one above the other; scrolls where the window is low."""

    def __init__(self, actions: ActionSet, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._theme = theme
        self._size = label(style="muted")
        self._size.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        bind_text(self._size.setAccessibleName, lambda: self.tr("Brush size in pixels"))
        bind_text(self._size.setToolTip, lambda: self.tr("Brush size in pixels"))
        strip = QFrame()
        strip.setObjectName("panel")
        column = QVBoxLayout(strip)
        column.setContentsMargins(5, 8, 5, 8)
        column.setSpacing(3)
        for action_id in TOOLS:
            if action_id is SEPARATOR:
                column.addSpacing(8)
            else:
                column.addWidget(tool_button(actions[action_id], theme))
            if action_id is ActionId.BRUSH_LARGER:
                column.addWidget(self._size)
        column.addStretch(1)
        self.setWidget(strip)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        theme.changed.connect(self._fit)
        self._fit()

    def show_brush_size(self, diameter: int) -> None:
        """Show how wide brush and eraser are, in image pixels."""
        self._size.setText(str(diameter))

    def _fit(self) -> None:
        self.setFixedWidth(self._theme.sizes.control + 18)

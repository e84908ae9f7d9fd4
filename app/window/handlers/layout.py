"""What stands round the picture: the list of images and the side panel come and go."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from app.actions.action_set import ActionSet
from app.actions.ids import ActionId
from app.window.drawer import Drawer
from app.window.handlers.table import HandlerTable
from app.window.picture_alone import PictureAlone
from app.window.tabs import TABS
from app.window.workspace import Workspace

OUTSIDE_THE_PICTURE = (
    ActionId.IMAGE_SEARCH,
    ActionId.VIEW_IMAGES,
    ActionId.VIEW_SIDE,
    ActionId.REVIEW_MODE,
    ActionId.REVIEW_RETURN,
    ActionId.APP_INSPECTOR,
    ActionId.HELP_TOUR,
    *TABS,
)
"""Commands whose place is hidden while the picture stands alone: everything is shown again first."""


class LayoutHandlers(QObject):
    """Belongs to the window, and keeps the actions marked as the columns are."""

    def __init__(self, workspace: Workspace, alone: PictureAlone, actions: ActionSet) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self._alone = alone
        self._actions = actions
        workspace.drawers_changed.connect(self.mark)
        self.mark()

    def table(self) -> HandlerTable:
        """Open and close the columns; show the picture alone."""
        workspace = self._workspace
        return {
            ActionId.VIEW_IMAGES: lambda on: workspace.show_drawer(workspace.images, on),
            ActionId.VIEW_SIDE: lambda on: workspace.show_drawer(workspace.side, on),
            ActionId.VIEW_ALONE: self._alone.set_on,
        }

    def complete(self, table: HandlerTable) -> HandlerTable:
        """``table`` with everything in sight before what needs to be seen."""
        opening = {ActionId.IMAGE_SEARCH: self._workspace.images} | dict.fromkeys(TABS, self._workspace.side)
        whole = dict(table)
        for action_id, drawer in opening.items():
            whole[action_id] = self._first_show(drawer, table[action_id])
        for action_id in OUTSIDE_THE_PICTURE:
            whole[action_id] = self._alone.first_leave(whole[action_id])
        return whole

    def _first_show(self, drawer: Drawer, run: Callable[..., object]) -> Callable[..., object]:
        """``run``, with its column in sight before."""

        def show_and_run(*values: object) -> object:
            self._workspace.show_drawer(drawer, True)
            return run(*values)

        return show_and_run

    def reveal_side(self) -> None:
        """Have the side panel in sight."""
        self._alone.leave()
        self._workspace.show_drawer(self._workspace.side, True)

    def mark(self) -> None:
        """Mark the actions as the columns are."""
        self._actions[ActionId.VIEW_IMAGES].setChecked(self._workspace.images.is_open)
        self._actions[ActionId.VIEW_SIDE].setChecked(self._workspace.side.is_open)

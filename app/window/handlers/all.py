"""What the window's actions and gestures do: every group of handlers, and their one table."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QMainWindow

from app.actions.action_set import ActionSet
from app.actions.ids import ActionId
from app.services.hub import Hub
from app.window.controllers import Controllers
from app.window.handlers.choices import AppliedChoices
from app.window.handlers.class_choice import ClassChoice
from app.window.handlers.guard import GestureGuard
from app.window.handlers.images import ImageHandlers
from app.window.handlers.layout import LayoutHandlers
from app.window.handlers.masks import editing_table, object_table, prediction_table
from app.window.handlers.model import model_table
from app.window.handlers.program import ProgramHandlers
from app.window.handlers.project import ProjectHandlers
from app.window.handlers.review import review_table
from app.window.handlers.table import HandlerTable
from app.window.handlers.tools import ToolHandlers
from app.window.handlers.views import ViewHandlers
from app.window.panels import Panels
from app.window.picture_alone import PictureAlone


class Handlers:
    """The groups by name; ``guard`` is asked before any of them acts."""

    def __init__(
        self,
        window: QMainWindow,
        *,
        hub: Hub,
        actions: ActionSet,
        panels: Panels,
        controllers: Controllers,
        notify: Callable[[str], None],
        start_tour: Callable[[], None],
    ) -> None:
        self._hub = hub
        self._panels = panels
        self._controllers = controllers
        self.guard = GestureGuard(
            panels.canvas,
            hub.selection,
            actions,
            shown_masks=controllers.shown_masks,
            notify=notify,
            parent=window,
        )
        self.class_choice = ClassChoice(
            hub.projects,
            hub.selection,
            chooser=panels.class_chooser,
            project=controllers.project,
            editing=controllers.editing,
            guard=self.guard,
        )
        self.views = ViewHandlers(
            window,
            canvas=panels.canvas,
            presenter=controllers.presenter,
            settings=hub.settings,
            actions=actions,
            pages=panels.workspace.pages,
        )
        self.choices = AppliedChoices(
            hub.settings,
            actions=actions,
            canvas=panels.canvas,
            presenter=controllers.presenter,
            prefetching=controllers.prefetching,
            loader=hub.loader,
            note=panels.undo_note,
            navigator=panels.navigator,
            display=self.views.display,
            parent=window,
        )
        self.alone = PictureAlone(
            window,
            workspace=panels.workspace,
            canvas=panels.canvas,
            status_bar=panels.status_bar,
            actions=actions,
        )
        self.layout = LayoutHandlers(panels.workspace, self.alone, actions)
        self.tools = ToolHandlers(
            hub,
            canvas=panels.canvas,
            actions=actions,
            prompting=controllers.prompting,
            mask_choice=controllers.mask_choice,
            boxes=controllers.waiting_boxes,
            editing=controllers.editing,
            presenter=controllers.presenter,
            guard=self.guard,
            notify=notify,
            parent=window,
        )
        self.images = ImageHandlers(
            images=panels.images,
            navigation=controllers.navigation,
            decisions=controllers.decisions,
            prompting=controllers.prompting,
            mask_choice=controllers.mask_choice,
            guard=self.guard,
            choose_tool=self.tools.choose_tool,
            settings=hub.settings,
            parent=window,
        )
        self.project = ProjectHandlers(
            window,
            project=controllers.project,
            image_files=controllers.image_files,
            file_dialogs=controllers.image_file_dialogs,
            recovery=controllers.recovery,
            undo_imports=controllers.undo_import,
        )
        self.program = ProgramHandlers(
            window,
            actions=actions,
            settings=hub.settings,
            tasks=hub.tasks,
            engine=hub.engine,
            choose_inspector=panels.inspector_button.open_menu,
            start_tour=start_tour,
        )

    def _show_wall(self, on: bool) -> None:
        panels = self._panels
        panels.pages.setCurrentWidget(panels.wall if on else panels.workspace)

    def table(self) -> HandlerTable:
        """What each action does."""
        controllers = self._controllers
        predictions = prediction_table(
            mask_choice=controllers.mask_choice,
            boxes=controllers.waiting_boxes,
            box_proposals=controllers.box_proposals,
            navigation=controllers.navigation,
            presenter=controllers.presenter,
            guard=self.guard,
        )
        model = model_table(
            fine_tuning=controllers.fine_tuning,
            prefetching=controllers.prefetching,
            engine=self._hub.engine,
            file_dialogs=controllers.image_file_dialogs,
            show_tab=self.show_tab,
        )
        return self.layout.complete(
            self.project.table()
            | self.images.table()
            | editing_table(controllers.editing, controllers.waiting_boxes, self._panels.canvas)
            | object_table(controllers.objects)
            | predictions
            | review_table(controllers.review)
            | self.tools.table()
            | self.views.table()
            | self.layout.table()
            | model
            | self.program.table()
            | {ActionId.VIEW_WALL: self._show_wall}
            | {
                ActionId.PREDICT_QUEUE: controllers.draft_queue.start,
                ActionId.PREDICT_QUEUE_NEXT: controllers.draft_queue.show_next,
            }
        )

    def show_tab(self, tab: ActionId) -> None:
        """Open one of the side panel's pages, and have it in sight."""
        self.layout.reveal_side()
        self.views.show_tab(tab)

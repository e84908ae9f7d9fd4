"""Every controller of the window, in the order in which they need each other."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.actions.action_set import ActionSet
from app.commands.history import History
from app.controllers.base_models import BaseModelController
from app.controllers.box_proposals import BoxProposalsController
from app.controllers.canvas_presenter import CanvasPresenter
from app.controllers.classes import ClassController
from app.controllers.decisions import DecisionController
from app.controllers.draft_queue import DraftQueueController
from app.controllers.editing import EditingController
from app.controllers.external_changes import ExternalChangesController
from app.controllers.fine_tuning import FineTuningController
from app.controllers.ground_truth_notes import GroundTruthNotesController
from app.controllers.image_file_dialogs import ImageFileDialogs
from app.controllers.image_files import ImageFilesController
from app.controllers.mask_choice import MaskChoiceController
from app.controllers.navigation import NavigationController
from app.controllers.objects import ObjectsController
from app.controllers.packs import PackController
from app.controllers.pending_prompts import PendingPrompts
from app.controllers.preferred_version import PreferredVersionController
from app.controllers.prefetching import PrefetchController
from app.controllers.project import ProjectController
from app.controllers.prompting import PromptingController
from app.controllers.recovery import RecoveryController
from app.controllers.review import ReviewController
from app.controllers.shown_masks import ShownMasks
from app.controllers.undo_import import UndoImportController
from app.controllers.waiting_boxes import WaitingBoxesController
from app.controllers.wall import WallController
from app.dialogs.confirmation_texts import Confirmations
from app.services.hub import Hub
from app.theme.theme import Theme
from app.window.panels import Panels


class Controllers:
    """The controllers by name; each belongs to ``window``.

    One that needs another gets it when it is made; the other way round it emits a signal, see ``wiring``.
    """

    def __init__(
        self,
        window: QWidget,
        *,
        hub: Hub,
        history: History,
        actions: ActionSet,
        panels: Panels,
        theme: Theme,
    ) -> None:
        self._build_annotating(window, hub, history, actions, panels)
        self._build_picture(window, hub, history, panels)
        self._build_project(window, hub, history, theme)
        self.fine_tuning = FineTuningController(
            hub,
            panel=panels.fine_tuning,
            result=panels.result_card,
            versions=panels.versions,
            theme=theme,
            parent=window,
        )
        self.draft_queue = DraftQueueController(
            hub,
            panel=panels.draft_queue,
            boxes=self.waiting_boxes,
            proposals=self.box_proposals,
            parent=window,
        )
        self.wall = WallController(hub, history, panel=panels.wall, theme=theme, window=window)
        self.classes = ClassController(hub, history, theme, window)
        self.review = ReviewController(
            hub,
            history,
            bar=panels.review_bar,
            images=panels.images,
            pending_prompts=self.pending_prompts,
            parent=window,
        )

    def _build_annotating(
        self, window: QWidget, hub: Hub, history: History, actions: ActionSet, panels: Panels
    ) -> None:
        """From the box on the picture to the decision on the image."""
        self.prompting = PromptingController(hub, history, parent=window)
        self.mask_choice = MaskChoiceController(hub, history, self.prompting, parent=window)
        self.waiting_boxes = WaitingBoxesController(
            hub, history, self.prompting, self.mask_choice, parent=window
        )
        self.preferred_version = PreferredVersionController(hub, window)
        self.editing = EditingController(hub, history, start_object=self.mask_choice.paint_new, parent=window)
        self.objects = ObjectsController(hub, history, panels.images.step, window)
        self.external_changes = ExternalChangesController(hub, history, parent=window)
        self.ground_truth_notes = GroundTruthNotesController(
            hub, history, undo=self.editing.undo, redo=self.editing.redo, parent=window
        )
        self.box_proposals = BoxProposalsController(hub, self.waiting_boxes, parent=window)
        self.pending_prompts = PendingPrompts(hub, self.prompting, actions, window)
        self.decisions = DecisionController(
            hub,
            history,
            prompting=self.prompting,
            mask_choice=self.mask_choice,
            pending_prompts=self.pending_prompts,
            parent=window,
        )

    def _build_picture(self, window: QWidget, hub: Hub, history: History, panels: Panels) -> None:
        """What the canvas shows, and which image comes next."""
        self.presenter = CanvasPresenter(panels.canvas, hub, parent=window)
        self.shown_masks = ShownMasks(
            hub, painted=panels.canvas.painted, request_paint=panels.canvas.update, parent=window
        )
        self.prefetching = PrefetchController(hub, panels.images.neighbours, parent=window)
        self.navigation = NavigationController(
            hub,
            history,
            step=panels.images.step,
            step_to_open=panels.images.step_to_open,
            parent=window,
        )

    def _build_project(self, window: QWidget, hub: Hub, history: History, theme: Theme) -> None:
        """Projects, what is brought into them, and the files of their images."""
        confirmations = Confirmations(window, theme)
        self.base_models = BaseModelController(hub, window)
        self.project = ProjectController(
            hub, confirmations.about_import, self.base_models.choose_for, parent=window
        )
        self.undo_import = UndoImportController(
            hub,
            confirm=confirmations.about_undo_import,
            take_over=self.project.take_over,
            parent=window,
        )
        self.image_files = ImageFilesController(hub, history, parent=window)
        self.image_file_dialogs = ImageFileDialogs(hub, self.image_files, self.base_models, theme, window)
        self.packs = PackController(hub, self.project, theme, window)
        self.recovery = RecoveryController(hub, self.project, theme, window)

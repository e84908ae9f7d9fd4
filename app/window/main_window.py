"""The window: composes panels, canvas and controllers. Decides nothing itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QCloseEvent, QColor, QDragEnterEvent, QDropEvent, QShortcut
from PySide6.QtWidgets import QMainWindow

from app.actions.action_set import ActionSet
from app.actions.ids import ActionId
from app.canvas.state import REACH
from app.canvas.widget import CanvasWidget
from app.commands.history import History
from app.controllers.base_models import BaseModelController
from app.controllers.box_proposals import BoxProposalsController
from app.controllers.canvas_presenter import CanvasPresenter
from app.controllers.classes import ClassController
from app.controllers.decisions import DecisionController
from app.controllers.editing import EditingController
from app.controllers.external_changes import ExternalChangesController
from app.controllers.fine_tuning import FineTuningController
from app.controllers.ground_truth_notes import GroundTruthNotesController
from app.controllers.image_file_dialogs import ImageFileDialogs
from app.controllers.image_files import ImageFilesController
from app.controllers.keyboard_focus import KeyboardFocus
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
from app.controllers.shown_masks import CLASS_CHOICE, ShownMasks
from app.controllers.undo_import import UndoImportController
from app.controllers.waiting_boxes import WaitingBoxesController
from app.dialogs.confirmation_texts import Confirmations
from app.dialogs.error import ErrorDialog
from app.language.live import on_language
from app.panels.canvas_notice import CanvasNotice
from app.panels.class_chooser import ClassChooser
from app.panels.classes import ClassesPanel
from app.panels.fine_tuning import FineTuningPanel
from app.panels.history import HistoryPanel
from app.panels.image_header import ImageHeader
from app.panels.image_list import ImagesPanel
from app.panels.image_problem import ImageProblem
from app.panels.inspector_button import InspectorButton
from app.panels.objects import ObjectsPanel
from app.panels.prediction import PredictionPanel
from app.panels.result_card import ResultCard
from app.panels.review_bar import ReviewBar
from app.panels.start import StartPage
from app.panels.status_bar import StatusBar
from app.panels.tasks import TasksPanel
from app.panels.undo_note import UndoNote
from app.panels.versions import VersionsPanel
from app.panels.waiting_boxes import WaitingBoxesPanel
from app.services.errors import ErrorReport
from app.services.hub import Hub
from app.theme.plain_text import plain_title
from app.theme.theme import Theme
from app.theme.tokens import LARGE
from app.theme.widgets import scrolled
from app.tour.controller import TourContext, TourController
from app.tour.text import Step
from app.window.action_conditions import ActionConditions
from app.window.class_menu import ClassMenu
from app.window.context_menus import ContextMenus, Extra
from app.window.handlers.guard import GestureGuard
from app.window.handlers.images import ImageHandlers
from app.window.handlers.masks import editing_table, object_table, prediction_table
from app.window.handlers.model import model_table
from app.window.handlers.program import ProgramHandlers
from app.window.handlers.project import ProjectHandlers
from app.window.handlers.review import mark_review, review_table
from app.window.handlers.table import HandlerTable
from app.window.handlers.tools import ToolHandlers
from app.window.handlers.views import ViewHandlers
from app.window.kiosk import LEAVE_KEY, Kiosk
from app.window.menus import build_menus
from app.window.permissions import Permissions
from app.window.tabs import TABS, Tabs
from app.window.tool_strip import ToolStrip
from app.window.workspace import Pages, ShrinkableArea, Workspace, column, fit_to_screen, stacked
from samft_core.security.accounts import account_name

LARGE_REACH = 2 * REACH
"""How near a gloved finger has to come to a handle."""


class MainWindow(QMainWindow):
    """One project, one image at a time."""

    def __init__(self, hub: Hub, theme: Theme) -> None:
        super().__init__()
        self.hub = hub
        self.theme = theme
        self.setWindowTitle("SAMFT")
        self.setAcceptDrops(True)
        self.resize(1440, 900)
        self.commands = ActionSet(hub.settings, theme.icons, self)
        for _spec, action in self.commands.all():
            self.addAction(action)
        self.history = History(hub.annotations, parent=self)
        self._build_panels()
        self._build_layout()
        self._build_controllers()
        self._wire_canvas()
        self._wire_panels()
        self.keyboard = KeyboardFocus(self, self.pages, self.canvas, self.commands)
        self.view_handlers.display.finished.connect(self.keyboard.go_home_soon)
        self._show_theme()
        self._restore_layout()

    def _build_panels(self) -> None:
        hub = self.hub
        actions = self.commands
        theme = self.theme
        self.canvas = CanvasWidget()
        self.notice = CanvasNotice(self.canvas, hub.projects, hub.selection)
        self.problem = ImageProblem(
            self.canvas,
            projects=hub.projects,
            selection=hub.selection,
            problems=hub.problems,
            actions=actions,
        )
        self.note = UndoNote(self.canvas, hub.notes, theme)
        self.images = ImagesPanel(hub.projects, hub.selection, hub.thumbnails, hub.uncertainties, theme)
        self.classes = ClassesPanel(hub.projects, hub.selection, theme)
        self.class_chooser = ClassChooser(self.canvas, theme)
        self.objects = ObjectsPanel(hub.projects, hub.annotations, hub.selection, theme, actions)
        self.menus = ContextMenus(
            self, actions, class_names=lambda: [record.name for record in hub.projects.classes.records]
        )
        self.prediction = PredictionPanel(hub.predictions, hub.models, actions, theme)
        self.waiting_boxes = WaitingBoxesPanel(hub.boxes, hub.predictions, hub.selection, actions)
        self.training = FineTuningPanel(actions, theme)
        self.result = ResultCard()
        self.versions = VersionsPanel(hub.models, actions, theme)
        self.record = HistoryPanel(hub.projects, hub.selection, theme)
        self.review_bar = ReviewBar(actions, theme)
        self.inspector = InspectorButton(hub.settings, account_name(), actions, theme)
        self.tasks = TasksPanel(hub.tasks)
        self.start_page = StartPage(hub.settings, hub.background, actions, theme)
        self.status = StatusBar(actions, hub.engine, hub.tasks, theme)

    def _build_layout(self) -> None:
        hub = self.hub
        actions = self.commands
        theme = self.theme
        build_menus(self.menuBar(), actions)
        self.header = ImageHeader(hub.projects, hub.selection, actions, theme)
        self.tools = ToolStrip(actions, theme)
        self.tabs = Tabs(actions, TABS, theme)
        self.workspace = Workspace(
            images=self.images,
            header=stacked(self.header, self.review_bar),
            tools=self.tools,
            canvas=self.canvas,
            theme=theme,
            tabs=self.tabs,
            pages=(
                scrolled(column(self.prediction, self.waiting_boxes, self.classes, self.objects)),
                scrolled(column(self.training, self.result)),
                scrolled(column(self.versions)),
                self.tasks,
                self.record,
            ),
        )
        self.pages = Pages()
        self.pages.addWidget(self.start_page)
        self.pages.addWidget(self.workspace)
        self.setCentralWidget(ShrinkableArea(self.pages))
        self.setStatusBar(self.status)
        self.status.addPermanentWidget(self.inspector)

    def _build_controllers(self) -> None:
        hub = self.hub
        self.confirmations = Confirmations(self, self.theme)
        self.prompting = PromptingController(hub, self.history, parent=self)
        self.mask_choice = MaskChoiceController(hub, self.history, self.prompting, parent=self)
        self.boxes = WaitingBoxesController(hub, self.history, self.prompting, self.mask_choice, parent=self)
        self.preferred_version = PreferredVersionController(hub, self)
        self.editing = EditingController(
            hub, self.history, start_object=self.mask_choice.paint_new, parent=self
        )
        self.object_editing = ObjectsController(hub, self.history, self)
        self.class_editing = ClassController(hub, self.history, self.theme, self)
        self.external_changes = ExternalChangesController(hub, self.history, parent=self)
        self.ground_truth_notes = GroundTruthNotesController(
            hub, self.history, undo=self.editing.undo, redo=self.editing.redo, parent=self
        )
        self.box_proposals = BoxProposalsController(hub, self.boxes, parent=self)
        self.pending_prompts = PendingPrompts(hub, self.prompting, self.commands, self)
        self.decisions = DecisionController(
            hub,
            self.history,
            prompting=self.prompting,
            mask_choice=self.mask_choice,
            pending_prompts=self.pending_prompts,
            parent=self,
        )
        self.presenter = CanvasPresenter(self.canvas, hub, parent=self)
        self.prefetching = PrefetchController(hub, self.images.neighbours, parent=self)
        self.navigation = NavigationController(
            hub, self.history, step=self.images.step, step_to_open=self.images.step_to_open, parent=self
        )
        self.navigation.box_carried.connect(self.prompting.prompt_box)
        self.base_models = BaseModelController(hub, self)
        self.project = ProjectController(
            hub, self.confirmations.about_import, self.base_models.choose_for, parent=self
        )
        self.undo_imports = UndoImportController(
            hub,
            confirm=self.confirmations.about_undo_import,
            take_over=self.project.take_over,
            parent=self,
        )
        self.project.imported.connect(self.undo_imports.offer)
        self.image_files = ImageFilesController(hub, self.history, parent=self)
        self.image_files.readable.connect(self.prefetching.prepare_soon)
        self.image_files.base_changed.connect(self.project.open_path)
        self.file_dialogs = ImageFileDialogs(hub, self.image_files, self.base_models, self.theme, self)
        self.packs = PackController(hub, self.project, self.theme, self)
        self.recovery = RecoveryController(hub, self.project, self.theme, self)
        self.fine_tuning = FineTuningController(
            hub,
            panel=self.training,
            result=self.result,
            versions=self.versions,
            theme=self.theme,
            parent=self,
        )
        self.conditions = ActionConditions(
            hub,
            self.history,
            actions=self.commands,
            status=self.status,
            can_train=lambda: self.fine_tuning.can_train,
            has_carried_box=lambda: self.navigation.carried_box is not None,
            has_copied=lambda: self.object_editing.has_copied,
            parent=self,
        )
        self.object_editing.copied_changed.connect(self.conditions.update_soon)
        self.permissions = Permissions(hub, self.commands, self)
        self.kiosk: Kiosk | None = None
        self._build_handlers()
        self.review = ReviewController(
            hub,
            self.history,
            bar=self.review_bar,
            images=self.images,
            choose_tool=self.tool_handlers.choose_tool,
            pending_prompts=self.pending_prompts,
            parent=self,
        )
        self.tour = self._build_tour()
        self.commands.wire(self.handlers(), self.guard.may_run)
        hub.selection.may_leave = self.guard.may_leave

    def _build_handlers(self) -> None:
        hub = self.hub
        shown_masks = ShownMasks(
            hub, painted=self.canvas.painted, request_paint=self.canvas.update, parent=self
        )
        self.external_changes.replaced.connect(shown_masks.replaced_by_others)
        self.guard = GestureGuard(
            self.canvas,
            hub.selection,
            self.commands,
            shown_masks=shown_masks,
            notify=self._notify,
            parent=self,
        )
        self.view_handlers = ViewHandlers(
            self,
            canvas=self.canvas,
            presenter=self.presenter,
            settings=hub.settings,
            actions=self.commands,
            pages=self.workspace.pages,
        )
        self.tool_handlers = ToolHandlers(
            hub,
            canvas=self.canvas,
            actions=self.commands,
            prompting=self.prompting,
            mask_choice=self.mask_choice,
            boxes=self.boxes,
            editing=self.editing,
            presenter=self.presenter,
            guard=self.guard,
            notify=self._notify,
            parent=self,
        )
        self.image_handlers = ImageHandlers(
            images=self.images,
            navigation=self.navigation,
            decisions=self.decisions,
            prompting=self.prompting,
            mask_choice=self.mask_choice,
            guard=self.guard,
            choose_tool=self.tool_handlers.choose_tool,
            settings=hub.settings,
            parent=self,
        )
        self.project_handlers = ProjectHandlers(
            self,
            project=self.project,
            image_files=self.image_files,
            file_dialogs=self.file_dialogs,
            recovery=self.recovery,
            undo_imports=self.undo_imports,
        )
        for signal in (hub.reviews.mode_changed, hub.reviews.rules_changed):
            signal.connect(lambda *_values: mark_review(self.commands, hub.reviews))

    def handlers(self) -> HandlerTable:
        """What each action does."""
        program = ProgramHandlers(
            self,
            actions=self.commands,
            settings=self.hub.settings,
            tasks=self.hub.tasks,
            engine=self.hub.engine,
            choose_inspector=self.inspector.open_menu,
            start_tour=self.tour.start,
        )
        predictions = prediction_table(
            mask_choice=self.mask_choice,
            boxes=self.boxes,
            box_proposals=self.box_proposals,
            navigation=self.navigation,
            presenter=self.presenter,
            guard=self.guard,
        )
        model = model_table(
            fine_tuning=self.fine_tuning,
            prefetching=self.prefetching,
            engine=self.hub.engine,
            file_dialogs=self.file_dialogs,
            show_tab=self.view_handlers.show_tab,
        )
        return (
            self.project_handlers.table()
            | self.image_handlers.table()
            | editing_table(self.editing, self.boxes, self.canvas)
            | object_table(self.object_editing)
            | predictions
            | review_table(self.review)
            | self.tool_handlers.table()
            | self.view_handlers.table()
            | model
            | program.table()
        )

    def _offer_version(self, entries: list[tuple[str, Callable[[], object]]], at: QPoint) -> None:
        """The menu of a model version."""
        self.menus.offer([Extra(text, run) for text, run in entries], at)

    def _notify(self, text: str) -> None:
        """Say something in the status bar and over the picture."""
        self.status.show_message(text)
        self.hub.notes.show(text)

    def _build_tour(self) -> TourController:
        targets = {
            Step.BOX: self.canvas,
            Step.COMPARE: self.prediction,
            Step.CORRECT: self.tools,
            Step.ACCEPT: self.header.accept,
            Step.TRAIN: self.training.start,
        }
        around = TourContext(
            window=self,
            targets=targets,
            actions=self.commands,
            canvas=self.canvas,
            theme=self.theme,
            show_tab=self.view_handlers.show_tab,
            choose_tool=self.tool_handlers.choose_tool,
        )
        return TourController(
            self.hub,
            self.history,
            around=around,
            project=self.project,
            fine_tuning=self.fine_tuning,
            undo=self.editing.undo,
            parent=self,
        )

    def _wire_canvas(self) -> None:
        canvas = self.canvas
        mask_choice = self.mask_choice
        canvas.box_drawn.connect(self.boxes.drawn)
        canvas.box_added.connect(self.boxes.add)
        canvas.box_picked.connect(self.boxes.pick)
        canvas.box_changed.connect(self.prompting.change_box)
        canvas.overlay_picked.connect(self.tool_handlers.pick_overlay)
        canvas.points_changed.connect(self.prompting.change_points)
        canvas.stroke_finished.connect(self.tool_handlers.draw)
        canvas.proposal_cycled.connect(mask_choice.cycle_proposal)
        canvas.proposals_wanted.connect(mask_choice.request_proposals)
        canvas.cancelled.connect(self.prompting.cancel)
        canvas.cursor_moved.connect(self.status.show_cursor)
        canvas.zoom_changed.connect(self.status.show_zoom)
        canvas.tool_changed.connect(self.tool_handlers.mark_tool)
        canvas.menu_wanted.connect(self.menus.on_picture)
        canvas.brush_size_changed.connect(self.tools.show_brush_size)
        self.tools.show_brush_size(canvas.brush_size)
        # A refused change must not stay on the picture as if it were stored.
        self.history.failed.connect(lambda _error: self.presenter.show_objects())
        mask_choice.mask_taken.connect(lambda _id: self.tool_handlers.choose_tool("brush"))
        mask_choice.failed.connect(self.external_changes.refused)
        self.decisions.failed.connect(self.external_changes.refused)

    def _wire_panels(self) -> None:
        hub = self.hub
        mask_choice = self.mask_choice
        when_seen = self.guard.when_seen
        self.prediction.use_wanted.connect(when_seen(ActionId.PREDICT_USE, mask_choice.use))
        self.prediction.proposal_wanted.connect(when_seen(ActionId.PREDICT_USE, mask_choice.choose_proposal))
        self.classes.class_chosen.connect(self._choose_class)
        self.classes.relabels = self.editing.would_relabel
        mask_choice.class_wanted.connect(self._ask_class)
        self.classes.class_added.connect(self._add_class)
        self.classes.rename_wanted.connect(self.project.rename_class)
        self.objects.object_chosen.connect(self.tool_handlers.pick_object)
        for show in (
            self.prediction.set_waiting_text,
            self.conditions.set_waiting_text,
            self.presenter.set_waiting_text,
        ):
            self.prefetching.waiting_changed.connect(show)
        self.editing.message.connect(self._notify)
        for part in (
            self.object_editing,
            self.navigation,
            self.boxes,
            self.mask_choice,
            self.pending_prompts,
            self.decisions,
            self.box_proposals,
        ):
            part.message.connect(self.status.show_message)
        self.project.message.connect(self.status.show_message)
        self.hub.database_wait.changed.connect(self.status.show_busy)
        self.hub.database_wait.changed.connect(self.history.hold)
        self.packs.message.connect(self.status.show_message)
        self.image_files.message.connect(self.status.show_message)
        self.recovery.message.connect(self.status.show_message)
        self.review.message.connect(self.status.show_message)
        self.project.opening.connect(self.status.show_opening)
        self.fine_tuning.message.connect(self.status.show_message)
        self.fine_tuning.running_changed.connect(lambda _on: self.conditions.update_soon())
        self.images.menu_wanted.connect(self.menus.on_image)
        self.objects.objects_chosen.connect(self.tool_handlers.pick_objects)
        self.objects.menu_wanted.connect(self.menus.on_object)
        self.menus.choose_class = self._choose_class
        self.class_menu = ClassMenu(
            hub, panel=self.classes, controller=self.class_editing, menus=self.menus, theme=self.theme
        )
        self.versions.menu_wanted.connect(self._offer_version)
        self.menus.bring_up_to_date = self.conditions.publish
        self.images.add_wanted.connect(self.commands[ActionId.PROJECT_ADD].trigger)
        self.start_page.project_chosen.connect(self.project.open_path)
        hub.projects.opened.connect(self._project_opened)
        hub.projects.closed.connect(self._project_closed)
        hub.reporter.reported.connect(self.show_error)
        self.theme.changed.connect(self._show_theme)
        for update in (
            self.prefetching.show_waiting,
            self.presenter.show_objects,
            self.fine_tuning.offer_again,
        ):
            on_language(self, update)
        for number in range(1, 10):
            shortcut = QShortcut(f"Alt+{number}", self)
            shortcut.activated.connect(lambda chosen=number: self.classes.choose_number(chosen))

    def _project_opened(self) -> None:
        self.history.clear()
        project = self.hub.projects.project
        reason = project.read_only_reason
        title = project.name if reason is None else self.tr("{0} (only to look at)").format(project.name)
        self.setWindowTitle(plain_title(f"{title} – SAMFT"))
        self.pages.setCurrentWidget(self.workspace)
        self.history.set_read_only(reason is not None)
        self.tool_handlers.choose_tool("box" if reason is None else "pan")
        if reason is not None:
            self.hub.reporter.report(reason, self.tr("The project can only be looked at"))
        self.canvas.setFocus()

    def _project_closed(self) -> None:
        self.history.clear()
        self.setWindowTitle("SAMFT")
        self.pages.setCurrentWidget(self.start_page)

    def enter_kiosk(self, folder: Path, leave_key: str = LEAVE_KEY) -> None:
        """Show one project full screen, to annotate and nothing else."""
        self.tabs.hide()
        self.class_menu.allowed = False
        self.kiosk = Kiosk(
            self,
            folder,
            leave_key,
            hub=self.hub,
            actions=self.commands,
            project=self.project,
            permissions=self.permissions,
            pages=self.pages,
            side_pages=self.workspace.pages,
        )
        self.kiosk.enter()

    def _ask_class(self, go_on: Callable[[], object]) -> None:
        """A mask is about to become an object, and no class is marked."""

        def chosen(name: str) -> None:
            clean = self.project.class_for(name)
            if clean is not None:
                self.hub.selection.select_class(clean)
                go_on()

        self.class_chooser.ask(self.hub.projects.classes.records, chosen)

    def _choose_class(self, name: str) -> None:
        """Choose the class of the next objects; that of the selected ones only as they were seen."""
        if not self.editing.would_relabel(name) or self.guard.seen(CLASS_CHOICE):
            self.editing.set_class(name)

    def _add_class(self, name: str) -> None:
        clean = self.project.add_class(name)
        if clean is not None:
            self._choose_class(clean)

    def show_error(self, report: ErrorReport) -> None:
        """Show a report of the error reporter."""
        if self.kiosk is not None:  # no way out through the desktop's own programs
            report = replace(report, log=None, way_back=None)
        dialog = ErrorDialog(report, self.theme.colors, self)
        dialog.way_back_chosen.connect(self.recovery.go)
        dialog.open()

    def _show_theme(self) -> None:
        self.canvas.set_background(QColor(self.theme.colors.canvas))
        self.canvas.set_reach(LARGE_REACH if self.theme.sizes is LARGE else REACH)
        self.view_handlers.mark_scheme()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Folders and files can be dropped anywhere."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open a project, or add what was dropped to the open one."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        self.project.add(self.packs.take(paths))

    def _restore_layout(self) -> None:
        geometry = self.hub.settings.layout("window")
        if geometry is not None:
            self.restoreGeometry(geometry)
        if not self.windowState() & (Qt.WindowState.WindowMaximized | Qt.WindowState.WindowFullScreen):
            fit_to_screen(self, self.screen().availableGeometry())
        self.workspace.arrange(self.hub.settings.widths("column_widths"))
        self.images.restore_arrangement(self.hub.settings.arrangement("images"))
        kept = self.hub.settings.arrangement("side").get("tab", "")
        self.view_handlers.show_tab(next((tab for tab in TABS if tab == kept), TABS[0]))

    def _keep_layout(self) -> None:
        self.hub.settings.set_layout("window", self.saveGeometry())
        self.hub.settings.set_widths("column_widths", self.workspace.sizes())
        self.hub.settings.set_arrangement("images", self.images.arrangement)
        self.hub.settings.set_arrangement("side", {"tab": TABS[self.workspace.pages.currentIndex()]})

    def closeEvent(self, event: QCloseEvent) -> None:
        """Everything is saved already; a running fine-tuning keeps its checkpoint."""
        if self.hub.database_wait.waiting:
            event.ignore()  # one change is not in the database yet
            return
        if self.kiosk is None:
            self._keep_layout()
        elif not self.kiosk.may_close:
            event.ignore()
            return
        self.project.close()
        self.hub.close()
        event.accept()

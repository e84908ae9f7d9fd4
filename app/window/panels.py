"""Every widget of the window: built once, and put where it stands."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.actions.action_set import ActionSet
from app.canvas.widget import CanvasWidget
from app.panels.canvas_notice import CanvasNotice
from app.panels.class_chooser import ClassChooser
from app.panels.classes import ClassesPanel
from app.panels.draft_queue import DraftQueuePanel
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
from app.panels.run_notice import RunNotice
from app.panels.start import StartPage
from app.panels.status_bar import StatusBar
from app.panels.tasks import TasksPanel
from app.panels.undo_note import UndoNote
from app.panels.versions import VersionsPanel
from app.panels.waiting_boxes import WaitingBoxesPanel
from app.panels.wall import WallPanel
from app.services.hub import Hub
from app.theme.theme import Theme
from app.theme.widgets import scrolled
from app.window.navigator import Navigator
from app.window.tabs import TABS, Tabs
from app.window.tool_strip import ToolStrip
from app.window.workspace import Pages, Workspace, column, stacked
from samft_core.security.accounts import account_name


class Panels:
    """The widgets by name. They read the stores and emit what is wanted; none of them knows a controller."""

    def __init__(self, hub: Hub, actions: ActionSet, theme: Theme) -> None:
        self.canvas = CanvasWidget()
        self.canvas_notice = CanvasNotice(self.canvas, hub.projects, hub.selection)
        self.image_problem = ImageProblem(
            self.canvas,
            projects=hub.projects,
            selection=hub.selection,
            problems=hub.problems,
            actions=actions,
        )
        self.navigator = Navigator(self.canvas, theme)
        self.undo_note = UndoNote(self.canvas, hub.notes, theme)
        self.images = ImagesPanel(hub.projects, hub.selection, hub.thumbnails, hub.uncertainties, theme)
        self.image_header = ImageHeader(hub.projects, hub.selection, actions, theme)
        self.review_bar = ReviewBar(actions, theme)
        self.tool_strip = ToolStrip(actions, theme)
        self.class_chooser = ClassChooser(self.canvas, theme)
        self.classes = ClassesPanel(hub.projects, hub.selection, theme)
        self.objects = ObjectsPanel(hub.projects, hub.annotations, hub.selection, theme, actions)
        self.prediction = PredictionPanel(hub.predictions, hub.models, actions, theme)
        self.waiting_boxes = WaitingBoxesPanel(hub.boxes, hub.predictions, hub.selection, actions)
        self.draft_queue = DraftQueuePanel(actions)
        self.fine_tuning = FineTuningPanel(actions, theme)
        self.result_card = ResultCard()
        self.versions = VersionsPanel(hub.models, actions, theme)
        self.tasks = TasksPanel(hub.tasks)
        self.history = HistoryPanel(hub.projects, hub.selection, theme)
        self.tabs = Tabs(actions, TABS, theme)
        self.workspace = self._workspace(theme, actions)
        self.start_page = StartPage(hub.settings, hub.background, actions, theme)
        self.wall = WallPanel(hub.projects, hub.wall, hub.wall_thumbnails, theme)
        self.pages = Pages()
        self.pages.addWidget(self.start_page)
        self.pages.addWidget(self.workspace)
        self.pages.addWidget(self.wall)
        self.run_notice = RunNotice(self.pages)
        self.pages.currentChanged.connect(lambda _page: self.run_notice.raise_())
        self.inspector_button = InspectorButton(hub.settings, account_name(), actions, theme)
        self.status_bar = StatusBar(actions, hub.engine, hub.tasks, theme)
        self.status_bar.addPermanentWidget(self.inspector_button)

    def _workspace(self, theme: Theme, actions: ActionSet) -> Workspace:
        return Workspace(
            images=self.images,
            header=stacked(self.image_header, self.review_bar),
            tools=self.tool_strip,
            canvas=self.canvas,
            theme=theme,
            tabs=self.tabs,
            pages=self._side_pages(),
            actions=actions,
        )

    def _side_pages(self) -> tuple[QWidget, ...]:
        """One page a tab, in the order of ``TABS``."""
        return (
            scrolled(
                column(
                    self.prediction, self.draft_queue.frame, self.waiting_boxes, self.classes, self.objects
                )
            ),
            scrolled(column(self.fine_tuning, self.result_card)),
            scrolled(column(self.versions)),
            self.tasks,
            self.history,
        )

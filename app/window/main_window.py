"""The window itself: its parts put together, its title and layout, what is dropped on it, and its end."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QColor, QDragEnterEvent, QDropEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QMainWindow

from app.actions.action_set import ActionSet
from app.actions.ids import ActionId
from app.canvas.state import REACH
from app.commands.history import History
from app.controllers.keyboard_focus import KeyboardFocus
from app.dialogs.error import ErrorDialog
from app.language.live import on_language
from app.services.errors import ErrorReport
from app.services.hub import Hub
from app.theme.plain_text import plain_title
from app.theme.theme import Theme
from app.theme.tokens import LARGE
from app.tour.controller import TourContext, TourController
from app.tour.text import Step
from app.window import wiring
from app.window.action_conditions import ActionConditions
from app.window.class_menu import ClassMenu
from app.window.context_menus import ContextMenus
from app.window.controllers import Controllers
from app.window.handlers.all import Handlers
from app.window.kiosk import LEAVE_KEY, Kiosk
from app.window.menus import build_menus
from app.window.panels import Panels
from app.window.permissions import Permissions
from app.window.tabs import TABS
from app.window.workspace import ShrinkableArea, fit_to_screen

LARGE_REACH = 2 * REACH
"""How near a gloved finger has to come to a handle."""
CLASS_KEYS = range(1, 10)
"""Alt and one of these digits choose the class at that place."""


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
        self.panels = Panels(hub, self.commands, theme)
        self.menus = ContextMenus(
            self, self.commands, class_names=lambda: [record.name for record in hub.projects.classes.records]
        )
        build_menus(self.menuBar(), self.commands)
        self.setCentralWidget(ShrinkableArea(self.panels.pages))
        self.setStatusBar(self.panels.status_bar)
        self.controllers = Controllers(
            self, hub=hub, history=self.history, actions=self.commands, panels=self.panels, theme=theme
        )
        self.conditions = self._build_conditions()
        self.permissions = Permissions(hub, self.commands, self)
        self.kiosk: Kiosk | None = None
        self.handlers = Handlers(
            self,
            hub=hub,
            actions=self.commands,
            panels=self.panels,
            controllers=self.controllers,
            notify=self._notify,
            start_tour=lambda: self.tour.start(),  # noqa: PLW0108 (the tour needs the handlers first)
        )
        self.tour = self._build_tour()
        self.class_menu = ClassMenu(
            hub,
            panel=self.panels.classes,
            controller=self.controllers.classes,
            menus=self.menus,
            theme=theme,
        )
        self.commands.wire(self.handlers.table(), self.handlers.guard.may_run)
        self._wire()
        self.keyboard = KeyboardFocus(self, self.panels.pages, self.panels.canvas, self.commands)
        self.handlers.views.display.finished.connect(self.keyboard.go_home_soon)
        self._show_theme()
        self._restore_layout()

    def _build_conditions(self) -> ActionConditions:
        controllers = self.controllers
        return ActionConditions(
            self.hub,
            self.history,
            actions=self.commands,
            status=self.panels.status_bar,
            can_train=lambda: controllers.fine_tuning.can_train,
            has_carried_box=lambda: controllers.navigation.carried_box is not None,
            has_copied=lambda: controllers.objects.has_copied,
            wall=controllers.wall,
            is_last=self.panels.images.is_last,
            parent=self,
        )

    def _build_tour(self) -> TourController:
        panels = self.panels
        targets = {
            Step.BOX: panels.canvas,
            Step.COMPARE: panels.prediction,
            Step.CORRECT: panels.tool_strip,
            Step.ACCEPT: panels.image_header.accept,
            Step.TRAIN: panels.fine_tuning.start,
        }
        around = TourContext(
            window=self,
            targets=targets,
            actions=self.commands,
            canvas=panels.canvas,
            theme=self.theme,
            show_tab=self.handlers.show_tab,
            choose_tool=self.handlers.tools.choose_tool,
        )
        return TourController(
            self.hub,
            self.history,
            around=around,
            project=self.controllers.project,
            fine_tuning=self.controllers.fine_tuning,
            undo=self.controllers.editing.undo,
            parent=self,
        )

    def _wire(self) -> None:
        hub = self.hub
        panels = self.panels
        controllers = self.controllers
        wiring.wire_canvas(panels, controllers, self.handlers, self.menus)
        wiring.wire_panels(panels, controllers, self.handlers, self.menus)
        wiring.wire_controllers(hub, self.history, controllers, self.handlers)
        wiring.wire_actions(hub, self.commands, controllers, self.conditions, self.menus)
        wiring.wire_messages(hub, panels, controllers, self.conditions, self._notify)
        panels.images.add_wanted.connect(self.commands[ActionId.PROJECT_ADD].trigger)
        hub.projects.opened.connect(self._project_opened)
        hub.projects.closed.connect(self._project_closed)
        hub.reporter.reported.connect(self.show_error)
        self.theme.changed.connect(self._show_theme)
        for update in (
            controllers.prefetching.show_waiting,
            controllers.presenter.show_objects,
            controllers.fine_tuning.offer_again,
        ):
            on_language(self, update)
        for number in CLASS_KEYS:
            shortcut = QShortcut(f"Alt+{number}", self)
            shortcut.activated.connect(lambda chosen=number: panels.classes.choose_number(chosen))

    def _notify(self, text: str) -> None:
        """Say something in the status bar and over the picture."""
        if self.hub.settings.sounds:
            QApplication.beep()
        self.panels.status_bar.show_message(text)
        self.hub.notes.show(text)

    def _project_opened(self) -> None:
        self.history.clear()
        project = self.hub.projects.project
        reason = project.read_only_reason
        title = project.name if reason is None else self.tr("{0} (only to look at)").format(project.name)
        self.setWindowTitle(plain_title(f"{title} – SAMFT"))
        self.panels.pages.setCurrentWidget(self.panels.workspace)
        self.history.set_read_only(reason is not None)
        self.handlers.tools.choose_tool("box" if reason is None else "pan")
        if reason is not None:
            self.hub.reporter.report(reason, self.tr("The project can only be looked at"))
        self.panels.canvas.setFocus()

    def _project_closed(self) -> None:
        self.handlers.alone.leave()
        self.history.clear()
        self.setWindowTitle("SAMFT")
        self.panels.pages.setCurrentWidget(self.panels.start_page)

    def enter_kiosk(self, folder: Path, leave_key: str = LEAVE_KEY) -> None:
        """Show one project full screen, to annotate and nothing else."""
        self.panels.tabs.hide()
        self.class_menu.allowed = False
        self.kiosk = Kiosk(
            self,
            folder,
            leave_key,
            hub=self.hub,
            actions=self.commands,
            project=self.controllers.project,
            permissions=self.permissions,
            pages=self.panels.pages,
            side_pages=self.panels.workspace.pages,
        )
        self.kiosk.enter()

    def show_error(self, report: ErrorReport) -> None:
        """Show a report of the error reporter."""
        if self.kiosk is not None:  # no way out through the desktop's own programs
            report = replace(report, log=None, way_back=None)
        dialog = ErrorDialog(report, self.theme.colors, self)
        dialog.way_back_chosen.connect(self.controllers.recovery.go)
        dialog.open()

    def _show_theme(self) -> None:
        self.panels.canvas.set_background(QColor(self.theme.colors.canvas))
        self.panels.canvas.set_reach(LARGE_REACH if self.theme.sizes is LARGE else REACH)
        self.handlers.views.mark_scheme()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Folders and files can be dropped anywhere."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open a project, or add what was dropped to the open one."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        self.controllers.project.add(self.controllers.packs.take(paths))

    def _restore_layout(self) -> None:
        geometry = self.hub.settings.layout("window")
        if geometry is not None:
            self.restoreGeometry(geometry)
        if not self.windowState() & (Qt.WindowState.WindowMaximized | Qt.WindowState.WindowFullScreen):
            fit_to_screen(self, self.screen().availableGeometry())
        self.panels.workspace.arrange(
            self.hub.settings.widths("column_widths"), self.hub.settings.arrangement("drawers")
        )
        self.panels.images.restore_arrangement(self.hub.settings.arrangement("images"))
        kept = self.hub.settings.arrangement("side").get("tab", "")
        self.handlers.views.show_tab(next((tab for tab in TABS if tab == kept), TABS[0]))

    def _keep_layout(self) -> None:
        self.hub.settings.set_layout("window", self.saveGeometry())
        self.hub.settings.set_widths("column_widths", self.panels.workspace.sizes())
        self.hub.settings.set_arrangement("drawers", self.panels.workspace.drawer_choices)
        self.hub.settings.set_arrangement("images", self.panels.images.arrangement)
        self.hub.settings.set_arrangement("side", {"tab": TABS[self.panels.workspace.pages.currentIndex()]})

    def showEvent(self, event: QShowEvent) -> None:
        """Only now is the frame known that the system draws round the window."""
        super().showEvent(event)
        QTimer.singleShot(0, self, self._keep_on_screen)

    def _keep_on_screen(self) -> None:
        whole = Qt.WindowState.WindowMaximized | Qt.WindowState.WindowFullScreen
        available = self.screen().availableGeometry()
        frame = self.frameGeometry()
        # A window that was made larger than the screen on purpose stays so.
        fits_without = self.width() <= available.width() and self.height() <= available.height()
        if not self.windowState() & whole and fits_without and not available.contains(frame):
            fit_to_screen(self, available, frame=frame.size() - self.size())

    def closeEvent(self, event: QCloseEvent) -> None:
        """Everything is saved already; a running fine-tuning keeps its checkpoint."""
        if self.hub.database_wait.waiting:
            event.ignore()  # one change is not in the database yet
            return
        self.handlers.alone.leave()  # what is kept is the window, not the picture alone
        if self.kiosk is None:
            self._keep_layout()
        elif not self.kiosk.may_close:
            event.ignore()
            return
        self.controllers.project.close()
        self.hub.close()
        event.accept()

"""Kiosk: one project, full screen, to annotate and nothing else, until somebody leaves who may."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QMainWindow, QStackedWidget

from app.actions.action_set import ActionSet
from app.actions.ids import ActionId
from app.actions.specs import SPECS
from app.controllers.project import ProjectController
from app.dialogs.error import ErrorDialog
from app.language.live import bind_text
from app.services.hub import Hub
from app.theme.widgets import label
from app.window.permissions import Permissions
from samft_core.errors import PolicyError, ProjectError
from samft_core.messages.message import Message
from samft_core.project.layout import DATABASE
from samft_core.security import it_policy

# Named by what is allowed: an action that somebody adds later stays out of the kiosk until it is listed
# here.
ALLOWED_FAMILIES = ("image", "edit", "tool", "brush", "mask", "object", "predict")
ALLOWED = (
    ActionId.VIEW_FIT,
    ActionId.VIEW_ACTUAL,
    ActionId.VIEW_FIT_OBJECT,
    ActionId.VIEW_KEEP_ZOOM,
    ActionId.VIEW_NAVIGATOR,
    ActionId.VIEW_ZOOM_IN,
    ActionId.VIEW_ZOOM_OUT,
    ActionId.VIEW_ANNOTATE,
    ActionId.VIEW_IMAGES,
    ActionId.VIEW_SIDE,
    ActionId.VIEW_ALONE,
    ActionId.MODEL_RESTART,
    ActionId.VIEW_FLIP,
    ActionId.VIEW_COMPARE,
    ActionId.VIEW_WIPE,
    ActionId.VIEW_DIFFERENCE,
    ActionId.VIEW_OUTLINE,
    ActionId.VIEW_ADJUST,
    ActionId.VIEW_ADJUST_RESET,
)
LEAVE_KEY = "Ctrl+Alt+Shift+Q"
RETRY_MS = 10_000
"""A project on a share may come after the PC has started."""


class Kiosk(QObject):
    """Belongs to the window. ``may_close`` says whether the window may go."""

    def __init__(
        self,
        window: QMainWindow,
        folder: Path,
        leave_key: str,
        *,
        hub: Hub,
        actions: ActionSet,
        project: ProjectController,
        permissions: Permissions,
        pages: QStackedWidget,
        side_pages: QStackedWidget,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._hub = hub
        self._project = project
        self._pages = pages
        self._permissions = permissions
        self._side_pages = side_pages
        self._folder = folder
        self.may_close = False
        allowed = (spec.id for spec in SPECS if spec.id.family in ALLOWED_FAMILIES)
        keep = {*allowed, *ALLOWED}
        actions.forbid("kiosk", [spec.id for spec in SPECS if spec.id not in keep])
        window.menuBar().hide()
        window.setAcceptDrops(False)
        self.leave_shortcut = QShortcut(QKeySequence(leave_key), window)
        # While somebody types, keys go to the editor alone; the way out has to work then too.
        actions.let_pass(self.leave_shortcut.key())
        self.leave_shortcut.setContext(Qt.ShortcutContext.ApplicationShortcut)
        self.leave_shortcut.activated.connect(self.leave)
        self._waiting = self._waiting_page()
        self._retry = QTimer(self)
        self._retry.setSingleShot(True)
        self._retry.setInterval(RETRY_MS)
        self._retry.timeout.connect(self.open)
        self._project.opening.connect(self._opening_changed)
        self._hub.projects.opened.connect(self._opened)
        self._hub.projects.closed.connect(self._show_waiting)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            # The PC is being shut down: the system's wish goes before the kiosk's.
            application.commitDataRequest.connect(self._allow_closing)
        self._show_waiting()

    def enter(self) -> None:
        """Fill the screen; there is no way back but to leave the program."""
        # Of its own accord, too: a session for a kiosk often has no window manager that would do it.
        self._window.setGeometry(self._window.screen().geometry())
        self._window.showFullScreen()
        self.open()

    def open(self) -> None:
        """Open the kiosk's project; tried again until it is there."""
        # The message of the last attempt: without anybody at the PC they would pile up, one every ten
        # seconds.
        for dialog in self._window.findChildren(ErrorDialog):
            dialog.close()
        self._retry.start()
        if (self._folder / DATABASE).is_file():
            self._project.open_path(self._folder)
            return
        # Never make a project here: an empty folder may be a share that is not there yet.
        remedy = Message("kiosk.looked_again")
        error = ProjectError(Message("kiosk.no_project"), path=self._folder, remedy=remedy)
        self._hub.reporter.report(error, self.tr("The project cannot be opened"))

    def leave(self) -> None:
        """Close the window where whoever works here may leave the kiosk."""
        try:
            it_policy.require("leave_kiosk", self._permissions.inspector)
        except PolicyError as error:
            self._hub.reporter.report(error, self.tr("The kiosk stays open"))
            return
        # Before closing: the window asks ``may_close`` while it closes.
        self._allow_closing()
        self._window.close()

    def _allow_closing(self, *_session: object) -> None:
        self.may_close = True
        self._retry.stop()

    def _opening_changed(self, opening: bool) -> None:
        if opening or self._hub.projects.is_open:
            self._retry.stop()
        elif not self.may_close:
            self._retry.start()

    def _waiting_page(self) -> QLabel:
        page = label("", "title", wrap=True)
        page.setAlignment(Qt.AlignmentFlag.AlignCenter)
        text = "SAMFT\n\n{0}"
        bind_text(page.setText, lambda: text.format(self.tr("The project is being opened. One moment…")))
        self._pages.addWidget(page)
        return page

    def _show_waiting(self) -> None:
        # After the window's own answer to a closed project, which shows the start page.
        QTimer.singleShot(0, self, self._wait_where_closed)

    def _wait_where_closed(self) -> None:
        if not self._hub.projects.is_open:
            self._pages.setCurrentWidget(self._waiting)
            self._window.statusBar().hide()  # its advice is for those who may open something

    def _opened(self) -> None:
        self._window.statusBar().show()
        self._side_pages.setCurrentIndex(0)  # not the tab that an ordinary window was left on
        self._window.activateWindow()  # a message may have had the keys

"""The program itself: preferences, help, who is at work, and leaving."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMessageBox, QWidget

from app.actions.action_set import ActionSet
from app.actions.ids import ActionId
from app.dialogs.command_palette import CommandPalette, KeysDialog
from app.dialogs.preferences import PreferencesDialog
from app.dialogs.selftest import SelfTestDialog
from app.services.engine import EngineService
from app.services.logs import log_file
from app.services.task_center import TaskCenter
from app.settings.settings import Settings
from app.theme.plain_text import plain
from app.window.handlers.table import HandlerTable
from samft_core import __version__
from samft_core.security.accounts import account_name


class ProgramHandlers(QObject):
    """Belongs to the window, and opens dialogs over it."""

    def __init__(
        self,
        window: QWidget,
        *,
        actions: ActionSet,
        settings: Settings,
        tasks: TaskCenter,
        engine: EngineService,
        choose_inspector: Callable[[], None],
        start_tour: Callable[[], None],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._actions = actions
        self._settings = settings
        self._tasks = tasks
        self._engine = engine
        self._choose_inspector = choose_inspector
        self._start_tour = start_tour

    def table(self) -> HandlerTable:
        """Preferences, help and the way out."""
        return {
            ActionId.APP_INSPECTOR: self._choose_inspector,
            ActionId.APP_PREFERENCES: self._preferences,
            ActionId.APP_QUIT: self._window.close,
            ActionId.HELP_PALETTE: lambda: CommandPalette(self._actions, self._window).open(),
            ActionId.HELP_TOUR: self._start_tour,
            ActionId.HELP_KEYS: lambda: KeysDialog(self._actions, self._settings, self._window).open(),
            ActionId.HELP_SELFTEST: lambda: SelfTestDialog(self._window, self._tasks).open(),
            ActionId.HELP_LOG: lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(log_file()))),
            ActionId.HELP_ABOUT: self._about,
        }

    def _preferences(self) -> None:
        PreferencesDialog(self._settings, account_name(), self._window).open()

    def _about(self) -> None:
        engine = self._engine.description or self.tr("not running")
        text = self.tr("SAMFT {0}\nMasks of bottle defects with Segment Anything.\n\nEngine: {1}")
        QMessageBox.about(self._window, self.tr("About SAMFT"), plain(text.format(__version__, engine)))

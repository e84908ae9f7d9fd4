"""Ways back for whole projects: check and mend, restore a backup, take over from a PC that is silent."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from app.controllers.project import ProjectController
from app.dialogs.confirmation import ask
from app.dialogs.findings import FindingsDialog
from app.dialogs.restore import RestoreDialog
from app.services.errors import WayBack
from app.services.hub import Hub
from app.theme.theme import Theme
from samft_core.errors import ProjectError
from samft_core.messages.message import Message
from samft_core.progress import CancelToken, OnProgress

if TYPE_CHECKING:
    from samft_core.project.integrity import CheckReport
    from samft_core.project.restore import BackupInfo, RestoreReport


class RecoveryController(QObject):
    """``message`` carries a sentence for the message bar."""

    message = Signal(str)

    def __init__(self, hub: Hub, projects: ProjectController, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._hub = hub
        self._opening = projects
        self._theme = theme
        self._window = window

    def check(self) -> None:
        """Look for damage in the open project and show what was found."""
        self._check(repair=False)

    def choose_restore(self) -> None:
        """Ask for a project and then for one of its backups."""
        start = str(self._hub.projects.folder) if self._hub.projects.is_open else ""
        title = self.tr("Choose the project that is to be restored")
        folder = QFileDialog.getExistingDirectory(self._window, title, start)
        if folder:
            self.offer_backups(Path(folder))

    def go(self, way: WayBack) -> None:
        """Go the way back that an error named, for the open project or the one that did not open."""
        folder = self._hub.projects.folder if self._hub.projects.is_open else self._opening.failed
        if folder is None:
            return
        if way is WayBack.RESTORE:
            self.offer_backups(folder)
        elif way is WayBack.TAKE_OVER:
            self._ask_take_over(folder)

    def offer_backups(self, folder: Path) -> None:
        """Read which backups there are, and let one be chosen."""
        self._hub.tasks.start(
            lambda: self.tr("Read the backups"),
            lambda _progress, _cancel: _list(folder),
            done=lambda found: self._show_backups(folder, found),
            failed=lambda error: self._hub.reporter.report(error, self.tr("The backups cannot be read")),
            brief=True,
        )

    def _show_backups(self, folder: Path, found: list[BackupInfo]) -> None:
        # A list of damaged backups would offer nothing but a second disappointment.
        if not any(backup.problem is None for backup in found):
            remedy = Message("remedy.bring_folder_back")
            message = Message("backup.none_usable")
            self._hub.reporter.report(ProjectError(message, path=folder, remedy=remedy))
            return
        dialog = RestoreDialog(folder, found, self._window)
        dialog.chosen.connect(lambda backup: self._restore(folder, backup))
        dialog.open()

    def _restore(self, folder: Path, backup: Path) -> None:
        if self._hub.projects.is_open and self._hub.projects.folder == folder:
            # A database that is open cannot be replaced, on Windows not even moved.
            self._opening.close()
        inspector = self._hub.settings.inspector or None
        self._hub.tasks.start(
            lambda: self.tr("Restore {0}").format(folder.name),
            lambda progress, cancel: _restore(folder, backup, inspector, progress, cancel),
            done=lambda report: self._restored(folder, report),
            failed=lambda error: self._hub.reporter.report(error, self.tr("The project was not restored")),
        )

    def _restored(self, folder: Path, report: RestoreReport) -> None:
        self.message.emit(self.tr("Restored. What was there before is kept in {0}.").format(report.aside))
        self._opening.open_path(folder)

    def _ask_take_over(self, folder: Path) -> None:
        words = self.tr(
            "Look at the other PC first: if SAMFT still runs there, both write to the project and lose each "
            "other's masks."
        )
        ask(
            self.tr("Take the project over?"),
            [words],
            yes=self.tr("Take over"),
            go=lambda: self._take_over(folder),
            colors=self._theme.colors,
            parent=self._window,
            warn=True,
        )

    def _take_over(self, folder: Path) -> None:
        self._hub.tasks.start(
            lambda: self.tr("Take over {0}").format(folder.name),
            lambda _progress, _cancel: _take_over(folder),
            done=lambda _nothing: self._opening.open_path(folder),
            failed=lambda error: self._hub.reporter.report(error, self.tr("It was not taken over")),
            brief=True,
        )

    def _check(self, *, repair: bool) -> None:
        if not self._hub.projects.is_open:
            return
        project = self._hub.projects.project
        self._hub.tasks.start(
            lambda: self.tr("Check the project"),
            lambda progress, cancel: project.check(repair=repair, on_progress=progress, cancel=cancel),
            done=self._show_findings,
            failed=lambda error: self._hub.reporter.report(error, self.tr("The check did not finish")),
        )
        self.message.emit(self.tr("The project is being checked; see the tasks."))

    def _show_findings(self, report: CheckReport) -> None:
        # The project may have been closed while the check was running.
        may_mend = self._hub.projects.is_open and self._hub.projects.project.read_only_reason is None
        dialog = FindingsDialog(report, may_mend=may_mend, parent=self._window)
        dialog.mend_wanted.connect(lambda: self._check(repair=True))
        dialog.open()


# The database library is imported where it is used, off the GUI thread.


def _list(folder: Path) -> list[BackupInfo]:
    from samft_core.project.restore import list_backups  # noqa: PLC0415 - see above

    return list_backups(folder)


def _restore(
    folder: Path, backup: Path, inspector: str | None, on_progress: OnProgress, cancel: CancelToken
) -> RestoreReport:
    from samft_core.project.restore import restore  # noqa: PLC0415 - see above

    return restore(folder, backup, inspector=inspector, on_progress=on_progress, cancel=cancel)


def _take_over(folder: Path) -> None:
    from samft_core.project.lease import take_over  # noqa: PLC0415 - see above

    take_over(folder)

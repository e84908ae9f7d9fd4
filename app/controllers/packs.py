"""Files that carry something, dropped on the window: packs of models, base models, projects, and updates."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from app.controllers.project import ProjectController
from app.dialogs.confirmation import ask
from app.dialogs.licence import LicenceDialog
from app.language.message_text import failure_text
from app.services.hub import Hub
from app.services.opening import projects_folder
from app.services.task_center import TaskState
from app.theme.theme import Theme
from samft_core.errors import CancelledError, ProjectError, SignatureError
from samft_core.messages.message import Message
from samft_core.processes import console_command
from samft_core.progress import CancelToken, OnProgress

if TYPE_CHECKING:
    from samft_core.distribution.base_packs import BasePack
    from samft_core.distribution.project_packs import UnpackReport
    from samft_core.distribution.updates import Installed, Update
    from samft_core.security.trust import Signer

# Archives, signatures and the database are imported where they are used, off the GUI thread.

T = TypeVar("T")

MODEL = ".samftmodel"
PROJECT = ".samftproject"
UPDATE = ".samftupdate"
BASE = ".samftbase"


def unpack_command(path: Path, project: Path, *, accept_untrusted: bool) -> list[str]:
    """The command that adds a model pack; it loads the weights, so it is a child."""
    accept = ["--accept-untrusted"] if accept_untrusted else []
    return console_command("unpack", path, "--project", project, "--json", *accept)


def add_base_command(path: Path, *, accept_untrusted: bool) -> list[str]:
    """The command that installs a base pack, once its licence was accepted here."""
    accept = ["--accept-untrusted"] if accept_untrusted else []
    return console_command("base-pack", "add", path, "--accept-licence", "--json", *accept)


class PackController(QObject):
    """``message`` carries a sentence for the message bar."""

    message = Signal(str)

    def __init__(self, hub: Hub, project: ProjectController, theme: Theme, widget: QWidget) -> None:
        super().__init__(widget)
        self._hub = hub
        self._project = project
        self._theme = theme
        self._widget = widget
        self._kinds: dict[str, Callable[[Path], None]] = {
            MODEL: self._read_model,
            PROJECT: self._read_project,
            UPDATE: self._read_update,
            BASE: self._read_base,
        }

    def take(self, paths: list[Path]) -> list[Path]:
        """Deal with the first pack or update among ``paths``; returns what is none."""
        packs = [path for path in paths if path.suffix.lower() in self._kinds and path.is_file()]
        if packs:
            self._kinds[packs[0].suffix.lower()](packs[0])
        for path in packs[1:]:
            self.message.emit(self.tr("One at a time: {0} was left alone.").format(path.name))
        return [path for path in paths if path not in packs]

    # A model pack

    def _read_model(self, path: Path) -> None:
        def read(_token: object) -> Signer:
            from samft_core.distribution.model_packs import read_pack  # noqa: PLC0415 - see above

            return read_pack(path).signer

        doing = self.tr("The model pack cannot be added")
        if not self._hub.projects.is_open:
            remedy = Message("remedy.open_then_drop")
            error = ProjectError(Message("project.none_open"), path=path, remedy=remedy)
            self._hub.reporter.report(error, doing)
            return
        if self._hub.command.running:
            self.message.emit(self.tr("One at a time: {0} was left alone.").format(path.name))
            return
        add = self.tr("Add it all the same")
        self._read(path, read, doing, lambda found: self._ask_trust(path, found, add, self._add_model))

    def _add_model(self, path: Path, accepted: bool) -> None:
        if not self._hub.projects.is_open:
            return
        project = self._hub.projects.project

        def done(result: dict[str, str]) -> None:
            if self._hub.projects.is_open and self._hub.projects.project is project:
                self._hub.models.reload()
                words = self.tr("Added as {0}. It is used once you activate it under Versions.")
                self.message.emit(words.format(result["version"]))

        command = unpack_command(path, project.folder, accept_untrusted=accepted)
        self._run(path, command, self.tr("The model pack cannot be added"), done)

    # A base pack

    def _read_base(self, path: Path) -> None:
        def read(_token: object) -> BasePack:
            from samft_core.distribution.base_packs import read_base_pack  # noqa: PLC0415 - see above
            from samft_core.sam.base_models import require_allowed  # noqa: PLC0415 - see above

            require_allowed()
            return read_base_pack(path)

        def found(pack: BasePack) -> None:
            add = self.tr("Look at its licence all the same")
            self._ask_trust(path, pack.signer, add, lambda _path, accepted: self._ask_licence(pack, accepted))

        if self._hub.command.running:
            self.message.emit(self.tr("One at a time: {0} was left alone.").format(path.name))
            return
        self._read(path, read, self.tr("The base pack cannot be added"), found)

    def _ask_licence(self, pack: BasePack, accepted: bool) -> None:
        dialog = LicenceDialog(pack, self._widget)
        dialog.accepted.connect(lambda: self._add_base(pack, accepted))
        dialog.open()

    def _add_base(self, pack: BasePack, accepted: bool) -> None:
        def done(result: dict[str, Any]) -> None:
            words = self.tr("The base model {0} is installed. New projects can use it from now on.")
            self.message.emit(words.format(result["name"]))

        command = add_base_command(pack.path, accept_untrusted=accepted)
        self._run(pack.path, command, self.tr("The base pack cannot be added"), done)

    # A project pack

    def _read_project(self, path: Path) -> None:
        def read(_token: object) -> Signer:
            from samft_core.distribution.project_packs import signer_of_project_pack  # noqa: PLC0415 - see above

            return signer_of_project_pack(path)

        doing = self.tr("The project pack cannot be unpacked")
        unpack = self.tr("Unpack it all the same")
        self._read(path, read, doing, lambda found: self._ask_trust(path, found, unpack, self._place_project))

    def _place_project(self, path: Path, accepted: bool) -> None:
        title = self.tr("Where shall the project go? A folder {0} is made there").format(path.stem)
        start = projects_folder()
        chosen = QFileDialog.getExistingDirectory(
            self._widget, title, str(start if start.is_dir() else Path.home())
        )
        if chosen:
            self._unpack_project(path, Path(chosen) / path.stem, accepted)

    def _unpack_project(self, path: Path, folder: Path, accepted: bool) -> None:
        task_id = 0

        def done(report: UnpackReport) -> None:
            if report.missing:
                words = self.tr("%n images are not in the pack: it only names them.", "", report.missing)
                self.message.emit(words)
            if report.left_out:
                count = len(report.left_out)
                words = self.tr("%n files were left out that no pack holds (see the list).", "", count)
                self.message.emit(words)
                self._hub.tasks.note(task_id, "\n".join(report.left_out))
            self._project.open_path(report.folder)

        def work(progress: OnProgress, cancel: CancelToken) -> UnpackReport:
            from samft_core.distribution.project_packs import unpack_project_pack  # noqa: PLC0415 - see above

            return unpack_project_pack(
                path, folder, accept_untrusted=accepted, on_progress=progress, cancel=cancel
            )

        doing = self.tr("The project pack cannot be unpacked")
        task_id = self._hub.tasks.start(
            self.tr("Unpack {0}").format(path.name),
            work,
            done=done,
            failed=lambda error: self._hub.reporter.report(error, doing),
        )

    # An update

    def _read_update(self, path: Path) -> None:
        def read(_token: object) -> Update:
            from samft_core.distribution.updates import read_update  # noqa: PLC0415 - see above

            return read_update(path)

        self._read(path, read, self.tr("The update cannot be installed"), self._ask_update)

    def _ask_update(self, update: Update) -> None:
        words = [
            self.tr("The update is signed by {0}.").format(update.who),
            self.tr("The new version is used from the next start on. Open windows go on as they are."),
            self.tr("The version in use is kept, and samft update --rollback returns to it."),
        ]
        title = self.tr("Install SAMFT {0}?").format(update.version)
        self._question(title, words, self.tr("Install"), lambda: self._install(update), warn=False)

    def _install(self, update: Update) -> None:
        def work(progress: OnProgress, cancel: CancelToken) -> Installed:
            from samft_core.distribution.updates import install_update  # noqa: PLC0415 - see above

            return install_update(update.path, on_progress=progress, cancel=cancel)

        def done(installed: Installed) -> None:
            words = self.tr("SAMFT {0} is installed. It is used from the next start on.")
            if installed.handed_over:
                words = self.tr("The installer of SAMFT {0} goes on by itself. Please close this window.")
            self.message.emit(words.format(installed.version))

        doing = self.tr("The update cannot be installed")
        self._hub.tasks.start(
            self.tr("Install SAMFT {0}").format(update.version),
            work,
            done=done,
            failed=lambda error: self._hub.reporter.report(error, doing),
        )

    # What they share

    def _run(
        self, path: Path, command: list[str], doing: str, done: Callable[[dict[str, Any]], None]
    ) -> None:
        """Let a child add a pack; ``done`` follows its result."""
        if self._hub.command.running:
            self.message.emit(self.tr("One at a time: {0} was left alone.").format(path.name))
            return
        cancel = self._hub.command.cancel
        task = self._hub.tasks.open(self.tr("Add {0}").format(path.name), cancel=cancel, brief=True)

        def succeeded(result: dict[str, Any]) -> None:
            self._hub.tasks.finish(task.id)
            done(result)

        def failed(error: BaseException) -> None:
            if isinstance(error, CancelledError):
                self._hub.tasks.finish(task.id, TaskState.CANCELLED)
            else:
                self._hub.tasks.fail(task.id, failure_text(error))
                self._hub.reporter.report(error, doing)

        self._hub.command.start(command, done=succeeded, failed=failed)

    def _read(self, path: Path, read: Callable[[object], T], doing: str, found: Callable[[T], None]) -> None:
        self.message.emit(self.tr("Checking {0}…").format(path.name))
        self._hub.background.run_task(
            read, done=found, failed=lambda error: self._hub.reporter.report(error, doing)
        )

    def _ask_trust(self, path: Path, signer: Signer, yes: str, go: Callable[[Path, bool], None]) -> None:
        """Go on with a trusted pack; ask about another one, or refuse it where the policy says so."""
        from samft_core.security import trust  # noqa: PLC0415 - see above

        if signer.standing is trust.SignatureState.TRUSTED:
            self.message.emit(self.tr("Signed by {0}.").format(signer.who))
            go(path, False)
            return
        if not trust.may_be_used(signer):
            try:
                trust.require(signer, accepted=False, path=path)
            except SignatureError as error:
                self._hub.reporter.report(error, self.tr("The pack was refused"))
            return
        unsigned = signer.standing is trust.SignatureState.UNSIGNED
        title = (
            self.tr("{0} is not signed")
            if unsigned
            else self.tr("{0} is signed by a key that is not trusted")
        ).format(path.name)
        words = [self.tr("Nobody can tell who made it, or whether it was changed on the way.")]
        if not unsigned:
            words.append(self.tr("Key: {0}").format(signer.key))
        words.append(self.tr("Go on only if you know where it comes from."))
        self._question(title, words, yes, lambda: go(path, True), warn=True)

    def _question(
        self, title: str, words: list[str], yes: str, go: Callable[[], None], *, warn: bool
    ) -> None:
        ask(title, words, yes=yes, go=go, colors=self._theme.colors, parent=self._widget, warn=warn)

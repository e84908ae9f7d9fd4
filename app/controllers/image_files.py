"""What happens when an image's file is away, damaged, changed or moved, and the ways back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.commands.history import History
from app.language.message_text import message_text
from app.services.hub import Hub
from app.services.task_center import TaskState
from app.stores.project import ImageIndex
from samft_core.errors import CancelledError, ImageUnreachableError, SamftError
from samft_core.processes import console_command
from samft_core.progress import CancelToken, OnProgress

if TYPE_CHECKING:
    from samft_core.project.image_locations import CheckAgainReport, RelocateReport
    from samft_core.project.project import Project
    from samft_core.project.records import ImageRecord
    from samft_core.project.removal import RemovedImage


class ImageFilesController(QObject):
    """``message`` carries a sentence for the message bar; ``readable`` the id of an image that is back.

    ``base_changed`` carries the folder of a project that is to be opened again, with its other base model.
    """

    message = Signal(str)
    readable = Signal(int)
    base_changed = Signal(Path)

    def __init__(self, hub: Hub, history: History, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hub = hub
        self._history = history
        self._projects = hub.projects
        self._problems = hub.problems
        self._selection = hub.selection
        hub.loader.loaded.connect(self._loaded)
        hub.loader.failed.connect(self._failed)
        hub.selection.image_changed.connect(self._chosen)
        hub.projects.opened.connect(self._check_all_again)
        hub.projects.closed.connect(hub.problems.clear)

    # Looking at files

    def _failed(self, image_id: int, error: object) -> None:
        """An image could not be decoded. What lies at the drive is never noted in the project."""
        if not isinstance(error, SamftError):
            if isinstance(error, BaseException):
                self._hub.reporter.report(error, self.tr("The image cannot be shown"))
            return
        if image_id not in self._projects:
            return
        self._problems.set(image_id, error)
        if isinstance(error, ImageUnreachableError):
            self._follow(image_id)
        else:
            try:
                self._projects.mark_unreadable(image_id, error.message)
            except SamftError:
                return  # said on the picture; the project need not know

    def _follow(self, image_id: int) -> None:
        """After the project's folder moved, an image is looked for when it is visited, and not before."""
        project = self._projects.project
        before = self._projects.image(image_id).path

        def followed(record: ImageRecord) -> None:
            if self._is_open(project) and image_id in self._projects and record.path != before:
                self._projects.refresh_image(image_id)
                self._hub.thumbnails.forget(image_id)
                self._hub.loader.load(image_id, record.path)

        self._hub.background.run_task(
            lambda _token: project.image_locations.follow(image_id), done=followed, failed=lambda _error: None
        )

    def _loaded(self, image_id: int) -> None:
        if image_id not in self._projects:
            return
        self._problems.forget(image_id)
        if self._projects.image(image_id).error is not None:
            self._hub.thumbnails.forget(image_id)
            self._check_again(image_id)
        else:
            self._compare(image_id)

    def _chosen(self, image_id: int | None) -> None:
        if image_id is not None and self._hub.loader.get(image_id) is not None:
            self._compare(image_id)

    def _check_again(self, image_id: int) -> None:
        """The file can be read: note that in the project, unless it is another picture."""
        project = self._projects.project
        self._hub.background.run_task(
            lambda _token: project.image_files.look_again(image_id),
            done=lambda _record: self._came_back(project, image_id),
            failed=lambda error: self._still_wrong(project, image_id, error),
        )

    def _compare(self, image_id: int) -> None:
        """See whether the file is still the one that was added."""
        project = self._projects.project

        def compared(problem: SamftError | None) -> None:
            # A picture that is in memory can be shown although its drive has gone since.
            if problem is not None and not isinstance(problem, ImageUnreachableError):
                self._still_wrong(project, image_id, problem)

        self._hub.background.run_task(
            lambda _token: project.image_files.problems([image_id]).get(image_id),
            done=compared,
            failed=lambda _error: None,
        )

    def _came_back(self, project: Project, image_id: int) -> None:
        if self._is_open(project) and image_id in self._projects:
            self._problems.forget(image_id)
            self._hub.thumbnails.forget(image_id)
            self._projects.refresh_image(image_id)
            self.readable.emit(image_id)

    def _still_wrong(self, project: Project, image_id: int, error: BaseException) -> None:
        if self._is_open(project) and image_id in self._projects and isinstance(error, SamftError):
            self._problems.set(image_id, error)

    def _is_open(self, project: Project) -> bool:
        return self._projects.is_open and self._projects.project is project

    def _check_all_again(self) -> None:
        """On opening: what was unreadable may have come right since, without a word where it has not."""
        project = self._projects.project
        ids = [image.id for image in self._projects.images() if image.error is not None]
        if ids:
            self._hub.background.run_task(
                lambda token: project.image_locations.check_again(ids, cancel=token),
                done=lambda report: self._show_readable(project, report),
                failed=lambda _error: None,
            )

    def _show_readable(self, project: Project, report: CheckAgainReport) -> None:
        for image_id in report.readable:
            self._came_back(project, image_id)

    # Ways back

    def try_again(self) -> None:
        """Look at the selected image once more."""
        image_id = self._selection.image_id
        if image_id is not None:
            self._hub.thumbnails.forget(image_id)
            self._problems.forget(image_id)
            self._hub.loader.load(image_id, self._projects.image(image_id).path)

    def check_again(self) -> None:
        """Look at every image again that was unreadable or could not be shown."""
        project = self._projects.project
        noted = [image.id for image in self._projects.images() if image.error is not None]
        ids = sorted({*noted, *self._problems.image_ids})

        def done(report: CheckAgainReport) -> None:
            self._show_readable(project, report)
            back = self.tr("%n images can be read again", "", len(report.readable))
            still = self.tr("%n cannot", "", len(report.problems))
            self.message.emit(self.tr("{0}, {1}.").format(back, still))
            if report.problems:
                problems = report.problems.values()
                self._hub.tasks.note(
                    task_id, "\n".join(f"{error.path}: {message_text(error.message)}" for error in problems)
                )

        task_id = self._hub.tasks.start(
            lambda: self.tr("Look at unreadable images again"),
            lambda progress, cancel: project.image_locations.check_again(
                ids, on_progress=progress, cancel=cancel
            ),
            done=done,
            failed=self._hub.reporter.report,
        )

    def locate(self, folder: Path) -> None:
        """Look for the missing images below ``folder``."""
        project = self._projects.project

        def work(progress: OnProgress, cancel: CancelToken) -> tuple[RelocateReport, ImageIndex]:
            report = project.image_locations.find_below(folder, on_progress=progress, cancel=cancel)
            return report, ImageIndex.of(project.images.all())

        def done(result: tuple[RelocateReport, ImageIndex]) -> None:
            report, images = result
            if not self._is_open(project):
                return
            self._projects.set_images(images)
            for image_id in report.found:
                self._came_back(project, image_id)
            found = self.tr("%n images found", "", len(report.found))
            missing = self.tr("%n still missing", "", len(report.missing))
            self.message.emit(self.tr("{0}, {1}.").format(found, missing))

        self._hub.tasks.start(
            lambda: self.tr("Look for images in {0}").format(folder.name),
            work,
            done=done,
            failed=self._hub.reporter.report,
        )

    def take_new_picture(self) -> None:
        """The file in the selected image's place shows the same: its masks stay."""
        image_id = self._selection.image_id
        if image_id is None:
            return
        try:
            record = self._projects.project.image_files.take_new_picture(image_id)
        except SamftError as error:
            self._hub.reporter.report(error, self.tr("The new picture cannot be used"))
            return
        self.message.emit(
            self.tr("{0}: the new picture is used with the masks of the one before.").format(record.name)
        )
        self._hub.loader.forget(image_id)
        self._came_back(self._projects.project, image_id)

    def set_base_model(self, name: str, checkpoint: Path | None) -> None:
        """Use another base model; a child looks at its checkpoint first, as that needs the model's code."""
        command = self._hub.command
        folder = self._projects.folder
        if command.running:
            self.message.emit(self.tr("Something else is at work; try again when it is done."))
            return
        task = self._hub.tasks.open(
            lambda: self.tr("Change the base model"), cancel=command.cancel, brief=True
        )
        where = [] if checkpoint is None else ["--checkpoint", str(checkpoint)]

        def done(_result: dict[str, object]) -> None:
            self._hub.tasks.finish(task.id)
            self.base_changed.emit(folder)
            self.message.emit(self.tr("The base model is {0} now.").format(name))

        def failed(error: BaseException) -> None:
            state = TaskState.CANCELLED if isinstance(error, CancelledError) else TaskState.FAILED
            self._hub.tasks.finish(task.id, state)
            if state is TaskState.FAILED:
                self._hub.reporter.report(error, self.tr("The base model cannot be changed"))

        arguments = console_command("set-base-model", name, *where, "--project", folder, "--json")
        command.start(arguments, done=done, failed=failed)

    def set_lot(self, image_id: int, lot: str) -> None:
        """Put one image into a lot; an empty name takes it out of any."""
        try:
            self._projects.project.images.set_group([image_id], lot.strip())
        except SamftError as error:
            self._hub.reporter.report(error, self.tr("The lot cannot be set"))
            return
        self._projects.set_images(ImageIndex.of(self._projects.project.images.all()))

    def remove(self, image_id: int) -> None:
        """Take an image out of the project, with a way back on the picture."""
        project = self._projects.project
        try:
            removed = project.removal.remove(image_id)
        except SamftError as error:
            self._hub.reporter.report(error, self.tr("The image cannot be removed"))
            return
        # Steps to undo may be about objects that went with the image.
        self._history.clear()
        self._show(project, next_to=self._projects.index.places[image_id])
        words = self.tr(
            "{0} was removed from the project with %n masks. Its file stays.", "", removed.annotations
        )
        self._hub.notes.show(words.format(removed.name), lambda: self._put_back(project, removed))

    def _put_back(self, project: Project, removed: RemovedImage) -> None:
        try:
            project.removal.restore(removed)
        except SamftError as error:
            self._hub.reporter.report(error, self.tr("The image cannot be put back"))
            return
        self._show(project, select=removed.image_id)

    def _show(self, project: Project, *, select: int | None = None, next_to: int = 0) -> None:
        """Read the list again and select an image that is in it."""
        if not self._is_open(project):
            return
        index = ImageIndex.of(project.images.all())
        if select is None and index.order:
            select = index.order[min(next_to, len(index.order) - 1)]
        self._selection.select_image(None)
        self._projects.set_images(index)
        self._selection.select_image(select)

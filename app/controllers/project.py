"""Open, create, import, export, close: what happens to whole projects."""

from __future__ import annotations

import gc
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.language.live import Text
from app.language.message_text import message_text
from app.services.hub import Hub
from app.services.import_survey import ImportSurvey, survey
from app.services.opening import (
    Opened,
    Plan,
    add_paths,
    export_ground_truth,
    export_measures,
    import_source,
    open_project,
    plan_for,
    sample_plan,
)
from app.stores.project import ImageIndex, needs_work
from samft_core.errors import SamftError
from samft_core.formats.import_report import ExportReport, ImportReport
from samft_core.progress import CancelToken, OnProgress

if TYPE_CHECKING:
    from samft_core.project.project import Project


Confirm = Callable[[str, ImportSurvey, Callable[[], None], Callable[[], None]], None]
"""Asks whether what was found is to come in: name, what was found, what to do after a yes, after a no."""


ChooseBase = Callable[[Plan, Callable[[Plan], None]], None]
"""Asks which base model a project to be made shall use, where there is a choice, then goes on with it."""


class ProjectController(QObject):
    """``message`` carries a sentence for the message bar; ``opening`` follows when a project is being read.

    ``closing`` comes before anything of an open project is put away. ``imported`` carries the project, the
    import's key and words about it.
    """

    message = Signal(str)
    opening = Signal(bool)
    closing = Signal()
    imported = Signal(object, str, str)

    def __init__(
        self,
        hub: Hub,
        confirm: Confirm,
        choose_base: ChooseBase,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._choose_base = choose_base
        self._confirm = confirm
        self._projects = hub.projects
        self._models = hub.models
        self._selection = hub.selection
        self._engine = hub.engine
        self._background = hub.background
        self._tasks = hub.tasks
        self._notes = hub.notes
        self._loader = hub.loader
        self._thumbnails = hub.thumbnails
        self._settings = hub.settings
        self._reporter = hub.reporter
        self._opening: int | None = None
        self.failed: Path | None = None

    def open_path(self, path: Path, *, ask: bool = True) -> None:
        """Open a project, or make one for a folder of images.

        Without ``ask`` masks in the folder become ground truth unasked: for a command line that says so.
        """
        try:
            plan = replace(plan_for(path), ask=ask)
        except SamftError as error:
            self._reporter.report(error, self.tr("This cannot be opened"))
            return
        if plan.create and ask:
            self._choose_base(plan, self._open)
        else:
            self._open(plan)

    def open_sample(self) -> None:
        """Open the sample project, made on first use."""
        try:
            plan = replace(sample_plan(), ask=False)  # it came with the program
        except SamftError as error:
            self._reporter.report(error, self.tr("The sample project cannot be opened"))
            return
        self._open(plan)

    def _open(self, plan: Plan) -> None:
        if self._opening is not None:
            # Only the project that was chosen last is opened. The other may already be half way; see
            # ``_opened``.
            self._tasks.request_cancel(self._opening)
        self.opening.emit(True)
        inspector = self._settings.inspector or None
        task_id = self._opening = self._tasks.start(
            lambda: self.tr("Open {0}").format(plan.project.name),
            lambda _progress, cancel: open_project(plan, inspector, cancel),
            done=lambda opened: self._opened(task_id, opened),
            failed=lambda error: self._failed_to_open(task_id, plan, error),
            brief=True,
        )

    def _failed_to_open(self, task_id: int, plan: Plan, error: BaseException) -> None:
        if task_id != self._opening:
            return  # another project was chosen meanwhile
        self.failed = plan.project
        self._opening = None
        self.opening.emit(False)
        self._reporter.report(error, self.tr("The project cannot be opened"))

    def _opened(self, task_id: int, opened: Opened) -> None:
        if task_id != self._opening:
            # Came too late, after another was chosen: closed at once, so that it does not stay open
            # unseen.
            opened.project.close()
            return
        self._opening = None
        # Only now: where opening fails, the project before it is still there.
        self.close()
        self._projects.adopt(opened.project, opened.images, opened.classes)
        # Tens of thousands of records that stay: the collector need not walk through them in mid-stroke.
        gc.freeze()
        self._models.set_project(opened.project)
        self._settings.add_recent_project(opened.project.folder)
        # After the stores hold the project: the engine's first replies name its images.
        self._engine.start(opened.project.folder)
        self.opening.emit(False)
        self._select_first()
        plan = opened.plan
        if plan.source is not None and (plan.create or not opened.images.order):
            self._import(opened.project, plan)
        elif plan.source is not None:
            self.message.emit(
                self.tr("This folder already has a project, which is open now: {0}").format(plan.project)
            )

    def _select_first(self) -> None:
        first = next(needs_work(self._projects.images()), next(iter(self._projects.index.order), None))
        # Never away from the image that somebody is looking at, as after an import.
        if self._selection.image_id is None and first is not None:
            self._selection.select_image(first)

    def close(self) -> None:
        """Close the project; running imports end with it."""
        if self._projects.is_open:
            self.closing.emit()
        for task in self._tasks.tasks():
            self._tasks.request_cancel(task.id)
        # First of all, as everything that shows the image asks the stores that are emptied next.
        self._selection.select_image(None)
        self._selection.select_class("")
        self._loader.clear()
        self._thumbnails.clear()
        self._engine.stop()
        self._models.set_project(None)
        self._projects.close()
        gc.unfreeze()

    def _import(self, project: Project, plan: Plan) -> None:
        source = plan.source
        if source is None:
            return
        made = self.tr("A project was made in {0}.").format(project.folder) + "  " if plan.create else ""

        def bring_in() -> None:
            self._bring_in(
                project,
                lambda: self.tr("Import {0}").format(source.name),
                lambda progress, cancel: import_source(project, source, progress, cancel),
                before=made,
            )

        if plan.ask:
            self._ask_first(project, [source], bring_in)
        else:
            bring_in()

    def _ask_first(self, project: Project, paths: list[Path], bring_in: Callable[[], None]) -> None:
        """Say what would become ground truth, and bring it in after a yes; images alone need none."""
        name = paths[0].name

        def done(found: ImportSurvey | None) -> None:
            if not self._projects.is_open or self._projects.project is not project:
                return
            # Images alone can be removed again without loss. Masks would count as somebody's accepted
            # work.
            if found is None or not found.changes_truth:
                bring_in()
                return
            self._confirm(
                name, found, bring_in, lambda: self.message.emit(self.tr("Nothing was brought in."))
            )

        self._tasks.start(
            lambda: self.tr("Look through {0}").format(name),
            lambda progress, cancel: survey(project, paths, progress, cancel),
            done=done,
            failed=lambda error: self._reporter.report(error, self.tr("The import did not finish")),
            cancelled=lambda: self.message.emit(self.tr("Nothing was brought in.")),
            brief=True,
        )

    def _bring_in(
        self,
        project: Project,
        title: Text,
        work: Callable[[OnProgress, CancelToken], ImportReport],
        *,
        before: str = "",
    ) -> None:
        """Run an import as a task; what came in is shown however it ends."""

        key = ""

        def run(progress: OnProgress, cancel: CancelToken) -> tuple[ImportReport, ImageIndex]:
            nonlocal key
            with project.imports.running() as key:
                # Under the key also where it is cancelled half way, so that the half can be taken back
                # whole.
                report = work(progress, cancel)
            # After the import, when it is known what came in.
            doubles = project.imports.drop_doubles(key)
            report.added, report.skipped = report.added - doubles.images, report.skipped + doubles.images
            report.annotations, report.good = (
                report.annotations - doubles.annotations,
                report.good - doubles.good,
            )
            return report, ImageIndex.of(project.images.all())

        def done(result: tuple[ImportReport, ImageIndex]) -> None:
            report, images = result
            self._projects.importing -= 1
            if report.problems:
                self._tasks.note(
                    task_id, "\n".join(f"{p.path}: {message_text(p.reason)}" for p in report.problems)
                )
            words = self._import_words(report)
            self.take_over(project, images, before + words)
            if report.added or report.annotations or report.good or report.drafts or report.boxes:
                self.imported.emit(project, key, words)

        def ended() -> None:
            self._projects.importing -= 1
            self._show_kept(project, key)

        def failed(error: BaseException) -> None:
            self._reporter.report(error, self.tr("The import did not finish"))
            ended()

        self._projects.importing += 1
        task_id = self._tasks.start(title, run, done=done, failed=failed, cancelled=ended)

    def add(self, paths: list[Path], *, ask: bool = True) -> None:
        """Add folders and image files to the open project; without one, open the first of them.

        ``ask`` as in ``open_path``; into a project that is open masks never come unasked.
        """
        if not paths:
            return
        if not self._projects.is_open:
            self.open_path(paths[0], ask=ask)
            return
        try:
            # A folder that is a project is opened, not added as images; several paths are always added.
            plan = plan_for(paths[0]) if len(paths) == 1 else None
        except SamftError as error:
            self._reporter.report(error, self.tr("This cannot be added"))
            return
        if plan is not None and not plan.create and plan.source is None:
            self.open_path(paths[0])
            return
        project = self._projects.project

        def bring_in() -> None:
            self._bring_in(
                project,
                lambda: self.tr("Add images"),
                lambda progress, cancel: add_paths(project, paths, progress, cancel),
            )

        self._ask_first(project, paths, bring_in)

    def take_over(self, project: Project, images: ImageIndex, words: str) -> None:
        """Show the images of a project as they are after an import, and say what happened."""
        if not self._projects.is_open or self._projects.project is not project:
            return
        self._projects.set_images(images)
        self._projects.classes.reload()
        self._select_first()
        self.message.emit(words)

    def _show_kept(self, project: Project, key: str) -> None:
        """After an import that was cancelled or failed: what had come in by then."""

        def done(images: ImageIndex) -> None:
            words = self.tr("What was imported is kept.")
            self.take_over(project, images, words)
            self.imported.emit(project, key, words)

        if not self._projects.is_open or self._projects.project is not project:
            return
        self._background.run_task(
            lambda _token: ImageIndex.of(project.images.all()),
            done=done,
            failed=self._reporter.report,
        )

    def _import_words(self, report: ImportReport) -> str:
        words = self.tr("%n images added", "", report.added)
        if report.annotations:
            words += self.tr(", %n masks", "", report.annotations)
        if report.good:
            words += self.tr(", %n good", "", report.good)
        if report.drafts:
            words += self.tr(", %n drafts", "", report.drafts)
        if report.boxes:
            words += self.tr(", %n boxes that wait", "", report.boxes)
        if report.skipped:
            words += self.tr(", %n were there already", "", report.skipped)
        if report.problems:
            words += self.tr(", %n cannot be read (see the list)", "", len(report.problems))
        return self.tr("{0}.").format(words)

    def export(self, folder: Path, layout: str = "mvtec") -> None:
        """Write the ground truth in the format ``layout`` into ``folder``."""
        project = self._projects.project

        def done(report: ExportReport) -> None:
            if report.problems:
                self._tasks.note(
                    task_id, "\n".join(f"{p.path}: {message_text(p.reason)}" for p in report.problems)
                )
            images = self.tr("%n images", "", report.images)
            masks = self.tr("%n masks", "", report.masks)
            self.message.emit(self.tr("Written to {2}: {0} and {1}.").format(images, masks, folder))

        task_id = self._tasks.start(
            lambda: self.tr("Export ground truth"),
            lambda progress, cancel: export_ground_truth(project, folder, layout, progress, cancel),
            done=done,
            failed=lambda error: self._reporter.report(error, self.tr("The export did not finish")),
        )

    def export_measures(self, path: Path) -> None:
        """Write area, length, width and position of all accepted objects as a table."""
        project = self._projects.project

        def done(objects: int) -> None:
            words = self.tr("%n objects measured", "", objects)
            self.message.emit(self.tr("Written to {1}: {0}.").format(words, path))

        self._tasks.start(
            lambda: self.tr("Export measures"),
            lambda progress, cancel: export_measures(project, path, progress, cancel),
            done=done,
            failed=lambda error: self._reporter.report(error, self.tr("The measures cannot be written")),
        )

    @property
    def mm_per_pixel(self) -> float | None:
        """How large a pixel of the open project is; None where nobody said so."""
        return self._projects.mm_per_pixel

    def set_scale(self, mm_per_pixel: float | None) -> None:
        """Say how large a pixel is, None for unknown; said on the picture, where it can be taken back."""
        before = self._projects.mm_per_pixel
        if mm_per_pixel == before:
            return
        try:
            self._projects.set_scale(mm_per_pixel)
        except SamftError as error:
            self._reporter.report(error, self.tr("The scale cannot be set"))
            return
        if mm_per_pixel is None:
            text = self.tr("The project has no scale now: objects are measured in pixels.")
        else:
            text = self.tr("A pixel is {0} mm wide now, on all images of the project.")
        shown = "" if mm_per_pixel is None else f"{mm_per_pixel:g}"
        self._notes.show(text.format(shown), lambda: self.set_scale(before))

    def rename_class(self, class_id: int, name: str) -> None:
        """Give a class another name."""
        try:
            self._projects.classes.rename(class_id, name)
        except SamftError as error:
            self._reporter.report(error, self.tr("The class cannot be renamed"))
            self._projects.classes.reload()

    def class_for(self, name: str) -> str | None:
        """The class that was shown as ``name``, as it is called now, or a new one.

        None, and a message, where it is gone or the name cannot be used.
        """
        try:
            return self._projects.classes.add(self._projects.classes.current_name(name)).name
        except SamftError as error:
            self._reporter.report(error, self.tr("The class cannot be used"))
            return None

    def add_class(self, name: str) -> str | None:
        """Add a class; returns its clean name, None where the name cannot be used."""
        try:
            return self._projects.classes.add(name).name
        except SamftError as error:
            self._reporter.report(error, self.tr("The class cannot be added"))
            return None

"""From accepted masks to a version in use: preflight, run, result, activate, roll back."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from app.controllers.result_pictures import ResultPictures
from app.dialogs.confirmation import ask
from app.language.labels import version_title
from app.language.message_text import message_text, optional_message_text
from app.language.numbers import decimal, whole
from app.panels.fine_tuning import BAR_PARTS, FineTuningPanel
from app.panels.result_card import ResultCard
from app.panels.versions import VersionsPanel
from app.services.background import Job
from app.services.engine import EngineState
from app.services.hub import Hub
from app.services.opening import candidate_of
from app.services.preflight import Preflight, on_battery, preflight
from app.services.reports import HTML, PDF
from app.services.task_center import Task, TaskState
from app.services.trainer import TrainingRequest
from app.theme.theme import Theme
from samft_core.errors import SamftError, UsageError
from samft_core.evaluation.advice import NamedImage, advice_on
from samft_core.evaluation.image_results import ResultSummary
from samft_core.evaluation.records import Comparison, recorded_comparison
from samft_core.files.atomic import copy_file
from samft_core.progress import Progress, stage_text
from samft_core.project.records import ImageState, RunRecord, RunState
from samft_core.security import it_policy
from samft_core.training import events
from samft_core.training.recipe import read_recipe

if TYPE_CHECKING:
    from samft_core.imaging.geometry import View
    from samft_core.project.project import Project

RECIPE_VARIABLE = "SAMFT_RECIPE"
"""A preset's name or a recipe as JSON that replaces the choice in the window, for small runs."""

PREPARED_AT_ONCE = 200
"""Views in one order to the engine: a large project has thousands, and every accepted mask changes them."""


class FineTuningController(QObject):
    """``message`` carries a sentence for the message bar.

    ``result_ready`` follows when a version waits for a decision, ``run_ended`` carries what
    the notice at a run's end says.
    """

    message = Signal(str)
    result_ready = Signal(str)
    run_ended = Signal(str)
    running_changed = Signal(bool)

    def __init__(
        self,
        hub: Hub,
        *,
        panel: FineTuningPanel,
        result: ResultCard,
        versions: VersionsPanel,
        theme: Theme,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._projects = hub.projects
        self._models = hub.models
        self._engine = hub.engine
        self._trainer = hub.trainer
        self._background = hub.background
        self._tasks = hub.tasks
        self._settings = hub.settings
        self._notes = hub.notes
        self._theme = theme
        self._selection = hub.selection
        self._annotations = hub.annotations
        self._reporter = hub.reporter
        self._panel = panel
        self._result = result
        self._pictures = ResultPictures(hub, result, self)
        self._reports = hub.reports
        self._task: Task | None = None
        self._run_id: int | None = None
        self._unfinished = ""
        self._preflight_job: Job | None = None
        self._preflight_soon = QTimer(self)
        self._preflight_soon.setSingleShot(True)
        # Accepting, encoding and settings all ask for a new look; several within a moment are one.
        self._preflight_soon.setInterval(300)
        self._preflight_soon.timeout.connect(self._start_preflight)
        self.can_train = False
        self._tried_with = 0
        self._sent: tuple[tuple[int, View], ...] = ()
        self._wire(versions)

    def _wire(self, versions: VersionsPanel) -> None:
        self._trainer.reported.connect(self._reported)
        self._trainer.ended.connect(self._ended)
        self._projects.opened.connect(self._project_opened)
        self._projects.closed.connect(self._result.clear)
        self._projects.image_changed.connect(lambda _id: self._preflight_soon.start())
        self._projects.images_added.connect(self._preflight_soon.start)
        self._engine.state_changed.connect(lambda _state, _detail: self._preflight_soon.start())
        self._engine.prepared.connect(self._preflight_soon.start)
        self._settings.changed.connect(lambda _name: self._preflight_soon.start())
        self._panel.cancel_wanted.connect(self.cancel)
        self._panel.resume_wanted.connect(self.resume)
        self._panel.recipe_changed.connect(lambda _name: self._preflight_soon.start())
        self._result.activate_wanted.connect(self.activate)
        self._result.discard_wanted.connect(lambda _name: self._result.clear())
        self._result.image_wanted.connect(self.show_suggestion)
        self._result.pdf_wanted.connect(self._save_pdf)
        self._result.report_wanted.connect(self.open_report)
        versions.activate_wanted.connect(self.activate)
        versions.details_wanted.connect(self.show_result)

    @property
    def _recipe(self) -> str:
        return os.environ.get(RECIPE_VARIABLE) or str(self._panel.recipe.currentData())

    # Preflight

    def _start_preflight(self) -> None:
        if not self._projects.is_open:
            return
        # Its answer would come after the newer one and be wrong.
        if self._preflight_job is not None:
            self._preflight_job.cancel()
        project = self._projects.project
        try:
            recipe = read_recipe(self._recipe)
        except UsageError as error:
            self._reporter.report(error, self.tr("The recipe cannot be used"))
            return
        self._preflight_job = self._background.run_task(
            lambda _token: preflight(project, recipe),
            done=self._preflight_done,
            failed=self._preflight_failed,
        )

    def _preflight_failed(self, error: BaseException) -> None:
        if self._projects.is_open:
            self._reporter.report(error)

    def _preflight_done(self, found: Preflight) -> None:
        self.can_train = found.can_start
        self._panel.show_preflight(found, self._engine.description)
        self.running_changed.emit(self._trainer.running)
        self._prepare(found.missing, planes=found.planes)
        self._retrain(found)

    def _retrain(self, found: Preflight) -> None:
        """Fine-tune by itself where the inspector wants that after so many new masks; never beside a run.

        What comes of it goes through the gate and waits for a person, as after any run.
        """
        wanted = self._settings.retrain_after
        # Where a run could not even begin, the masks stay new: it is not tried again on the same ones.
        self._tried_with = min(self._tried_with, found.new_masks)
        if not wanted or found.new_masks - self._tried_with < wanted or not found.can_start:
            return
        project = self._projects.project
        busy = self._trainer.running or found.run_elsewhere or self._unfinished
        if busy or on_battery() or project.read_only_reason is not None:
            return
        if not it_policy.allows("fine_tune", project.inspector):
            return
        self._tried_with = found.new_masks
        self.message.emit(
            self.tr("Fine-tuning has started by itself: %n masks are new.", "", found.new_masks)
        )
        self._start(None)

    def _prepare(self, missing: tuple[tuple[int, View], ...], *, planes: bool) -> None:
        """Have the engine encode in pauses what a run would encode first; the same views only once."""
        # During a run the trainer encodes what it needs, and both would share the cores.
        if self._trainer.running or not self._settings.prepare_ahead or on_battery():
            missing = ()
        missing = missing[:PREPARED_AT_ONCE]
        if missing != self._sent and self._engine.state is EngineState.READY:
            self._sent = missing
            self._engine.prepare(missing, planes=planes)

    def _project_opened(self) -> None:
        self._run_id = None
        self._unfinished = ""
        self._tried_with = 0
        self._sent = ()
        self._panel.show_idle()
        self._panel.show_preflight(None, "")
        project = self._projects.project
        self._background.run_task(
            # Only the newest: an older run that did not finish was given up for the ones after it.
            lambda _token: project.runs.all()[-1:],
            done=lambda runs: self._offer_unfinished(project, runs),
            failed=self._preflight_failed,
        )
        self._preflight_soon.start()
        waiting = candidate_of(self._projects.project.versions.all()[::-1])
        if waiting is not None:
            self.show_result(waiting.name)

    def _offer_unfinished(self, project: Project, runs: list[RunRecord]) -> None:
        """A run that a crash, a power cut or a closed window ended can be gone on with."""
        if not self._projects.is_open or self._projects.project is not project or self._trainer.running:
            return
        if runs and runs[0].state is not RunState.FINISHED:
            self._run_id = runs[0].id
            self._unfinished = runs[0].name
            self.offer_again()

    def offer_again(self) -> None:
        """Say in the language of the moment that a run can be gone on with."""
        if self._unfinished:
            words = self.tr("{0} did not finish. It can go on from its last checkpoint.")
            self._panel.show_unfinished(words.format(self._unfinished))

    # Running

    def start(self) -> None:
        """Fine-tune on what is accepted now."""
        self._start(None)

    def resume(self) -> None:
        """Go on with the run that was cancelled or failed last."""
        if self._run_id is not None:
            self._start(self._run_id)

    def _start(self, resume: int | None) -> None:
        if self._trainer.running or not self._projects.is_open:
            return
        self._result.clear()
        self._unfinished = ""
        self._panel.show_starting()
        self._sent = ()
        # The engine stops encoding ahead: the trainer does it itself from now on.
        self._engine.prepare(())
        self._task = self._tasks.open(lambda: self.tr("Fine-tune"), cancel=self.cancel)
        self._trainer.start(
            TrainingRequest(self._projects.folder, self._recipe, resume, self._settings.inspector)
        )
        self.running_changed.emit(True)

    def cancel(self) -> None:
        """Ask the run to stop."""
        self._panel.show_cancelling()
        self._trainer.cancel()

    def _reported(self, event: object) -> None:
        words = self._stage_words(event) if isinstance(event, events.StageProgress) else ""
        self._panel.show_event(event, words)
        match event:
            case events.RunStarted():
                self._run_id = event.run_id
            case events.ImagesLeftOut():
                self._report_left_out(event.images)
            case events.DeviceChanged():
                self._report_without_gpu(event)
            case events.StageProgress():
                self._report_share(event, words)
            case events.RunFinished():
                self._finished(event)
            case events.RunCancelled():
                # 0 where the process was killed before it named its run.
                self._run_id = event.run_id or self._run_id
                words = self.tr("Cancelled at step {0}. What was learnt so far is kept.").format(event.step)
                self._panel.show_end(words, tone="", resumable=self._run_id is not None)
                self._finish_task(TaskState.CANCELLED)
            case events.RunFailed():
                self._failed(event)

    def _report_left_out(self, images: Sequence[str]) -> None:
        """Name in the list of tasks which images the run does without."""
        if self._task is not None:
            self._tasks.note(self._task.id, "\n".join(map(message_text, images)))
        self.message.emit(self.tr("%n images are left out of this run (see the tasks).", "", len(images)))

    def _report_without_gpu(self, event: events.DeviceChanged) -> None:
        words = message_text(event.message)
        if self._task is not None:
            self._tasks.note(self._task.id, words)
        self.message.emit(words)

    def _report_share(self, event: events.StageProgress, words: str) -> None:
        """One share and one remaining time over all stages, in the list of tasks as on the page."""
        if event.run_share is None:
            return
        done = int(BAR_PARTS * event.run_share)
        self._report(Progress(words, done, BAR_PARTS, event.run_remaining_s, words, percent=True))

    def _report(self, progress: Progress) -> None:
        if self._task is not None:
            self._tasks.report(self._task.id, progress)

    def _finish_task(self, state: TaskState) -> None:
        if self._task is not None:
            self._tasks.finish(self._task.id, state)

    def _finished(self, event: events.RunFinished) -> None:
        self._finish_task(TaskState.DONE)
        self._run_id = None
        self._models.reload()
        self._engine.reload()
        minutes = event.seconds / 60
        words = self.tr("Finished in {0} min.").format(decimal(minutes, 1))
        self._panel.show_end(words, tone="ok" if event.offered else "warn", resumable=False)
        self.show_result(event.version, Comparison.read(event.comparison, event.messages))
        self.run_ended.emit(self._end_words(event))
        self.result_ready.emit(event.version)

    def _end_words(self, event: events.RunFinished) -> str:
        """What the notice says: whether there is something to put to use, and how it did."""
        words = (
            self.tr("Fine-tuning is done: {0} is better.")
            if event.offered
            else self.tr("Fine-tuning is done: {0} is not offered.")
        ).format(event.version)
        record = self._models.version(event.version)
        summary = None if record is None else ResultSummary.of(record.card.image_results)
        return words if summary is None else f"{words} {message_text(summary.sentence)}"

    def _failed(self, event: events.RunFailed) -> None:
        sentences = [message_text(event.message), optional_message_text(event.remedy)]
        words = " ".join(filter(None, sentences))
        self._run_id = event.run_id or self._run_id
        self._panel.show_end(words, tone="error", resumable=self._run_id is not None)
        if self._task is not None:
            self._tasks.fail(self._task.id, f"{words}\n\n{self._trainer.log_tail}".strip())
        self.run_ended.emit(self.tr("Fine-tuning has failed."))

    def _ended(self) -> None:
        self.running_changed.emit(False)
        if self._projects.is_open:
            self._preflight_soon.start()

    def _stage_words(self, event: events.StageProgress) -> str:
        words = message_text(stage_text(event.stage))
        return (
            self.tr("{0}: {1} of {2}").format(words, whole(event.done), whole(event.total))
            if event.total
            else words
        )

    # Deciding

    def show_result(self, name: str, comparison: Comparison | None = None) -> None:
        """Show a version's result card."""
        record = self._models.version(name)
        if record is None:
            return
        found = comparison or recorded_comparison(record.card)
        if found is not None:
            results = record.card.image_results
            advice = advice_on(found, results, undecided=self._undecided())
            self._result.show_result(name, found, state=record.state, images=results, advice=advice)
            self._pictures.show(record)
            self.result_ready.emit(name)

    def _undecided(self) -> list[NamedImage]:
        """The images that wait for somebody to accept them or sign them off, in their order."""
        waiting = (ImageState.NEW, ImageState.DRAFT)
        return [NamedImage(i.id, i.name) for i in self._projects.images() if i.state in waiting]

    def open_report(self, version: str) -> None:
        """Show a version's report in the desktop's own browser, made anew from what the project holds."""
        self._make_report(
            version, lambda folder: QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder / HTML)))
        )

    def _save_pdf(self, version: str) -> None:
        """Ask where a version's report should go, and put it there."""
        chosen, _ = QFileDialog.getSaveFileName(
            self._result.window(), self.tr("Save the report"), f"{version}-{PDF}", self.tr("PDF (*.pdf)")
        )
        if chosen:
            self._make_report(version, lambda folder: self.save_pdf(folder / PDF, Path(chosen)))

    def _make_report(self, version: str, then: Callable[[Path], object]) -> None:
        record = self._models.version(version)
        if record is None:
            return
        doing = self.tr("The report cannot be made")
        self.message.emit(self.tr("Writing the report"))
        self._reports.make(
            self._projects.folder,
            record,
            done=then,
            failed=lambda error: self._reporter.report(error, doing),
        )

    def save_pdf(self, source: Path, target: Path) -> None:
        """Copy a report."""

        def done(_nothing: None) -> None:
            self.message.emit(self.tr("The report is in {0}.").format(target))

        self._background.run_task(
            lambda _token: copy_file(source, target),
            done=done,
            failed=lambda error: self._reporter.report(error, self.tr("The report cannot be saved")),
        )

    def show_suggestion(self, image_id: int, annotation_id: int) -> None:
        """Show an image with one of its masks picked."""
        shown = self._models.version(self._result.version)
        if shown is not None and shown.card.came_as is not None:
            # The ids on its card count the images of another project.
            self.message.emit(
                self.tr("This image belongs to the project that {0} was made in.").format(shown.name)
            )
            return
        if all(image.id != image_id for image in self._projects.images()):
            self.message.emit(self.tr("This image is no longer in the project."))
            return
        self._selection.select_image(image_id)
        if self._annotations.record(annotation_id) is not None:
            self._selection.select_annotation(annotation_id)

    def activate(self, name: str) -> None:
        """Put a version to use; the note about it has the way back."""
        before = self._models.active

        def back() -> None:
            # The note stays for a while; by then another version may be in use, which it must not
            # replace.
            if self._models.active == name:
                self._change(self._models.roll_back, doing)

        doing = self.tr("The version cannot be put to use")
        if self._change(lambda: self._models.activate(name), doing) and self._models.active != before:
            self._notes.show(self._in_use_words(before), back)

    def roll_back(self) -> None:
        """Ask, then return to what was in use before."""
        doing = self.tr("There is nothing to roll back to")
        try:
            target = self._models.in_use_before()
        except SamftError as error:
            self._reporter.report(error, doing)
            return
        if target is None:
            self.message.emit(doing + ".")
            return
        now = version_title(self._models.active)
        then = version_title(target)
        words = [
            self.tr("{0} is in use. From now on boxes are answered by {1} again.").format(now, then),
            self.tr("Accepted masks stay as they are, and {0} is kept.").format(now),
        ]
        ask(
            self.tr("Roll back to {0}?").format(then),
            words,
            yes=self.tr("Roll back"),
            go=self._roll_back,
            colors=self._theme.colors,
            parent=self._panel.window(),
        )

    def _roll_back(self) -> None:
        before = self._models.active

        def back() -> None:
            self._change(lambda: self._models.activate(before), self.tr("The version cannot be put to use"))

        if self._change(self._models.roll_back, self.tr("There is nothing to roll back to")):
            self._notes.show(self._in_use_words(before), back)

    def _in_use_words(self, before: str) -> str:
        now = version_title(self._models.active)
        return self.tr("In use now: {0}. Before: {1}.").format(now, version_title(before))

    def _change(self, change: Callable[[], None], doing: str) -> bool:
        """Change what is in use and say so; False, and a report, where that is refused."""
        try:
            change()
        except SamftError as error:
            self._reporter.report(error, doing)
            return False
        self._engine.reload()
        tuned = self._models.tuned
        words = (
            self.tr("{0} is in use now.").format(tuned) if tuned else self.tr("The base model is in use now.")
        )
        self.message.emit(words)
        if self._result.version:
            self.show_result(self._result.version)
        return True

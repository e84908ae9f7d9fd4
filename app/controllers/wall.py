"""The wall's acts on many images: each asked about with its counts, made as one step, and undone as one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QInputDialog, QWidget

from app.commands.history import History
from app.commands.wall_commands import JudgeImages, MoveToLot, ReclassObjects, RemoveImages, WallStep
from app.dialogs.confirmation import ask
from app.panels.wall import WallPanel
from app.services.background import Job
from app.services.hub import Hub
from app.theme.plain_text import ask_plainly
from app.theme.theme import Theme
from samft_core.errors import SamftError
from samft_core.project.image_facts import Overview
from samft_core.project.records import AnnotationState, ImageState
from samft_core.security import it_policy

_AGAIN_MS = 400
"""A change of many images is counted once after the last of them."""


class WallController(QObject):
    """``message`` carries a sentence; ``shown_changed`` says that the wall was opened or left."""

    message = Signal(str)
    shown_changed = Signal()

    def __init__(
        self,
        hub: Hub,
        history: History,
        *,
        panel: WallPanel,
        theme: Theme,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._hub = hub
        self._history = history
        self._panel = panel
        self._theme = theme
        self._window = window
        self._job: Job | None = None
        self.shown = False
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(_AGAIN_MS)
        self._again.timeout.connect(self.read)
        hub.projects.image_changed.connect(self._changed)
        hub.projects.images_added.connect(self._many_changed)
        hub.projects.classes.changed.connect(self._many_changed)
        hub.projects.closed.connect(self._closed)
        panel.approve_wanted.connect(self.ask_approve)
        panel.return_wanted.connect(self.ask_return)
        panel.class_wanted.connect(self.ask_class)
        panel.lot_wanted.connect(self.ask_lot)
        panel.remove_wanted.connect(self.ask_remove)
        panel.like_wanted.connect(self.show_like)
        panel.csv_wanted.connect(self.ask_csv)
        panel.open_wanted.connect(self.open_image)

    @property
    def may_undo(self) -> bool:
        """Whether the newest step was made here: others are about a picture that is not in view."""
        index = self._history.index()
        return index > 0 and isinstance(self._history.command(index - 1), WallStep)

    @property
    def may_redo(self) -> bool:
        """Whether the step to be made again is one of the wall's."""
        index = self._history.index()
        return index < self._history.count() and isinstance(self._history.command(index), WallStep)

    def set_shown(self, shown: bool) -> None:
        """The wall comes into view or leaves it: nothing is in hand on the picture meanwhile."""
        if shown == self.shown:
            return  # another page gave way, such as the start page where a project is opened
        self.shown = shown
        if shown:
            self._hub.selection.select_annotation(None)
            self._hub.predictions.clear()
            self._hub.wall.work_out()
            self.read()
            self._panel.select(self._hub.selection.image_id)
            self._panel.view.setFocus()
        elif self._hub.projects.is_open and self._hub.selection.image_id is None:
            self._hub.selection.select_image(next(iter(self._hub.projects.index.order), None))
        self.shown_changed.emit()

    def open_image(self, image_id: int) -> None:
        """Show one image on the canvas."""
        self._hub.selection.select_image(image_id)
        self._panel.close_wanted.emit()

    # Facts

    def read(self) -> None:
        """Count anew, in a thread."""
        if not self.shown or not self._hub.projects.is_open:
            return
        if self._job is not None:
            self._job.cancel()
        project = self._hub.projects.project
        self._job = self._hub.background.run_task(
            lambda token: project.overview.read(lambda: token.cancelled),
            done=self._counted,
            failed=self._hub.reporter.report,
        )

    def _counted(self, overview: Overview) -> None:
        self._job = None
        # Rows must not move under the selection of somebody who is choosing images.
        chosen = self._panel.view.chosen()
        self._hub.wall.set_overview(overview)
        self._choose_again(chosen)

    def _choose_again(self, image_ids: Sequence[int]) -> None:
        model = self._panel.view.selectionModel()
        for image_id in image_ids:
            row = self._hub.wall.row_of.get(image_id)
            if row is not None:
                model.select(self._panel.model.index(row), model.SelectionFlag.Select)

    def _changed(self, image_id: int) -> None:
        self._hub.wall_thumbnails.forget(image_id)
        self._again.start()

    def _many_changed(self) -> None:
        self._hub.wall_thumbnails.clear()
        self._again.start()

    def _closed(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None
        self._hub.wall_thumbnails.clear()

    # Acts

    def ask_approve(self, image_ids: Sequence[int]) -> None:
        """Approve what of these waits for the inspector at work."""
        reviews = self._hub.reviews
        fit = [image_id for image_id in image_ids if reviews.waits_for_me(image_id)]
        if not fit:
            self.message.emit(self.tr("None of these images waits for your approval."))
            return
        words = [self.tr("%n images are approved as they are.", "", len(fit)), *self._left(image_ids, fit)]
        seen = {image_id: reviews.version_of(image_id) for image_id in fit}
        self._ask(
            self.tr("Approve %n images?", "", len(fit)),
            words,
            self.tr("Approve"),
            lambda: self._push(JudgeImages(self._history, reviews, seen)),
        )

    def ask_return(self, image_ids: Sequence[int]) -> None:
        """Return what of these is decided; a sentence says what to change."""
        projects = self._hub.projects
        decided = (ImageState.ACCEPTED, ImageState.GOOD)
        fit = [image_id for image_id in image_ids if projects.image(image_id).state in decided]
        if not fit:
            self.message.emit(self.tr("None of these images is accepted or signed off as good."))
            return
        masks = sum(projects.image(image_id).annotation_count for image_id in fit)
        title = self.tr("Send back %n images", "", len(fit))
        lost = self.tr("%n masks become drafts again.", "", masks)
        reviews = self._hub.reviews
        seen = {image_id: reviews.version_of(image_id) for image_id in fit}

        def returned(comment: str) -> None:
            if comment.strip():
                self._push(JudgeImages(self._history, reviews, seen, comment))

        self._ask_text(title, "\n".join((lost, *self._left(image_ids, fit), self._what())), "", returned)

    def _what(self) -> str:
        return self.tr("What is to be changed?")

    def ask_class(self, image_ids: Sequence[int]) -> None:
        """Give all objects of these images another class."""
        names = [record.name for record in self._hub.projects.classes.records]
        ids, accepted, locked = self._objects(image_ids)
        if not ids or not names:
            self.message.emit(self.tr("There is no object on these images that could get another class."))
            return
        lines = [self.tr("%n objects get another class.", "", len(ids))]
        if accepted:
            lines.append(
                self.tr("%n of them are ground truth and become drafts until accepted anew.", "", accepted)
            )
        if locked:
            lines.append(self.tr("%n are locked and stay as they are.", "", locked))
        dialog = self._dialog(self.tr("Change class"), "\n".join(lines))
        dialog.setComboBoxItems(names)
        dialog.setComboBoxEditable(False)
        dialog.textValueSelected.connect(lambda name: self._push(ReclassObjects(self._history, ids, name)))
        dialog.open()

    def _objects(self, image_ids: Sequence[int]) -> tuple[list[int], int, int]:
        """The objects that may be changed, how many of them are ground truth, and how many are locked."""
        repository = self._hub.projects.project.annotations
        records = [record for image_id in image_ids for record in repository.of_image(image_id)]
        free = [record for record in records if not record.locked]
        accepted = sum(record.state is AnnotationState.ACCEPTED for record in free)
        return [record.id for record in free], accepted, len(records) - len(free)

    def ask_lot(self, image_ids: Sequence[int]) -> None:
        """Put these images into a lot; an empty name takes them out of any."""
        projects = self._hub.projects
        before = {image_id: projects.image(image_id).group for image_id in image_ids}
        if before:
            text = self.tr("Which lot are these %n images of?", "", len(before))
            self._ask_text(
                self.tr("Move to a lot"),
                text,
                next(iter(before.values())),
                lambda lot: self._push(MoveToLot(self._history, projects, before, lot.strip())),
            )

    def ask_remove(self, image_ids: Sequence[int]) -> None:
        """Take these images out of the project."""
        projects = self._hub.projects
        if not image_ids:
            return
        ids = list(image_ids)
        masks = sum(projects.image(image_id).annotation_count for image_id in ids)
        words = [self.tr("The files stay where they are.")]
        if masks:
            words.insert(0, self.tr("%n masks go with them.", "", masks))
        self._ask(
            self.tr("Remove %n images from the project?", "", len(ids)),
            words,
            self.tr("Remove"),
            lambda: self._remove(ids),
        )

    def _remove(self, image_ids: Sequence[int]) -> None:
        self._hub.selection.select_image(None)
        self._push(RemoveImages(self._history, self._hub.projects, image_ids))

    def _left(self, image_ids: Sequence[int], fit: Sequence[int]) -> list[str]:
        rest = len(image_ids) - len(fit)
        return [self.tr("%n of the selected images stay as they are.", "", rest)] if rest else []

    def _push(self, step: WallStep) -> None:
        words = step.text()
        self._history.push(step)
        index = self._history.index()
        # A refused step is off the stack, and with it Qt's own part of the object.
        if index and self._history.command(index - 1) is step:
            self.message.emit(self.tr("{0}: done. Undo takes it back.").format(words))
        current = self._hub.selection.image_id
        if current is not None and current in self._hub.projects:
            self._hub.annotations.load(current)

    def _ask(self, title: str, words: list[str], yes: str, go: Callable[[], object]) -> None:
        ask(title, words, yes=yes, go=go, colors=self._theme.colors, parent=self._window, warn=True)

    def _ask_text(self, title: str, text: str, value: str, then: Callable[[str], object]) -> None:
        dialog = self._dialog(title, text)
        dialog.setTextValue(value)
        dialog.textValueSelected.connect(then)
        dialog.open()

    def _dialog(self, title: str, text: str) -> QInputDialog:
        dialog = QInputDialog(self._window)
        dialog.setWindowTitle(title)
        dialog.setObjectName("wall")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        ask_plainly(dialog, text)
        return dialog

    # Looking

    def show_like(self, image_id: int | None) -> None:
        """Show the images that look most like one of them first."""
        if not self._hub.wall.show_like(image_id):
            self.message.emit(
                self.tr("This image has not been prepared yet. Open it, or prepare all images first.")
            )

    def ask_csv(self) -> None:
        """Where shall the counts go?"""
        title = self.tr("Export counts")
        path, _kind = QFileDialog.getSaveFileName(
            self._window, title, "counts.csv", self.tr("Tables (*.csv)")
        )
        if path:
            self.write_csv(Path(path))

    def write_csv(self, path: Path) -> None:
        """Write the counts of all objects by day, inspector and class."""
        from samft_core.formats.counts_csv import write_counts  # noqa: PLC0415 - the database library is slow

        try:
            it_policy.require("export", self._hub.projects.project.inspector)
            lines = write_counts(self._hub.wall.overview.objects, path)
        except SamftError as error:
            self._hub.reporter.report(error, self.tr("The counts cannot be exported"))
            return
        self.message.emit(self.tr("%n lines written to {0}", "", lines).format(path.name))

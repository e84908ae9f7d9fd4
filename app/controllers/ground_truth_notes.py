"""Says on the picture when a step takes something out of the ground truth, whichever gesture it was."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from app.commands.history import History
from app.services.hub import Hub
from app.stores.project import truth_has_left
from samft_core.project.records import ImageRecord, ImageState


class GroundTruthNotesController(QObject):
    """Owns no widget; ``undo`` and ``redo`` are the window's."""

    def __init__(
        self,
        hub: Hub,
        history: History,
        *,
        undo: Callable[[], object],
        redo: Callable[[], object],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._projects = hub.projects
        self._notes = hub.notes
        self._history = history
        self._redo = redo
        self._left: ImageRecord | None = None
        self._index = history.index()
        hub.notes.set_undo_step(undo)
        hub.projects.truth_left.connect(self._truth_left)
        history.failed.connect(self._forget)
        history.indexChanged.connect(self._moved)
        hub.projects.closed.connect(hub.notes.clear)

    def _truth_left(self, before: object) -> None:
        # What another station changes is told by whoever reads it.
        if not self._history.applying or not isinstance(before, ImageRecord):
            return
        # A step may be of several changes: what counts is how the image was before the first of them.
        if self._left is None or self._left.id != before.id:
            self._left = before

    def _forget(self, _error: object) -> None:
        """A step was refused, and with it whatever its changes said on their way."""
        self._left = None

    def _moved(self, index: int) -> None:
        """A step was made, taken back or made again."""
        self._notes.step_made()
        undone = index < self._index
        self._index = index
        left = self._left
        self._left = None
        if left is None or left.id not in self._projects:
            return
        now = self._projects.image(left.id)
        if not truth_has_left(left, now):
            return
        words = self._text(left, now)
        if undone:
            self._notes.show_after_undo(self.tr("Undone. {0}").format(words), (self.tr("Redo"), self._redo))
        else:
            self._notes.show_step(words)

    def _text(self, before: ImageRecord, image: ImageRecord) -> str:
        if before.state is ImageState.GOOD:
            return self.tr("{0}: no longer signed off as good.").format(image.name)
        deleted = image.annotation_count < before.annotation_count
        if image.state is ImageState.ACCEPTED or (before.state is ImageState.DRAFT and deleted):
            return self.tr("{0}: an accepted object was deleted.").format(image.name)
        if before.state is ImageState.DRAFT:
            return self.tr("{0}: an accepted object is no longer ground truth.").format(image.name)
        if image.state is ImageState.DRAFT:
            return self.tr("{0}: no longer ground truth, back to draft.").format(image.name)
        return self.tr("{0}: no longer ground truth.").format(image.name)

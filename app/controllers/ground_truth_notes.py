"""Says on the picture when a step takes something out of the ground truth, whichever gesture it was."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from app.commands.history import History
from app.services.hub import Hub
from samft_core.project.records import ImageState


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
        self._left: tuple[int, ImageState] | None = None
        self._index = history.index()
        hub.notes.set_undo_step(undo)
        hub.projects.truth_left.connect(self._truth_left)
        history.indexChanged.connect(self._moved)
        hub.projects.closed.connect(hub.notes.clear)

    def _truth_left(self, image_id: int, before: object) -> None:
        # What another station changes is told by whoever reads it.
        if self._history.applying and isinstance(before, ImageState):
            self._left = image_id, before

    def _moved(self, index: int) -> None:
        """A step was made, taken back or made again."""
        self._notes.step_made()
        undone = index < self._index
        self._index = index
        left = self._left
        self._left = None
        if left is None or left[0] not in self._projects:
            return
        words = self._text(*left)
        if undone:
            self._notes.show_after_undo(self.tr("Undone. {0}").format(words), (self.tr("Redo"), self._redo))
        else:
            self._notes.show_step(words)

    def _text(self, image_id: int, before: ImageState) -> str:
        image = self._projects.image(image_id)
        if before is ImageState.GOOD:
            return self.tr("{0}: no longer signed off as good.").format(image.name)
        if image.state is ImageState.ACCEPTED:
            return self.tr("{0}: an accepted object was deleted.").format(image.name)
        if image.state is ImageState.DRAFT:
            return self.tr("{0}: no longer ground truth, back to draft.").format(image.name)
        return self.tr("{0}: no longer ground truth.").format(image.name)

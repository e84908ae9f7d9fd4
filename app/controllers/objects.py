"""Whole objects: copy, paste, duplicate, split, merge, lock.

Every change goes through History.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from app.commands.annotation_commands import AddAnnotation
from app.commands.history import History
from app.commands.object_commands import LockObject, MergeObjects, SplitObject
from app.controllers.navigation import carried
from app.services.hub import Hub
from samft_core.imaging import mask_ops
from samft_core.imaging.masks import RleMask
from samft_core.imaging.prompts import Prompts
from samft_core.project.records import AnnotationRecord, NewAnnotation

MOST_PARTS = 50
"""A mask of more pieces is one with specks, which nobody wants as objects."""
BESIDE = 12
"""How far, in image pixels, a copy lies from the object that it was made of."""
MOST_COPIES = 10
"""So far off, in steps of that size, a free place is looked for."""


class ObjectsController(QObject):
    """Owns no widget. ``message`` carries a sentence, ``copied_changed`` that there is something to paste."""

    message = Signal(str)
    copied_changed = Signal()

    def __init__(
        self, hub: Hub, history: History, step: Callable[[int], None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._projects = hub.projects
        self._annotations = hub.annotations
        self._predictions = hub.predictions
        self._selection = hub.selection
        self._history = history
        self._step = step
        self._copied: list[AnnotationRecord] = []
        hub.projects.closed.connect(self._forget)

    @property
    def has_copied(self) -> bool:
        """Whether there is something to paste."""
        return bool(self._copied)

    def _forget(self) -> None:
        self._copied = []
        self.copied_changed.emit()

    def _selected(self) -> list[AnnotationRecord]:
        records = map(self._annotations.record, self._selection.annotation_ids)
        return [record for record in records if record is not None]

    def copy(self) -> None:
        """Remember the selected objects as they are now."""
        self._copied = self._selected()
        self.copied_changed.emit()
        if self._copied:
            text = self.tr("%n objects copied. Paste them here or on another image.", "", len(self._copied))
            self.message.emit(text)

    def paste(self) -> int:
        """Add what was copied to the image in view as drafts, in one step; returns how many.

        Where an object of the same outline lies there already, the new one lies a little beside it.
        """
        image_id = self._selection.image_id
        if image_id is None:
            return 0
        return self._add(self._copied, self.tr("Paste objects"))

    def paste_on_next(self) -> int:
        """Go on to the next image and add there what was copied; returns how many."""
        before = self._selection.image_id
        self._step(1)
        if self._selection.image_id == before:
            self.message.emit(self.tr("This is the last image."))
            return 0
        return self.paste()

    def hide(self) -> None:
        """Show the selected objects no longer."""
        self._selection.hide(self._selection.annotation_ids)

    def show_all(self) -> None:
        """Show all objects of the image."""
        self._selection.show_all()

    def duplicate(self) -> int:
        """Add a copy of each selected object beside it, as a draft, in one step; returns how many."""
        return self._add(self._selected(), self.tr("Duplicate objects"))

    def _add(self, records: list[AnnotationRecord], text: str) -> int:
        image_id = self._selection.image_id
        if image_id is None:
            return 0
        image = self._projects.image(image_id)
        taken = {record.mask for record in self._annotations.records()}
        fresh = []
        for record in records:
            new = carried(record, image)
            if new is None:
                continue
            if new.mask in taken:
                new = _beside(new, taken)
            taken.add(new.mask)
            fresh.append(new)
        if not fresh:
            self.message.emit(self.tr("Nothing was added: the objects lie outside this image."))
            return 0
        self._predictions.clear()
        added = []
        self._history.beginMacro(text)
        for new in fresh:
            command = AddAnnotation(self._history, new)
            self._history.push(command)
            if command.annotation_id is not None:
                added.append(command.annotation_id)
        self._history.endMacro()
        if added:
            self._selection.select_annotation(added[0])
            self._selection.select_others(added[1:])
            self.message.emit(
                self.tr("%n objects added as drafts. Correct them, then accept.", "", len(added))
            )
        return len(added)

    def split(self) -> int:
        """Make each separate piece of the selected object an object; returns how many there are then.

        The object keeps its largest piece; the others are drafts of its class.
        """
        record = self._annotations.record(self._selection.annotation_id)
        if record is None:
            return 0
        mask = self._annotations.read_mask(record.id)
        count = mask_ops.count_components(mask)
        if count < 2:
            self.message.emit(self.tr("The object is of one piece: there is nothing to split."))
            return 0
        if count > MOST_PARTS:
            text = self.tr("The object has {0} pieces. Take the specks away first; up to {1} are split.")
            self.message.emit(text.format(count, MOST_PARTS))
            return 0
        self._predictions.clear()
        pieces = mask_ops.components(mask)
        others = [
            NewAnnotation(
                record.image_id,
                record.class_name,
                Prompts(),
                RleMask.from_array(piece),
                started_from=record.started_from,
            )
            for piece in pieces[1:]
        ]
        command = SplitObject(self._history, record.id, kept=pieces[0], others=others)
        self._history.push(command)
        if command.added:
            self._selection.select_annotation(record.id)
            self._selection.select_others(command.added)
            self.message.emit(self.tr("Split into %n objects.", "", count))
        return count

    def merge(self) -> None:
        """Make the selected objects one: that which was selected last keeps its class and gets all masks."""
        records = self._selected()
        if len(records) < 2:
            return
        first = records[0]
        self._predictions.clear()
        self._history.push(MergeObjects(self._history, first.id, [other.id for other in records[1:]]))
        merged = self._annotations.record(first.id)
        if merged is None or merged.row_version == first.row_version:
            return  # refused, which is told
        self._selection.select_annotation(first.id)
        if len({record.class_name for record in records}) > 1:
            text = self.tr("Merged. All of it is of the class {0} now.")
            self.message.emit(text.format(first.class_name))

    def lock(self) -> None:
        """Lock the selected objects, so that their masks and classes stay as they are."""
        self._set_locked(True)

    def unlock(self) -> None:
        """Unlock the selected objects."""
        self._set_locked(False)

    def _set_locked(self, locked: bool) -> None:
        records = [record for record in self._selected() if record.locked != locked]
        if not records:
            return
        if locked:
            self._predictions.clear()  # an answer on its way would be refused
        self._history.beginMacro(self.tr("Lock objects") if locked else self.tr("Unlock objects"))
        for record in records:
            self._history.push(LockObject(self._history, record.id, locked))
        self._history.endMacro()


def _beside(new: NewAnnotation, taken: Collection[RleMask]) -> NewAnnotation:
    """The object in the nearest place that is free: a little further right and down, or another way.

    Where it fits nowhere as a whole it stays where it is. Its prompts were about the other place.
    """
    mask = new.mask.to_array()
    whole = new.mask.area
    for distance in range(BESIDE, BESIDE * MOST_COPIES, BESIDE):
        for dx, dy in ((1, 1), (-1, -1), (1, -1), (-1, 1)):
            moved = RleMask.from_array(mask_ops.moved(mask, dx * distance, dy * distance))
            if moved.area == whole and moved not in taken:
                return replace(new, prompts=Prompts(), mask=moved)
    return new

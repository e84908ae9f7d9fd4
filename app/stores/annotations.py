"""The objects on the image in view: the one writer of annotations.

Every edit is in the database before the next one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager, suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from app.stores.project import ProjectStore
from samft_core.errors import ConflictError, SamftError
from samft_core.imaging.masks import Mask, MaskDelta, RleMask, apply
from samft_core.imaging.prompts import Prompts
from samft_core.messages.message import Message
from samft_core.project.records import AnnotationRecord, AnnotationState, ImageState, NewAnnotation

if TYPE_CHECKING:  # the database library costs 0.4 s that the window's start must not pay
    from samft_core.project.seen_state import Signed


class AnnotationStore(QObject):
    """Implements the commands' AnnotationEditor over the project.

    ``loaded`` carries the image whose objects are now held, and so does ``replaced`` where somebody else had
    changed them since; the other signals an annotation's id. After a ConflictError the newest state has been
    read again, so that the window shows what is true.
    """

    loaded = Signal(object)
    replaced = Signal(object)
    added = Signal(int)
    changed = Signal(int)
    removed = Signal(int)

    def __init__(self, projects: ProjectStore, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._projects = projects
        self._image_id: int | None = None
        self._records: dict[int, AnnotationRecord] = {}
        self._masks: dict[int, Mask] = {}
        projects.classes.renamed.connect(self._class_renamed)
        self._seen: dict[int, dict[int, int]] = {}
        self._signed_good: dict[int, Signed] = {}
        self._withdrawn: dict[int, Signed] = {}
        self._before: tuple[dict[int, dict[int, int]], dict[int, Signed], dict[int, Signed]] | None = None
        projects.closed.connect(self._seen.clear)
        projects.transaction_begun.connect(self._keep)
        projects.transaction_refused.connect(self._bring_back)

    @property
    def image_id(self) -> int | None:
        """The image whose objects are held."""
        return self._image_id

    def load(self, image_id: int | None) -> None:
        """Hold the objects of another image, or read those of the same one again."""
        before = _row_versions(self._records) if image_id == self._image_id else None
        self._image_id = image_id
        self._masks.clear()
        self._records = {}
        if image_id is not None:
            self._records = {a.id: a for a in self._projects.project.annotations.of_image(image_id)}
            self._note_seen(image_id, self._records.values())
        self.loaded.emit(image_id)
        if before is not None and before != _row_versions(self._records):
            self.replaced.emit(image_id)

    def reload(self) -> None:
        """Read the objects in view again, and forget what was known of those on other images."""
        self._seen.clear()
        self.load(self._image_id)

    def records(self) -> list[AnnotationRecord]:
        """The objects of the image, oldest first."""
        return sorted(self._records.values(), key=lambda record: record.id)

    def record(self, annotation_id: int | None) -> AnnotationRecord | None:
        """One object of the image; None where it has none of this id, and for None."""
        return None if annotation_id is None else self._records.get(annotation_id)

    def seen(self, image_id: int) -> dict[int, int] | None:
        """The objects of an image as this window knows them, id to row version; None where it never did.

        Decisions name them, so that none is made about masks that a colleague changed meanwhile.
        """
        known = self._seen.get(image_id)
        return None if known is None else dict(known)

    def refuse_unseen(self, image_id: int) -> None:
        """Raise ConflictError, the newest state read, where the image's objects are not those known here."""
        now = {
            record.id: record.row_version for record in self._projects.project.annotations.of_image(image_id)
        }
        if now != self._seen.get(image_id, now):
            path = self._projects.image(image_id).path
            # Before the error: whoever catches it must find the window showing what is true now.
            self._read_again()
            raise ConflictError(
                Message("conflict.image"),
                path=path,
                remedy=Message("remedy.decide_again"),
            )

    def _keep(self) -> None:
        # What is known of one image is replaced and never changed in place: the outer dictionary is enough.
        self._before = (dict(self._seen), dict(self._signed_good), dict(self._withdrawn))

    def _bring_back(self) -> None:
        """Know again what was known before a transaction that was refused, and show what is stored."""
        if self._before is None:
            return
        seen, self._signed_good, self._withdrawn = self._before
        self._before = None
        # What a conflict made this window forget stays forgotten: the next visit reads it.
        kept = {image_id: versions for image_id, versions in seen.items() if image_id in self._seen}
        self._seen.clear()
        self._seen.update(kept)
        with suppress(SamftError):
            self.load(self._image_id)

    # What follows is the commands' AnnotationEditor.

    def one_transaction(self) -> AbstractContextManager[None]:
        """Make what is changed inside one transaction: all of it or, where a part is refused, nothing."""
        return self._projects.one_transaction()

    def read_mask(self, annotation_id: int) -> Mask:
        """The current mask, H x W bool; not to be changed by the caller."""
        mask = self._masks.get(annotation_id)
        if mask is None:
            mask = self._known(annotation_id).mask.to_array()
            self._masks[annotation_id] = mask
        return mask

    def state_of(self, annotation_id: int) -> tuple[int, AnnotationState]:
        """The image an annotation is on, and whether it is ground truth."""
        record = self._known(annotation_id)
        return record.image_id, record.state

    def apply_delta(self, annotation_id: int, delta: MaskDelta) -> MaskDelta:
        """Write the patch into the mask and the database; returns the inverse."""
        mask = self.read_mask(annotation_id)
        inverse = apply(mask, delta)
        try:
            self._update(annotation_id, mask=RleMask.from_array(mask))
        except ConflictError:
            raise  # everything was read again, the mask included
        except SamftError:
            # The mask in memory is what the canvas shows; it must not be ahead of the database.
            apply(mask, inverse)
            raise
        return inverse

    def set_prompts(
        self, annotation_id: int, prompts: Prompts, started_from: str | None
    ) -> tuple[Prompts, str | None]:
        """Replace prompts and the version the mask started from; returns the former ones."""
        before = self._known(annotation_id)
        self._update(annotation_id, prompts=prompts, started_from=started_from)
        return before.prompts, before.started_from

    def set_class(self, annotation_id: int, defect_class: str | int) -> int:
        """Change the defect class, by its name or by its id; returns the former one's id."""
        before = self._known(annotation_id).class_id
        if isinstance(defect_class, int):
            self._update(annotation_id, class_id=defect_class)
        else:
            name = self._projects.classes.current_name(defect_class)
            self._update(annotation_id, class_name=name)
            self._reload_classes(name)
        return before

    def add(self, new: NewAnnotation) -> int:
        """Add a draft; returns its id."""
        good = self._good(new.image_id)
        class_name = self._projects.classes.current_name(new.class_name)
        try:
            record = self._projects.project.annotations.add(
                replace(new, class_name=class_name), seen_good=good is not None
            )
        except ConflictError:
            self._read_again(new.image_id)
            raise
        self._reload_classes(class_name)
        self._appeared(record, good)
        return record.id

    def delete(self, annotation_id: int) -> AnnotationRecord:
        """Remove an object; returns what ``restore`` needs."""
        row_version = self._row_version(annotation_id)
        try:
            record = self._projects.project.annotations.delete(annotation_id, row_version=row_version)
        except ConflictError:
            self._read_again()
            raise
        self._note_version(record.image_id, annotation_id, None)
        self._records.pop(annotation_id, None)
        self._masks.pop(annotation_id, None)
        self.removed.emit(annotation_id)
        self._projects.refresh_image(record.image_id)
        return record

    def take_back(self, annotation_id: int) -> AnnotationRecord:
        """Remove what was added; a sign-off as good that went with the adding stands again."""
        record = self.delete(annotation_id)
        signed = self._withdrawn.pop(annotation_id, None)
        # Only where nothing else came since: an image with another object is not free of defects again.
        if signed is not None and self._projects.image(record.image_id).state is ImageState.NEW:
            self._sign(record.image_id, True, signed)
        return record

    def restore(self, record: AnnotationRecord) -> None:
        """Bring a deleted object back under its own id."""
        good = self._good(record.image_id)
        try:
            restored = self._projects.project.annotations.restore(record, seen_good=good is not None)
        except ConflictError:
            self._read_again(record.image_id)
            raise
        self._appeared(restored, good)

    def set_states(
        self, image_id: int, states: Mapping[int, AnnotationState]
    ) -> Mapping[int, AnnotationState]:
        """Set the states of these objects of one image; returns their former states."""
        return self._set_states(image_id, states, {})

    def signed(self, annotation_id: int) -> Signed | None:
        """Who accepted an object, and when; None where it is a draft."""
        record = self._known(annotation_id)
        if record.state is not AnnotationState.ACCEPTED:
            return None
        return record.accepted_by, record.accepted_at, record.accepted_account

    def put_back_states(
        self, image_id: int, states: Mapping[int, AnnotationState], signed: Mapping[int, Signed | None]
    ) -> None:
        """Set states back to what they were: what was accepted is accepted again by who ``signed`` names."""
        self._set_states(image_id, states, {key: by for key, by in signed.items() if by is not None})

    def set_locked(self, annotation_id: int, locked: bool) -> None:
        """Lock an object, so that its mask and class stay as they are, or unlock it."""
        row_version = self._row_version(annotation_id)
        try:
            record = self._projects.project.annotations.set_locked(
                annotation_id, locked, row_version=row_version
            )
        except ConflictError:
            self._read_again()
            raise
        self._changed(record)

    def put_back_good(self, image_id: int) -> None:
        """The sign-off as good that was taken back stands again, by whoever gave it."""
        signed = self._signed_good.pop(image_id, None)
        if signed is not None:
            self._sign(image_id, True, signed)

    def _set_states(
        self, image_id: int, states: Mapping[int, AnnotationState], signed: Mapping[int, Signed]
    ) -> Mapping[int, AnnotationState]:
        project = self._projects.project
        before = {a.id: a for a in project.annotations.of_image(image_id)}
        former = {
            annotation_id: before[annotation_id].state for annotation_id in states if annotation_id in before
        }
        if former:
            try:
                project.annotations.set_states(image_id, states, seen=self.seen(image_id), signed=signed)
            except ConflictError:
                self._read_again(image_id)
                raise
        self._projects.refresh_image(image_id)
        records = project.annotations.of_image(image_id)
        self._note_seen(image_id, records)
        if image_id == self._image_id:
            self._records = {a.id: a for a in records}
            # Once for all of them: each listener shows every object of the image.
            self.loaded.emit(image_id)
        return former

    def set_good(self, image_id: int, good: bool) -> bool:
        """Sign an image off as good, or take that back; returns whether it was good."""
        before = self._projects.image(image_id).state is ImageState.GOOD
        signed = self._good(image_id)
        if signed is not None:
            self._signed_good[image_id] = signed
        self._sign(image_id, good, None)
        return before

    def _sign(self, image_id: int, good: bool, signed: Signed | None) -> None:
        try:
            self._projects.set_good(image_id, good, seen=self.seen(image_id), signed=signed)
        except ConflictError:
            self._read_again(image_id)
            raise

    def _good(self, image_id: int) -> Signed | None:
        """Who signed the image off as good, and when; None where nobody did."""
        image = self._projects.image(image_id)
        if image.state is not ImageState.GOOD:
            return None
        who = next(iter(image.accepted_by), None)
        account = next(iter(image.accepted_accounts), None)
        return who, image.accepted_at, account

    def _known(self, annotation_id: int) -> AnnotationRecord:
        return self._records.get(annotation_id) or self._projects.project.annotations.get(annotation_id)

    def _row_version(self, annotation_id: int) -> int:
        """As this window last saw it, also on an image out of view: undo overwrites no colleague's work."""
        record = self._known(annotation_id)
        return self._seen.get(record.image_id, {}).get(annotation_id, record.row_version)

    def _note_seen(self, image_id: int, records: Iterable[AnnotationRecord]) -> None:
        self._seen[image_id] = {record.id: record.row_version for record in records}

    def _note_version(self, image_id: int, annotation_id: int, row_version: int | None) -> None:
        """Know another row version of an object, or with None that it is gone."""
        known = self._seen.get(image_id)
        if known is None:
            return
        others = {key: version for key, version in known.items() if key != annotation_id}
        self._seen[image_id] = others if row_version is None else {**others, annotation_id: row_version}

    def _update(self, annotation_id: int, **changes: Any) -> None:
        row_version = self._row_version(annotation_id)
        try:
            record = self._projects.project.annotations.update(
                annotation_id, row_version=row_version, **changes
            )
        except ConflictError:
            self._read_again()
            raise
        self._changed(record)

    def _changed(self, record: AnnotationRecord) -> None:
        self._note_version(record.image_id, record.id, record.row_version)
        if record.image_id == self._image_id:
            self._records[record.id] = record
        self.changed.emit(record.id)
        self._projects.refresh_image(record.image_id)

    def _appeared(self, record: AnnotationRecord, good: Signed | None) -> None:
        """An object is there, for the first time or again; ``good`` is the sign-off that went with it."""
        if good is not None:
            self._withdrawn[record.id] = good
        self._note_version(record.image_id, record.id, record.row_version)
        if record.image_id == self._image_id:
            self._records[record.id] = record
        self.added.emit(record.id)
        self._projects.refresh_image(record.image_id)

    def _class_renamed(self, old: str, new: str) -> None:
        for record in list(self._records.values()):
            if record.class_name == old:
                self._records[record.id] = replace(record, class_name=new)

    def _read_again(self, image_id: int | None = None) -> None:
        """Read anew what is in view, and forget what was known of ``image_id``, which is out of view."""
        if image_id is not None and image_id != self._image_id:
            self._seen.pop(image_id, None)
            self._projects.refresh_image(image_id)
            return
        if self._image_id is not None:
            self._projects.refresh_image(self._image_id)
        self.load(self._image_id)

    def _reload_classes(self, class_name: str) -> None:
        if self._projects.classes.named(class_name) is None:
            self._projects.classes.reload()


def _row_versions(records: Mapping[int, AnnotationRecord]) -> dict[int, int]:
    return {record.id: record.row_version for record in records.values()}

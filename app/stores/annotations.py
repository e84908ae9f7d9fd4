"""The objects on the image in view.

The one writer of annotations: every edit is in the database before the next.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Protocol

from PySide6.QtCore import QObject, Signal

from app.stores.project import ProjectStore
from samft_core.errors import ConflictError, SamftError
from samft_core.masks import Mask, MaskDelta, RleMask, apply
from samft_core.prompts import Prompts
from samft_core.store.records import AnnotationRecord, AnnotationState, ImageState


class NewObject(Protocol):
    """What is added: the commands' ``NewAnnotation``."""

    @property
    def image_id(self) -> int: ...  # noqa: D102
    @property
    def class_name(self) -> str: ...  # noqa: D102
    @property
    def prompts(self) -> Prompts: ...  # noqa: D102
    @property
    def mask(self) -> RleMask: ...  # noqa: D102
    @property
    def started_from(self) -> str | None: ...  # noqa: D102
    @property
    def prediction_id(self) -> int | None: ...  # noqa: D102


class AnnotationStore(QObject):
    """Implements the commands' AnnotationEditor over the project.

    ``loaded`` carries the image whose objects are now held; the other signals an annotation's id. After a
    ConflictError the newest state has been read again, so that the window shows what is true.
    """

    loaded = Signal(object)
    added = Signal(int)
    changed = Signal(int)
    removed = Signal(int)

    def __init__(self, projects: ProjectStore, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._projects = projects
        self._image_id: int | None = None
        self._records: dict[int, AnnotationRecord] = {}
        self._masks: dict[int, Mask] = {}
        projects.class_renamed.connect(self._class_renamed)

    @property
    def image_id(self) -> int | None:
        """The image whose objects are held."""
        return self._image_id

    def load(self, image_id: int | None) -> None:
        """Hold the objects of another image."""
        self._image_id = image_id
        self._masks.clear()
        self._records = {}
        if image_id is not None:
            self._records = {a.id: a for a in self._projects.project.annotations(image_id)}
        self.loaded.emit(image_id)

    def records(self) -> list[AnnotationRecord]:
        """The objects of the image, oldest first."""
        return sorted(self._records.values(), key=lambda record: record.id)

    def record(self, annotation_id: int) -> AnnotationRecord | None:
        """One object of the image."""
        return self._records.get(annotation_id)

    # What follows is the commands' AnnotationEditor.

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
            self._update(annotation_id, class_name=defect_class)
            self._reload_classes(defect_class)
        return before

    def add(self, new: NewObject) -> int:
        """Add a draft; returns its id."""
        record = self._projects.project.add_annotation(
            new.image_id,
            class_name=new.class_name,
            prompts=new.prompts,
            mask=new.mask,
            started_from=new.started_from,
            prediction_id=new.prediction_id,
        )
        self._reload_classes(new.class_name)
        self._appeared(record)
        return record.id

    def delete(self, annotation_id: int) -> AnnotationRecord:
        """Remove an object; returns what ``restore`` needs."""
        row_version = self._known(annotation_id).row_version
        try:
            record = self._projects.project.delete_annotation(annotation_id, row_version=row_version)
        except ConflictError:
            self._read_again()
            raise
        self._records.pop(annotation_id, None)
        self._masks.pop(annotation_id, None)
        self.removed.emit(annotation_id)
        self._projects.refresh_image(record.image_id)
        return record

    def restore(self, record: AnnotationRecord) -> None:
        """Bring a deleted object back under its own id."""
        self._appeared(self._projects.project.restore_annotation(record))

    def set_states(
        self, image_id: int, states: Mapping[int, AnnotationState]
    ) -> Mapping[int, AnnotationState]:
        """Set the states of these objects of one image; returns their former states."""
        project = self._projects.project
        before = {a.id: a for a in project.annotations(image_id)}
        former = {
            annotation_id: before[annotation_id].state for annotation_id in states if annotation_id in before
        }
        if former:
            project.set_states(image_id, states)
        self._projects.refresh_image(image_id)
        if image_id == self._image_id:
            self._records = {a.id: a for a in project.annotations(image_id)}
            # Once for all of them: each listener shows every object of the image.
            self.loaded.emit(image_id)
        return former

    def set_good(self, image_id: int, good: bool) -> bool:
        """Sign an image off as good, or take that back; returns whether it was good."""
        before = self._projects.image(image_id).state is ImageState.GOOD
        self._projects.set_good(image_id, good)
        return before

    def _known(self, annotation_id: int) -> AnnotationRecord:
        return self._records.get(annotation_id) or self._projects.project.annotation(annotation_id)

    def _update(self, annotation_id: int, **changes: Any) -> None:
        row_version = self._known(annotation_id).row_version
        try:
            record = self._projects.project.update_annotation(
                annotation_id, row_version=row_version, **changes
            )
        except ConflictError:
            self._read_again()
            raise
        if record.image_id == self._image_id:
            self._records[record.id] = record
        self.changed.emit(record.id)
        self._projects.refresh_image(record.image_id)

    def _appeared(self, record: AnnotationRecord) -> None:
        if record.image_id == self._image_id:
            self._records[record.id] = record
        self.added.emit(record.id)
        self._projects.refresh_image(record.image_id)

    def _class_renamed(self, old: str, new: str) -> None:
        for record in list(self._records.values()):
            if record.class_name == old:
                self._records[record.id] = replace(record, class_name=new)

    def _read_again(self) -> None:
        if self._image_id is not None:
            self._projects.refresh_image(self._image_id)
        self.load(self._image_id)

    def _reload_classes(self, class_name: str) -> None:
        if self._projects.class_named(class_name) is None:
            self._projects.reload_classes()

"""The annotations of a project: drafts, ground truth, undo of a delete."""

from __future__ import annotations

import enum
from collections.abc import Mapping, Sequence
from typing import Any, Final, cast

from sqlalchemy import Table, insert, select

from samft_core.errors import ProjectError
from samft_core.imaging.masks import RleMask
from samft_core.imaging.prompts import Prompts
from samft_core.messages.message import Message
from samft_core.project.annotation_rows import (
    AnnotationRows,
    annotation_record,
    is_truth,
    mask_of,
    with_class,
)
from samft_core.project.classes import ClassRepository
from samft_core.project.context import ProjectContext, now
from samft_core.project.database import conflict
from samft_core.project.image_file_records import ImageFileRepository
from samft_core.project.image_state import approved_images, truth_changed
from samft_core.project.images import ImageRepository, mask_columns
from samft_core.project.records import AnnotationRecord, AnnotationState, ImageRecord, NewAnnotation
from samft_core.project.row_digests import sealed
from samft_core.project.schema import AnnotationRow, ClassRow, ImageRow, PredictionRow, ProjectRow
from samft_core.project.seen_state import Seen, Signed, refuse_unseen, refuse_unseen_good

_DECISIONS = {AnnotationState.ACCEPTED: "image.accept", AnnotationState.DRAFT: "image.reopen"}


class Unchanged(enum.Enum):
    """The type of ``UNCHANGED``."""

    UNCHANGED = "unchanged"


UNCHANGED: Final = Unchanged.UNCHANGED
"""Leave this part of an annotation as it is; None is a value of its own."""


class AnnotationRepository:
    """The part of a project that knows its annotations."""

    def __init__(
        self,
        context: ProjectContext,
        rows: AnnotationRows,
        classes: ClassRepository,
        image_files: ImageFileRepository,
        images: ImageRepository,
    ) -> None:
        self._context = context
        self._rows = rows
        self._classes = classes
        self._image_files = image_files
        self._images = images

    def of_image(self, image_id: int) -> list[AnnotationRecord]:
        """The annotations of one image, oldest first."""
        return self._matching(AnnotationRow.image_id == image_id)

    def get(self, annotation_id: int) -> AnnotationRecord:
        """One annotation. Raises ProjectError where there is none."""
        with self._context.database.reading() as session:
            return self._rows.record(
                session, self._context.row(session, AnnotationRow, annotation_id, "annotation")
            )

    def add(self, new: NewAnnotation, *, seen_good: bool | None = None) -> AnnotationRecord:
        """Add one object. A class of a new name is added; an image signed off as good no longer is.

        ``seen_good`` says whether the image was shown as good: ConflictError where it was not and is now, so
        that nobody takes back a sign-off unseen. None asks nothing.
        """
        return self.add_all([new], seen_good=seen_good)[0]

    def add_all(
        self, items: Sequence[NewAnnotation], *, seen_good: bool | None = None
    ) -> list[AnnotationRecord]:
        """Add several objects in one transaction: all of them or, on an error, none.

        ``seen_good`` as in ``add``.
        """
        with self._context.database.writing() as session:
            rows = [self._rows.add(session, item, seen_good) for item in items]
            records = [self._rows.record(session, row) for row in rows]
        self._context.mirror.sync()
        return records

    def update(
        self,
        annotation_id: int,
        *,
        row_version: int,
        class_name: str | Unchanged = UNCHANGED,
        class_id: int | Unchanged = UNCHANGED,
        prompts: Prompts | Unchanged = UNCHANGED,
        mask: RleMask | Unchanged = UNCHANGED,
        state: AnnotationState | Unchanged = UNCHANGED,
        started_from: str | Unchanged | None = UNCHANGED,
    ) -> AnnotationRecord:
        """Change parts of an annotation read at ``row_version``; ConflictError where it changed since.

        Changing class or mask of accepted ground truth makes it a draft again, unless ``state`` says
        otherwise. Raises LockedError where a locked annotation would get another mask, class or prompts.
        """
        with self._context.database.writing() as session:
            row = self._rows.current(session, annotation_id, row_version)
            if not all(isinstance(c, Unchanged) for c in (class_name, class_id, prompts, mask, started_from)):
                self._rows.refuse_locked(row)
            was_truth = is_truth(row)
            changes: dict[str, Any] = {}
            if not isinstance(class_name, Unchanged):
                changes["class_before"] = session.get_one(ClassRow, row.class_id).name
                row.class_id = self._classes.named(session, class_name).id
                changes["class"] = class_name
            elif not isinstance(class_id, Unchanged):
                changes["class_before"] = session.get_one(ClassRow, row.class_id).name
                changes["class"] = self._context.row(session, ClassRow, class_id, "class").name
                row.class_id = class_id
            if not isinstance(mask, Unchanged):
                self._images.annotatable(session, row.image_id, mask)
                changes["mask"] = {"before_area": mask_of(row).area, "after_area": mask.area}
                for column, value in mask_columns(mask).items():
                    setattr(row, column, value)
            other = bool(changes)
            if other:
                # Before ``state`` is looked at below, which may set it again: an undo brings a mask
                # back as accepted.
                self._rows.set_state(row, AnnotationState.DRAFT)
            if not isinstance(prompts, Unchanged):
                row.prompts = prompts.to_json()
                changes["prompts"] = row.prompts
            if not isinstance(started_from, Unchanged):
                row.started_from = started_from
                changes["started_from"] = started_from
            if not isinstance(state, Unchanged):
                self._rows.set_state(row, state)
            row.updated_at = now()
            row.inspector = self._context.inspector
            session.flush()
            # Ground truth changes when an object enters or leaves it, and when one that stays gets
            # other pixels.
            truth = is_truth(row) != was_truth or (was_truth and other)
            self._rows.note_change(session, row, "annotation.update", truth=truth, state=row.state, **changes)
            record = self._rows.record(session, row)
        self._context.mirror.sync()
        return record

    def delete(self, annotation_id: int, *, row_version: int) -> AnnotationRecord:
        """Delete an annotation and return it, for ``restore``; ConflictError where it changed since.

        Its mask stays in the audit trail. Raises LockedError where it is locked.
        """
        with self._context.database.writing() as session:
            row = self._rows.current(session, annotation_id, row_version)
            self._rows.refuse_locked(row)
            record = self._rows.note_deletion(session, row)
            session.delete(row)
        self._context.mirror.sync()
        return record

    def set_locked(self, annotation_id: int, locked: bool, *, row_version: int) -> AnnotationRecord:
        """Lock an annotation, so that its mask and its class stay as they are, or unlock it.

        Its state is another matter: a locked mask can be accepted, and its image reopened. ConflictError
        where the annotation changed since ``row_version``.
        """
        with self._context.database.writing() as session:
            row = self._rows.current(session, annotation_id, row_version)
            if row.locked != locked:
                row.locked = locked
                session.flush()
                action = "annotation.lock" if locked else "annotation.unlock"
                self._rows.note_change(session, row, action, truth=False)
            return self._rows.record(session, row)

    def restore(self, record: AnnotationRecord, *, seen_good: bool | None = None) -> AnnotationRecord:
        """Put a deleted annotation back under its id; ConflictError where that id is there.

        ``seen_good`` as in ``add``.
        """
        with self._context.database.writing() as session:
            if session.get(AnnotationRow, record.id) is not None:
                raise conflict(self._context.layout.database)
            image = self._images.annotatable(session, record.image_id, record.mask)
            refuse_unseen_good(image, seen_good, self._context.layout.path(image.location))
            prediction = record.prediction_id
            if prediction is not None and session.get(PredictionRow, prediction) is None:
                # The prediction may have been removed meanwhile; the mask matters, not where it began.
                prediction = None
            values = {
                "id": record.id,
                "image_id": record.image_id,
                "class_id": self._rows.class_of(session, record),
                "prediction_id": prediction,
                "state": record.state.value,
                "prompts": record.prompts.to_json(),
                **mask_columns(record.mask),
                "started_from": record.started_from,
                "inspector": record.inspector,
                "accepted_by": record.accepted_by,
                "accepted_account": record.accepted_account,
                "accepted_at": record.accepted_at,
                "created_at": record.created_at,
                "updated_at": now(),
                "locked": record.locked,
                # Deleting was a change too: whoever read the row before must read it again.
                "row_version": record.row_version + 1,
            }
            # The table, not the class: the class would start row_version at 1 again.
            table = cast(Table, AnnotationRow.__table__)
            session.execute(insert(table).values(sealed(AnnotationRow, values)))
            row = session.get_one(AnnotationRow, record.id)
            if is_truth(row):
                self._context.mirror.note_pairs(session, [(row.image_id, row.class_id)])
            self._rows.note_change(session, row, "annotation.restore", truth=is_truth(row), state=row.state)
            self._rows.withdraw_good(session, image)
            restored = self._rows.record(session, row)
        self._context.mirror.sync()
        return restored

    def accept_image(self, image_id: int, *, seen: Seen | None = None) -> ImageRecord:
        """Make all drafts of an image ground truth. Raises ProjectError where there is nothing to accept.

        ``seen`` names the annotations that were shown: ConflictError where the image has others now.
        """
        return self._set_states(image_id, AnnotationState.ACCEPTED, seen)

    def reopen_image(self, image_id: int) -> ImageRecord:
        """Make an image's ground truth drafts again; they leave the mirror until they are accepted anew."""
        return self._set_states(image_id, AnnotationState.DRAFT)

    def set_states(
        self,
        image_id: int,
        states: Mapping[int, AnnotationState],
        *,
        seen: Seen | None = None,
        signed: Mapping[int, Signed] | None = None,
    ) -> ImageRecord:
        """Set the states of annotations of one image by their ids, all of them or, on an error, none.

        Annotations that the image no longer has are left out. ``seen`` names all annotations of the image
        that were shown: ConflictError where one was changed, added or deleted since. ``signed`` says whose
        earlier acceptance stands again, where an undo brings a mask back to what was accepted.
        """
        return self._set_states(image_id, states, seen, signed or {})

    def _set_states(
        self,
        image_id: int,
        wanted: AnnotationState | Mapping[int, AnnotationState],
        seen: Seen | None = None,
        signed: Mapping[int, Signed] | None = None,
    ) -> ImageRecord:
        with self._context.database.writing() as session:
            image = self._context.row(session, ImageRow, image_id, "image")
            rows = session.scalars(select(AnnotationRow).where(AnnotationRow.image_id == image_id)).all()
            refuse_unseen(rows, seen, self._context.layout.path(image.location))
            if not rows:
                raise ProjectError(
                    Message("image.no_annotation"),
                    path=self._context.layout.path(image.location),
                    remedy=Message("remedy.draw_or_sign_off"),
                )
            states = (
                dict.fromkeys((r.id for r in rows), wanted) if isinstance(wanted, AnnotationState) else wanted
            )
            changed = [
                row for row in rows if row.state != states.get(row.id, AnnotationState(row.state)).value
            ]
            for row in changed:
                self._rows.set_state(row, states[row.id])
                if row.state == AnnotationState.ACCEPTED.value and row.id in (signed or {}):
                    row.accepted_by, row.accepted_at, row.accepted_account = (signed or {})[row.id]
                row.updated_at = now()
            self._rows.make_ready(session, changed)
            for state, action in _DECISIONS.items():
                ids = [row.id for row in changed if row.state == state.value]
                if ids:
                    self._context.write_event(session, action, f"image:{image_id}", annotations=ids)
            if changed:
                session.flush()
                truth_changed(session, [image_id])
            record = self._image_files.read(session, image_id)
        self._context.mirror.sync()
        return record

    def ground_truth(self) -> list[AnnotationRecord]:
        """The accepted annotations that count, by image; where review is required, the approved ones."""
        condition = AnnotationRow.state == AnnotationState.ACCEPTED.value
        with self._context.database.reading() as session:
            required = self._context.row(session, ProjectRow, 1, "project").review_required
        if required:
            condition &= AnnotationRow.image_id.in_(approved_images())
        return self._matching(condition)

    def _matching(self, condition: Any) -> list[AnnotationRecord]:
        """The annotations whose row fulfils ``condition``, by image and then the oldest first."""
        query = with_class().where(condition).order_by(AnnotationRow.image_id, AnnotationRow.id)
        with self._context.database.reading() as session:
            return [annotation_record(row, class_name) for row, class_name in session.execute(query)]

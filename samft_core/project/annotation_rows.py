"""What belongs to a change of an annotation's row, within the transaction that changes it.

The state and who accepted, the mask's file in the mirror, the ground truth's count of changes and the audit
trail: whoever changes rows, for whatever reason, does it here and forgets none of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from samft_core.errors import ConflictError, LockedError, ProjectError
from samft_core.imaging.masks import RleMask
from samft_core.imaging.prompts import Prompts
from samft_core.messages.message import Message
from samft_core.project.classes import ClassRepository
from samft_core.project.context import ProjectContext, now
from samft_core.project.ground_truth_files import assign_file
from samft_core.project.image_state import touch_image, truth_changed
from samft_core.project.images import ImageRepository, mask_columns
from samft_core.project.records import AnnotationRecord, AnnotationState, NewAnnotation
from samft_core.project.schema import AnnotationRow, ClassRow, ImageRow
from samft_core.project.seen_state import refuse_unseen_good


class AnnotationRows:
    """Reads and changes rows in the session that it is given; commits nothing."""

    def __init__(self, context: ProjectContext, classes: ClassRepository, images: ImageRepository) -> None:
        self._context = context
        self._classes = classes
        self._images = images

    def current(self, session: Session, annotation_id: int, row_version: int) -> AnnotationRow:
        """The row as it was read at ``row_version``; ConflictError where it changed since or is gone."""
        row = session.get(AnnotationRow, annotation_id)
        # Gone is a conflict too: somebody deleted what this caller still sees.
        if row is None or row.row_version != row_version:
            raise ConflictError(
                Message("conflict.annotation"),
                path=self._context.layout.database,
                remedy=Message("remedy.change_again"),
            )
        return row

    def record(self, session: Session, row: AnnotationRow) -> AnnotationRecord:
        """The annotation as callers see it."""
        return annotation_record(row, session.get_one(ClassRow, row.class_id).name)

    def class_of(self, session: Session, record: AnnotationRecord) -> int:
        """The class that a record read earlier was of, which may have another name by now."""
        if record.class_id and session.get(ClassRow, record.class_id) is not None:
            return record.class_id
        return self._classes.named(session, record.class_name).id

    def refuse_locked(self, row: AnnotationRow) -> None:
        """Raise LockedError where the annotation is locked."""
        if row.locked:
            raise LockedError(
                Message("annotation.locked"),
                path=self._context.folder,
                remedy=Message("remedy.unlock_first"),
            )

    def add(self, session: Session, item: NewAnnotation, seen_good: bool | None) -> AnnotationRow:
        """Add one object; an image signed off as good no longer is. Raises ConflictError, ProjectError.

        ``seen_good`` says whether the image was shown as good; None asks nothing.
        """
        image = self._images.annotatable(session, item.image_id, item.mask)
        refuse_unseen_good(image, seen_good, self._context.layout.path(image.location))
        moment = now()
        row = AnnotationRow(
            image_id=item.image_id,
            class_id=self._classes.named(session, item.class_name).id,
            prediction_id=item.prediction_id,
            state=item.state.value,
            prompts=item.prompts.to_json(),
            **mask_columns(item.mask),
            started_from=item.started_from,
            inspector=self._context.inspector,
            accepted_by=self._context.inspector if item.state is AnnotationState.ACCEPTED else None,
            accepted_account=self._context.account if item.state is AnnotationState.ACCEPTED else None,
            accepted_at=moment if item.state is AnnotationState.ACCEPTED else None,
            created_at=moment,
            updated_at=moment,
        )
        session.add(row)
        session.flush()
        self.note_change(
            session, row, "annotation.add", truth=is_truth(row), state=row.state, area=item.mask.area
        )
        self.withdraw_good(session, image)
        return row

    def set_state(self, row: AnnotationRow, state: AnnotationState) -> None:
        """Set the state, and with it who accepted the annotation and when; a draft is nobody's decision."""
        if state.value == row.state:
            return
        row.state = state.value
        accepted = state is AnnotationState.ACCEPTED
        row.accepted_by = self._context.inspector if accepted else None
        row.accepted_account = self._context.account if accepted else None
        row.accepted_at = now() if accepted else None

    def set_class(self, session: Session, row: AnnotationRow, target: ClassRow) -> None:
        """Give an annotation another class where its old one goes; what was accepted stays so.

        It is signed by who does that: whoever accepted it before did not see this class.
        """
        before = session.get_one(ClassRow, row.class_id).name
        row.class_id = target.id
        row.updated_at = now()
        if is_truth(row):
            row.accepted_by = self._context.inspector
            row.accepted_account = self._context.account
            row.accepted_at = now()
        session.flush()
        values = {"class_before": before, "class": target.name}
        self.note_change(session, row, "annotation.update", truth=is_truth(row), state=row.state, **values)
        session.flush()

    def note_change(
        self, session: Session, row: AnnotationRow, action: str, *, truth: bool, **detail: Any
    ) -> None:
        """Note a change of an annotation; ``truth`` where it changes what the image's ground truth is."""
        self.make_ready(session, [row])
        if truth:
            truth_changed(session, [row.image_id])
        else:
            touch_image(session, row.image_id)
        class_name = session.get_one(ClassRow, row.class_id).name
        subject = f"image:{row.image_id}/annotation:{row.id}"
        self._context.write_event(session, action, subject, of=class_name, **detail)

    def note_deletion(self, session: Session, row: AnnotationRow) -> AnnotationRecord:
        """Write into the audit trail that an annotation goes, with enough to draw it again."""
        record = self.record(session, row)
        self.note_change(session, row, "annotation.delete", truth=is_truth(row), **_lost(record))
        return record

    def make_ready(self, session: Session, rows: Iterable[AnnotationRow]) -> None:
        """What must hold before annotations are ground truth: masks with pixels, files in the mirror."""
        accepted = [row for row in rows if row.state == AnnotationState.ACCEPTED.value]
        for row in accepted:
            if mask_of(row).area == 0:
                raise ProjectError(
                    Message("annotation.empty", annotation=row.id),
                    path=self._context.folder,
                    remedy=Message("remedy.paint_or_delete"),
                )
        # Sorted, so that equal projects get equal file names whatever order the rows come in.
        for image_id, class_id in sorted({(row.image_id, row.class_id) for row in accepted}):
            assign_file(session, image_id, class_id)

    def withdraw_good(self, session: Session, image: ImageRow) -> None:
        """Take back the sign-off of an image that has an object now."""
        # Its row version was counted up in the database by a statement that this object knows nothing of.
        session.refresh(image)
        if image.good:
            self._images.sign(session, [image.id], False)
            self._context.write_event(session, "image.not_good", f"image:{image.id}", reason="annotated")


def with_class() -> Select[AnnotationRow, str]:
    """The query for annotations, each with the name of its class."""
    return select(AnnotationRow, ClassRow.name).join(ClassRow, ClassRow.id == AnnotationRow.class_id)


def annotation_record(row: AnnotationRow, class_name: str) -> AnnotationRecord:
    """A row and the name of its class as callers see it."""
    return AnnotationRecord(
        id=row.id,
        image_id=row.image_id,
        class_name=class_name,
        prompts=Prompts.from_json(row.prompts),
        mask=mask_of(row),
        state=AnnotationState(row.state),
        started_from=row.started_from,
        prediction_id=row.prediction_id,
        inspector=row.inspector,
        created_at=row.created_at,
        updated_at=row.updated_at,
        row_version=row.row_version,
        accepted_by=row.accepted_by,
        accepted_at=row.accepted_at,
        class_id=row.class_id,
        accepted_account=row.accepted_account,
        locked=row.locked,
    )


def is_truth(row: AnnotationRow) -> bool:
    """Whether the annotation is ground truth."""
    return row.state == AnnotationState.ACCEPTED.value


def mask_of(row: AnnotationRow) -> RleMask:
    """The mask that the row holds."""
    return RleMask(row.mask_height, row.mask_width, row.mask_counts)


def _lost(record: AnnotationRecord) -> dict[str, Any]:
    """Enough of a deleted annotation to draw it again."""
    return {
        "class": record.class_name,
        "state": record.state.value,
        "prompts": record.prompts.to_json(),
        "mask": record.mask.to_json(),
        "created_by": record.inspector,
    }

"""What the rows say about an image: its state, who accepted it, and how its review stands.

None of it is stored, so it cannot disagree with the rows that it follows from.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, String, and_, case, cast, func, literal, select, update
from sqlalchemy.orm import Session

from samft_core.messages.message import Message
from samft_core.project.layout import Layout
from samft_core.project.records import AnnotationState, ImageRecord, ImageState, ReviewState, Verdict
from samft_core.project.row_digests import SEALED, require_image, seal_images
from samft_core.project.schema import AnnotationRow, AuditRow, ImageRow, ReviewRow

# Parts names in a list of them; no name holds it.
_BETWEEN = "\n"

_DECIDED = (ImageState.ACCEPTED, ImageState.GOOD)


def image_state(*, error: object, good: bool, drafts: int, accepted: int) -> ImageState:
    """The one rule: draft where any annotation is, else accepted, else good, else unreadable, else new.

    What somebody worked on was read once; that its file cannot be read now says nothing about the work.
    """
    if drafts:
        return ImageState.DRAFT
    if accepted:
        return ImageState.ACCEPTED
    if good:
        return ImageState.GOOD
    return ImageState.NEW if error is None else ImageState.UNREADABLE


def review_state(state: ImageState, verdict: str | None, *, unchanged: bool) -> ReviewState | None:
    """The one rule: what was decided waits until it is approved, and again after each change.

    ``verdict`` is the newest; ``unchanged`` says that the ground truth is still the one it was given on. An
    image that was returned stays so until it is decided anew.
    """
    if state in _DECIDED:
        return ReviewState.APPROVED if verdict == Verdict.APPROVED and unchanged else ReviewState.WAITING
    returned = verdict == Verdict.RETURNED and state is not ImageState.UNREADABLE
    return ReviewState.RETURNED if returned else None


def image_query(image_id: int | None = None) -> Select[*tuple[Any, ...]]:
    """All images, or one, with what an ImageRecord needs.

    Annotations are counted from an index, which touches no mask.
    """
    draft = case((AnnotationRow.state == AnnotationState.DRAFT.value, 1), else_=0)
    counting = select(
        AnnotationRow.image_id,
        func.sum(draft).label("drafts"),
        func.count().label("total"),
        func.aggregate_strings(AnnotationRow.accepted_by, _BETWEEN).label("accepted_by"),
        func.max(AnnotationRow.accepted_at).label("accepted_at"),
        func.aggregate_strings(AnnotationRow.accepted_account, _BETWEEN).label("accepted_accounts"),
    ).group_by(AnnotationRow.image_id)
    # The newest by number, not by time: the clock of a PC may be set back.
    newest = select(func.max(ReviewRow.id)).group_by(ReviewRow.image_id)
    if image_id is not None:
        counting = counting.where(AnnotationRow.image_id == image_id)
        newest = newest.where(ReviewRow.image_id == image_id)
    counts = counting.subquery()
    query = (
        select(
            ImageRow.id,
            ImageRow.location,
            ImageRow.name,
            ImageRow.width,
            ImageRow.height,
            ImageRow.good,
            ImageRow.error,
            ImageRow.group_name,
            ImageRow.pixel_digest,
            ImageRow.row_version,
            ImageRow.good_by,
            ImageRow.good_at,
            ImageRow.truth_version,
            func.coalesce(counts.c.drafts, 0).label("drafts"),
            func.coalesce(counts.c.total, 0).label("total"),
            counts.c.accepted_by,
            counts.c.accepted_at,
            counts.c.accepted_accounts,
            ImageRow.good_account,
            ImageRow.digest,
            ReviewRow.verdict,
            ReviewRow.truth_version.label("reviewed_version"),
            _unreadable_event().label("unreadable"),
        )
        .outerjoin(counts, counts.c.image_id == ImageRow.id)
        .outerjoin(ReviewRow, and_(ReviewRow.image_id == ImageRow.id, ReviewRow.id.in_(newest)))
        .order_by(ImageRow.id)
    )
    return query if image_id is None else query.where(ImageRow.id == image_id)


def image_record(row: Any, layout: Layout) -> ImageRecord:
    """One row of ``image_query``. Unpacked, not read column by column: there may be 50,000."""
    (key, location, name, width, height, good, error, group, digest, version), rest = row[:10], row[10:]
    good_by, good_at, truth, drafts, total, accepted_by, accepted_at, accounts, good_account, seal = rest[:10]
    verdict, reviewed, unreadable = rest[10:]
    # Only rows that say something about ground truth have been sealed; all others cost nothing here.
    if good or truth:
        sign_off = (width, height, good, good_by, good_account, good_at, truth)
        require_image(dict(zip(SEALED[ImageRow], sign_off, strict=True)), key, seal, layout.database)
    state = image_state(error=error, good=good, drafts=drafts, accepted=total - drafts)
    path = layout.path(location)
    review = None
    if state is ImageState.GOOD:
        accepted_by = good_by
        accepted_at = good_at
        accounts = good_account
    if verdict is not None or state in _DECIDED:
        review = review_state(state, verdict, unchanged=reviewed == truth)
    return ImageRecord(
        key,
        path,
        name,
        width,
        height,
        state,
        group,
        None if error is None else _reason(error, unreadable),
        digest,
        total,
        version,
        review,
        _parts(accepted_by),
        accepted_at,
        _parts(accounts),
        total - drafts,
    )


def _unreadable_event() -> ColumnElement[Any]:
    """What the trail noted when an image could last not be read: the reason's code and values."""
    subject = literal("image:").concat(cast(ImageRow.id, String))
    newest = (
        select(AuditRow.detail)
        .where(AuditRow.subject == subject, AuditRow.action == "image.unreadable")
        .order_by(AuditRow.id.desc())
        .limit(1)
    )
    return case((ImageRow.error.is_not(None), newest.scalar_subquery()))


def _reason(error: str, unreadable: Mapping[str, Any] | None) -> Message:
    """Why an image cannot be read. A row of an older program has the English text alone."""
    noted = (unreadable or {}).get("message")
    reason = Message.plain(error) if noted is None else Message.from_json(noted)
    # The column is what counts. An event that says otherwise belongs to an earlier time.
    return reason if reason == error else Message.plain(error)


def _parts(listed: str | None) -> tuple[str, ...]:
    return tuple(sorted(set(listed.split(_BETWEEN)))) if listed else ()


def approved_images() -> Select[int]:
    """The ids of images whose ground truth stands as it was approved."""
    newest = select(func.max(ReviewRow.id)).group_by(ReviewRow.image_id)
    return select(ImageRow.id).join(ReviewRow, _stands()).where(ReviewRow.id.in_(newest))


def _stands() -> ColumnElement[bool]:
    return and_(
        ReviewRow.image_id == ImageRow.id,
        ReviewRow.verdict == Verdict.APPROVED.value,
        ReviewRow.truth_version == ImageRow.truth_version,
    )


def touch_image(session: Session, image_id: int) -> None:
    """Count the image's row version up without reading it, because its annotations changed."""
    session.execute(
        update(ImageRow).where(ImageRow.id == image_id).values(row_version=ImageRow.row_version + 1)
    )


def truth_changed(session: Session, image_ids: Sequence[int]) -> None:
    """Note that the ground truth of these images is another one now, which takes an approval away."""
    change_images(
        session,
        image_ids,
        truth_version=ImageRow.truth_version + 1,
        row_version=ImageRow.row_version + 1,
    )


def change_images(session: Session, image_ids: Sequence[int], **values: Any) -> None:
    """Set columns of many images in one statement and write their digests anew."""
    # Not brought into the rows that the session holds: they would be compared with digests not yet written.
    session.execute(
        update(ImageRow).where(ImageRow.id.in_(image_ids)).values(**values),
        execution_options={"synchronize_session": False},
    )
    seal_images(session, image_ids)

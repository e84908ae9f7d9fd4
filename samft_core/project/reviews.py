"""The second inspector's part of a project: approving what was accepted, or returning it with a comment."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from functools import lru_cache

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from samft_core.errors import ConflictError, PolicyError, ProjectError
from samft_core.files.file_names import name_key
from samft_core.messages.message import Message
from samft_core.project.annotation_rows import AnnotationRows
from samft_core.project.context import ProjectContext, now
from samft_core.project.image_file_records import ImageFileRepository
from samft_core.project.image_state import change_images, touch_image, truth_changed
from samft_core.project.images import ImageRepository
from samft_core.project.records import (
    AnnotationState,
    ImageRecord,
    ImageState,
    ReviewRecord,
    ReviewRules,
    ReviewState,
    Verdict,
)
from samft_core.project.schema import AnnotationRow, ImageRow, ProjectRow, ReviewRow
from samft_core.project.seen_state import Seen, refuse_unseen
from samft_core.security import it_policy


@dataclass(frozen=True, slots=True)
class Decision:
    """Who accepted an annotation (its id; None: who signed the image off as good), when and from where."""

    annotation_id: int | None
    who: str | None
    at: datetime | None
    account: str | None = None


@dataclass(frozen=True, slots=True)
class ReviewStep:
    """One verdict and its image after it, with what ``take_back`` needs to undo it exactly."""

    image: ImageRecord
    review_id: int
    truth_version: int
    decisions: tuple[Decision, ...] = ()


class ReviewRepository:
    """The part of a project that knows its reviews."""

    def __init__(
        self,
        context: ProjectContext,
        image_files: ImageFileRepository,
        images: ImageRepository,
        rows: AnnotationRows,
    ) -> None:
        self._context = context
        self._image_files = image_files
        self._images = images
        self._rows = rows

    def rules(self) -> ReviewRules:
        """What the project asks of reviews."""
        with self._context.database.reading() as session:
            return self._rules(session)

    def set_rules(self, rules: ReviewRules) -> None:
        """Ask for something else from now on.

        Raises PolicyError where it asks for less than before and the PC's policy keeps that from whoever is
        at work; the audit trail then says that somebody tried.
        """
        # Before the transaction, because the refusal is an event of its own that must not be rolled
        # back.
        self._require_may_loosen(rules)
        with self._context.database.writing() as session:
            before = self._rules(session)
            if before == rules:
                return
            row = self._context.row(session, ProjectRow, 1, "project")
            row.review_required = rules.required
            row.four_eyes = rules.four_eyes
            row.shared_accounts = rules.shared_accounts
            self._context.write_event(
                session,
                "project.review",
                "project",
                required=rules.required,
                four_eyes=rules.four_eyes,
                shared_accounts=rules.shared_accounts,
            )

    def _require_may_loosen(self, rules: ReviewRules) -> None:
        if not loosens(self.rules(), rules):
            return
        try:
            it_policy.require("review_rules", self._context.inspector)
        except PolicyError:
            with self._context.database.writing() as session:
                self._context.write_event(session, "project.review_refused", "project", **asdict(rules))
            raise

    def good_images(self) -> list[ImageRecord]:
        """The images signed off as good that count; where review is required, the approved ones."""
        required = self.rules().required
        good = (image for image in self._images.all() if image.state is ImageState.GOOD)
        return [image for image in good if not required or image.review is ReviewState.APPROVED]

    def of_image(self, image_id: int) -> list[ReviewRecord]:
        """The verdicts on one image, newest first."""
        query = select(ReviewRow).where(ReviewRow.image_id == image_id).order_by(ReviewRow.id.desc())
        with self._context.database.reading() as session:
            return [_record(row) for row in session.scalars(query)]

    def may_approve(self, image: ImageRecord, rules: ReviewRules | None = None) -> bool:
        """Whether this inspector may approve the image; ``rules`` where they were read before."""
        return self._own_work(image, rules or self.rules()) is None

    def approve(self, image_id: int, *, row_version: int, seen: Seen | None = None) -> ReviewStep:
        """Approve an accepted or good image read at ``row_version``, with the annotations in ``seen``.

        Raises ConflictError where it or one of them changed since, ProjectError where it does not wait for
        review, or where the project asks for another inspector than whoever accepted it.
        """
        with self._context.database.writing() as session:
            image = self._current_image(session, image_id, row_version, seen)
            self._refuse_undecided(image)
            if image.review is ReviewState.APPROVED:
                raise ProjectError(Message("review.approved_already"), path=image.path)
            # Inside the transaction: the rules might be loosened between the question and the approval.
            own = self._own_work(image, self._rules(session))
            if own is not None:
                raise ProjectError(own[0], path=image.path, remedy=own[1])
            return self._judge(session, image, Verdict.APPROVED)

    def return_image(
        self, image_id: int, *, row_version: int, comment: str, seen: Seen | None = None
    ) -> ReviewStep:
        """Return an accepted or good image read at ``row_version``: its masks become drafts again.

        A good image is no longer signed off. ``comment`` says what to change. Raises ConflictError where the
        image changed since, ProjectError where it is not accepted or the comment says nothing.
        """
        words = comment.strip()
        with self._context.database.writing() as session:
            image = self._current_image(session, image_id, row_version, seen)
            self._refuse_undecided(image)
            if not words:
                remedy = Message("remedy.say_what_to_change")
                raise ProjectError(Message("review.no_comment"), path=image.path, remedy=remedy)
            step = self._judge(session, image, Verdict.RETURNED, words)
        self._context.mirror.sync()
        return step

    def take_back(self, step: ReviewStep) -> ImageRecord:
        """Undo a verdict as long as nothing followed it: the image is again exactly as it was before.

        Raises ConflictError where something did.
        """
        image_id = step.image.id
        with self._context.database.writing() as session:
            self._current_image(session, image_id, step.image.row_version)
            session.execute(delete(ReviewRow).where(ReviewRow.id == step.review_id))
            for decision in step.decisions:
                _decide_again(session, image_id, decision)
            touch_image(session, image_id)
            # The ground truth is to the pixel what it was, so an approval of it stands again.
            change_images(session, [image_id], truth_version=step.truth_version)
            self._context.write_event(session, "review.take_back", f"image:{image_id}")
            record = self._image_files.read(session, image_id)
        self._context.mirror.sync()
        return record

    def _own_work(self, image: ImageRecord, rules: ReviewRules) -> tuple[Message, Message] | None:
        """Why whoever is at work may not approve the image, with the remedy; None where they may."""
        if not rules.four_eyes:
            return None
        if any(same_inspector(self._context.inspector, name) for name in image.accepted_by):
            message = Message("review.own_work", who=self._context.inspector)
            return message, Message("remedy.another_approves")
        if rules.shared_accounts:
            return None
        # A name is only typed. In older rows, without an account, it was the account's unless it was changed.
        accounts = (*image.accepted_accounts, *image.accepted_by)
        if any(same_inspector(self._context.account, name) for name in accounts):
            message = Message("review.own_account", account=self._context.account)
            remedy = Message("remedy.another_account")
            return message, remedy
        return None

    def _judge(self, session: Session, image: ImageRecord, verdict: Verdict, comment: str = "") -> ReviewStep:
        # A statement, asked twice: what it was before is needed to take the verdict back.
        version = select(ImageRow.truth_version).where(ImageRow.id == image.id)
        before = session.scalars(version).one()
        decisions: tuple[Decision, ...] = ()
        if verdict is Verdict.RETURNED:
            decisions = self._undecide(session, image)
            truth_changed(session, [image.id])
        else:
            touch_image(session, image.id)
        row = ReviewRow(
            image_id=image.id,
            truth_version=session.scalars(version).one(),
            verdict=verdict.value,
            comment=comment,
            who=self._context.inspector,
            account=self._context.account,
            at=now(),
        )
        session.add(row)
        session.flush()
        words = {"comment": comment} if comment else {}
        self._context.write_event(session, f"review.{verdict.value}", f"image:{image.id}", **words)
        return ReviewStep(self._image_files.read(session, image.id), row.id, before, decisions)

    def _undecide(self, session: Session, image: ImageRecord) -> tuple[Decision, ...]:
        """Make masks drafts and take a sign-off back; returns who had decided."""
        row = session.get_one(ImageRow, image.id)
        if image.state is ImageState.GOOD:
            decision = Decision(None, row.good_by, row.good_at, row.good_account)
            self._images.sign(session, [image.id], False)
            return (decision,)
        rows = session.scalars(select(AnnotationRow).where(AnnotationRow.image_id == image.id)).all()
        decisions = tuple(Decision(a.id, a.accepted_by, a.accepted_at, a.accepted_account) for a in rows)
        for annotation in rows:
            self._rows.set_state(annotation, AnnotationState.DRAFT)
            annotation.updated_at = now()
        session.flush()
        return decisions

    def _rules(self, session: Session) -> ReviewRules:
        row = self._context.row(session, ProjectRow, 1, "project")
        return ReviewRules(row.review_required, row.four_eyes, row.shared_accounts)

    def _current_image(
        self, session: Session, image_id: int, row_version: int, seen: Seen | None = None
    ) -> ImageRecord:
        image = self._image_files.read(session, image_id)
        rows = session.scalars(select(AnnotationRow).where(AnnotationRow.image_id == image_id)).all()
        refuse_unseen(rows, seen, image.path)
        if image.row_version != row_version:
            raise ConflictError(
                Message("conflict.image"),
                path=image.path,
                remedy=Message("remedy.decide_again"),
            )
        return image

    def _refuse_undecided(self, image: ImageRecord) -> None:
        if image.state not in (ImageState.ACCEPTED, ImageState.GOOD):
            raise ProjectError(
                Message("review.nothing_to_review", state=Message(f"state.{image.state.value}")),
                path=image.path,
                remedy=Message("remedy.accept_first"),
            )


def loosens(before: ReviewRules, after: ReviewRules) -> bool:
    """Whether ``after`` lets something through that ``before`` kept from counting or from being approved."""
    return (
        (before.required and not after.required)
        or (before.four_eyes and not after.four_eyes)
        or (after.shared_accounts and not before.shared_accounts)
    )


@lru_cache(maxsize=1024)
def same_inspector(one: str, other: str) -> bool:
    """Whether two names are one person's; case and spaces around do not matter."""
    return name_key(one.strip()) == name_key(other.strip())


def _decide_again(session: Session, image_id: int, decision: Decision) -> None:
    if decision.annotation_id is None:
        values = {
            "good": True,
            "good_by": decision.who,
            "good_account": decision.account,
            "good_at": decision.at,
        }
        change_images(session, [image_id], **values)
        return
    row = session.get_one(AnnotationRow, decision.annotation_id)
    row.state = AnnotationState.ACCEPTED.value
    row.updated_at = now()
    row.accepted_by = decision.who
    row.accepted_account = decision.account
    row.accepted_at = decision.at
    session.flush()


def _record(row: ReviewRow) -> ReviewRecord:
    return ReviewRecord(row.id, row.image_id, Verdict(row.verdict), row.comment, row.who, row.at)

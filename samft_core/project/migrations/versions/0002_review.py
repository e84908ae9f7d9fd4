"""Review by a second inspector: who accepted what and when, verdicts, and the project's rules about them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from alembic import context, op

revision = "0002"
down_revision = "0001"

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Add the columns and the table, then say for what is accepted already who did it."""
    for name, default in (("review_required", sa.false()), ("four_eyes", sa.true())):
        op.add_column("project", sa.Column(name, sa.Boolean, nullable=False, server_default=default))
    op.add_column("image", sa.Column("good_by", sa.Text, nullable=True))
    op.add_column("image", sa.Column("good_at", _MOMENT, nullable=True))
    op.add_column("image", sa.Column("truth_version", sa.Integer, nullable=False, server_default="0"))
    op.add_column("annotation", sa.Column("accepted_by", sa.Text, nullable=True))
    op.add_column("annotation", sa.Column("accepted_at", _MOMENT, nullable=True))
    op.drop_index("ix_annotation_image_id_state", "annotation")
    # All that listing 50,000 images needs stands in the index, so that no mask is read for it.
    op.create_index("ix_annotation_image", "annotation", ["image_id", "state", "accepted_by", "accepted_at"])
    _create_review()
    if not context.is_offline_mode():  # a script for a new database has nothing to look back at
        _look_back(op.get_bind())


def _create_review() -> None:
    op.create_table(
        "review",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("image_id", sa.Integer, nullable=False),
        sa.Column("truth_version", sa.Integer, nullable=False),
        sa.Column("verdict", sa.String(16), nullable=False),
        sa.Column("comment", sa.Text, nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_review"),
        sa.ForeignKeyConstraint(["image_id"], ["image.id"], name="fk_review_image_id", ondelete="CASCADE"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_review_image_id", "review", ["image_id"])


def _look_back(connection: sa.Connection) -> None:
    """From the audit trail; where that says nothing, who worked on it last, or made the project."""
    annotation = sa.table(
        "annotation", *map(sa.column, ("id", "state", "inspector", "accepted_by")),
        sa.column("updated_at", _MOMENT), sa.column("accepted_at", _MOMENT),
    )  # fmt: skip
    image = sa.table(
        "image", sa.column("id"), sa.column("good", sa.Boolean), sa.column("good_by"),
        sa.column("good_at", _MOMENT), sa.column("added_at", _MOMENT),
    )  # fmt: skip
    accepted, signed = _decisions(connection)
    query = sa.select(annotation).where(annotation.c.state == "accepted")
    for row in connection.execute(query).all():
        who = row.inspector
        at = row.updated_at
        noted = accepted.get(row.id)
        # An acceptance of the whole image leaves the annotation's own inspector as it was.
        if noted is not None and _utc(noted[1]) >= _utc(at):
            who, at = noted
        change = {"accepted_by": who, "accepted_at": at}
        connection.execute(annotation.update().where(annotation.c.id == row.id).values(change))
    maker = connection.execute(sa.text("SELECT created_by FROM project")).scalar()
    for row in connection.execute(sa.select(image).where(image.c.good)).all():
        who, at = signed.get(row.id, (maker, row.added_at))
        change = {"good_by": who, "good_at": at}
        connection.execute(image.update().where(image.c.id == row.id).values(change))


Decision = tuple[str, datetime]


def _decisions(connection: sa.Connection) -> tuple[dict[int, Decision], dict[int, Decision]]:
    """The newest acceptance of each annotation, and the newest sign-off of each image as good."""
    event = sa.table(
        "audit_event", *map(sa.column, ("id", "who", "action", "subject")),
        sa.column("at", _MOMENT), sa.column("detail", sa.JSON),
    )  # fmt: skip
    accepted: dict[int, Decision] = {}
    signed: dict[int, Decision] = {}
    query = sa.select(event).where(event.c.action.in_(("image.accept", "image.good"))).order_by(event.c.id)
    for row in connection.execute(query):
        decision = (row.who, row.at)
        detail = dict(row.detail)
        if row.action == "image.accept":
            accepted.update(dict.fromkeys(detail.get("annotations", ()), decision))
        else:
            signed.update(dict.fromkeys(_images(row.subject, detail), decision))
    return accepted, signed


def _images(subject: str, detail: dict[str, Any]) -> list[int]:
    kind, _, number = subject.partition(":")
    return [int(number)] if kind == "image" and number.isdigit() else list(detail.get("images", ()))


def _utc(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment

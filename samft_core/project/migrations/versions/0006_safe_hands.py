"""What was changed outside SAMFT is found: digests of rows, a chained audit trail, accounts beside names.

And what the ground-truth folder still lacks is noted in the transaction that changed it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from alembic import context, op

revision = "0006"
down_revision = "0005"

_MOMENT = sa.DateTime(timezone=True)
_MASK = ("mask_height", "mask_width", "mask_counts")
_JSON = frozenset({"base_model", "prompts", "recipe", "card", "detail"})
_BOOLEAN = frozenset({"good", "review_required", "four_eyes", "shared_accounts"})

# As project.row_digests had them when this was written: a migration must not change with the program.
_SEALED: dict[str, tuple[str, ...]] = {
    "project": (
        "name", "base_model", "created_at", "created_by", "program_version", "review_required", "four_eyes",
        "shared_accounts",
    ),
    "image": ("width", "height", "good", "good_by", "good_account", "good_at", "truth_version"),
    "defect_class": ("name", "key", "color"),
    "prediction": ("image_id", "version", "prompts", *_MASK, "score", "created_at"),
    "annotation": (
        "image_id", "class_id", "prediction_id", "state", "prompts", *_MASK, "started_from", "inspector",
        "accepted_by", "accepted_account", "accepted_at", "created_at", "updated_at",
    ),
    "review": ("image_id", "truth_version", "verdict", "comment", "who", "account", "at"),
    "run": ("name", "state", "recipe", "seed", "manifest_digest", "started_at", "finished_at", "error"),
    "model_version": ("name", "state", "run_id", "card", "created_at"),
    "activation": ("version_id", "at", "who", "undone_at"),
}  # fmt: skip
_EVENT = ("at", "who", "account", "action", "subject", "detail")


def upgrade() -> None:
    """Add columns and table, then seal what is there."""
    op.add_column(
        "project", sa.Column("shared_accounts", sa.Boolean, nullable=False, server_default=sa.false())
    )
    op.add_column("project", sa.Column("audit_head", sa.String(64), nullable=True))
    op.add_column("image", sa.Column("good_account", sa.Text, nullable=True))
    op.add_column("annotation", sa.Column("accepted_account", sa.Text, nullable=True))
    op.add_column("review", sa.Column("account", sa.Text, nullable=True))
    op.add_column("audit_event", sa.Column("account", sa.Text, nullable=True))
    for table in (*_SEALED, "audit_event"):
        op.add_column(table, sa.Column("digest", sa.String(64), nullable=True))
    op.drop_index("ix_annotation_image", "annotation")
    op.create_index(
        "ix_annotation_image",
        "annotation",
        ["image_id", "state", "accepted_by", "accepted_at", "accepted_account"],
    )
    op.create_table(
        "mirror_pending",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("image_id", sa.Integer, nullable=True),
        sa.Column("class_id", sa.Integer, nullable=True),
        sa.Column("file", sa.Text, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_mirror_pending"),
        sqlite_autoincrement=True,
    )
    if not context.is_offline_mode():  # a script for a new database has nothing to seal
        connection = op.get_bind()
        for name, columns in _SEALED.items():
            _seal(connection, name, columns)
        _chain(connection)


def _seal(connection: sa.Connection, name: str, columns: Sequence[str]) -> None:
    table = _table(name, ("id", *columns, "digest"))
    rows = connection.execute(sa.select(table)).mappings().all()
    for row in rows:
        change = table.update().where(table.c.id == row["id"]).values(digest=_digest(row, columns))
        connection.execute(change)


def _chain(connection: sa.Connection) -> None:
    table = _table("audit_event", ("id", *_EVENT, "digest"))
    head = ""
    for row in connection.execute(sa.select(table).order_by(table.c.id)).mappings().all():
        head = hashlib.sha256(json.dumps([head, _digest(row, _EVENT)]).encode("ascii")).hexdigest()
        connection.execute(table.update().where(table.c.id == row["id"]).values(digest=head))
    project = sa.table("project", sa.column("audit_head"))
    connection.execute(project.update().values(audit_head=head or None))


def _table(name: str, columns: Sequence[str]) -> Any:
    return sa.table(name, *(sa.column(column, _kind(column)) for column in columns))


def _kind(column: str) -> Any:
    if column in _JSON:
        return sa.JSON()
    if column in _BOOLEAN:
        return sa.Boolean()
    return _MOMENT if column == "at" or column.endswith("_at") else sa.types.NullType()


def _digest(row: Any, columns: Sequence[str]) -> str:
    listed = [[name, _plain(row[name])] for name in columns]
    return hashlib.sha256(json.dumps(listed, sort_keys=True).encode("ascii")).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        moment = value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
        return moment.isoformat(timespec="microseconds")
    return hashlib.sha256(value).hexdigest() if isinstance(value, bytes) else value

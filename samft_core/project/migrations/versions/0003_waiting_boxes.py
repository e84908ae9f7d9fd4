"""Waiting boxes: what was drawn, carried or proposed and nobody took or dropped yet outlives the window."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Add the table; projects from before have no box waiting, as none outlived the window."""
    op.create_table(
        "waiting_box",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("image_id", sa.Integer, nullable=False),
        sa.Column("prompts", sa.JSON, nullable=False),
        sa.Column("source", sa.String(16), nullable=False),
        sa.Column("answers", sa.JSON, nullable=False),
        sa.Column("inspector", sa.Text, nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("updated_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_waiting_box"),
        sa.ForeignKeyConstraint(
            ["image_id"], ["image.id"], name="fk_waiting_box_image_id", ondelete="CASCADE"
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_waiting_box_image_id", "waiting_box", ["image_id"])

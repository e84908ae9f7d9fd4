"""Locked objects, the order of the classes, and how large a pixel is."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0006"


def upgrade() -> None:
    """Add the columns: nothing is locked, classes stay in the order they were added, no scale is known."""
    op.add_column("annotation", sa.Column("locked", sa.Boolean, nullable=False, server_default=sa.false()))
    op.add_column("defect_class", sa.Column("position", sa.Integer, nullable=False, server_default="0"))
    op.add_column("project", sa.Column("mm_per_pixel", sa.Float, nullable=True))
    classes = sa.table("defect_class", sa.column("id", sa.Integer), sa.column("position", sa.Integer))
    op.execute(classes.update().values(position=classes.c.id))

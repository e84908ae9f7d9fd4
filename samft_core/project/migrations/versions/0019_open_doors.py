"""Ids that other programs know images and classes by, and the class that an imported box is to get."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0008"


def upgrade() -> None:
    """Add the columns: nothing of before came with an id, and no box that waits is of a class yet."""
    op.add_column("image", sa.Column("coco_id", sa.BigInteger, nullable=True))
    op.add_column("defect_class", sa.Column("coco_id", sa.BigInteger, nullable=True))
    op.add_column("waiting_box", sa.Column("class_name", sa.Text, nullable=False, server_default=""))

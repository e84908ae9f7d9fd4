"""What tells an image's file from another one, and where the project was opened last."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0003"


def upgrade() -> None:
    """Add the columns; nothing is known yet of the files of earlier programs."""
    op.add_column("project", sa.Column("known_folder", sa.Text, nullable=True))
    op.add_column("image", sa.Column("file_size", sa.BigInteger, nullable=True))
    op.add_column("image", sa.Column("file_modified_ns", sa.BigInteger, nullable=True))
    op.add_column("image", sa.Column("file_digest", sa.String(64), nullable=True))

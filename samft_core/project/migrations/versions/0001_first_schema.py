"""The first schema: images, classes, predictions, annotations, mirror, manifests, runs, versions, audit."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

# The id of a deleted row must never be given to another: events in the audit trail name rows by id.
_KEEP_IDS = {"sqlite_autoincrement": True}
_MOMENT = sa.DateTime(timezone=True)


# Written out instead of taken from ``schema``: that one changes, and this must for ever make what the
# first program made.
def _id() -> sa.Column[int]:
    return sa.Column("id", sa.Integer, nullable=False)


def _text(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=nullable)


def _number(name: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=nullable)


def _json(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.JSON, nullable=False)


def _moment(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, _MOMENT, nullable=nullable)


def _mask() -> list[sa.Column[object]]:
    return [
        sa.Column("mask_height", sa.Integer, nullable=False),
        sa.Column("mask_width", sa.Integer, nullable=False),
        sa.Column("mask_counts", sa.LargeBinary, nullable=False),
    ]


def _key(table: str) -> sa.PrimaryKeyConstraint:
    # Constraints are named, as later steps can only drop or change what has a name.
    return sa.PrimaryKeyConstraint("id", name=f"pk_{table}")


def _reference(table: str, column: str, target: str, ondelete: str | None = None) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [target], name=f"fk_{table}_{column}", ondelete=ondelete)


def _unique(table: str, *columns: str) -> sa.UniqueConstraint:
    return sa.UniqueConstraint(*columns, name=f"uq_{table}_{'_'.join(columns)}")


def upgrade() -> None:
    """Create all tables."""
    _create_project_and_images()
    _create_masks()
    _create_runs_and_versions()
    op.create_table(
        "audit_event",
        _id(),
        _moment("at"),
        _text("who"),
        _text("action"),
        _text("subject"),
        _json("detail"),
        _key("audit_event"),
        **_KEEP_IDS,
    )
    op.create_index("ix_audit_event_subject", "audit_event", ["subject"])


def _create_project_and_images() -> None:
    op.create_table(
        "project",
        _id(),
        _text("name"),
        _json("base_model"),
        _moment("created_at"),
        _text("created_by"),
        _text("program_version"),
        _key("project"),
    )
    op.create_table(
        "image",
        _id(),
        _text("location"),
        _text("name"),
        _text("group_name"),
        _number("width"),
        _number("height"),
        sa.Column("good", sa.Boolean, nullable=False),
        _text("error", nullable=True),
        sa.Column("pixel_digest", sa.String(64), nullable=True),
        _moment("added_at"),
        _number("row_version"),
        _key("image"),
        _unique("image", "location"),
        **_KEEP_IDS,
    )
    op.create_table(
        "defect_class",
        _id(),
        _text("name"),
        _text("key"),
        _number("color"),
        _key("defect_class"),
        _unique("defect_class", "key"),
        **_KEEP_IDS,
    )


def _create_masks() -> None:
    op.create_table(
        "prediction",
        _id(),
        _number("image_id"),
        _text("version"),
        _json("prompts"),
        *_mask(),
        sa.Column("score", sa.Float, nullable=False),
        _moment("created_at"),
        _key("prediction"),
        _reference("prediction", "image_id", "image.id", "CASCADE"),
        **_KEEP_IDS,
    )
    op.create_index("ix_prediction_image_id", "prediction", ["image_id"])
    op.create_table(
        "annotation",
        _id(),
        _number("image_id"),
        _number("class_id"),
        _number("prediction_id", nullable=True),
        sa.Column("state", sa.String(16), nullable=False),
        _json("prompts"),
        *_mask(),
        _text("started_from", nullable=True),
        _text("inspector"),
        _moment("created_at"),
        _moment("updated_at"),
        _number("row_version"),
        _key("annotation"),
        _reference("annotation", "image_id", "image.id", "CASCADE"),
        _reference("annotation", "class_id", "defect_class.id"),
        _reference("annotation", "prediction_id", "prediction.id", "SET NULL"),
        **_KEEP_IDS,
    )
    op.create_index("ix_annotation_image_id_state", "annotation", ["image_id", "state"])
    op.create_index("ix_annotation_class_id", "annotation", ["class_id"])
    op.create_table(
        "mirror_file",
        _number("image_id"),
        _number("class_id"),
        _text("file_name"),
        _text("file_key"),
        sa.PrimaryKeyConstraint("image_id", "class_id", name="pk_mirror_file"),
        _reference("mirror_file", "image_id", "image.id", "CASCADE"),
        _reference("mirror_file", "class_id", "defect_class.id"),
        _unique("mirror_file", "class_id", "file_key"),
    )


def _create_runs_and_versions() -> None:
    op.create_table(
        "manifest",
        sa.Column("digest", sa.String(64), nullable=False),
        _text("data"),
        _moment("created_at"),
        sa.PrimaryKeyConstraint("digest", name="pk_manifest"),
    )
    op.create_table(
        "run",
        _id(),
        _text("name"),
        sa.Column("state", sa.String(16), nullable=False),
        _json("recipe"),
        _number("seed"),
        sa.Column("manifest_digest", sa.String(64), nullable=True),
        _moment("started_at"),
        _moment("finished_at", nullable=True),
        _text("error", nullable=True),
        _key("run"),
        _unique("run", "name"),
        _reference("run", "manifest_digest", "manifest.digest"),
        **_KEEP_IDS,
    )
    op.create_table(
        "model_version",
        _id(),
        _text("name"),
        sa.Column("state", sa.String(16), nullable=False),
        _number("run_id", nullable=True),
        _json("card"),
        _moment("created_at"),
        _key("model_version"),
        _unique("model_version", "name"),
        _reference("model_version", "run_id", "run.id"),
        **_KEEP_IDS,
    )
    op.create_table(
        "activation",
        _id(),
        _number("version_id", nullable=True),
        _moment("at"),
        _text("who"),
        _moment("undone_at", nullable=True),
        _key("activation"),
        _reference("activation", "version_id", "model_version.id"),
        **_KEEP_IDS,
    )

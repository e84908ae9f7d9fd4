"""The tables of a project's database. Stays inside this package; others see ``project.records``.

Only types that SQLite and PostgreSQL share are used. Image states are not stored: they follow from ``good``,
``error``, the annotations and the reviews, so they cannot disagree with them.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Text,
    TypeDecorator,
    UniqueConstraint,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcDateTime(TypeDecorator[datetime]):
    """A moment in UTC; SQLite drops the zone, so it is put back on reading."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Store every moment as UTC."""
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give an aware moment back."""
        if value is None:
            return None
        # PostgreSQL gives the session's zone back, SQLite none.
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """Base of all tables; constraints carry names so that migrations can change them."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {  # noqa: RUF012 - SQLAlchemy reads this class attribute
        datetime: UtcDateTime,
        dict[str, Any]: JSON,
        str: Text,
        bytes: LargeBinary,
        float: Float,
        bool: Boolean,
        int: Integer,
    }


# A deleted annotation can be restored under its id, so SQLite must never hand an id out twice.
_KEEP_IDS = {"sqlite_autoincrement": True}


class ProjectRow(Base):
    """The one row about the project itself.

    ``known_folder`` is where it was opened last, by which a moved project finds what did not move along.
    """

    __tablename__ = "project"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    base_model: Mapped[dict[str, Any]]
    created_at: Mapped[datetime]
    created_by: Mapped[str]
    program_version: Mapped[str]
    review_required: Mapped[bool] = mapped_column(default=False)
    four_eyes: Mapped[bool] = mapped_column(default=True)
    known_folder: Mapped[str | None]
    shared_accounts: Mapped[bool] = mapped_column(default=False)
    mm_per_pixel: Mapped[float | None]
    audit_head: Mapped[str | None] = mapped_column(String(64))
    digest: Mapped[str | None] = mapped_column(String(64))


class ImageRow(Base):
    """One image; ``location`` is what ``Layout.location`` gave: relative in or near the project.

    ``file_size``, ``file_modified_ns`` and ``file_digest`` (SHA-256 of the bytes) tell the file that was
    added from one that took its place; None where an earlier program added it. ``truth_version`` counts the
    changes of its ground truth: accepted masks, or the sign-off as good. ``coco_id`` is the id that a COCO
    file gave it.
    """

    __tablename__ = "image"
    __table_args__ = (UniqueConstraint("location"), _KEEP_IDS)

    id: Mapped[int] = mapped_column(primary_key=True)
    location: Mapped[str]
    name: Mapped[str]
    group_name: Mapped[str]
    width: Mapped[int]
    height: Mapped[int]
    good: Mapped[bool] = mapped_column(default=False)
    good_by: Mapped[str | None]
    good_account: Mapped[str | None]
    good_at: Mapped[datetime | None]
    truth_version: Mapped[int] = mapped_column(default=0)
    error: Mapped[str | None]
    pixel_digest: Mapped[str | None] = mapped_column(String(64))
    file_size: Mapped[int | None] = mapped_column(BigInteger)
    file_modified_ns: Mapped[int | None] = mapped_column(BigInteger)
    file_digest: Mapped[str | None] = mapped_column(String(64))
    coco_id: Mapped[int | None] = mapped_column(BigInteger)
    added_at: Mapped[datetime]
    row_version: Mapped[int] = mapped_column()
    digest: Mapped[str | None] = mapped_column(String(64))

    __mapper_args__ = {"version_id_col": row_version}  # noqa: RUF012


class ClassRow(Base):
    """A defect class; ``key`` is the name without case, because folders on Windows know none.

    ``position`` orders the classes; of equal positions the class added first comes first. ``coco_id`` is the
    id that a COCO file gave it.
    """

    __tablename__ = "defect_class"
    __table_args__ = (UniqueConstraint("key"), _KEEP_IDS)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    key: Mapped[str]
    color: Mapped[int]
    position: Mapped[int] = mapped_column(default=0)
    coco_id: Mapped[int | None] = mapped_column(BigInteger)
    digest: Mapped[str | None] = mapped_column(String(64))


class PredictionRow(Base):
    """A model version's answer; never updated."""

    __tablename__ = "prediction"
    __table_args__ = _KEEP_IDS

    id: Mapped[int] = mapped_column(primary_key=True)
    image_id: Mapped[int] = mapped_column(ForeignKey("image.id", ondelete="CASCADE"), index=True)
    version: Mapped[str]
    prompts: Mapped[dict[str, Any]]
    mask_height: Mapped[int]
    mask_width: Mapped[int]
    mask_counts: Mapped[bytes]
    score: Mapped[float]
    created_at: Mapped[datetime]
    digest: Mapped[str | None] = mapped_column(String(64))


class AnnotationRow(Base):
    """One object on one image with its mask. One that is ``locked`` keeps its mask and its class."""

    __tablename__ = "annotation"
    # Lets SQLite count an image's annotations and say who accepted them without touching the masks.
    __table_args__ = (
        Index("ix_annotation_image", "image_id", "state", "accepted_by", "accepted_at", "accepted_account"),
        _KEEP_IDS,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    image_id: Mapped[int] = mapped_column(ForeignKey("image.id", ondelete="CASCADE"))
    class_id: Mapped[int] = mapped_column(ForeignKey("defect_class.id"), index=True)
    prediction_id: Mapped[int | None] = mapped_column(ForeignKey("prediction.id", ondelete="SET NULL"))
    state: Mapped[str] = mapped_column(String(16))
    prompts: Mapped[dict[str, Any]]
    mask_height: Mapped[int]
    mask_width: Mapped[int]
    mask_counts: Mapped[bytes]
    started_from: Mapped[str | None]
    inspector: Mapped[str]
    accepted_by: Mapped[str | None]
    accepted_account: Mapped[str | None]
    accepted_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    locked: Mapped[bool] = mapped_column(default=False)
    row_version: Mapped[int] = mapped_column()
    digest: Mapped[str | None] = mapped_column(String(64))

    __mapper_args__ = {"version_id_col": row_version}  # noqa: RUF012


class WaitingBoxRow(Base):
    """A box prompt that nobody took or dropped yet, with what the versions answered so far (by version).

    ``class_name`` is the class that its object is to get, where the box came with one; else empty.
    """

    __tablename__ = "waiting_box"
    __table_args__ = _KEEP_IDS

    id: Mapped[int] = mapped_column(primary_key=True)
    image_id: Mapped[int] = mapped_column(ForeignKey("image.id", ondelete="CASCADE"), index=True)
    prompts: Mapped[dict[str, Any]]
    source: Mapped[str] = mapped_column(String(16))
    answers: Mapped[dict[str, Any]]
    class_name: Mapped[str] = mapped_column(default="")
    inspector: Mapped[str]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]


class ReviewRow(Base):
    """A verdict on the ground truth that an image had at ``truth_version``; an image's newest counts."""

    __tablename__ = "review"
    __table_args__ = _KEEP_IDS

    id: Mapped[int] = mapped_column(primary_key=True)
    image_id: Mapped[int] = mapped_column(ForeignKey("image.id", ondelete="CASCADE"), index=True)
    truth_version: Mapped[int]
    verdict: Mapped[str] = mapped_column(String(16))
    comment: Mapped[str]
    who: Mapped[str]
    account: Mapped[str | None]
    at: Mapped[datetime]
    digest: Mapped[str | None] = mapped_column(String(64))


class MirrorRow(Base):
    """The mirror file of one image's masks of one class; two images of one name never share a file."""

    __tablename__ = "mirror_file"
    __table_args__ = (UniqueConstraint("class_id", "file_key"),)

    image_id: Mapped[int] = mapped_column(ForeignKey("image.id", ondelete="CASCADE"), primary_key=True)
    class_id: Mapped[int] = mapped_column(ForeignKey("defect_class.id"), primary_key=True)
    file_name: Mapped[str]
    file_key: Mapped[str]


class MirrorPendingRow(Base):
    """What the ground-truth folder still lacks: the file of an image and class, or a file to be removed.

    Written in the transaction of the change and deleted when the folder is in step, so that a crash between
    the two is made good at the next opening. No foreign keys: the image may be gone.
    """

    __tablename__ = "mirror_pending"
    __table_args__ = _KEEP_IDS

    id: Mapped[int] = mapped_column(primary_key=True)
    image_id: Mapped[int | None]
    class_id: Mapped[int | None]
    file: Mapped[str | None]


class ManifestRow(Base):
    """A frozen dataset manifest under its digest; ``data`` is the exact text that was digested."""

    __tablename__ = "manifest"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    data: Mapped[str]
    created_at: Mapped[datetime]


class RunRow(Base):
    """One fine-tuning run."""

    __tablename__ = "run"
    __table_args__ = (UniqueConstraint("name"), _KEEP_IDS)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    state: Mapped[str] = mapped_column(String(16))
    recipe: Mapped[dict[str, Any]]
    seed: Mapped[int]
    manifest_digest: Mapped[str | None] = mapped_column(ForeignKey("manifest.digest"))
    started_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    error: Mapped[str | None]
    digest: Mapped[str | None] = mapped_column(String(64))


class VersionRow(Base):
    """One model version and its card; the weights are in the project's ``models`` folder."""

    __tablename__ = "model_version"
    __table_args__ = (UniqueConstraint("name"), _KEEP_IDS)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    state: Mapped[str] = mapped_column(String(16))
    run_id: Mapped[int | None] = mapped_column(ForeignKey("run.id"))
    card: Mapped[dict[str, Any]]
    created_at: Mapped[datetime]
    digest: Mapped[str | None] = mapped_column(String(64))


class ActivationRow(Base):
    """The stack of activations: the newest not undone says what is in use; no version means the base."""

    __tablename__ = "activation"
    __table_args__ = _KEEP_IDS

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int | None] = mapped_column(ForeignKey("model_version.id"))
    at: Mapped[datetime]
    who: Mapped[str]
    undone_at: Mapped[datetime | None]
    digest: Mapped[str | None] = mapped_column(String(64))


class AuditRow(Base):
    """Who did what, when; only ever inserted. ``digest`` covers the event and the one before it.

    ``who`` is the inspector's name as given, ``account`` the system's account, None in older events.
    """

    __tablename__ = "audit_event"
    __table_args__ = (Index(None, "subject"), _KEEP_IDS)

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    who: Mapped[str]
    account: Mapped[str | None]
    action: Mapped[str]
    subject: Mapped[str]
    detail: Mapped[dict[str, Any]]
    digest: Mapped[str | None] = mapped_column(String(64))

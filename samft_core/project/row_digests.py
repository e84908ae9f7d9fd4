"""A digest in each row that says what ground truth is, so that no other program changes it unnoticed.

It is written with each change of the row and compared whenever the row is read. It guards against damage and
the hand in the wrong table; it is no signature, and who wants to forge can compute it too.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

from sqlalchemy import Table, event, select, update
from sqlalchemy.orm import Mapper, Session, object_session

from samft_core.errors import DamagedError
from samft_core.messages.message import Message
from samft_core.project.schema import (
    ActivationRow,
    AnnotationRow,
    Base,
    ClassRow,
    ImageRow,
    PredictionRow,
    ProjectRow,
    ReviewRow,
    RunRow,
    VersionRow,
)

_MASK = ("mask_height", "mask_width", "mask_counts")

SEALED: dict[type[Base], tuple[str, ...]] = {
    ProjectRow: (
        "name",
        "base_model",
        "created_at",
        "created_by",
        "program_version",
        "review_required",
        "four_eyes",
        "shared_accounts",
    ),
    ImageRow: (
        "width",
        "height",
        "good",
        "good_by",
        "good_account",
        "good_at",
        "truth_version",
    ),
    ClassRow: ("name", "key", "color"),
    PredictionRow: ("image_id", "version", "prompts", *_MASK, "score", "created_at"),
    AnnotationRow: (
        "image_id",
        "class_id",
        "prediction_id",
        "state",
        "prompts",
        *_MASK,
        "started_from",
        "inspector",
        "accepted_by",
        "accepted_account",
        "accepted_at",
        "created_at",
        "updated_at",
    ),
    ReviewRow: ("image_id", "truth_version", "verdict", "comment", "who", "account", "at"),
    RunRow: ("name", "state", "recipe", "seed", "manifest_digest", "started_at", "finished_at", "error"),
    VersionRow: ("name", "state", "run_id", "card", "created_at"),
    ActivationRow: ("version_id", "at", "who", "undone_at"),
}
"""What the digest of a row covers. Where an image lies may change without its ground truth changing."""


def digest_of(values: Mapping[str, Any], columns: Sequence[str]) -> str:
    """The SHA-256 of these values in a form that does not depend on how the database keeps them."""
    listed = [[name, _plain(values[name])] for name in columns]
    return hashlib.sha256(json.dumps(listed, sort_keys=True).encode("ascii")).hexdigest()


def sealed(kind: type[Base], values: Mapping[str, Any]) -> dict[str, Any]:
    """``values`` of a row that is inserted without its class, with their digest."""
    known = {name: values.get(name, _default(kind, name)) for name in SEALED[kind]}
    return {**values, "digest": digest_of(known, SEALED[kind])}


def seal_images(session: Session, image_ids: Sequence[int]) -> None:
    """Write the digests of images anew, after statements that changed them without their class."""
    names = SEALED[ImageRow]
    # The table and not the class, whose rows would be compared with their digests while these are
    # wrong.
    table = cast(Table, ImageRow.__table__)
    columns = [table.c[name] for name in names]
    rows = session.execute(select(table.c.id, *columns).where(table.c.id.in_(image_ids))).all()
    for key, *values in rows:
        digest = digest_of(dict(zip(names, values, strict=True)), names)
        session.execute(update(table).where(table.c.id == key).values(digest=digest))
    changed = set(image_ids)
    for row in list(session.identity_map.values()):
        if isinstance(row, ImageRow) and row.id in changed:
            # Rows that the session holds were read before the statement; the next use reads them again.
            session.expire(row)


def require_image(values: Mapping[str, Any], image_id: int, digest: str | None, path: Path) -> None:
    """Raises DamagedError where an image's sign-off is not as it was written."""
    if digest != digest_of(values, SEALED[ImageRow]):
        raise damaged_row(ImageRow.__tablename__, image_id, path)


def damaged_row(table: str, key: object, path: Path, why: Message | None = None) -> DamagedError:
    """The error for a row that is not as SAMFT wrote it."""
    return DamagedError(
        Message("row.foreign", row=key, table=table)
        if why is None
        else Message("row.foreign_because", row=key, table=table, reason=why),
        path=path,
        remedy=Message("remedy.nothing_changed_check"),
    )


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        # SQLite gives moments back without their zone, PostgreSQL in its own: all are UTC here.
        moment = value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
        return moment.isoformat(timespec="microseconds")
    if isinstance(value, bytes):
        # A mask's bytes are no text that JSON could hold.
        return hashlib.sha256(value).hexdigest()
    if isinstance(value, dict):
        # As it comes back from the database: keys are text there, and tuples are lists.
        return _numbers(json.loads(json.dumps(value)))
    return value


def _numbers(value: Any) -> Any:
    """The same data with equal numbers written alike.

    96 and 96.0 are equal, so where one replaces the other SQLAlchemy sees no change and writes none.
    """
    if isinstance(value, dict):
        return {key: _numbers(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_numbers(part) for part in value]
    if isinstance(value, bool) or (isinstance(value, float) and value.is_integer()):
        return int(value)
    return value


def _default(kind: type[Base], name: str) -> Any:
    default = cast(Table, kind.__table__).c[name].default
    return None if default is None else getattr(default, "arg", None)


def _values(row: Base) -> dict[str, Any]:
    """A row's values as they will be stored: what is not set yet gets its default."""
    found = {}
    for name in SEALED[type(row)]:
        value = getattr(row, name)
        found[name] = _default(type(row), name) if value is None else value
    return found


def _seal(_mapper: Mapper[Any], _connection: object, row: Any) -> None:
    row.digest = digest_of(_values(row), SEALED[type(row)])


def _verify(row: Any, _context: object, *_names: object) -> None:
    if row.digest != digest_of(_values(row), SEALED[type(row)]):
        session = object_session(row)
        bind: Any = None if session is None else session.get_bind()
        path = Path("project.db") if bind is None else Path(bind.url.database or "")
        raise damaged_row(row.__tablename__, row.id, path)


for _kind in SEALED:
    event.listen(_kind, "before_insert", _seal)
    event.listen(_kind, "before_update", _seal)
    event.listen(_kind, "load", _verify)
    # "load" is the first reading of a row in a session, "refresh" each later one.
    event.listen(_kind, "refresh", _verify)

"""Whether each value in a project's database is one that SAMFT writes: kind, range, form and digest.

The file is read as SQLite keeps it, without the classes of the tables, which would stumble over the first
wrong value without saying where it is.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, cast

from sqlalchemy import JSON, Boolean, Column, Float, Integer, LargeBinary, Table

from samft_core.errors import DamagedError
from samft_core.imaging.masks import MaskError, RleMask
from samft_core.imaging.prompts import Prompts
from samft_core.messages.message import Message
from samft_core.project.audit_events import is_understood
from samft_core.project.records import AnnotationState, RunState, Verdict, VersionState
from samft_core.project.row_digests import SEALED, damaged_row, digest_of
from samft_core.project.schema import Base, UtcDateTime

_ALLOWED: dict[tuple[str, str], frozenset[str]] = {
    ("annotation", "state"): frozenset(AnnotationState),
    ("run", "state"): frozenset(RunState),
    ("model_version", "state"): frozenset(VersionState),
    ("review", "verdict"): frozenset(Verdict),
}

_AT_LEAST = {"row_version": 1, "truth_version": 0, "width": 0, "height": 0, "color": 0, "mask_height": 1,
             "mask_width": 1}  # fmt: skip


class _StoredText(bytes):
    """What SQLite keeps as text, as opposed to what it keeps as bytes: the program reads those otherwise."""


@dataclass(frozen=True, slots=True)
class DamagedValue:
    """One value that SAMFT did not write: where it stands, and why it cannot be one."""

    table: str
    key: str
    reason: Message
    database: Path

    @property
    def text(self) -> Message:
        """For people."""
        return Message("check.row", row=self.key, table=self.table, reason=self.reason)

    def error(self) -> DamagedError:
        """The same as an error with a remedy."""
        return damaged_row(self.table, self.key, self.database, self.reason)


def damaged_values(database: Path) -> Iterator[DamagedValue]:
    """Every damaged value of a database, table by table. Raises sqlite3.Error where it cannot be read."""
    with closing(sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True)) as connection:
        # Python would turn text into str at once and fail for bytes that are no UTF-8, without saying
        # where.
        connection.text_factory = _StoredText
        connection.row_factory = sqlite3.Row
        there = {row[0].decode() for row in connection.execute("SELECT name FROM sqlite_master")}
        kinds = {mapper.local_table: mapper.class_ for mapper in Base.registry.mappers}
        for table in Base.metadata.sorted_tables:
            if table.name in there:
                yield from _in_table(connection, table, kinds[table], database)


def first_damaged(database: Path) -> DamagedValue | None:
    """The first damaged value; None where there is none, or the database cannot be read."""
    try:
        return next(damaged_values(database), None)
    except sqlite3.Error:
        return None


def _in_table(
    connection: sqlite3.Connection, table: Table, kind: type[Base], database: Path
) -> Iterator[DamagedValue]:
    # An older database lacks columns that this program has.
    known = {row[1].decode() for row in connection.execute(f'PRAGMA table_info("{table.name}")')}
    columns = [column for column in table.columns if column.name in known]
    keys = [column.name for column in table.primary_key]
    for row in connection.execute(f'SELECT * FROM "{table.name}"'):
        key = ", ".join(_shown(row[name]) for name in keys)
        values: dict[str, Any] = {}
        reasons: list[Message] = []
        for column in columns:
            try:
                values[column.name] = _value(table.name, column, row[column.name])
            except (ValueError, TypeError, KeyError, RecursionError, MaskError) as error:
                reasons.append(Message("value.column", column=column.name, reason=error))
        if not reasons:
            reasons += _whole(table.name, values)
        # A row that is damaged in plain sight needs no digest to say so, and might not even have one.
        compared = not reasons and "digest" in known and kind in SEALED
        if compared and values["digest"] != digest_of(values, SEALED[kind]):
            reasons.append(Message("value.changed"))
        for reason in reasons:
            yield DamagedValue(table.name, key, reason, database)


def _value(table: str, column: Column[Any], raw: object) -> Any:
    """A value as the program sees it. Raises ValueError and others where it cannot be one."""
    if raw is None:
        if not column.nullable:
            raise ValueError(Message("value.missing"))
        return None
    value = _reader(column)(raw)
    allowed = _ALLOWED.get((table, column.name))
    if allowed is not None and value not in allowed:
        raise ValueError(Message("value.says", value=value))
    least = _AT_LEAST.get(column.name)
    if least is not None and value < least:
        raise ValueError(Message("value.is", value=value))
    return value


def _reader(column: Column[Any]) -> Callable[[object], Any]:
    kind = column.type
    for of, reader in (
        (JSON, _json),
        # Order matters: a Boolean is an Integer as far as the database's types go.
        (Boolean, _boolean),
        (UtcDateTime, _moment),
        (Integer, _integer),
        (Float, _float),
        (LargeBinary, _bytes),
    ):
        if isinstance(kind, of):
            return reader
    return _text


def _json(raw: object) -> Any:
    try:
        value = json.loads(_text(raw))
    except (ValueError, RecursionError) as error:
        raise ValueError(Message("value.no_json")) from error
    if not isinstance(value, dict):
        raise ValueError(Message("value.json_kind"))
    return value


def _boolean(raw: object) -> bool:
    if raw not in (0, 1):
        raise ValueError(Message("value.no_boolean", value=_shown(raw)))
    return bool(raw)


def _moment(raw: object) -> datetime:
    try:
        return datetime.fromisoformat(_text(raw))
    except ValueError as error:
        raise ValueError(Message("value.no_date", value=_shown(raw))) from error


def _integer(raw: object) -> int:
    if not isinstance(raw, int):
        raise ValueError(Message("value.no_whole_number", value=_shown(raw)))
    return raw


def _float(raw: object) -> float:
    if not isinstance(raw, int | float):
        raise ValueError(Message("value.no_number", value=_shown(raw)))
    return float(raw)


def _bytes(raw: object) -> bytes:
    if not isinstance(raw, bytes) or isinstance(raw, _StoredText):
        raise ValueError(Message("value.no_mask"))
    return raw


def _text(raw: object) -> str:
    if not isinstance(raw, _StoredText):
        raise ValueError(Message("value.no_text_but", value=_shown(raw)))
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ValueError(Message("value.no_text")) from error


def _shown(raw: object) -> str:
    text = raw.decode("utf-8", "replace") if isinstance(raw, bytes) else str(raw)
    return text if len(text) <= 40 else f"{text[:40]}…"


def _whole(table: str, values: Mapping[str, Any]) -> Iterator[Message]:
    """What only several values together, or what is inside one, can show."""
    if "prompts" in values:
        try:
            Prompts.from_json(values["prompts"])
        except (ValueError, TypeError, KeyError, AttributeError):
            yield Message("value.no_prompts")
    if "mask_counts" in values:
        try:
            mask = RleMask(values["mask_height"], values["mask_width"], cast(bytes, values["mask_counts"]))
            mask.validate()
        except (MaskError, ValueError) as error:
            yield Message("value.mask_damaged", reason=error)
    if table == "audit_event" and not is_understood(values["action"], values["subject"], values["detail"]):
        yield Message("value.no_event")
    if table == "project":
        base = values["base_model"]
        if not isinstance(base.get("name"), str):
            yield Message("value.no_base")
        if not all(isinstance(base.get(key, ""), str | None) for key in ("checkpoint", "pack_digest")):
            yield Message("value.no_base_file")

"""Model versions: adding, activating, rolling back."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from samft_core.errors import ProjectError
from samft_core.files import atomic
from samft_core.files.containment import require_inside
from samft_core.messages.message import Message
from samft_core.project.context import ProjectContext, now
from samft_core.project.records import VersionRecord, VersionState
from samft_core.project.runs import highest_number
from samft_core.project.schema import ActivationRow, VersionRow
from samft_core.project.stored_names import is_folder_name
from samft_core.project.version_card import VersionCard
from samft_core.sam.types import BASE_VERSION
from samft_core.security import it_policy

CARD = "card.json"

BUILDING = ".building-"
"""How the folder of a version begins that is not in the project yet; its name follows."""


@dataclass(frozen=True, slots=True)
class NewVersion:
    """A version that is being written: its name and its folder, which is empty at first."""

    name: str
    folder: Path
    _add: Callable[[NewVersion, VersionCard, int | None, VersionState], VersionRecord]

    def add(
        self, card: VersionCard, *, run_id: int | None = None, state: VersionState = VersionState.CANDIDATE
    ) -> VersionRecord:
        """Put the version into the project, with ``card`` as card.json beside its other files."""
        return self._add(self, card, run_id, state)


class VersionRepository:
    """The part of a project that knows its model versions. No active version means the base model."""

    def __init__(self, context: ProjectContext) -> None:
        self._context = context

    @property
    def folder(self) -> Path:
        """One folder per model version."""
        return self._context.layout.models

    @contextmanager
    def new_version(self, name: str | None = None) -> Iterator[NewVersion]:
        """Give a version its name, which nobody else gets meanwhile, and an empty folder for its files.

        ``name`` None takes the next of v1, v2, … The version appears whole with ``NewVersion.add``; without
        it nothing is left. Raises ProjectError where ``name`` is taken.
        """
        chosen, folder = self._reserved(name)
        try:
            yield NewVersion(chosen, folder, self._add_written)
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def add(
        self,
        name: str | None = None,
        *,
        card: VersionCard,
        folder_builder: Callable[[Path], None] | None = None,
        run_id: int | None = None,
        state: VersionState = VersionState.CANDIDATE,
    ) -> VersionRecord:
        """Add a model version whose files ``folder_builder`` writes into an empty folder."""
        with self.new_version(name) as new:
            if folder_builder is not None:
                folder_builder(new.folder)
            return new.add(card, run_id=run_id, state=state)

    def all(self) -> list[VersionRecord]:
        """All model versions, oldest first; the base model is not among them."""
        with self._context.database.reading() as session:
            rows = session.scalars(select(VersionRow).order_by(VersionRow.id))
            return [self._version_record(session, row) for row in rows]

    def get(self, name: str) -> VersionRecord:
        """One model version by name. Raises ProjectError where there is none."""
        with self._context.database.reading() as session:
            return self._version_record(session, self._version_row(session, name))

    def active(self) -> VersionRecord | None:
        """The version in use; None means the base model."""
        with self._context.database.reading() as session:
            row = _active_row(session)
            return None if row is None else self._version_record(session, row)

    def activate(self, name: str) -> VersionRecord | None:
        """Put a version (or "base") to use. Raises ProjectError for a refused version, PolicyError."""
        it_policy.require("activate", self._context.inspector)
        with self._context.database.writing() as session:
            row = None if name == BASE_VERSION else self._version_row(session, name)
            if row is not None and row.state == VersionState.REFUSED.value:
                raise ProjectError(
                    Message("version.refused", version=name),
                    path=self.folder / name,
                    remedy=Message("remedy.annotate_more"),
                )
            before = _active_row(session)
            # Putting to use what is in use already is no step: rolling back would then seem to do
            # nothing.
            if before is not row:
                _retire(before)
                session.add(
                    ActivationRow(
                        version_id=None if row is None else row.id, at=now(), who=self._context.inspector
                    )
                )
                self._context.write_event(
                    session, "version.activate", f"version:{name}", before=_name(before)
                )
            if row is not None:
                row.state = VersionState.ACTIVE.value
            session.flush()
            return None if row is None else self._version_record(session, row)

    def in_use_before(self) -> str | None:
        """What ``roll_back`` would return to: a version's name or "base"; None where there is nothing."""
        with self._context.database.reading() as session:
            standing = select(ActivationRow).where(ActivationRow.undone_at.is_(None))
            newest = session.scalars(standing.order_by(ActivationRow.id.desc()).limit(2)).all()
            if not newest:
                return None
            row = None
            if len(newest) > 1 and newest[1].version_id is not None:
                row = session.get_one(VersionRow, newest[1].version_id)
            return _name(row)

    def roll_back(self) -> VersionRecord | None:
        """Return to what was in use before the last activation.

        Raises ProjectError where there was none, PolicyError.
        """
        it_policy.require("activate", self._context.inspector)
        with self._context.database.writing() as session:
            last = _last_activation(session)
            if last is None:
                remedy = Message("version.base_in_use")
                raise ProjectError(
                    Message("version.nothing_to_roll_back"), path=self._context.folder, remedy=remedy
                )
            before = _active_row(session)
            # Marked, not deleted: who put what to use, and when it was taken back, stays on record.
            last.undone_at = now()
            session.flush()
            row = _active_row(session)
            _retire(before)
            if row is not None:
                row.state = VersionState.ACTIVE.value
            self._context.write_event(
                session, "version.roll_back", f"version:{_name(row)}", before=_name(before)
            )
            session.flush()
            return None if row is None else self._version_record(session, row)

    def _reserved(self, name: str | None) -> tuple[str, Path]:
        """A name and its hidden folder, whose being there tells others that the name is taken."""
        if self._context.database.refusal is not None:
            raise self._context.database.refusal
        atomic.make_folder(require_inside(self.folder, self._context.folder))
        with self._context.database.reading() as session:
            if name is not None:
                chosen = self._free_name(session, name)
                folder = self.folder / f"{BUILDING}{chosen}"
                try:
                    folder.mkdir()
                except FileExistsError as error:
                    raise self._taken(chosen) from error
                return chosen, folder
            number = self._next_number(session)
        while True:
            # Making a folder either succeeds or says that it is there, for all processes at once; that
            # is the lock.
            folder = self.folder / f"{BUILDING}v{number}"
            try:
                folder.mkdir()
            except FileExistsError:  # another program took it since
                number += 1
            else:
                return f"v{number}", folder

    def _add_written(
        self, new: NewVersion, card: VersionCard, run_id: int | None, state: VersionState
    ) -> VersionRecord:
        # Weights and a report take a while to write: they are on the disk before the database is locked.
        atomic.write_json(new.folder / CARD, card.to_json())
        atomic.flush_tree(new.folder)
        with self._context.database.writing() as session:
            name = self._free_name(session, new.name)
            row = VersionRow(
                name=name, state=state.value, run_id=run_id, card=card.to_json(), created_at=now()
            )
            session.add(row)
            session.flush()
            self._context.write_event(
                session, "version.add", f"version:{name}", state=state.value, run_id=run_id
            )
            # Inside the transaction: where the rename fails, no row is left that names a folder which
            # is not there.
            atomic.replace(new.folder, require_inside(self.folder / name, self._context.folder))
            return self._version_record(session, row)

    def _next_number(self, session: Session) -> int:
        # Folders count too: one may be left from a version whose row was lost to a restored backup, or be
        # that of a version that is being written.
        names = set(session.scalars(select(VersionRow.name)))
        names |= {path.name.removeprefix(BUILDING) for path in self.folder.iterdir()}
        return highest_number(names, "v") + 1

    def _free_name(self, session: Session, name: str) -> str:
        if not is_folder_name(name) or name.lower() == BASE_VERSION:
            remedy = Message("remedy.use_letters")
            raise ProjectError(Message("version.bad_name", version=name), path=self.folder, remedy=remedy)
        known = session.scalar(select(VersionRow.id).where(VersionRow.name == name))
        if known is not None or (self.folder / name).exists():
            raise self._taken(name)
        return name

    def _taken(self, name: str) -> ProjectError:
        remedy = Message("remedy.choose_other_name")
        return ProjectError(Message("version.exists", version=name), path=self.folder, remedy=remedy)

    def _version_row(self, session: Session, name: str) -> VersionRow:
        row = session.scalar(select(VersionRow).where(VersionRow.name == name))
        if row is None:
            known = session.scalars(select(VersionRow.name).order_by(VersionRow.id)).all()
            remedy = Message("remedy.known_versions", versions=[BASE_VERSION, *known])
            raise ProjectError(
                Message("version.unknown", version=name), path=self._context.folder, remedy=remedy
            )
        return row

    def _version_record(self, session: Session, row: VersionRow) -> VersionRecord:
        activated = select(ActivationRow.at).where(ActivationRow.version_id == row.id)
        return VersionRecord(
            id=row.id,
            name=row.name,
            folder=self.folder / row.name,
            state=VersionState(row.state),
            run_id=row.run_id,
            created_at=row.created_at,
            activated_at=session.scalar(activated.order_by(ActivationRow.id.desc()).limit(1)),
            card=VersionCard.read(row.card),
        )


def _last_activation(session: Session) -> ActivationRow | None:
    query = (
        select(ActivationRow)
        .where(ActivationRow.undone_at.is_(None))
        .order_by(ActivationRow.id.desc())
        .limit(1)
    )
    return session.scalar(query)


def _active_row(session: Session) -> VersionRow | None:
    last = _last_activation(session)
    return None if last is None or last.version_id is None else session.get_one(VersionRow, last.version_id)


def _retire(row: VersionRow | None) -> None:
    if row is not None:
        row.state = VersionState.RETIRED.value


def _name(row: VersionRow | None) -> str:
    return BASE_VERSION if row is None else row.name

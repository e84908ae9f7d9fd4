"""Fine-tuning runs, and the frozen manifests they train on."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from samft_core.errors import ProjectError
from samft_core.files.atomic import make_folder
from samft_core.files.containment import require_inside
from samft_core.messages.message import Message
from samft_core.project.context import ProjectContext, now
from samft_core.project.manifest import Manifest
from samft_core.project.records import RunRecord, RunState
from samft_core.project.schema import ManifestRow, RunRow


class RunRepository:
    """The part of a project that knows its runs."""

    def __init__(self, context: ProjectContext) -> None:
        self._context = context

    @property
    def folder(self) -> Path:
        """One folder per run."""
        return self._context.layout.runs

    def freeze_manifest(self, manifest: Manifest) -> str:
        """Keep a manifest for good; returns its digest. The same manifest twice is kept once."""
        text = manifest.to_json()
        with self._context.database.writing() as session:
            if session.get(ManifestRow, manifest.digest) is None:
                session.add(ManifestRow(digest=manifest.digest, data=text, created_at=now()))
                subject = f"manifest:{manifest.digest}"
                self._context.write_event(session, "manifest.freeze", subject, samples=len(manifest.samples))
        return manifest.digest

    def load_manifest(self, digest: str) -> Manifest:
        """A frozen manifest, checked against its digest. Raises ProjectError."""
        with self._context.database.reading() as session:
            manifest = Manifest.from_json(self._context.row(session, ManifestRow, digest, "manifest").data)
        if manifest.digest != digest:
            raise ProjectError(
                Message("run.manifest_digest", digest=digest), path=self._context.layout.database
            )
        return manifest

    def start(self, *, recipe: dict[str, Any], seed: int, manifest_digest: str | None) -> RunRecord:
        """Note a new run and make its folder ``runs/<name>``."""
        with self._context.database.writing() as session:
            name = self._next_run_name(session)
            row = RunRow(
                name=name,
                state=RunState.RUNNING.value,
                recipe=recipe,
                seed=seed,
                manifest_digest=manifest_digest,
                started_at=now(),
            )
            session.add(row)
            session.flush()
            make_folder(require_inside(self.folder / name, self._context.folder))
            self._context.write_event(
                session, "run.start", f"run:{name}", seed=seed, manifest=manifest_digest
            )
            return self._run_record(row)

    def resume(self, run_id: int) -> RunRecord:
        """Note that a cancelled, failed or interrupted run goes on.

        Raises ProjectError where it is finished.
        """
        with self._context.database.writing() as session:
            row = self._context.row(session, RunRow, run_id, "run")
            require_inside(self.folder / row.name, self._context.folder)
            if row.state == RunState.FINISHED.value:
                remedy = Message("remedy.new_run")
                raise ProjectError(
                    Message("run.finished", run=row.name), path=self.folder / row.name, remedy=remedy
                )
            self._context.write_event(session, "run.resume", f"run:{row.name}", before=row.state)
            row.state = RunState.RUNNING.value
            row.finished_at = None
            row.error = None
            return self._run_record(row)

    def finish(self, run_id: int, state: RunState, error: str | None = None) -> RunRecord:
        """Note how a run ended."""
        with self._context.database.writing() as session:
            row = self._context.row(session, RunRow, run_id, "run")
            row.state = state.value
            row.finished_at = now()
            row.error = error
            self._context.write_event(
                session, "run.finish", f"run:{row.name}", state=state.value, error=error
            )
            return self._run_record(row)

    def all(self) -> list[RunRecord]:
        """All runs, oldest first."""
        with self._context.database.reading() as session:
            return [self._run_record(row) for row in session.scalars(select(RunRow).order_by(RunRow.id))]

    def get(self, run_id: int) -> RunRecord:
        """One run. Raises ProjectError where there is none."""
        with self._context.database.reading() as session:
            return self._run_record(self._context.row(session, RunRow, run_id, "run"))

    def _next_run_name(self, session: Session) -> str:
        # Folders count too: one may be left from a run whose database row was lost to a restored backup.
        names = set(session.scalars(select(RunRow.name)))
        if self.folder.is_dir():
            names |= {path.name for path in self.folder.iterdir()}
        # One past the highest, never a gap: the number of a deleted run must not come back for another.
        return f"run-{highest_number(names, 'run-') + 1:03d}"

    def _run_record(self, row: RunRow) -> RunRecord:
        return RunRecord(
            id=row.id,
            name=row.name,
            folder=self.folder / row.name,
            state=RunState(row.state),
            recipe=row.recipe,
            seed=row.seed,
            manifest_digest=row.manifest_digest,
            started_at=row.started_at,
            finished_at=row.finished_at,
            error=row.error,
        )


def highest_number(names: set[str], prefix: str) -> int:
    """The highest N among names ``<prefix>N``; 0 where there is none."""
    pattern = re.compile(re.escape(prefix) + r"(\d+)")
    return max((int(match[1]) for name in names if (match := pattern.fullmatch(name))), default=0)

"""Reports to read, made anew by ``samft report`` in a child, from the card, the run and the images.

The page that lies beside a version is never opened: a project may come from anybody, and a page opened from
the disk may run scripts that read other files. What was made here is kept in the account's own cache.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path

from platformdirs import user_cache_path
from PySide6.QtCore import QObject

from app.services.command import Failed, JsonCommand
from samft_core.processes import console_command
from samft_core.project.records import VersionRecord

HTML = "report.html"
PDF = "report.pdf"
KEEP = 20
"""Reports that are kept; each has some megabytes."""


class ReportService(QObject):
    """Makes one report at a time; a newer wish takes the place of the one under way."""

    def __init__(self, parent: QObject | None = None, *, folder: Path | None = None) -> None:
        super().__init__(parent)
        self._folder = folder or user_cache_path("samft", appauthor=False) / "reports"
        self._command = JsonCommand(self)

    def folder_of(self, project: Path, record: VersionRecord) -> Path:
        """Where the report of a version is kept; another card has another place."""
        card = json.dumps(record.card.to_json(), sort_keys=True, default=str)
        mark = hashlib.sha256("\n".join((str(project), record.name, card)).encode("utf-8", "replace"))
        return self._folder / mark.hexdigest()[:32]

    def make(
        self, project: Path, record: VersionRecord, *, done: Callable[[Path], object], failed: Failed
    ) -> None:
        """Have the report made where there is none yet; ``done`` gets the folder with both files."""
        folder = self.folder_of(project, record)
        if (folder / HTML).is_file() and (folder / PDF).is_file():
            done(folder)
            return
        # The report that was wanted before: somebody who asks for another one does not wait for it any
        # more.
        self._command.close()
        words: list[str | Path] = [
            "report",
            "--project",
            project,
            "--version",
            record.name,
            "--to",
            folder,
            "--json",
        ]
        try:
            self._make_room()
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            failed(error)
            return

        def made(_said: dict[str, object]) -> None:
            done(folder)

        self._command.start(console_command(*words), done=made, failed=failed)

    def close(self) -> None:
        """Leave with the program."""
        self._command.close()

    def _make_room(self) -> None:
        """Drop the oldest reports beyond those that are kept."""
        if not self._folder.is_dir():
            return
        kept = sorted(self._folder.iterdir(), key=lambda path: path.stat().st_mtime, reverse=True)
        for old in kept[KEEP:]:
            # It may be open in a browser, which on Windows keeps it; it goes another time.
            shutil.rmtree(old, ignore_errors=True)

"""Images after the project's folder moved: what moved along, and what was left behind."""

from __future__ import annotations

import os
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from samft_core.project.context import ProjectContext
from samft_core.project.schema import AuditRow, ImageRow, ProjectRow
from samft_core.security import network_places


class ImageMoveRepository:
    """The part of a project that follows its images when its folder moved."""

    def __init__(self, context: ProjectContext) -> None:
        self._context = context

    def follow_move(self) -> int:
        """After the project's folder moved, find what did not move along; returns how many images did not.

        Not asked by opening alone: a project from elsewhere may name any place on this computer.

        What lies in or near the project is found from where it is now. What is not there is looked for from
        where the project was opened last.
        """
        now = str(self._context.folder)
        if self._context.database.refusal is not None:
            return 0
        with self._context.database.reading() as session:
            # Mostly nothing changed, and nobody need wait for who is writing.
            if self._context.row(session, ProjectRow, 1, "project").known_folder == now:
                return 0
        with self._context.database.writing() as session:
            project = self._context.row(session, ProjectRow, 1, "project")
            before = project.known_folder
            if before == now:
                return 0
            project.known_folder = now
            return 0 if before is None else self._follow(session, Path(before))

    def follow_one(self, image_id: int) -> bool:
        """Look for one image that is missing as ``follow_move`` does; whether it was found."""
        if self._context.database.refusal is not None:
            return False
        with self._context.database.reading() as session:
            before = self._context.row(session, ProjectRow, 1, "project").known_folder
            location = self._context.row(session, ImageRow, image_id, "image").location
            found_last = _found_last(session, image_id)
        if before is None or before == str(self._context.folder):
            return False
        found = self._found_from(location, Path(before), found_last)
        if found is None:
            return False
        with self._context.database.writing() as session:
            row = self._context.row(session, ImageRow, image_id, "image")
            moved_to = self._context.layout.location(found)
            taken = session.scalar(select(ImageRow.id).where(ImageRow.location == moved_to)) is not None
            # Looked at again inside the transaction: another window may have found it meanwhile.
            if taken or row.location != location:
                return False
            self.note(session, row, moved_to)
        return True

    def _follow(self, session: Session, before: Path) -> int:
        taken = set(session.scalars(select(ImageRow.location)))
        count = 0
        for row in session.scalars(select(ImageRow)):
            found = self._found_from(row.location, before, _found_last(session, row.id))
            location = row.location if found is None else self._context.layout.location(found)
            if location != row.location and location not in taken:
                taken.add(location)
                self.note(session, row, location)
                count += 1
        return count

    def _found_from(self, location: str, before: Path, found_last: str | None) -> Path | None:
        """Where a file is that is not where ``location`` says, if it can be told from the project's move.

        ``found_last`` is where it was found after an earlier move, when others were not looked for yet.
        """
        if not os.path.isabs(location) and not location.startswith("../"):  # noqa: PTH117 - a text
            return None
        # To ask Windows whether a file is on a share is to log in there.
        if not network_places.is_confirmed(location):
            return None
        # What is where it should be did not move, whatever also lies at the old place.
        if network_places.is_file(self._context.layout.path(location)):
            return None
        places = [*self._places_after(location, before), *([Path(found_last)] if found_last else [])]
        return next((place for place in places if network_places.is_file(place)), None)

    def _places_after(self, location: str, before: Path) -> list[Path]:
        """Where a file is that moved along with the project from ``before``, or was left behind there."""
        if not os.path.isabs(location):  # noqa: PTH117
            return [Path(os.path.normpath(before / location))]
        try:
            return [self._context.layout.path(Path(os.path.relpath(location, before)).as_posix())]
        except ValueError:  # another drive
            return []

    def note(self, session: Session, row: ImageRow, location: str) -> None:
        """Note another place; the trail names both in full, as people look for files."""
        before = self._context.layout.path(row.location)
        after = self._context.layout.path(location)
        row.location = location
        self._context.write_event(
            session, "image.relocate", f"image:{row.id}", before=str(before), after=str(after)
        )


def _found_last(session: Session, image_id: int) -> str | None:
    """Where the trail says that an image was found last, in full; None where it was never elsewhere."""
    detail = session.scalar(
        select(AuditRow.detail)
        .where(AuditRow.subject == f"image:{image_id}", AuditRow.action == "image.relocate")
        .order_by(AuditRow.id.desc())
        .limit(1)
    )
    place = detail.get("after") if isinstance(detail, dict) else None
    return place if isinstance(place, str) else None

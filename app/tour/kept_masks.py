"""The masks that the tour takes away, kept in a file for as long as it has them.

A tour that is killed cannot bring them back: the next opening of the sample project does. Only that project
is looked at, so that no file that somebody sends can add ground truth to another one.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import filelock

from samft_core.errors import SamftError
from samft_core.files import atomic
from samft_core.files.strict_json import read_json
from samft_core.imaging.masks import RleMask
from samft_core.imaging.prompts import Prompts
from samft_core.project.records import AnnotationRecord, AnnotationState

if TYPE_CHECKING:
    from samft_core.project.project import Project

_FILE = "tour-masks.json"
_LOCK = "tour-masks.lock"
_TIMES = ("created_at", "updated_at", "accepted_at")


class KeptMasks:
    """What one tour has taken away from the sample project. Held with a lock while that tour runs."""

    def __init__(self) -> None:
        self._folder: Path | None = None
        self._lock: filelock.BaseFileLock | None = None

    def keep(self, project: Project, records: Sequence[AnnotationRecord]) -> None:
        """Write ``records`` down before they are deleted. Raises OSError where that cannot be written."""
        self.forget()
        folder = project.cache_dir
        folder.mkdir(parents=True, exist_ok=True)
        lock = filelock.FileLock(folder / _LOCK, blocking=False)
        try:
            lock.acquire()
        except filelock.Timeout:
            return  # another window is in the tour: its masks are the ones that are kept
        self._lock = lock
        self._folder = folder
        atomic.write_json(folder / _FILE, [_to_json(record) for record in records])

    def forget(self) -> None:
        """The masks are back, or others took their place."""
        if self._folder is not None:
            (self._folder / _FILE).unlink(missing_ok=True)
        if self._lock is not None:
            self._lock.release()
        self._folder = self._lock = None

    def bring_back(self, project: Project) -> int | None:
        """Put back what a tour that was killed had taken away; the image's id, None without any.

        Where something was marked on the image since, that stays, and nothing is put back.
        """
        file = project.cache_dir / _FILE
        if self._lock is not None or not file.is_file():
            return None
        try:
            with filelock.FileLock(project.cache_dir / _LOCK, blocking=False):
                restored = _restore(project, file)
                file.unlink(missing_ok=True)
                return restored
        except filelock.Timeout:
            return None  # its tour is running in another window


def _restore(project: Project, file: Path) -> int | None:
    try:
        records = [_from_json(value) for value in read_json(file)]
    except (SamftError, OSError, ValueError, KeyError, TypeError):
        return None  # written by hand or cut off: the project's history has the masks too
    # Somebody has worked on the image since: two masks of one defect would be worse than one that
    # history still has.
    if not records or any(project.annotations.of_image(record.image_id) for record in records):
        return None
    image_id = records[0].image_id
    # Boxes that were drawn in the tour belong to the same defects.
    project.waiting_boxes.remove([box.id for box in project.waiting_boxes.records(image_id)])
    for record in records:
        project.annotations.restore(record)
    return image_id


def _to_json(record: AnnotationRecord) -> dict[str, Any]:
    values = {name: getattr(record, name) for name in record.__slots__}
    values |= {
        "prompts": record.prompts.to_json(),
        "mask": record.mask.to_json(),
        "state": record.state.value,
    }
    for name in _TIMES:
        moment: datetime | None = values[name]
        values[name] = None if moment is None else moment.isoformat()
    return values


def _from_json(values: dict[str, Any]) -> AnnotationRecord:
    """The record that was written; raises ValueError, KeyError or TypeError where it is none."""
    for name in _TIMES:
        values[name] = None if values[name] is None else datetime.fromisoformat(values[name])
    values["prompts"] = Prompts.from_json(values["prompts"])
    values["mask"] = RleMask.from_json(values["mask"])
    values["state"] = AnnotationState(values["state"])
    return AnnotationRecord(**values)

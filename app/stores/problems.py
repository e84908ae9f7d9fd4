"""Why images cannot be shown just now: an observation of this session, never noted over anybody's work."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from samft_core.errors import SamftError


class ProblemStore(QObject):
    """Problems by image id; ``changed`` carries the id."""

    changed = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._problems: dict[int, SamftError] = {}

    def get(self, image_id: int | None) -> SamftError | None:
        """Why the image cannot be shown; None where nothing is known against it."""
        return None if image_id is None else self._problems.get(image_id)

    @property
    def image_ids(self) -> list[int]:
        """The images that could not be shown when they were last looked at."""
        return list(self._problems)

    def set(self, image_id: int, problem: SamftError) -> None:
        """Note a problem, in place of an earlier one."""
        self._problems[image_id] = problem
        self.changed.emit(image_id)

    def forget(self, image_id: int) -> None:
        """The image is looked at again, or is all right."""
        if self._problems.pop(image_id, None) is not None:
            self.changed.emit(image_id)

    def clear(self) -> None:
        """Forget everything, for another project."""
        self._problems.clear()

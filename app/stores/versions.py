"""The project's model versions and which one is in use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from samft_core.project.records import VersionRecord, VersionState
from samft_core.sam.types import BASE_VERSION

if TYPE_CHECKING:
    from samft_core.project.project import Project


class VersionStore(QObject):
    """Versions, newest first; ``active_changed`` carries the name in use ("base" without a version).

    ``left`` and ``right`` are the two versions set against each other: the base model and the active version
    unless the inspector picks others. ``pair_changed`` follows every change of them.
    """

    versions_changed = Signal()
    active_changed = Signal(str)
    pair_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._project: Project | None = None
        self._versions: list[VersionRecord] = []
        self._active = BASE_VERSION
        self._left = BASE_VERSION
        self._right: str | None = None

    @property
    def versions(self) -> list[VersionRecord]:
        """All versions, the newest first; the base model is not among them."""
        return self._versions

    @property
    def active(self) -> str:
        """The version in use; "base" means the untouched base model."""
        return self._active

    @property
    def tuned(self) -> str | None:
        """The active version's name where it is not the base model."""
        return None if self._active == BASE_VERSION else self._active

    @property
    def left(self) -> str:
        """The version on the left of a comparison."""
        return self._left

    @property
    def right(self) -> str | None:
        """The version on the right of a comparison; None as long as there is nothing but the base model."""
        return self.tuned if self._right is None else self._right

    @property
    def pair(self) -> list[str]:
        """The versions that are asked about each box."""
        return [self._left] if self.right is None or self.right == self._left else [self._left, self.right]

    def set_left(self, name: str) -> None:
        """Set another version on the left; the one on the right, where it is the same, trades places."""
        right = self._left if name == self.right else self._right
        self._set_pair(name, right)

    def set_right(self, name: str) -> None:
        """Set another version on the right; the one on the left, where it is the same, trades places."""
        left = (self.right or BASE_VERSION) if name == self._left else self._left
        self._set_pair(left, name)

    def _set_pair(self, left: str, right: str | None) -> None:
        if (left, right) != (self._left, self._right):
            self._left = left
            self._right = right
            self.pair_changed.emit()

    def version(self, name: str) -> VersionRecord | None:
        """One version by name."""
        return next((v for v in self._versions if v.name == name), None)

    def set_project(self, project: Project | None) -> None:
        """Show another project's versions."""
        self._project = project
        self.reload()

    def reload(self) -> None:
        """Read the versions again, after a run."""
        if self._project is None:
            self._versions = []
            active = BASE_VERSION
        else:
            self._versions = list(reversed(self._project.versions.all()))
            in_use = (v.name for v in self._versions if v.state is VersionState.ACTIVE)
            active = next(in_use, BASE_VERSION)
        pair = self.pair
        changed = active != self._active
        known = {BASE_VERSION, *(v.name for v in self._versions)}
        if changed or not {self._left, self._right or BASE_VERSION} <= known:
            # What was just put to use is what the inspector wants to see beside the base model.
            self._left = BASE_VERSION
            self._right = None
        self._active = active
        # Everything is as it will be before anybody hears of it: who listens reads the pair.
        self.versions_changed.emit()
        if changed:
            self.active_changed.emit(active)
        if self.pair != pair:
            self.pair_changed.emit()

    def activate(self, name: str) -> None:
        """Put a version, or "base", to use."""
        if self._project is not None:
            self._project.versions.activate(name)
            self.reload()

    def in_use_before(self) -> str | None:
        """What rolling back returns to, "base" among it; None where there is nothing."""
        return None if self._project is None else self._project.versions.in_use_before()

    def roll_back(self) -> None:
        """Return to what was in use before the last activation."""
        if self._project is not None:
            self._project.versions.roll_back()
            self.reload()

"""The project's model versions and which one is in use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from samft_core.models.types import BASE_VERSION
from samft_core.store.records import VersionRecord, VersionState

if TYPE_CHECKING:
    from samft_core.store.project import Project


class ModelStore(QObject):
    """Versions, newest first; ``active_changed`` carries the name in use ("base" without a version)."""

    versions_changed = Signal()
    active_changed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._project: Project | None = None
        self._versions: list[VersionRecord] = []
        self._active = BASE_VERSION

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
            self._versions, active = [], BASE_VERSION
        else:
            self._versions = list(reversed(self._project.versions()))
            in_use = (v.name for v in self._versions if v.state is VersionState.ACTIVE)
            active = next(in_use, BASE_VERSION)
        self.versions_changed.emit()
        if active != self._active:
            self._active = active
            self.active_changed.emit(active)

    def activate(self, name: str) -> None:
        """Put a version, or "base", to use."""
        if self._project is not None:
            self._project.activate(name)
            self.reload()

    def roll_back(self) -> None:
        """Return to what was in use before the last activation."""
        if self._project is not None:
            self._project.roll_back()
            self.reload()

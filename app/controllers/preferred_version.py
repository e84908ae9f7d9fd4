"""Which version's mask is taken: the one in use, or the one that the inspector picked; that is remembered."""

from __future__ import annotations

import hashlib

from PySide6.QtCore import QObject

from app.services.hub import Hub


class PreferredVersionController(QObject):
    """Keeps a picked version for each project, as long as the same version is in use."""

    def __init__(self, hub: Hub, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = hub.settings
        self._projects = hub.projects
        self._models = hub.models
        self._predictions = hub.predictions
        self._left = hub.models.left
        self._following = False
        hub.models.versions_changed.connect(self._follow)
        hub.models.active_changed.connect(lambda _name: self._follow())
        hub.models.pair_changed.connect(self._pair_changed)
        hub.predictions.changed.connect(self._remember)

    def _follow(self) -> None:
        """What is in use is what is taken, or what was picked while the same version was in use."""
        active = self._models.active
        kept = self._settings.arrangement(self._name) if self._projects.is_open else {}
        picked = kept.get("picked", "") if kept.get("active") == active else ""
        self._prefer(picked if picked in self._models.pair else active)

    def _pair_changed(self) -> None:
        """Another version stands in a row: the row that was picked stays picked."""
        former = self._left
        self._left = self._models.left
        chosen = self._predictions.chosen_version
        if chosen not in self._models.pair:
            right = self._models.right or self._models.left
            self._prefer(self._models.left if chosen == former else right)

    def _prefer(self, version: str) -> None:
        self._following = True
        try:
            self._predictions.prefer(version)
        finally:
            self._following = False

    def _remember(self) -> None:
        chosen = self._predictions.chosen_version
        active = self._models.active
        if self._following or not self._projects.is_open:
            return
        kept = self._settings.arrangement(self._name)
        wanted = {} if chosen == active else {"active": active, "picked": chosen}
        if kept != wanted:
            self._settings.set_arrangement(self._name, wanted)
            self._settings.sync()

    @property
    def _name(self) -> str:
        """The project's entry in the settings; its place as a digest, as it may hold any character."""
        place = str(self._projects.folder).encode("utf-8", "surrogatepass")
        return "mask-of/" + hashlib.sha256(place).hexdigest()[:16]

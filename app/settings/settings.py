"""What the program remembers between starts: recent projects, keys, look, layout."""

from __future__ import annotations

import base64
import binascii
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from platformdirs import user_config_path
from PySide6.QtCore import QByteArray, QObject, Signal

from app.settings.settings_file import SettingsError, SettingsFile

Scheme = Literal["system", "light", "dark"]
RECENT_LIMIT = 8
INSPECTOR_LIMIT = 12
LAYOUT_BYTES = 1024
"""A window's geometry has 66."""
MOST_COLUMNS = 16


def default_settings_file() -> Path:
    """Where the settings lie.

    ``SAMFT_SETTINGS`` names another file (tests, several stations on one account).
    """
    named = os.environ.get("SAMFT_SETTINGS")
    if named:
        return Path(named)
    return user_config_path("samft", appauthor=False) / "window.json"


class Flag:
    """A setting that is on or off, as an attribute of Settings."""

    def __init__(self, key: str, default: bool) -> None:
        self.key = key
        self.default = default

    def __get__(self, settings: Settings, _owner: type[Settings]) -> bool:
        return settings.flag(self.key, self.default)

    def __set__(self, settings: Settings, value: bool) -> None:
        settings.put(self.key, "true" if value else "false")


class Number:
    """A setting that is a whole number within limits, as an attribute of Settings."""

    def __init__(self, key: str, default: int, *, least: int, most: int) -> None:
        self.key = key
        self.default = default
        self.least = least
        self.most = most

    def __get__(self, settings: Settings, _owner: type[Settings]) -> int:
        word = settings.word(self.key, "")
        # The file may have been edited by hand.
        value = int(word) if word.isdecimal() and len(word) < 9 else self.default
        return min(max(value, self.least), self.most)

    def __set__(self, settings: Settings, value: int) -> None:
        settings.put(self.key, str(value))


class Settings(QObject):
    """Typed access to one file; ``changed`` carries the name of the setting, ``failed`` a SettingsError."""

    changed = Signal(str)
    failed = Signal(object)

    keep_zoom = Flag("view/keep_zoom", False)
    spare_others = Flag("flow/spare_others", False)
    keep_view = Flag("view/keep", True)
    take_before_accept = Flag("flow/take_before_accept", False)
    wheel_pans = Flag("view/wheel_pans", False)
    wheel_reversed = Flag("view/wheel_reversed", False)
    sounds = Flag("flow/sounds", False)
    labels = Flag("view/labels", True)
    navigator = Flag("view/navigator", False)
    outlines = Flag("view/outlines", False)
    grid = Flag("view/grid", True)
    crosshair = Flag("view/crosshair", True)
    fill = Number("view/fill", 35, least=0, most=100)
    brush = Number("flow/brush", 20, least=1, most=999)
    note_seconds = Number("flow/note_seconds", 12, least=3, most=120)
    retrain_after = Number("flow/retrain_after", 0, least=0, most=999)
    """Newly accepted masks after which fine-tuning starts by itself; 0 for never."""
    prefetched = Number("flow/prefetched", 1, least=0, most=10)
    image_memory = Number("flow/image_memory", 200, least=100, most=8000)

    def __init__(self, file: Path | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = SettingsFile(file or default_settings_file())
        self._reported = False

    @property
    def file(self) -> Path:
        """Where the settings are kept."""
        return self._store.path

    @property
    def problems(self) -> list[SettingsError]:
        """Why the file, or an earlier version's, could not be read; empty where all is well."""
        return self._store.problems

    def _text(self, key: str, default: str = "") -> str:
        value = self._store.get(key)
        return default if value is None else value

    def _flag(self, key: str, default: bool) -> bool:
        return self._text(key, "true" if default else "false") == "true"

    def word(self, key: str, default: str) -> str:
        """The text of one setting."""
        return self._text(key, default)

    def flag(self, key: str, default: bool) -> bool:
        """Whether one setting is on."""
        return self._flag(key, default)

    def put(self, key: str, value: str) -> None:
        """Set one setting; ``changed`` follows where it was another one."""
        self._set(key, value)

    def _set(self, key: str, value: str | None) -> None:
        # No write and no signal for what is so already: every control sets its value when it is shown.
        if self._store.get(key) != value:
            self._store.put(key, value)
            self.sync()
            self.changed.emit(key)

    @property
    def scheme(self) -> Scheme:
        """The wanted look; "system" follows the desktop."""
        value = self._text("look/scheme", "system")
        # The file may have been edited by hand.
        return "light" if value == "light" else "dark" if value == "dark" else "system"

    @scheme.setter
    def scheme(self, value: Scheme) -> None:
        self._set("look/scheme", value)

    @property
    def large_targets(self) -> bool:
        """Bigger buttons and rows, for gloves and touch screens."""
        return self._flag("look/large_targets", False)

    @large_targets.setter
    def large_targets(self, value: bool) -> None:
        self._set("look/large_targets", "true" if value else "false")

    @property
    def language(self) -> str:
        """The wanted language's code; "system" follows the desktop."""
        return self._text("look/language", "system")

    @language.setter
    def language(self, value: str) -> None:
        self._set("look/language", value)

    @property
    def advance_after_accept(self) -> bool:
        """Whether accepting an image or signing it off as good goes on to the next one."""
        return self._flag("flow/advance_after_accept", False)

    @advance_after_accept.setter
    def advance_after_accept(self, value: bool) -> None:
        self._set("flow/advance_after_accept", "true" if value else "false")

    @property
    def prepare_ahead(self) -> bool:
        """Whether the views that fine-tuning learns from are encoded while the inspector pauses."""
        return self._flag("flow/prepare_ahead", True)

    @prepare_ahead.setter
    def prepare_ahead(self, value: bool) -> None:
        self._set("flow/prepare_ahead", "true" if value else "false")

    @property
    def tour_seen(self) -> bool:
        """Whether the tour was left or finished once; the start page then no longer offers it."""
        return self._flag("flow/tour_seen", False)

    @tour_seen.setter
    def tour_seen(self, value: bool) -> None:
        self._set("flow/tour_seen", "true" if value else "false")

    @property
    def inspector(self) -> str:
        """The name written beside every change; empty means the account's name."""
        return self._text("flow/inspector")

    @inspector.setter
    def inspector(self, value: str) -> None:
        name = " ".join(value.split())
        if name:
            # Without case: "anna" and "Anna" are one person.
            others = [other for other in self.inspectors if other.casefold() != name.casefold()]
            self._set("flow/inspectors", "\n".join([name, *others][:INSPECTOR_LIMIT]))
        self._set("flow/inspector", name)

    @property
    def inspectors(self) -> list[str]:
        """Who worked at this station, the latest first."""
        names = self._text("flow/inspectors").split("\n")
        return [name for name in names if name] or ([self.inspector] if self.inspector else [])

    @property
    def recent_projects(self) -> list[Path]:
        """Project folders, the latest first, also those that cannot be reached now: a drive may come back."""
        return [Path(line) for line in self._text("recent/projects").split("\n") if line]

    def add_recent_project(self, folder: Path) -> None:
        """Put ``folder`` first in the list of recent projects."""
        others = [p for p in self.recent_projects if p != folder]
        self._set("recent/projects", "\n".join(str(p) for p in [folder, *others][:RECENT_LIMIT]))

    def forget_recent_project(self, folder: Path) -> None:
        """Take ``folder`` out of the list; the project itself stays where it is."""
        self._set("recent/projects", "\n".join(str(p) for p in self.recent_projects if p != folder))

    def key_for(self, action_id: str, default: str) -> str:
        """The key sequence of an action in portable text, as remapped by the user.

        Several are parted by "; ", as a comma makes a chord.
        """
        return self._text(f"keys/{action_id}", default)

    def set_key(self, action_id: str, keys: str | None) -> None:
        """Remap an action; None goes back to the built-in key."""
        self._set(f"keys/{action_id}", keys)

    def layout(self, name: str) -> QByteArray | None:
        """A saved geometry. Not for what Qt reads lists from, as it believes any length it finds there."""
        try:
            state = base64.b64decode(self._text(f"layout/{name}"), validate=True)
        except (ValueError, binascii.Error):
            return None
        # Qt reads it without asking how long it should be.
        return QByteArray(state) if 0 < len(state) <= LAYOUT_BYTES else None

    def set_layout(self, name: str, state: QByteArray) -> None:
        """Keep a geometry for the next start, once ``sync`` is called."""
        self._store.put(f"layout/{name}", base64.b64encode(state.data()).decode("ascii"))

    def arrangement(self, name: str) -> dict[str, str]:
        """Choices of a panel as they were last left, by name; empty at first."""
        lines = (line.partition("=") for line in self._text(f"layout/{name}").split("\n"))
        return {key: value for key, equals, value in lines if equals}

    def set_arrangement(self, name: str, choices: Mapping[str, str]) -> None:
        """Keep a panel's choices for the next start, once ``sync`` is called."""
        self._store.put(f"layout/{name}", "\n".join(f"{key}={value}" for key, value in choices.items()))

    def widths(self, name: str) -> list[int]:
        """The widths of columns in pixels as they were last left; empty at first."""
        words = self._text(f"layout/{name}").split()
        widths = [int(word) for word in words if word.isdecimal() and len(word) <= 5]
        return widths if len(widths) == len(words) <= MOST_COLUMNS else []

    def set_widths(self, name: str, widths: list[int]) -> None:
        """Keep the widths of columns for the next start, once ``sync`` is called."""
        self._store.put(f"layout/{name}", " ".join(map(str, widths)))

    def sync(self) -> None:
        """Write the file now. A failure is reported once, and the window goes on."""
        try:
            self._store.write()
        except SettingsError as error:
            if not self._reported:
                self._reported = True
                self.failed.emit(error)

"""The file behind the settings: texts by name as JSON, replaced whole, which several windows may share.

Nothing in it is ever evaluated. A file that cannot be read is set aside and reported; a file that cannot be
written costs the choices of this session and nothing else.
"""

from __future__ import annotations

import base64
from pathlib import Path

import filelock

from app.settings.legacy_ini import read_old_settings
from samft_core.errors import SamftError
from samft_core.files.atomic import write_json
from samft_core.files.disk_errors import disk_error
from samft_core.files.limits import SETTINGS_BYTES
from samft_core.files.regular_files import read_regular
from samft_core.files.strict_json import read_json
from samft_core.messages.message import Message

LOCK_WAIT_S = 0.5
"""How long another window may write; settings are no reason to keep an inspector waiting."""


class SettingsError(SamftError):
    """The settings cannot be read or kept."""


class SettingsFile:
    """Texts by name. ``problems`` holds what went wrong while reading, for whoever shows it."""

    def __init__(self, named: Path) -> None:
        """``named`` may still be an earlier version's INI file: it is read once and left as it is.

        What replaces it stands beside it, with the ending ``.json``.
        """
        ending = ".json"
        is_old = named.suffix.lower() == ".ini"
        self.path = named.with_suffix(ending) if is_old else named
        if self.path.suffix.lower() != ending:
            # Never written to another program's file, whatever the environment variable names.
            self.path = named.with_name(named.name + ending)
        self._old = named if self.path != named else named.with_suffix(".ini")
        self.problems: list[SettingsError] = []
        self._changes: dict[str, str | None] = {}
        self._writable = True
        self._values = self._read()

    def get(self, name: str) -> str | None:
        """The text kept under ``name``; None where there is none."""
        return self._values.get(name)

    def put(self, name: str, value: str | None) -> None:
        """Keep ``value`` under ``name``, or forget it (None). ``write`` makes it last."""
        if value is None:
            self._values.pop(name, None)
        else:
            self._values[name] = value
        self._changes[name] = value

    def write(self) -> None:
        """Put what changed into the file, leaving what another window changed. Raises SettingsError."""
        if not self._changes or not self._writable:
            return
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with _alone(self.path):
                # Read again under the lock: another window may have saved since, and only what was
                # changed here goes over it.
                current = self._current() | self._changes
                kept = {name: value for name, value in sorted(current.items()) if value is not None}
                write_json(self.path, kept)
        except OSError as error:
            # A lock that was not free in time comes as an OSError too (TimeoutError), so it needs no
            # branch of its own.
            reason = disk_error(error)
            message = Message("settings.not_kept", reason=reason.message)
            raise SettingsError(message, path=self.path, remedy=reason.remedy) from error
        self._values = kept
        self._changes.clear()

    def _current(self) -> dict[str, str | None]:
        """What the file holds now; what this window read where it can no longer be read."""
        try:
            return dict(_texts(read_json(self.path, limit=SETTINGS_BYTES)))
        except (OSError, SamftError):
            return dict(self._values)

    def _read(self) -> dict[str, str]:
        try:
            return _texts(read_json(self.path, limit=SETTINGS_BYTES, error=SettingsError))
        except FileNotFoundError:
            return self._read_old()
        except OSError as error:  # also somebody's pipe or device: neither read nor replaced
            self._writable = False
            self._note(error)
        except SettingsError as error:
            self.problems.append(error)
            self._set_aside()
        return {}

    def _read_old(self) -> dict[str, str]:
        try:
            data = read_regular(self._old, limit=SETTINGS_BYTES, error=SettingsError)
        except FileNotFoundError:
            return {}
        except OSError as error:
            self._note(error)
            return {}
        except SettingsError as error:
            self.problems.append(error)
            return {}
        return {
            name: base64.b64encode(value).decode("ascii") if isinstance(value, bytes) else value
            for name, value in read_old_settings(data).items()
        }

    def _set_aside(self) -> None:
        """Keep a file that cannot be read beside the next one: keys that somebody remapped are in there."""
        try:
            self.path.replace(self.path.with_suffix(".unreadable.json"))
        except OSError:
            self._writable = False

    def _note(self, error: OSError) -> None:
        reason = error.strerror or error
        remedy = Message("settings.own_not_kept")
        self.problems.append(
            SettingsError(
                Message("settings.unreadable", reason=reason), path=self._named(error), remedy=remedy
            )
        )

    def _named(self, error: OSError) -> Path:
        return Path(error.filename) if isinstance(error.filename, str) else self.path


def _texts(data: object) -> dict[str, str]:
    if not isinstance(data, dict):
        raise SettingsError(Message("settings.none"))
    return {name: value for name, value in data.items() if isinstance(value, str)}


def _alone(path: Path) -> filelock.BaseFileLock:
    return filelock.FileLock(path.with_name(f".{path.name}.lock"), timeout=LOCK_WAIT_S)

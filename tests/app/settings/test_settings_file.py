"""The settings' file: shared by windows, replaced whole, no obstacle where it is broken or cannot be kept."""

from __future__ import annotations

import errno
import json
import os
import random
from pathlib import Path

import pytest

from app.settings import settings_file
from app.settings.settings import Settings
from app.settings.settings_file import SettingsError, SettingsFile


def test_two_windows_keep_each_others_choices(tmp_path: Path) -> None:
    path = tmp_path / "window.json"
    one, other = SettingsFile(path), SettingsFile(path)
    one.put("a", "1")
    one.put("b", "1")
    one.write()
    other.put("b", "2")
    other.write()
    one.put("a", None)
    one.write()
    assert json.loads(path.read_text()) == {"b": "2"}
    assert one.get("b") == "2"


@pytest.mark.parametrize("name", ["window.ini", "window.json", "station.1", "station.2"])
def test_every_name_has_a_json_file_of_its_own(tmp_path: Path, name: str) -> None:
    expected = {"window.ini": "window.json", "window.json": "window.json"}.get(name, f"{name}.json")
    settings = Settings(tmp_path / name)
    settings.scheme = "dark"
    assert [p.name for p in tmp_path.iterdir() if not p.name.startswith(".")] == [expected]
    assert Settings(tmp_path / name).scheme == "dark"


@pytest.mark.parametrize(
    "content",
    [
        b"{",
        b"[]",
        b"\xff\xfe",
        b'{"a": NaN}',
        b'{"a": "\\ud800"}',
        b'{"a": "\\u0000"}',
        b"[" * 100_000,
        b" " * 5_000_000,
    ],
)  # fmt: skip
def test_a_broken_file_is_said_and_set_aside(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "window.json"
    path.write_bytes(content)
    settings = Settings(path)
    assert [type(problem) for problem in settings.problems] == [SettingsError]
    assert settings.scheme == "system"
    settings.scheme = "dark"
    assert Settings(path).scheme == "dark"
    assert (tmp_path / "window.unreadable.json").read_bytes() == content


def test_values_that_are_no_texts_are_left_out(tmp_path: Path) -> None:
    path = tmp_path / "window.json"
    path.write_text(
        '{"look/scheme": 3, "keys/image.next": ["K"], "look/language": "de", "layout/window": "no base64",'
        ' "layout/column_widths": "1 2 99999999999999"}'
    )
    settings = Settings(path)
    assert (settings.scheme, settings.language, settings.key_for("image.next", "N")) == ("system", "de", "N")
    assert settings.layout("window") is None
    assert settings.widths("column_widths") == []


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes in folders")
def test_a_pipe_is_neither_read_nor_replaced(tmp_path: Path) -> None:
    for name in ("window.json", "other.ini"):
        os.mkfifo(tmp_path / name)
        settings = Settings(tmp_path / name)
        assert "a named pipe" in settings.problems[0].message
        assert settings.problems[0].path == tmp_path / name
        settings.scheme = "dark"
        assert settings.scheme == "dark"
        assert (tmp_path / name).is_fifo()


def test_a_full_disk_is_said_once_and_costs_only_the_choices(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    settings = Settings(tmp_path / "window.json")
    failures: list[SettingsError] = []
    settings.failed.connect(failures.append)
    with monkeypatch.context() as patch:
        patch.setattr(settings_file, "write_json", full)
        settings.scheme = "dark"
        settings.large_targets = True
    assert [failure.message for failure in failures] == ["The settings cannot be kept: The disk is full"]
    assert settings.scheme == "dark"
    settings.sync()  # there is room again: nothing was lost
    again = Settings(tmp_path / "window.json")
    assert (again.scheme, again.large_targets) == ("dark", True)


def test_mutated_files_are_read_or_said(tmp_path: Path) -> None:
    rng = random.Random(5)
    first = Settings(tmp_path / "window.json")
    first.scheme = "dark"
    first.set_key("image.next", "Ctrl+Ö")
    seed = first.file.read_bytes()
    for _ in range(300):
        data = bytearray(seed)
        for _ in range(rng.randint(1, 5)):
            data[rng.randrange(len(data))] = rng.choice(b'"\\{}[]:,0\x00\xff\n')
        first.file.write_bytes(data)
        settings = Settings(first.file)
        assert settings.scheme in ("system", "light", "dark")
        assert len(settings.problems) <= 1

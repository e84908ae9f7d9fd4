"""Settings of earlier versions: what Qt wrote is read, and nothing of it runs."""

from __future__ import annotations

import random
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QByteArray, QSettings

from app.settings.legacy_ini import read_old_settings
from app.settings.settings import Settings
from tests.samft_core.old_project import station_file


class Evil:
    ran: Path

    def __reduce__(self) -> tuple[object, tuple[Path]]:
        return Path.touch, (self.ran,)


def written(file: Path, values: dict[str, object]) -> bytes:
    """What earlier versions left behind."""
    store = QSettings(str(file), QSettings.Format.IniFormat)
    for name, value in values.items():
        store.setValue(name, value)
    store.sync()
    return file.read_bytes()


def test_keys_and_choices_of_an_earlier_version_are_kept(tmp_path: Path) -> None:
    values: dict[str, object] = {
        "look/scheme": "dark",
        "look/large_targets": "true",
        "keys/annotation.accept": "Ctrl+,; A",
        "keys/image.next": ",",
        "flow/inspector": 'Grace "Hopper" 傷; ß',
        "flow/inspectors": "Grace\nÅsa",
        "recent/projects": "C:\\Work\\Büro, 2\n/srv/pro=jekt [1]",
        "layout/window": QByteArray(b"\x01\xd9\xd0\xcb\x00,;\"'\xff\n"),
        "layout/columns": QByteArray(b"\x00" * 40),
    }
    written(tmp_path / "window.ini", values)
    settings = Settings(tmp_path / "window.ini")
    assert settings.file == tmp_path / "window.json"
    assert not settings.file.exists()
    assert (settings.scheme, settings.large_targets) == ("dark", True)
    assert settings.key_for("annotation.accept", "Return") == "Ctrl+,; A"
    assert settings.key_for("image.next", "N") == ","
    assert settings.inspectors == ["Grace", "Åsa"]
    assert [str(p) for p in settings.recent_projects] == ["C:\\Work\\Büro, 2", "/srv/pro=jekt [1]"]
    assert settings.layout("window") == values["layout/window"]
    before = (tmp_path / "window.ini").read_bytes()
    settings.scheme = "light"
    again = Settings(tmp_path / "window.ini")
    assert (again.scheme, again.key_for("image.next", "N")) == ("light", ",")
    assert (tmp_path / "window.ini").read_bytes() == before  # an earlier version still finds its own


def test_the_settings_of_commit_9ac131e_are_read(tmp_path: Path) -> None:
    (tmp_path / "window.json").write_bytes(station_file("window.json"))
    settings = Settings(tmp_path / "window.json")
    assert (settings.scheme, settings.language, settings.inspector) == ("dark", "de", "ada")
    assert settings.large_targets and settings.advance_after_accept and not settings.prepare_ahead
    keys = {name: settings.key_for(name, "?") for name in ("image.accept", "image.next", "model.train")}
    assert keys == {"image.accept": "Ctrl+,; A", "image.next": ",", "model.train": "F9"}
    assert settings.recent_projects == [Path("/srv/samft/line2")]
    assert settings.widths("versions") == [40, 90, 120]


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30))
def test_every_text_that_qt_writes_is_read_as_it_was(tmp_path_factory, text: str) -> None:
    data = written(tmp_path_factory.mktemp("ini") / "a.ini", {"flow/inspector": text, "plain": text})
    assert read_old_settings(data) == {"flow/inspector": text, "plain": text}


@given(st.binary(max_size=40))
def test_every_byte_array_that_qt_writes_is_read_as_it_was(tmp_path_factory, data: bytes) -> None:
    found = read_old_settings(written(tmp_path_factory.mktemp("ini") / "a.ini", {"a/b": QByteArray(data)}))
    assert found == {"a/b": data}


def test_python_objects_and_qts_other_types_are_left_out_unread(tmp_path: Path) -> None:
    Evil.ran = tmp_path / "ran"
    file = tmp_path / "window.ini"
    written(file, {"look/scheme": Evil(), "keys/image.next": "K", "flow/inspector": ["a", "b"]})
    assert b"@Variant" in file.read_bytes()
    settings = Settings(file)
    assert settings.scheme == "system"
    assert settings.inspector == ""
    assert settings.key_for("image.next", "N") == "K"
    settings.scheme = "dark"
    assert not Evil.ran.exists()


def test_mutated_files_of_earlier_versions_never_raise(tmp_path: Path) -> None:
    rng = random.Random(3)
    seed = written(
        tmp_path / "a.ini",
        {"look/scheme": "dark", "keys/a b": "\\,", "layout/window": QByteArray(bytes(range(60)))},
    )
    for _ in range(1500):
        data = bytearray(seed)
        for _ in range(rng.randint(1, 6)):
            place = rng.randrange(len(data))
            data[place : place + rng.randint(0, 3)] = bytes(rng.choices(b'\\x%U"@()[]=,;\n\x00\xff', k=2))
        for name, value in read_old_settings(bytes(data)).items():
            assert isinstance(value, bytes) or "\0" not in value, name

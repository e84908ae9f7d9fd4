"""Containers: what is written is read, and every way to lie about it is refused."""

from __future__ import annotations

import errno
import json
import os
import shutil
import sys
import warnings
import zipfile
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from samft_core.distribution import container
from samft_core.distribution.container import Kind, is_portable, open_container, unpacked
from samft_core.distribution.container_writing import Item, write_container
from samft_core.errors import CancelledError, ModelError
from samft_core.progress import CancelToken
from samft_core.security.minisign import SecretKey, Signature

KIND = Kind("samft-test-1", ".samfttest", "kind.model_pack", ModelError, links=True)
ITEMS = [
    Item("program/ü run", data=b"#!/bin/sh\n", executable=True),
    Item("program/lib/a.bin", data=b"a" * 3_000_000, compress=True),
    Item("program/a", link="lib/a.bin"),
]


@pytest.fixture
def made(tmp_path: Path) -> Path:
    return write_container(tmp_path / "x", KIND, {"name": "ä"}, ITEMS)


def entry(data: bytes) -> dict[str, Any]:
    return {"size": len(data), "sha256": sha256(data).hexdigest()}


def rewritten(path: Path, change: Callable[[dict[str, Any], dict[str, bytes]], object]) -> Path:
    with zipfile.ZipFile(path) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    about = json.loads(files.pop(container.LIST))
    change(about, files)
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
        archive.writestr(container.LIST, json.dumps(about))
    return path


def test_everything_comes_back(made: Path, tmp_path: Path) -> None:
    assert made.name == "x.samfttest"
    target = tmp_path / "Ziel é" / "x"
    with open_container(made, KIND) as opened, unpacked(opened, target) as folder:
        assert opened.about == {"name": "ä", "program": opened.about["program"]}
        assert opened.read("program/ü run") == b"#!/bin/sh\n"
        folder.rename(target)
    assert (target / "program" / "lib" / "a.bin").read_bytes() == b"a" * 3_000_000
    assert (target / "program" / "a").is_symlink()
    assert (target / "program" / "a").stat().st_size == 3_000_000
    if sys.platform != "win32":
        assert os.access(target / "program" / "ü run", os.X_OK)
        assert not os.access(target / "program" / "lib" / "a.bin", os.X_OK)
    assert [path.name for path in target.parent.iterdir()] == ["x"]


def test_the_signature_covers_the_list(tmp_path: Path) -> None:
    key = SecretKey.generate()
    made = write_container(tmp_path / "x", KIND, {}, ITEMS, key=key)
    with open_container(made, KIND) as opened:
        assert opened.signature is not None
        Signature.parse(opened.signature).check(opened.list_bytes, key.public)


@pytest.mark.parametrize(
    "name",
    [
        "../x",
        "/x",
        "a/../../x",
        "a\\x",
        "C:x",
        "a/",
        ".",
        "con",
        "a/aux.txt",
        "x. ",
        "x.",
        "a\0b",
        "a/./b",
    ],
)
def test_names_that_mean_something_else_are_refused(made: Path, name: str) -> None:
    assert not is_portable(name)

    def change(about: dict[str, Any], files: dict[str, bytes]) -> None:
        about["files"][name] = entry(b"x")
        files[name] = b"x"

    with pytest.raises(ModelError, match="damaged"), open_container(rewritten(made, change), KIND):
        pass


@pytest.mark.parametrize(
    ("name", "to"),
    [
        ("link", "../outside"),
        ("link", "/etc/passwd"),
        ("program/link", "../../outside"),
        ("program/link", "lib/../../.."),
        ("program/lib/link", "../../.."),
        ("program", "elsewhere"),  # what lies below would be written there
        ("PROGRAM/LIB/A.bin", "x"),  # the same file on Windows
    ],
)
def test_links_that_lead_outside_are_refused(made: Path, name: str, to: str) -> None:
    def change(about: dict[str, Any], _: dict[str, bytes]) -> None:
        about["links"][name] = to

    with pytest.raises(ModelError, match="damaged"), open_container(rewritten(made, change), KIND):
        pass


def test_kinds_without_links_take_none(made: Path) -> None:
    with (
        pytest.raises(ModelError, match="damaged"),
        open_container(made, Kind("samft-test-1", ".x", "kind.model_pack", ModelError)),
    ):
        pass


def lie_about_size(about: dict[str, Any], _: dict[str, bytes]) -> None:
    about["files"]["program/lib/a.bin"]["size"] -= 1


def lie_about_digest(about: dict[str, Any], _: dict[str, bytes]) -> None:
    about["files"]["program/lib/a.bin"]["sha256"] = "0" * 64


def unlisted(_: dict[str, Any], files: dict[str, bytes]) -> None:
    files["more"] = b"x"


def missing(_: dict[str, Any], files: dict[str, bytes]) -> None:
    del files["program/lib/a.bin"]


def wrong_types(about: dict[str, Any], _: dict[str, bytes]) -> None:
    about["files"]["program/lib/a.bin"] = "0" * 64


def another_kind(about: dict[str, Any], _: dict[str, bytes]) -> None:
    about["format"] = "samft-model-pack-1"


@pytest.mark.parametrize(
    "lie", [lie_about_size, lie_about_digest, unlisted, missing, wrong_types, another_kind]
)
def test_a_list_that_does_not_fit_is_refused_and_leaves_nothing(
    made: Path, tmp_path: Path, lie: Callable[[dict[str, Any], dict[str, bytes]], object]
) -> None:
    rewritten(made, lie)
    with (
        pytest.raises(ModelError, match="no model pack, or damaged") as caught,
        open_container(made, KIND) as opened,
        unpacked(opened, tmp_path / "out" / "x"),
    ):
        raise AssertionError("never reached")
    assert caught.value.path == made and caught.value.remedy
    assert not (tmp_path / "out").exists() or list((tmp_path / "out").iterdir()) == []


def test_a_newer_format_says_so(made: Path) -> None:
    def newer(about: dict[str, Any], _: dict[str, bytes]) -> None:
        about["format"] = "samft-test-2"

    with pytest.raises(ModelError, match="another SAMFT"), open_container(rewritten(made, newer), KIND):
        pass


def test_a_file_twice_is_refused(made: Path) -> None:
    with warnings.catch_warnings(), zipfile.ZipFile(made, "a") as archive:
        warnings.simplefilter("ignore")
        archive.writestr("program/ü run", b"#!/bin/sh\n")
    with pytest.raises(ModelError, match="damaged"), open_container(made, KIND):
        pass


def test_a_file_cut_anywhere_or_with_a_flipped_byte_is_refused(made: Path, tmp_path: Path) -> None:
    data = made.read_bytes()
    for cut in range(0, len(data), max(len(data) // 40, 1)):
        made.write_bytes(data[:cut])
        with (
            pytest.raises(ModelError),
            open_container(made, KIND) as opened,
            unpacked(opened, tmp_path / "o"),
        ):
            pass
    for place in range(40, len(data), max(len(data) // 60, 1)):
        made.write_bytes(data[:place] + bytes([data[place] ^ 0xFF]) + data[place + 1 :])
        try:
            with open_container(made, KIND) as opened:
                read = {name: opened.read(name) for name in opened.files}
        except ModelError:
            continue
        # A byte that nothing reads, as in the archive's own dates: what counts is unchanged.
        assert read == {item.name: item.data for item in ITEMS if not item.link}


def test_a_full_disk_is_said_and_leaves_nothing(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(container.shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(1, 1, 0))
        with (
            pytest.raises(ModelError, match="MB are needed"),
            open_container(made, KIND) as opened,
            unpacked(opened, tmp_path / "out" / "x"),
        ):
            pass

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "chmod", full)
    with (
        pytest.raises(ModelError, match="The disk is full") as caught,
        open_container(made, KIND) as opened,
        unpacked(opened, tmp_path / "out" / "x"),
    ):
        pass
    assert "Free some space" in str(caught.value.remedy)
    assert list((tmp_path / "out").iterdir()) == []
    with pytest.raises(ModelError, match="The disk is full"):
        write_container(tmp_path / "y", KIND, {}, ITEMS)
    assert not list(tmp_path.glob("*y*"))


def test_a_cancel_leaves_nothing(made: Path, tmp_path: Path) -> None:
    cancel = CancelToken()
    cancel.cancel()
    with (
        pytest.raises(CancelledError),
        open_container(made, KIND) as opened,
        unpacked(opened, tmp_path / "out" / "x", cancel=cancel),
    ):
        pass
    assert list((tmp_path / "out").iterdir()) == []
    with pytest.raises(CancelledError):
        write_container(tmp_path / "y", KIND, {}, ITEMS, cancel=cancel)
    assert not list(tmp_path.glob("*y*"))

"""Every reader of JSON in the program, on JSON that cannot be taken at its word: an error in words, or a
default that is stated here. Never a traceback."""

from __future__ import annotations

import json
import sqlite3
import zipfile
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from app.settings.settings_file import SettingsFile
from app.tour import kept_masks
from samft_core.cli.train import _read_recipe
from samft_core.distribution.base_packs import read_base_pack
from samft_core.distribution.container import LIST
from samft_core.distribution.model_packs import CARD, read_pack, write_pack
from samft_core.distribution.project_packs import signer_of_project_pack
from samft_core.distribution.updates import read_update
from samft_core.engine.process import _refusal
from samft_core.engine.protocol import Failed, parse_reply, parse_request
from samft_core.errors import SamftError
from samft_core.formats import labelme_file
from samft_core.formats.labelme_shapes import ShapeError, patch_of
from samft_core.project import base_model_uses, lease
from samft_core.project.manifest import Manifest
from samft_core.project.project import Project
from samft_core.project.stored_values import damaged_values
from samft_core.project.version_card import VersionCard
from samft_core.sam.base_card import card_of
from samft_core.sam.base_models import read_installed_json
from samft_core.sam.digests import plane_weights_digest
from samft_core.sam.weights import read_card
from samft_core.security import network_places
from samft_core.security.it_policy import read_policy
from samft_core.training.estimate import throughput
from samft_core.training.recipe import read_recipe
from samft_core.training.run import _begun_without
from samft_core.training.run_folder import RunFolder, read_metrics

DEEP = 10_000

BROKEN: dict[str, bytes] = {
    "infinity": b'{"format": Infinity, "id": Infinity, "files": {}}',
    "endless number": b'{"format": 1e999, "files": 1e999}',
    "long number": b'{"format": ' + b"9" * 5000 + b"}",
    "nan": b'{"format": NaN, "files": {"encoder.xml": NaN}}',
    "deep list": b'{"format": ' + b"[" * DEEP + b"]" * DEEP + b"}",
    "deep object": b'{"a":' * DEEP + b"1" + b"}" * DEEP,
    "lone surrogate": b'{"format": "\\ud800", "project": "\\udfff"}',
    "NUL": b'{"format": "a\\u0000b", "project": "a\\u0000b"}',
    "raw NUL": b"\0{}",
    "twice": b'{"format": 1, "format": 2, "version": 1, "version": 2}',
    "no UTF-8": b'{"format": "\xff\xfe"}',
    "cut off": b'{"format": "samft',
    "empty": b"",
}
"""No reader takes these at their word."""

STRANGE: dict[str, bytes] = {
    "mark": b"\xef\xbb\xbf{}",
    "list": b"[]",
    "list of numbers": b"[1, 2]",
    "number": b"3",
    "text": b'"text"',
    "null": b"null",
    "true": b"true",
    "files is a list": b'{"format": [], "files": [], "shapes": {}, "samples": 3}',
    "files is a text": b'{"format": {}, "files": "encoder.xml", "links": []}',
}
"""JSON, but of another kind than is expected."""

Reader = Callable[[bytes, Path], object]


def _file(name: str, read: Callable[[Path], object]) -> Reader:
    """A reader of one file."""

    def reader(data: bytes, folder: Path) -> object:
        path = folder / name
        path.write_bytes(data)
        return read(path)

    return reader


def _packed(name: str, entry: str, read: Callable[[Path], object]) -> Reader:
    """A reader of a pack, of which nothing but this entry is broken or there."""

    def reader(data: bytes, folder: Path) -> object:
        path = folder / name
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr(entry, data)
        return read(path)

    return reader


def _request(data: bytes, _folder: Path) -> object:
    """What the engine answers to a line."""
    try:
        return parse_request(data)
    except ValueError as error:
        answer = _refusal(data, cast("Any", error))
        assert isinstance(answer, Failed)
        assert str(answer.message)
        return None


def _reply(data: bytes, _folder: Path) -> object:
    """What the window makes of the engine's line: it is noted as none."""
    try:
        return parse_reply(data)
    except ValueError:
        return None


def _settings(path: Path) -> object:
    file = SettingsFile(path)
    for problem in file.problems:
        raise problem
    return file.get("format")


READERS: dict[str, Reader] = {
    "policy": _file("policy.json", read_policy),
    "recipe file": _file("recipe.json", lambda path: _read_recipe(str(path), None)),
    "recipe text": lambda data, _: read_recipe(data.decode("utf-8", "surrogateescape")),
    "manifest": lambda data, _: Manifest.from_json(data.decode("utf-8", "surrogateescape")),
    "card": _file("model.json", read_card),
    "encoder": _file("model.json", lambda path: plane_weights_digest(path.parent)),
    "base card": _file("base.json", lambda path: card_of(path.read_bytes(), path=path)),
    "installed": _file("installed.json", read_installed_json),
    "model pack": _packed("x.samftmodel", LIST, read_pack),
    "project pack": _packed("x.samftproject", LIST, signer_of_project_pack),
    "base pack": _packed("x.samftbase", LIST, read_base_pack),
    "update": _packed("x.samftupdate", LIST, read_update),
    "labelme": _file("x.json", labelme_file.read),
    "answers": _file("answers-fold.json", lambda path: RunFolder(path.parent).answers("fold")),
    "settings": _file("settings.json", _settings),
    "engine request": _request,
    "engine reply": _reply,
    "metrics": _file("metrics.json", lambda path: read_metrics(path.parent)),
    "events": _file("events.jsonl", lambda path: RunFolder(path.parent).logged()),
    "run": _file("run.json", lambda path: _begun_without(cast("Any", SimpleNamespace(folder=path.parent)))),
    "lease": _file("0a-12.json", lambda path: lease._read(path, 0.0).account),
    "tour": _file("kept.json", lambda path: kept_masks._restore(cast("Any", None), path)),
}

DEFAULTS: dict[str, object] = {
    "engine request": None,
    "engine reply": None,
    "metrics": {},
    "events": [],
    "run": [],
    "lease": "unknown",
    "tour": None,
}
"""What a reader gives where it does not refuse: state that is made again, or was written by SAMFT alone."""


def _outcome(name: str, data: bytes, folder: Path) -> object:
    """What a reader gives, or its error, which must be one in words."""
    try:
        return READERS[name](data, folder)
    except SamftError as error:
        words = f"{error.message} {error.remedy or ''}"
        assert error.message
        assert "object at 0x" not in words
        assert "Traceback" not in words
        words.encode("utf-8")
        return error


@pytest.mark.parametrize("name", READERS)
def test_no_reader_takes_broken_json_at_its_word(name: str, tmp_path: Path) -> None:
    taken = []
    for number, (kind, data) in enumerate(BROKEN.items()):
        folder = tmp_path / str(number)
        folder.mkdir()
        found = _outcome(name, data, folder)
        if not isinstance(found, SamftError) and (name not in DEFAULTS or found != DEFAULTS[name]):
            taken.append((kind, found))
    assert taken == []


@pytest.mark.parametrize("name", READERS)
def test_json_of_another_kind_ends_no_reader(name: str, tmp_path: Path) -> None:
    for number, data in enumerate(STRANGE.values()):
        folder = tmp_path / str(number)
        folder.mkdir()
        _outcome(name, data, folder)


@pytest.mark.parametrize("data", [*BROKEN.values(), *STRANGE.values()], ids=[*BROKEN, *STRANGE])
def test_what_is_only_kept_for_the_next_time_is_made_again(
    data: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pace, shares = tmp_path / "pace.json", tmp_path / "shares.json"
    pace.write_bytes(data)
    shares.write_bytes(data)
    monkeypatch.setenv(throughput.THROUGHPUT_VARIABLE, str(pace))
    monkeypatch.setattr(network_places, "shares_file", lambda: shares)
    assert isinstance(throughput._kept(), dict)
    assert network_places._kept() == set()


@pytest.mark.parametrize("data", [*BROKEN.values(), *STRANGE.values()], ids=[*BROKEN, *STRANGE])
def test_json_in_a_database_is_named_or_passed_over(data: bytes, tmp_path: Path) -> None:
    with Project.create(tmp_path / "made") as project:
        project.classes.add("crack")
    database = tmp_path / "made" / "project.db"
    connection = sqlite3.connect(database)
    connection.execute("UPDATE project SET base_model = CAST(? AS TEXT)", (data,))
    connection.commit()
    connection.close()
    assert base_model_uses._uses(tmp_path / "made", "other") in (False, None)
    for damaged in damaged_values(database):
        assert str(damaged.text)
    try:
        Project.open(tmp_path / "made").close()
    except SamftError as error:
        assert error.message


def test_a_card_in_a_pack_that_is_no_json_is_damage(tmp_path: Path) -> None:
    def build(folder: Path) -> None:
        (folder / "decoder.safetensors").write_bytes(b"weights")

    with Project.create(tmp_path / "made") as project:
        version = project.versions.add(card=VersionCard(), folder_builder=build)
        pack = write_pack(project, version, tmp_path / "x")
    with zipfile.ZipFile(pack) as archive:
        whole = {name: archive.read(name) for name in archive.namelist()}
    for data in (*BROKEN.values(), *STRANGE.values()):
        listed = json.loads(whole[LIST])
        listed["files"][CARD] = {
            **listed["files"][CARD],
            "sha256": sha256(data).hexdigest(),
            "size": len(data),
        }
        files = whole | {CARD: data, LIST: json.dumps(listed).encode()}
        with zipfile.ZipFile(pack, "w") as archive:
            for name, content in files.items():
                archive.writestr(name, content)
        try:
            read_pack(pack)
        except SamftError as error:
            assert error.message
        else:
            assert data in STRANGE.values()


def test_a_picture_of_a_mask_that_is_none_is_told_without_a_printed_object() -> None:
    for text in ("bm8gcGljdHVyZQ==", "@@@@", "", "iVBORw0KGgo=", "é"):
        shape = {"label": "a", "shape_type": "mask", "points": [[0, 0], [3, 3]], "mask": text}
        with pytest.raises(ShapeError) as told:
            patch_of(shape, height=8, width=8)
        assert "<" not in str(told.value)
        assert "0x" not in str(told.value)

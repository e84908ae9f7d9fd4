"""A model version carried from one project to another, and packs that are refused."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from samft_core import packs
from samft_core.errors import ModelError
from samft_core.models.registry import load_model
from samft_core.models.versions import load_decoder, save_decoder
from samft_core.packs import add_pack, read_pack, write_pack
from samft_core.store.project import Project
from samft_core.store.records import VersionRecord, VersionState


def tuned(project: Project, *, base_digest: str | None = None) -> VersionRecord:
    """A version with real weights."""
    model = load_model(device="cpu", encoder=False)

    def build(folder: Path) -> None:
        save_decoder(folder, model.new_decoder(), base_digest=base_digest or model.base_digest)
        (folder / "report.html").write_text("<p>report</p>", "utf-8")

    return project.add_version(card={"seed": 7, "train_images": [1, 2]}, folder_builder=build)


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A pack whose weights are just some bytes."""

    def build(folder: Path) -> None:
        (folder / packs.DECODER).write_bytes(b"weights")
        (folder / packs.REPORT).write_bytes(b"report")

    with Project.create(tmp_path / "packed") as project:
        return write_pack(project.add_version(card={}, folder_builder=build), tmp_path / "Tür 1")


def changed(pack: Path, change: Callable[[dict[str, bytes]], object]) -> Path:
    """The pack with its files changed."""
    with zipfile.ZipFile(pack) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    change(files)
    with zipfile.ZipFile(pack, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return pack


def test_a_version_arrives_with_the_same_weights(tmp_path: Path) -> None:
    with Project.create(tmp_path / "source") as source:
        pack = write_pack(tuned(source), tmp_path / "Tür 1")
    assert pack.name == "Tür 1.samftmodel"
    with Project.create(tmp_path / "target") as target:
        target.add_version(card={})
        record = add_pack(target, pack)
        assert (record.name, record.state) == ("v2", VersionState.CANDIDATE)
        assert record.card == {"seed": 7, "came_as": {"pack": pack.name, "version": "v1"}}
        assert (record.folder / "report.html").is_file()
        model = load_model(device="cpu", encoder=False)
        arrived, original = load_decoder(record.folder, model), model.mask_decoder.state_dict()
        assert all(bool((arrived[name] == original[name]).all()) for name in original)
        assert target.active_version() is None


def test_a_refused_version_stays_refused(tmp_path: Path) -> None:
    with Project.create(tmp_path / "source") as source:
        record = source.add_version(
            card={},
            folder_builder=lambda folder: void((folder / packs.DECODER).write_bytes(b"weights")),
            state=VersionState.REFUSED,
        )
        assert read_pack(write_pack(record, tmp_path / "x.samftmodel")).refused


def void(_: object) -> None:
    """Forget a result."""


@pytest.mark.parametrize("name", ["decoder.safetensors", "card.json", "report.html"])
def test_a_changed_file_is_found(pack: Path, name: str) -> None:
    def change(files: dict[str, bytes]) -> None:
        files[name] += b" "

    with pytest.raises(ModelError, match="damaged"):
        read_pack(changed(pack, change))


@pytest.mark.parametrize("entry", ["format", "files", "version", "refused"])
def test_a_list_that_lacks_something_is_refused(pack: Path, entry: str) -> None:
    def change(files: dict[str, bytes]) -> None:
        about = json.loads(files["pack.json"])
        del about[entry]
        files["pack.json"] = json.dumps(about).encode()

    with pytest.raises(ModelError, match="no model pack"):
        read_pack(changed(pack, change))


def test_a_pack_of_another_program_is_refused(pack: Path) -> None:
    def change(files: dict[str, bytes]) -> None:
        about = json.loads(files["pack.json"]) | {"format": "samft-model-pack-9"}
        files["pack.json"] = json.dumps(about).encode()

    with pytest.raises(ModelError, match="another SAMFT"):
        read_pack(changed(pack, change))


def test_names_that_lead_outside_are_refused(pack: Path) -> None:
    def change(files: dict[str, bytes]) -> None:
        about = json.loads(files["pack.json"])
        about["files"]["../outside"] = "0" * 64
        files["pack.json"] = json.dumps(about).encode()
        files["../outside"] = b"x"

    with pytest.raises(ModelError, match="damaged"):
        read_pack(changed(pack, change))


def test_an_archive_that_unpacks_to_too_much_is_refused(pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packs, "LIMIT_BYTES", 100)
    with pytest.raises(ModelError, match="larger"):
        read_pack(pack)


def test_another_file_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "x.samftmodel"
    file.write_bytes(b"no archive")
    with pytest.raises(ModelError, match="no model pack"):
        read_pack(file)
    with pytest.raises(ModelError):
        read_pack(tmp_path / "missing.samftmodel")


def test_a_version_of_another_base_model_changes_nothing(tmp_path: Path) -> None:
    with Project.create(tmp_path / "source") as source:
        pack = write_pack(tuned(source, base_digest="0" * 64), tmp_path / "x.samftmodel")
    with Project.create(tmp_path / "target") as target:
        with pytest.raises(ModelError, match="another base model"):
            add_pack(target, pack)
        assert target.versions() == []

"""A model version carried from one project to another, and packs that are refused."""

from __future__ import annotations

import dataclasses
import json
import zipfile
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from samft_core.distribution import model_packs
from samft_core.distribution.install_model_pack import add_pack
from samft_core.distribution.model_packs import read_pack, write_pack
from samft_core.errors import ModelError, PolicyError, SignatureError
from samft_core.project.project import Project
from samft_core.project.records import VersionRecord, VersionState
from samft_core.project.version_card import VersionCard
from samft_core.sam.decoder_files import load_decoder, save_decoder
from samft_core.sam.registry import load_model
from samft_core.security import it_policy, trust
from samft_core.security.minisign import SecretKey


def tuned(project: Project, *, base_digest: str | None = None) -> VersionRecord:
    """A version with real weights."""
    model = load_model(device="cpu", encoder=False)

    def build(folder: Path) -> None:
        save_decoder(folder, model.new_decoder(), base_digest=base_digest or model.base_digest)
        (folder / "report.html").write_text("<p>report</p>", "utf-8")

    return project.versions.add(
        card=VersionCard.read({"seed": 7, "train_images": [1, 2]}), folder_builder=build
    )


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A pack whose weights are just some bytes."""

    def build(folder: Path) -> None:
        (folder / model_packs.DECODER).write_bytes(b"weights")
        (folder / model_packs.REPORT).write_bytes(b"report")

    with Project.create(tmp_path / "packed") as project:
        version = project.versions.add(card=VersionCard(), folder_builder=build)
        return write_pack(project, version, tmp_path / "Tür 1")


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
        pack = write_pack(source, tuned(source), tmp_path / "Tür 1")
    assert pack.name == "Tür 1.samftmodel"
    with Project.create(tmp_path / "target") as target:
        target.versions.add(card=VersionCard())
        with pytest.raises(SignatureError, match="not signed"):
            add_pack(target, pack)
        record = add_pack(target, pack, accept_untrusted=True)
        assert (record.name, record.state) == ("v2", VersionState.CANDIDATE)
        came_as = {"pack": pack.name, "version": "v1", "signature": "unsigned", "key": ""}
        assert record.card.to_json() == {"seed": 7, "came_as": came_as}
        # A page that came from elsewhere could hold anything: samft report makes it anew from the card.
        assert sorted(path.name for path in record.folder.iterdir()) == ["card.json", "decoder.safetensors"]
        model = load_model(device="cpu", encoder=False)
        arrived, original = load_decoder(record.folder, model), model.mask_decoder.state_dict()
        assert all(bool((arrived[name] == original[name]).all()) for name in original)
        assert target.versions.active() is None


def test_a_refused_version_stays_refused(tmp_path: Path) -> None:
    with Project.create(tmp_path / "source") as source:
        record = source.versions.add(
            card=VersionCard(),
            folder_builder=lambda folder: void((folder / model_packs.DECODER).write_bytes(b"weights")),
            state=VersionState.REFUSED,
        )
        assert read_pack(write_pack(source, record, tmp_path / "x.samftmodel")).refused


def void(_: object) -> None:
    """Forget a result."""


@pytest.mark.parametrize("name", ["decoder.safetensors", "card.json"])
def test_a_changed_file_is_found(pack: Path, name: str) -> None:
    def change(files: dict[str, bytes]) -> None:
        files[name] += b" "

    with pytest.raises(ModelError, match="damaged"):
        read_pack(changed(pack, change))


@pytest.mark.parametrize("entry", ["format", "files", "name", "refused"])
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


def test_the_report_of_an_earlier_versions_pack_is_left_out(pack: Path) -> None:
    def change(files: dict[str, bytes]) -> None:
        about = json.loads(files["pack.json"])
        files["report.html"] = b"<script>alert(1)</script>"
        digest = sha256(files["report.html"]).hexdigest()
        about["files"]["report.html"] = {"size": len(files["report.html"]), "sha256": digest}
        files["pack.json"] = json.dumps(about).encode()

    assert set(read_pack(changed(pack, change)).files) == {"card.json", "decoder.safetensors"}


CARDS = [b"[" * 1000, b'{"a": NaN}', b'{"a": "\\ud800"}', b'{"a": 1, "a": 2}', b"[]"]


@pytest.mark.parametrize("card", CARDS)
def test_a_card_that_cannot_be_taken_at_its_word_is_refused(pack: Path, card: bytes) -> None:
    def change(files: dict[str, bytes]) -> None:
        about = json.loads(files["pack.json"])
        files["card.json"] = card
        about["files"]["card.json"] = {"size": len(card), "sha256": sha256(card).hexdigest()}
        files["pack.json"] = json.dumps(about).encode()

    with pytest.raises(ModelError, match="damaged"):
        read_pack(changed(pack, change))


def test_names_that_lead_outside_are_refused(pack: Path) -> None:
    def change(files: dict[str, bytes]) -> None:
        about = json.loads(files["pack.json"])
        about["files"]["../outside"] = {"size": 1, "sha256": sha256(b"x").hexdigest()}
        files["pack.json"] = json.dumps(about).encode()
        files["../outside"] = b"x"

    with pytest.raises(ModelError, match="damaged"):
        read_pack(changed(pack, change))


def test_an_archive_that_unpacks_to_too_much_is_refused(pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    small = dataclasses.replace(model_packs.MODEL_PACK, limit=5)
    monkeypatch.setattr(model_packs, "MODEL_PACK", small)
    with pytest.raises(ModelError, match="larger"):
        read_pack(pack)


def test_a_list_that_is_larger_than_any_is_not_read(pack: Path) -> None:
    def change(files: dict[str, bytes]) -> None:
        files["pack.json"] = b" " * 50_000_000 + files["pack.json"]

    with pytest.raises(ModelError, match="damaged"):
        read_pack(changed(pack, change))


def test_an_archive_of_more_files_than_any_pack_is_not_even_listed(tmp_path: Path) -> None:
    file = tmp_path / "x.samftmodel"
    with zipfile.ZipFile(file, "w") as archive:
        for number in range(100):
            archive.writestr(str(number), b"")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(zipfile, "ZipFile", None)  # nothing of it is read
        with pytest.raises(ModelError, match="damaged"):
            read_pack(file)


def test_another_file_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "x.samftmodel"
    file.write_bytes(b"no archive")
    with pytest.raises(ModelError, match="no model pack"):
        read_pack(file)
    with pytest.raises(ModelError):
        read_pack(tmp_path / "missing.samftmodel")


def test_a_version_of_another_base_model_changes_nothing(tmp_path: Path) -> None:
    with Project.create(tmp_path / "source") as source:
        version = tuned(source, base_digest="0" * 64)
        pack = write_pack(source, version, tmp_path / "x.samftmodel")
    with Project.create(tmp_path / "target") as target:
        with pytest.raises(ModelError, match="another base model"):
            add_pack(target, pack, accept_untrusted=True)
        assert target.versions.all() == []


def test_a_signed_pack_is_taken_once_its_key_is_trusted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trust, "keys_folder", lambda: tmp_path / "keys")
    key = SecretKey.generate("Werk 3")
    with Project.create(tmp_path / "p") as project:
        pack = write_pack(project, tuned(project), tmp_path / "v1.samftmodel", key=key)
        with pytest.raises(SignatureError, match=key.public.name):
            add_pack(project, pack)
        trust.trust(key.public)
        assert add_pack(project, pack).card.to_json()["came_as"]["signature"] == "trusted"
        assert read_pack(pack).signer.who == "Werk 3"

        # Other weights under the old signature, with digests that fit them.
        def swap(files: dict[str, bytes]) -> None:
            about = json.loads(files["pack.json"])
            files[model_packs.DECODER] = b"evil"
            about["files"][model_packs.DECODER] = {"size": 4, "sha256": sha256(b"evil").hexdigest()}
            files["pack.json"] = json.dumps(about).encode()

        with pytest.raises(SignatureError, match="does not fit"):
            add_pack(project, changed(pack, swap), accept_untrusted=True)
        assert len(project.versions.all()) == 2


def test_the_policy_may_refuse_packs_and_packing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "policy.json"
    monkeypatch.setattr(it_policy, "machine_policy_file", lambda: file)
    with Project.create(tmp_path / "p") as project:
        version = tuned(project)
        pack = write_pack(project, version, tmp_path / "v1.samftmodel")
        file.write_text('{"packs_must_be_signed": true, "roles": {"export": []}}', "utf-8")
        with pytest.raises(SignatureError, match="not signed"):
            add_pack(project, pack, accept_untrusted=True)
        with pytest.raises(PolicyError):
            write_pack(project, version, tmp_path / "v2.samftmodel")

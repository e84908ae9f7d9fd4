"""Base packs: what they hold, made and installed, and what a hostile one may bring."""

from __future__ import annotations

import dataclasses
import io
import json
import pickle
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import load_file, save_file

from samft_core.distribution.base_packs import BASE_PACK, LIMITS, BasePack, read_base_pack
from samft_core.distribution.container_writing import Item, write_container
from samft_core.distribution.install_base_pack import add_base_pack, remove_base_pack
from samft_core.distribution.make_base_pack import make_base_pack
from samft_core.errors import ModelError, PolicyError, SamftError, SignatureError, UsageError
from samft_core.imaging.geometry import Box
from samft_core.imaging.prompts import Prompts
from samft_core.project.base_model_uses import note_use, uses_of
from samft_core.project.project import Project
from samft_core.resources import resource_path
from samft_core.sam import base_models
from samft_core.sam.base_card import InputCard, name_problem
from samft_core.sam.registry import load_model
from samft_core.sam.spec import ModelSpec
from samft_core.security import it_policy, trust
from tests.samft_core.base_pack import BOX, INPUT, bottle, card, embedding_of, made_pack, sources, write_onnx

Change = Callable[[dict[str, bytes]], None]


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_pack(tmp_path_factory.mktemp("pack"))


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where this test's base packs are installed, on an account that trusts nobody."""
    monkeypatch.setattr(trust, "keys_folder", lambda: tmp_path / "keys")
    monkeypatch.setenv(base_models.FOLDER_VARIABLE, str(tmp_path / "installed"))
    return tmp_path / "installed"


def yes(_pack: BasePack) -> bool:
    return True


def add(path: Path) -> base_models.InstalledBase:
    return add_base_pack(path, accept=yes, accept_untrusted=True)[0]


def files_of(pack: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(pack) as archive:
        return {name: archive.read(name) for name in archive.namelist() if not name.startswith("pack.json")}


def changed(pack: Path, target: Path, change: Change) -> Path:
    """The pack with other files in it, its list right for them."""
    files = files_of(pack)
    change(files)
    items = [Item(name, data=data) for name, data in files.items()]
    return write_container(target, BASE_PACK, {"name": "tiny-1"}, items)


def with_card(**values: object) -> Change:
    def change(files: dict[str, bytes]) -> None:
        files["model.json"] = json.dumps(json.loads(files["model.json"]) | values).encode()

    return change


@pytest.mark.parametrize("as_onnx", [True, False], ids=["onnx", "openvino"])
def test_a_pack_is_installed_and_answers_as_its_encoder_does(
    tmp_path: Path, place: Path, as_onnx: bool
) -> None:
    made = made_pack(tmp_path, as_onnx=as_onnx)
    base, parity = add_base_pack(made, accept=yes, accept_untrusted=True)
    assert parity is not None and parity.difference < 0.001 and parity.iou == 1
    assert base.folder == place / "tiny-1"
    model = load_model(base.spec, device="cpu")
    assert model.base_digest == base.digest and model.spec == ModelSpec("tiny-1", pack_digest=base.digest)
    embedding = model.encode(bottle())
    np.testing.assert_allclose(embedding.features, embedding_of(bottle()), atol=1e-5)
    assert embedding.encoder_digest == base.encoder_digest == base_models.encoder_digest_of(base.spec)
    assert model.decode(embedding, Prompts(box=Box(*BOX))).best.sum() > 50
    assert model.plane_encoder is not None  # the second encoder works on the picture alone


def test_the_same_pack_again_changes_nothing_and_another_of_its_name_is_refused(
    pack: Path, tmp_path: Path
) -> None:
    base = add(pack)
    assert add_base_pack(pack, accept=yes, accept_untrusted=True) == (base, None)
    with pytest.raises(ModelError, match="with other weights") as caught:
        add(made_pack(tmp_path, seed=1))
    assert "base-pack remove tiny-1" in str(caught.value.remedy)
    assert base_models.installed() == [base]


def test_the_licence_is_shown_and_must_be_accepted(pack: Path, place: Path) -> None:
    shown: list[BasePack] = []
    with pytest.raises(UsageError, match="not accepted"):
        add_base_pack(pack, accept=lambda seen: shown.append(seen) is not None, accept_untrusted=True)
    assert shown[0].licence_text.startswith("You may do anything") and shown[0].card.licence == "Apache-2.0"
    assert not place.exists() or not list(place.iterdir())


def test_an_unsigned_pack_must_be_taken_knowingly(pack: Path) -> None:
    with pytest.raises(SignatureError, match="not signed"):
        add_base_pack(pack, accept=yes)


def test_terminals_get_no_commands_from_a_licence(pack: Path, tmp_path: Path) -> None:
    made = changed(pack, tmp_path / "p", lambda files: files.update(LICENSE=b"\x1b[2Jfree\x07\n\tuse"))
    assert read_base_pack(made).licence_text == "[2Jfree\n\tuse"


def bad_checkpoint(files: dict[str, bytes]) -> None:
    files["mask_decoder.safetensors"] = pickle.dumps({"a": 1})


def torch_file(files: dict[str, bytes]) -> None:
    stream = io.BytesIO()
    torch.save({"weight": torch.zeros(3)}, stream)
    files["prompt_encoder.safetensors"] = stream.getvalue()


def both_encoders(files: dict[str, bytes]) -> None:
    files["encoder.xml"], files["encoder.bin"] = b"<net/>", b""


def no_network(files: dict[str, bytes]) -> None:
    files["encoder.onnx"] = b"\x08\x09 this is no graph"


HOSTILE: dict[str, tuple[Change, str]] = {
    "pickle for weights": (bad_checkpoint, "weights cannot be read"),
    "checkpoint for weights": (torch_file, "weights cannot be read"),
    "a further file": (
        lambda files: files.update({"setup.py": b"import os"}),
        "does not belong there: setup.py",
    ),
    "a pickle besides": (lambda files: files.update({"encoder.pth": b"x"}), "does not belong there"),
    "no licence": (lambda files: files.pop("LICENSE") and None, "lacks LICENSE"),
    "empty licence": (lambda files: files.update(LICENSE=b" \n"), "empty licence"),
    "no expected answer": (lambda files: files.pop("check.safetensors") and None, "lacks check.safetensors"),
    "no encoder": (lambda files: files.pop("encoder.onnx") and None, "must hold its encoder"),
    "two encoders": (both_encoders, "must hold its encoder"),
    "no graph": (no_network, "image encoder cannot be loaded"),
    "large card": (lambda files: files.update({"model.json": b" " * 200_000}), "larger than 0.1 MB"),
    "card of no JSON": (lambda files: files.update({"model.json": b"{"}), "cannot be read"),
    "unknown entry": (with_card(run="rm"), "wrong at run"),
    "name that leads away": (with_card(name="../../evil"), "small letters"),
    "name of a device": (with_card(name="con.1"), "small letters"),
    "name that is taken": (with_card(name="mobile"), "knows by itself"),
    "no side": (with_card(input={"side": 10**9}), r"input\.side"),
    "no deviation": (with_card(input={"deviation": [0, 1, 1]}), r"input\.deviation"),
    "another side": (with_card(input={"side": 512}), "does not take 1 x 3 x 512 x 512"),
    "another order": (
        with_card(input=INPUT.model_copy(update={"channels": "rgb"}).model_dump()),
        "it is off by",
    ),
    "box outside": (with_card(check={"box": [10, 10, 5000, 20]}), "does not lie in"),
    "control letters": (with_card(title="a\x1b[2J"), "wrong at title"),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_what_is_no_base_pack_is_refused_and_leaves_nothing(
    pack: Path, tmp_path: Path, place: Path, kind: str
) -> None:
    change, words = HOSTILE[kind]
    with pytest.raises(ModelError, match=words) as caught:
        add(changed(pack, tmp_path / "hostile", change))
    assert caught.value.remedy
    assert not place.exists() or not list(place.iterdir())


def test_other_shapes_are_refused(pack: Path, tmp_path: Path, place: Path) -> None:
    def other_decoder(files: dict[str, bytes]) -> None:
        path = tmp_path / "d.safetensors"
        path.write_bytes(files["mask_decoder.safetensors"])
        state = load_file(path)
        state["iou_token.weight"] = torch.zeros(1, 128)
        save_file(state, path)
        files["mask_decoder.safetensors"] = path.read_bytes()

    def other_encoder(files: dict[str, bytes]) -> None:
        files["encoder.onnx"] = write_onnx(tmp_path / "e.onnx", channels=255).read_bytes()

    for change, words in (
        (other_decoder, "belong to another model"),
        (other_encoder, "does not give 1 x 256"),
    ):
        with pytest.raises(ModelError, match=words):
            add(changed(pack, tmp_path / "hostile", change))
    assert not place.exists() or not list(place.iterdir())


def test_weights_outside_the_pack_are_not_read(pack: Path, tmp_path: Path) -> None:
    outside = write_onnx(tmp_path / "e.onnx", external="secret.bin")
    assert (tmp_path / "secret.bin").exists()
    for leads in (b"secret.bin", b"/etc/hosts"):
        data = outside.read_bytes().replace(b"secret.bin", leads)
        made = changed(
            pack, tmp_path / "hostile", lambda files, data=data: files.update({"encoder.onnx": data})
        )
        with pytest.raises(ModelError, match="cannot be loaded"):
            add(made)


def test_a_cut_or_changed_file_is_refused(pack: Path, tmp_path: Path, place: Path) -> None:
    cut, mended = tmp_path / "cut.samftbase", tmp_path / "changed.samftbase"
    data = pack.read_bytes()
    cut.write_bytes(data[: len(data) // 2])
    spot = data.index(b"You may do anything") if b"You may do anything" in data else len(data) // 2
    mended.write_bytes(data[:spot] + bytes([data[spot] ^ 1]) + data[spot + 1 :])
    for path in (cut, mended):
        with pytest.raises(ModelError, match="no base pack, or damaged"):
            add(path)
    assert not place.exists() or not list(place.iterdir())


def test_names_that_lead_out_of_the_pack_are_refused(pack: Path, tmp_path: Path, place: Path) -> None:
    hostile = tmp_path / "hostile.samftbase"
    with zipfile.ZipFile(pack) as source, zipfile.ZipFile(hostile, "w") as target:
        listed = json.loads(source.read("pack.json"))
        listed["files"]["../NOTICE"] = listed["files"]["LICENSE"]
        for name in source.namelist():
            data = json.dumps(listed).encode() if name == "pack.json" else source.read(name)
            target.writestr(name, data)
        target.writestr("../NOTICE", source.read("LICENSE"))
    with pytest.raises(ModelError, match="no base pack, or damaged"):
        add(hostile)
    assert not (tmp_path / "NOTICE").exists() and not (place.parent / "NOTICE").exists()


def test_a_file_that_unpacks_too_large_is_refused(
    pack: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(LIMITS, "encoder.onnx", 1000)
    with pytest.raises(ModelError, match=r"encoder\.onnx in the base pack is larger"):
        add(pack)


def test_names() -> None:
    assert name_problem("pphgv2-b4.2") is None
    for name in ("", "A", "a b", "a/b", "-a", "a-", "vit_b", "base", "nul", "x" * 50, "ä"):
        assert name_problem(name) is not None, name


# Using it


def test_a_project_names_its_pack_and_says_what_is_missing(pack: Path, tmp_path: Path) -> None:
    spec = add(pack).spec
    with Project.create(tmp_path / "project", base_model=spec) as project:
        note_use(spec, project.folder)
    with Project.open(tmp_path / "project") as project:
        assert project.base_model == spec
    with pytest.raises(ModelError, match="is used by") as used:
        remove_base_pack("tiny-1")
    assert str(tmp_path / "project") in used.value.message
    remove_base_pack("tiny-1", force=True)
    with pytest.raises(ModelError, match="tiny-1 is not installed on this PC") as caught:
        load_model(spec, device="cpu")
    assert "samft base-pack add" in str(caught.value.remedy)
    add(made_pack(tmp_path / "other", seed=3))
    with pytest.raises(ModelError, match="has other weights"):
        load_model(spec, device="cpu")


def test_what_uses_a_pack_is_found_out_anew(pack: Path, tmp_path: Path) -> None:
    spec = add(pack).spec
    folders = [tmp_path / name for name in ("kept", "changed", "deleted", "drive/away")]
    for folder in folders:
        with Project.create(folder, base_model=spec):
            note_use(spec, folder)
    with Project.open(folders[1]) as project:
        project.set_base_model(ModelSpec())
    shutil.rmtree(folders[2])
    shutil.rmtree(folders[3].parent)
    uses = {use.project: use.certain for use in uses_of("tiny-1")}
    assert uses == {folders[0]: True, folders[3]: False}
    shutil.rmtree(folders[0])
    folders[3].parent.mkdir()
    gone = remove_base_pack("tiny-1")
    assert not gone.exists() and base_models.installed() == []
    with pytest.raises(ModelError, match="no base pack"):
        remove_base_pack("tiny-1")


@pytest.mark.parametrize("name", ["encoder.onnx", "mask_decoder.safetensors", "model.json", "installed.json"])
def test_a_damaged_installation_is_named(pack: Path, name: str) -> None:
    base = add(pack)
    path = base.folder / name
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0xFF
    path.write_bytes(data)
    with pytest.raises(SamftError) as caught:
        load_model(base.spec, device="cpu")
    assert caught.value.path in (path, base.folder) and "Remove the base pack" in str(caught.value.remedy)


def test_it_may_forbid_base_packs(pack: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spec = add(pack).spec
    rules = tmp_path / "policy.json"
    rules.write_text('{"base_packs": false}', "utf-8")
    monkeypatch.setenv(it_policy.ENVIRONMENT, str(rules))
    for forbidden in (lambda: add(pack), lambda: load_model(spec, device="cpu")):
        with pytest.raises(PolicyError, match="allows no base models"):
            forbidden()
    assert base_models.usable() == [] and "tiny-1" not in base_models.known_names()


def test_it_may_name_one_folder_for_all_accounts(
    pack: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rules, shared = tmp_path / "policy.json", tmp_path / "shared"
    rules.write_text(json.dumps({"paths": {"base_packs": str(shared)}}), "utf-8")
    monkeypatch.setenv(it_policy.ENVIRONMENT, str(rules))
    assert add(pack).folder == shared / "tiny-1"


# Making one


def test_the_original_program_s_embedding_proves_the_description(tmp_path: Path) -> None:
    parts = sources(tmp_path / "parts")
    np.save(tmp_path / "expected.npy", embedding_of(bottle())[None])
    parts = dataclasses.replace(parts, expected=tmp_path / "expected.npy")
    made, parity = make_base_pack(tmp_path / "right", card(), parts)
    assert made.name == "right.samftbase" and parity.difference < 0.001
    assert read_base_pack(made).card.check.expected_from == "original"
    wrong = card(made_of=InputCard(side=INPUT.side, mean=INPUT.mean, deviation=INPUT.deviation))
    with pytest.raises(ModelError, match="expected embedding"):
        make_base_pack(tmp_path / "wrong", wrong, parts)
    assert not (tmp_path / "wrong.samftbase").exists()


def test_the_decoder_comes_from_a_checkpoint_too(tmp_path: Path) -> None:
    mobile = resource_path("models", "mobile")
    state = {
        f"{part}.{name}": value
        for part in ("prompt_encoder", "mask_decoder")
        for name, value in load_file(mobile / f"{part}.safetensors").items()
    }
    state["image_encoder.patch_embed.weight"] = torch.zeros(4)
    torch.save({"state_dict": state}, tmp_path / "sam.pt")
    parts = dataclasses.replace(
        sources(tmp_path / "parts"), prompt_encoder=None, mask_decoder=None, checkpoint=tmp_path / "sam.pt"
    )
    made, _ = make_base_pack(tmp_path / "made", card(), parts)
    model = load_model(add(made).spec, device="cpu", encoder=False)
    torch.testing.assert_close(model.mask_decoder.state_dict()["iou_token.weight"],
                               state["mask_decoder.iou_token.weight"].float())  # fmt: skip
    torch.save({"a": torch.zeros(1)}, tmp_path / "other.pt")
    with pytest.raises(ModelError, match="holds no prompt encoder"):
        other = dataclasses.replace(parts, checkpoint=tmp_path / "other.pt")
        make_base_pack(tmp_path / "x", card(), other)
    with pytest.raises(UsageError, match="needs a prompt encoder"):
        make_base_pack(tmp_path / "x", card(), dataclasses.replace(parts, checkpoint=None))

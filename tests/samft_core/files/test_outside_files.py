"""What others left where a file is expected: pipes, devices, huge files, broken JSON. Nothing waits."""

from __future__ import annotations

import json
import os
import random
import threading
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from samft_core.cli.train import _read_recipe
from samft_core.distribution.container import open_container
from samft_core.distribution.model_packs import MODEL_PACK, read_pack
from samft_core.distribution.project_packs import signer_of_project_pack
from samft_core.errors import PolicyError, SamftError, UsageError
from samft_core.files.regular_files import NotRegularError, append_regular
from samft_core.messages.message import Message
from samft_core.sam.weights import read_checkpoint, read_tensors, sha256_of
from samft_core.security.it_policy import read_policy
from samft_core.security.minisign import read_public_key
from samft_core.training.recipe import PRESETS, read_recipe
from samft_core.training.run_folder import RunFolder, read_metrics

READERS: dict[str, Callable[[Path], object]] = {
    "policy.json": read_policy,
    "recipe.json": lambda path: _read_recipe(str(path), None),
    "key.pub": read_public_key,
    "x.samftmodel": read_pack,
    "x.samftproject": signer_of_project_pack,
    "sam.pth": lambda path: read_checkpoint(path, remedy=Message("remedy.choose_right_file")),
    "decoder.safetensors": lambda path: read_tensors(path, remedy=Message("remedy.choose_right_file")),
}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes in folders")
@pytest.mark.parametrize("name", READERS)
def test_a_pipe_or_a_device_is_refused_at_once(tmp_path: Path, name: str) -> None:
    os.mkfifo(tmp_path / name)
    (tmp_path / "d").mkdir()
    (tmp_path / "d" / name).symlink_to("/dev/zero")
    ended: list[BaseException] = []

    def read() -> None:
        for path in (tmp_path / name, tmp_path / "d" / name):
            try:
                READERS[name](path)
            except SamftError as error:
                ended.append(error)

    reader = threading.Thread(target=read, daemon=True)
    reader.start()
    reader.join(30)
    assert not reader.is_alive(), "it waits for the pipe"
    assert len(ended) == 2
    assert [error.path for error in ended] == [tmp_path / name, tmp_path / "d" / name]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes in folders")
def test_a_runs_log_goes_through_no_link_and_into_no_pipe(tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_text("precious")
    (tmp_path / "events.jsonl").symlink_to(victim)
    with pytest.raises(OSError, match=r"events\.jsonl"):
        append_regular(tmp_path / "events.jsonl")
    assert victim.read_text() == "precious"
    (tmp_path / "pipe").mkdir()
    os.mkfifo(tmp_path / "pipe" / "events.jsonl")
    os.mkfifo(tmp_path / "pipe" / "metrics.json")
    with pytest.raises(OSError):
        append_regular(tmp_path / "pipe" / "events.jsonl")
    assert RunFolder(tmp_path / "pipe").logged() == []
    assert read_metrics(tmp_path / "pipe") == {}
    with pytest.raises(NotRegularError):
        sha256_of(tmp_path / "pipe" / "metrics.json")


@pytest.mark.parametrize("name", ["policy.json", "recipe.json", "key.pub", "sam.pth", "decoder.safetensors"])
def test_a_file_larger_than_any_is_not_read(tmp_path: Path, name: str) -> None:
    with (tmp_path / name).open("wb") as stream:
        stream.truncate(50_000_000_000)  # takes no room on the disk
    with pytest.raises(SamftError) as caught:
        READERS[name](tmp_path / name)
    assert caught.value.path == tmp_path / name


def test_a_checkpoint_that_would_unpack_to_more_than_any_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "sam.pth"
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open("a/data/0", "w", force_zip64=True) as stream,
    ):
        for _ in range(70):
            stream.write(bytes(1 << 26))
    assert path.stat().st_size < 50_000_000
    with pytest.raises(SamftError, match="larger than any weights"):
        READERS["sam.pth"](path)


BROKEN = [
    "[" * 5000,
    '{"a": NaN}',
    '{"version": 1e999}',
    '{"a": "\\ud800"}',
    '{"a": "\\u0000"}',
    '{"a":1,"a":2}',
    "\x00",
]


@pytest.mark.parametrize("text", BROKEN)
def test_json_that_cannot_be_taken_at_its_word_names_file_and_reason(tmp_path: Path, text: str) -> None:
    path = tmp_path / "x.json"
    path.write_text(text, "utf-8")
    with pytest.raises(PolicyError) as policy_error:
        read_policy(path)
    assert policy_error.value.path == path
    with pytest.raises(UsageError) as recipe_error:
        _read_recipe(str(path), None)
    assert recipe_error.value.path == path
    if text.startswith("{"):
        with pytest.raises(UsageError):
            read_recipe(text)


def mutated(seed: bytes, rng: random.Random) -> bytes:
    data = bytearray(seed)
    for _ in range(rng.randint(1, 5)):
        place = rng.randrange(len(data))
        data[place : place + rng.randint(0, 2)] = bytes(
            rng.choices(b'"\\{}[]:,0-9eE\x00\xff\nnul', k=rng.randint(0, 3))
        )
    return bytes(data)


def test_mutated_policies_and_recipes_are_read_or_refused(tmp_path: Path) -> None:
    rng = random.Random(17)
    policy = json.dumps(
        {"paths": {"cache": "/tmp"}, "roles": {"export": ["ada"]}, "packs_must_be_signed": True}
    )
    recipe = PRESETS["auto"].model_dump_json()
    path = tmp_path / "x.json"
    for _ in range(400):
        for seed, read in ((policy, read_policy), (recipe, READERS["recipe.json"])):
            path.write_bytes(mutated(seed.encode("utf-8"), rng))
            try:
                read(path)
            except (PolicyError, UsageError) as error:
                assert error.message


def test_mutated_packs_are_read_or_refused(tmp_path: Path) -> None:
    rng = random.Random(19)
    path = tmp_path / "x.samftmodel"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("card.json", "{}")
        archive.writestr("decoder.safetensors", b"w")
        archive.writestr("pack.json", json.dumps({"format": "samft-model-pack-1", "files": {}, "name": "v1"}))
    seed = path.read_bytes()
    for _ in range(600):
        data = bytearray(seed)
        for _ in range(rng.randint(1, 6)):
            data[rng.randrange(len(data))] = rng.randrange(256)
        path.write_bytes(data[: rng.randint(1, len(data))] if rng.random() < 0.2 else data)
        with pytest.raises(SamftError), open_container(path, MODEL_PACK) as container:
            container.read("card.json")

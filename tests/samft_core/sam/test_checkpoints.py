"""What a wrong checkpoint is told to be. The right ones here have all names and shapes, and take no room."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from torch import Tensor

from samft_core.cli.main import main
from samft_core.errors import ModelError
from samft_core.sam.checkpoints import verify_checkpoint
from samft_core.sam.spec import ModelSpec
from samft_core.sam.upstream import sam_model_registry


def weights(name: str) -> dict[str, Tensor]:
    """Zeros of the right shapes, all of one stored number."""
    with torch.device("meta"):
        shapes = {key: value.shape for key, value in sam_model_registry[name]().state_dict().items()}
    return {key: torch.zeros(1).expand(shape) for key, shape in shapes.items()}


@pytest.fixture(scope="module")
def vit_b() -> dict[str, Tensor]:
    return weights("vit_b")


def save(path: Path, data: object) -> Path:
    torch.save(data, path)
    return path


def problem_of(path: Path, name: str = "vit_b") -> str:
    with pytest.raises(ModelError) as caught:
        verify_checkpoint(ModelSpec(name, path))  # type: ignore[arg-type]
    assert caught.value.path == path and f"Meta's .pth file for {name}" in str(caught.value.remedy)
    return caught.value.message


def test_the_right_weights_pass(tmp_path: Path, vit_b: dict[str, Tensor]) -> None:
    verify_checkpoint(ModelSpec("vit_b", save(tmp_path / "b.pth", vit_b)))
    verify_checkpoint(ModelSpec())


def test_files_that_are_no_checkpoint(tmp_path: Path, vit_b: dict[str, Tensor]) -> None:
    path = tmp_path / "a.pth"
    assert "cannot be read" in problem_of(path)
    for data, words in (
        (b"", "empty file"),
        (b"\n<!DOCTYPE html><title>404</title>", "web page"),
        (b"<HTML>no</HTML>", "web page"),
        (b"version https://git-lfs.github.com/spec/v1\n", "pointer of Git LFS"),
        (b"what is this", "not a checkpoint"),
    ):
        path.write_bytes(data)
        assert words in problem_of(path)
    whole = save(path, vit_b).read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    assert "is cut after" in problem_of(path)


@pytest.mark.parametrize("wrapper", ["model", "state_dict", "model_state_dict"])
def test_wrapped_weights_are_named(tmp_path: Path, vit_b: dict[str, Tensor], wrapper: str) -> None:
    path = save(tmp_path / "a.pth", {"epoch": 3, wrapper: vit_b})
    assert f'wrapped in "{wrapper}"' in problem_of(path)


@pytest.mark.parametrize("prefix", ["module.", "sam.", "_orig_mod."])
def test_prefixed_names_are_named(tmp_path: Path, vit_b: dict[str, Tensor], prefix: str) -> None:
    path = save(tmp_path / "a.pth", {prefix + key: value for key, value in vit_b.items()})
    assert f'begins with "{prefix}"' in problem_of(path)


def test_weights_of_another_model_are_named(tmp_path: Path, vit_b: dict[str, Tensor]) -> None:
    path = save(tmp_path / "l.pth", weights("vit_l"))
    assert problem_of(path) == "The checkpoint holds weights of vit_l, not of vit_b"
    assert "of vit_l, not of vit_h" in problem_of(path, "vit_h")
    lacking = {key: value for key, value in vit_b.items() if not key.startswith("mask_decoder.")}
    assert "lacks" in problem_of(save(path, lacking))
    high_quality = vit_b | {"mask_decoder.hf_token.weight": torch.zeros(1, 256)}
    assert "HQ-SAM" in problem_of(save(path, high_quality))
    assert "another model than vit_b (fc.bias)" in problem_of(save(path, {"fc.bias": torch.zeros(3)}))
    assert "something else" in problem_of(save(path, [1, 2, 3]))


def test_no_project_is_made_on_a_wrong_checkpoint(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], vit_b: dict[str, Tensor]
) -> None:
    page = tmp_path / "page.pth"
    page.write_text("<html>404</html>")
    new = ["new", str(tmp_path / "plant"), "--model", "vit_b", "--checkpoint"]
    assert main([*new, str(page)]) == 5
    assert not (tmp_path / "plant").exists()
    assert "web page" in capsys.readouterr().err
    good = save(tmp_path / "b.pth", vit_b)
    assert main([*new, str(good)]) == 0
    project = ["--project", str(tmp_path / "plant"), "--json"]
    assert main(["set-base-model", "vit_b", "--checkpoint", str(page), *project]) == 5
    assert main(["set-base-model", "mobile", *project]) == 0
    capsys.readouterr()
    assert main(["status", *project]) == 0
    assert '"base_model": "mobile"' in capsys.readouterr().out

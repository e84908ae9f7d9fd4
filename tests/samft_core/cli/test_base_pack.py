"""``samft base-pack`` and projects on a base pack, as one types them."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from samft_core.cli.main import main
from samft_core.project.project import Project
from samft_core.resources import resource_path
from samft_core.sam import base_models
from samft_core.sam.base_models import FOLDER_VARIABLE
from samft_core.security import trust
from tests.samft_core.base_pack import bottle, embedding_of, sources


@pytest.fixture
def pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    """A pack that was made by the command."""
    monkeypatch.setattr(trust, "keys_folder", lambda: tmp_path / "keys")
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path / "installed"))
    parts = sources(tmp_path / "parts")
    np.save(tmp_path / "expected.npy", embedding_of(bottle()))
    mobile = resource_path("models", "mobile")
    made = ["base-pack", "make", str(tmp_path / "tiny.samftbase"), "--name", "tiny-1", "--author", "Tests"]
    made += ["--encoder", str(parts.encoder), "--licence", "MIT", "--licence-file", str(parts.licence)]
    made += ["--prompt-encoder", str(mobile / "prompt_encoder.safetensors")]
    made += ["--mask-decoder", str(mobile / "mask_decoder.safetensors")]
    made += ["--side", "256", "--mean", "120,110,100", "--deviation", "60,50,40", "--channels", "bgr"]
    made += [
        "--picture",
        str(parts.picture),
        "--box",
        "70,38,98,66",
        "--expected",
        str(tmp_path / "expected.npy"),
    ]
    assert main(made) == 0
    return tmp_path / "tiny.samftbase"


def test_make_add_use_list_remove(pack: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["base-pack", "add", str(pack)]) == 9
    assert main(["base-pack", "add", str(pack), "--accept-untrusted"]) == 2
    assert "You may do anything with it." in capsys.readouterr().err
    assert main(["base-pack", "add", str(pack), "--accept-untrusted", "--accept-licence"]) == 0
    folder = str(tmp_path / "project")
    assert main(["new", folder, "--base", "tiny-2"]) == 2
    assert "tiny-1" in capsys.readouterr().err
    assert main(["new", folder, "--base", "tiny-1", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["base_model"] == "tiny-1"
    with Project.open(folder) as project:
        base = base_models.find("tiny-1")
        assert base is not None and project.base_model == base.spec
    assert main(["base-pack", "list", "--json"]) == 0
    (listed,) = json.loads(capsys.readouterr().out)
    assert listed["name"] == "tiny-1" and listed["licence"] == "MIT" and listed["used_by"] == [folder]
    assert main(["base-pack", "remove", "tiny-1"]) == 5
    assert folder in capsys.readouterr().err
    assert main(["set-base-model", "mobile", "-p", folder]) == 0
    assert main(["base-pack", "remove", "tiny-1"]) == 0
    assert main(["set-base-model", "tiny-1", "-p", folder]) == 2
    assert main(["base-pack", "list"]) == 0


def test_a_sample_bottle_serves_where_no_picture_is_given(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    parts = sources(tmp_path / "parts")
    mobile = resource_path("models", "mobile")
    made = ["base-pack", "make", str(tmp_path / "t"), "--name", "tiny-1", "--author", "Tests", "--json"]
    made += ["--encoder", str(parts.encoder), "--licence", "MIT", "--licence-file", str(parts.licence)]
    made += ["--prompt-encoder", str(mobile / "prompt_encoder.safetensors")]
    made += ["--mask-decoder", str(mobile / "mask_decoder.safetensors"), "--side", "256"]
    assert main(made) == 0
    assert json.loads(capsys.readouterr().out)["file"].endswith("t.samftbase")
    assert main([*made, "--mean", "1,2"]) == 2
    assert main([*made, "--expected", str(parts.picture)]) == 2
    assert main([*made, "--side", "512"]) == 5

"""``samft pack`` and ``samft unpack``, for versions and projects."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from samft_core.cli.main import main
from samft_core.distribution import model_packs
from samft_core.project.project import Project
from samft_core.project.version_card import VersionCard
from samft_core.security import trust


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with a version, and an account that trusts nobody yet."""
    monkeypatch.setattr(trust, "keys_folder", lambda: tmp_path / "keys")
    with Project.create(tmp_path / "project") as project:
        project.versions.add(
            card=VersionCard(),
            folder_builder=lambda made: forget((made / model_packs.DECODER).write_bytes(b"x")),
        )
    return tmp_path / "project"


def test_a_version_is_packed_and_a_damaged_pack_is_refused(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "v1.samftmodel"
    assert main(["pack", "v1", str(file), "-p", str(folder), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["bytes"] == file.stat().st_size
    assert main(["unpack", str(file), "-p", str(folder)]) == 9
    assert "--accept-untrusted" in capsys.readouterr().err
    file.write_bytes(file.read_bytes()[:-10])
    assert main(["unpack", str(file), "-p", str(folder), "--accept-untrusted"]) == 5
    assert "no model pack" in capsys.readouterr().err


def test_a_project_is_packed_signed_and_unpacked(
    folder: Path, image_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, target = tmp_path / "p.samftproject", tmp_path / "there"
    assert main(["import", str(image_folder), "-p", str(folder)]) == 0
    assert main(["keys", "new", str(tmp_path / "plant"), "--comment", "Werk 3"]) == 0
    sign = ["--sign", str(tmp_path / "plant.key")]
    assert main(["pack-project", str(file), "-p", str(folder), *sign]) == 0
    assert main(["unpack-project", str(file), str(target)]) == 9
    assert main(["keys", "trust", str(tmp_path / "plant.pub")]) == 0
    capsys.readouterr()
    assert main(["unpack-project", str(file), str(target), "--json"]) == 0
    printed = capsys.readouterr()
    assert json.loads(printed.out)["images"] == 3 and "Werk 3" in printed.err
    assert main(["status", "-p", str(target)]) == 0


def forget(_: object) -> None:
    """Forget a result."""

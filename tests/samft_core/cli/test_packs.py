"""``samft pack`` and ``samft unpack``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from samft_core import packs
from samft_core.cli.main import main
from samft_core.store.project import Project


def test_a_version_is_packed_and_a_damaged_pack_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, file = tmp_path / "project", tmp_path / "v1.samftmodel"
    with Project.create(folder) as project:
        project.add_version(
            card={}, folder_builder=lambda made: forget((made / packs.DECODER).write_bytes(b"x"))
        )
    assert main(["pack", "v1", str(file), "-p", str(folder), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["bytes"] == file.stat().st_size
    file.write_bytes(file.read_bytes()[:-10])
    assert main(["unpack", str(file), "-p", str(folder)]) == 5
    assert "no model pack" in capsys.readouterr().err


def forget(_: object) -> None:
    """Forget a result."""

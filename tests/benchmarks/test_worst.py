from __future__ import annotations

import importlib
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from samft_core.imaging.image_io import read_image


@pytest.fixture(scope="module")
def worst() -> ModuleType:
    return importlib.import_module("worst")


def test_the_worst_masks_are_told_and_drawn(
    worst: ModuleType,
    mvtec_folder: Path,
    tiny_recipe: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    to = tmp_path / "pictures"
    arguments = [
        str(mvtec_folder), str(to), "--folds", "2", "--count", "3", "--recipe", str(tiny_recipe),
        "--cache", str(tmp_path / "cache"), "--device", "cpu",
    ]  # fmt: skip
    assert worst.main(arguments) == 0
    lines = capsys.readouterr().out.splitlines()[2:]
    measured = [float(line.split("|")[5]) for line in lines]
    assert len(lines) == 3 and measured == sorted(measured)
    files = sorted(to.iterdir())
    assert [file.name[:2] for file in files] == ["01", "02", "03"]
    for file in files:
        seen = read_image(file)
        half = seen.shape[1] // 2
        plain, drawn = seen[:, :half], seen[:, half:]
        changed = (plain != drawn).any(axis=2)
        assert max(plain.shape[:2]) == worst.SIDE and 0 < changed.mean() < 0.2
        assert {tuple(map(int, colour)) for colour in drawn[changed]} <= {worst.TRUTH, worst.ANSWER}
    assert np.isfinite(measured).all()

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from samft_core.project.project import Project


@pytest.fixture
def pictures(tmp_path: Path) -> list[Path]:
    """Three images of 20 x 30 pixels outside the project."""
    folder = tmp_path / "Bilder für 瓶"
    folder.mkdir()
    paths = [folder / f"{index:03d}.png" for index in range(3)]
    for index, path in enumerate(paths):
        Image.fromarray(np.full((20, 30, 3), index * 50, np.uint8)).save(path)
    return paths


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """An empty project."""
    with Project.create(tmp_path / "project", inspector="Ada") as project:
        yield project


@pytest.fixture
def images(project: Project, pictures: list[Path]) -> list[int]:
    """The ids of the three pictures in the project."""
    return project.images.add(pictures).added

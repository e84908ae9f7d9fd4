from __future__ import annotations

import numpy as np
import pytest

from samft_core.errors import ProjectError
from samft_core.imaging.masks import RleMask
from samft_core.imaging.prompts import Prompts
from samft_core.project.project import Project

MASK = RleMask.from_array(np.eye(20, 30, dtype=np.bool_))


def test_classes_keep_their_colours(project: Project) -> None:
    for name in ("crack", "chip", "Verschmutzung groß"):
        project.add_class(name)
    assert [(c.name, c.color) for c in project.classes()] == [
        ("crack", 0),
        ("chip", 1),
        ("Verschmutzung groß", 2),
    ]


def test_one_folder_is_one_class(project: Project) -> None:
    first = project.add_class("Crack")
    assert project.add_class(" crack ") == first
    assert len(project.classes()) == 1


def test_rename_moves_the_mirror(project: Project, images: list[int]) -> None:
    project.add_annotation(images[0], class_name="crack", prompts=Prompts(), mask=MASK)
    project.accept_image(images[0])
    renamed = project.rename_class(1, "Crack")
    assert renamed.name == "Crack"
    assert [p.name for p in project.mirror_dir.iterdir()] == ["Crack"]
    assert (project.mirror_dir / "Crack" / "000_mask.png").is_file()
    assert project.ground_truth()[0].class_name == "Crack"


def test_rename_never_merges(project: Project) -> None:
    project.add_class("crack")
    chip = project.add_class("chip")
    with pytest.raises(ProjectError, match="a class 'crack' already"):
        project.rename_class(chip.id, "CRACK")
    with pytest.raises(ProjectError, match="no class 9"):
        project.rename_class(9, "x")

from __future__ import annotations

import numpy as np
import pytest

from samft_core.errors import ProjectError
from samft_core.imaging.masks import RleMask
from samft_core.imaging.prompts import Prompts
from samft_core.project.project import Project
from samft_core.project.records import NewAnnotation

MASK = RleMask.from_array(np.eye(20, 30, dtype=np.bool_))


def test_classes_keep_their_colours(project: Project) -> None:
    for name in ("crack", "chip", "Verschmutzung groß"):
        project.classes.add(name)
    assert [(c.name, c.color) for c in project.classes.all()] == [
        ("crack", 0),
        ("chip", 1),
        ("Verschmutzung groß", 2),
    ]


def test_one_folder_is_one_class(project: Project) -> None:
    first = project.classes.add("Crack")
    assert project.classes.add(" crack ") == first
    assert len(project.classes.all()) == 1


def test_rename_moves_the_mirror(project: Project, images: list[int]) -> None:
    project.annotations.add(NewAnnotation(images[0], class_name="crack", prompts=Prompts(), mask=MASK))
    project.annotations.accept_image(images[0])
    renamed = project.classes.rename(1, "Crack")
    assert renamed.name == "Crack"
    assert [p.name for p in project.ground_truth_files.folder.iterdir()] == ["Crack"]
    assert (project.ground_truth_files.folder / "Crack" / "000_mask.png").is_file()
    assert project.annotations.ground_truth()[0].class_name == "Crack"


def test_rename_never_merges(project: Project) -> None:
    project.classes.add("crack")
    chip = project.classes.add("chip")
    with pytest.raises(ProjectError, match="a class 'crack' already"):
        project.classes.rename(chip.id, "CRACK")
    with pytest.raises(ProjectError, match="no class 9"):
        project.classes.rename(9, "x")

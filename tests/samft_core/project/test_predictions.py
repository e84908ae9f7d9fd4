from __future__ import annotations

from pathlib import Path

import numpy as np

from samft_core.imaging.masks import RleMask
from samft_core.imaging.prompts import Prompts
from samft_core.project.project import Project


def test_the_lowest_score_of_each_image(tmp_path: Path, image_folder: Path) -> None:
    with Project.create(tmp_path / "project") as project:
        added = project.images.add(sorted(image_folder.iterdir())).added
        mask = np.zeros((120, 160), np.bool_)
        mask[10:20, 10:20] = True
        for image_id, version, score in (
            (added[0], "base", 0.9),
            (added[0], "v1", 0.4),
            (added[1], "base", 0.7),
        ):
            project.predictions.save(
                image_id,
                version=version,
                prompts=Prompts(),
                mask=RleMask.from_array(mask),
                score=score,
            )
        assert project.predictions.lowest_scores() == {added[0]: ("v1", 0.4), added[1]: ("base", 0.7)}

from __future__ import annotations

from pathlib import Path

import numpy as np

from samft_core.imaging.geometry import Box
from samft_core.imaging.masks import RleMask
from samft_core.project.manifest import Manifest, Sample
from samft_core.training.image_check import Checked


def sample(image_id: int) -> Sample:
    mask = RleMask.from_array(np.ones((4, 4), bool))
    return Sample(image_id, Path(f"{image_id}.png"), "", "chip", mask, Box(0, 0, 4, 4), image_id)


def test_the_manifest_says_which_images_have_equal_pixels() -> None:
    checked = Checked(digests={1: "a", 2: "b", 3: "a", 4: "c", 5: "a"}, copies={4: 2})
    usable = checked.usable(Manifest(tuple(map(sample, range(1, 7)))))
    assert [(s.image_id, s.copy_of) for s in usable.samples] == [
        (1, None), (2, None), (3, 1), (4, 2), (5, 1),
    ]  # fmt: skip
    assert '"copy_of":1' in usable.to_json()
    assert Manifest.from_json(usable.to_json()).samples == usable.samples

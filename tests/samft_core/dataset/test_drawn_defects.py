from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from samft_core.dataset.drawn_defects import drawn_defect, drawn_defects, drawn_image, read_drawn_defects
from samft_core.errors import ImageError
from samft_core.imaging.image_io import read_image
from samft_core.imaging.pixels import pixel_digest
from samft_core.resources import resource_path


def test_the_shipped_drawings_are_whole_and_no_projects() -> None:
    found = drawn_defects()
    assert len(found) == 20 and len({sample.image_id for sample in found}) == 20
    assert {sample.class_name for sample in found} == {"broken_large", "broken_small", "contamination"}
    for sample in found:
        rgb = read_image(sample.path)
        assert sample.image_id < 0 and pixel_digest(rgb) == sample.pixel_digest
        assert rgb.shape[:2] == (sample.mask.height, sample.mask.width)
        assert sample.box.as_tuple() == (sample.mask.box and sample.mask.box.as_tuple())


def test_a_drawn_defect_is_found_by_its_id_and_opened_for_a_model() -> None:
    sample = drawn_defects()[3]
    assert drawn_defect(sample.image_id) == sample
    image = drawn_image(sample.image_id)
    assert (image.digest, image.width) == (sample.pixel_digest, sample.mask.width)
    assert pixel_digest(image.rgb()) == image.digest
    with pytest.raises(ImageError, match="missing"):
        drawn_image(-21)


@pytest.mark.parametrize("spoilt", ["test/broken_large/002.png", "ground_truth/contamination/001_mask.png"])
def test_a_damaged_drawing_is_named_and_the_program_is_to_blame(tmp_path: Path, spoilt: str) -> None:
    folder = tmp_path / "bottles"
    shutil.copytree(resource_path("samples", "bottles"), folder)
    damaged = folder / spoilt
    damaged.write_bytes(damaged.read_bytes()[:200])
    with pytest.raises(ImageError) as caught:
        read_drawn_defects(folder)
    assert caught.value.path == damaged and caught.value.remedy == "Install SAMFT again."

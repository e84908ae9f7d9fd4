from __future__ import annotations

from pathlib import Path

import cv2
import surfaces
from bench import read_good, read_samples

from samft_core.imaging.mask_parts import boxed_parts


def test_each_kind_is_a_category_that_the_other_scripts_read(tmp_path: Path) -> None:
    assert surfaces.main([str(tmp_path), "--images", "8", "--good", "2"]) == 0
    plates = read_samples(tmp_path / "plates")
    assert [s.class_name for s in plates] == ["crack"] * 2 + ["pores"] * 2 + ["rough"] * 2 + ["stain"] * 2
    assert all(105 <= side <= 400 for s in plates for side in (s.mask.width, s.mask.height))
    assert any(boxed_parts(s.mask.to_array()) for s in plates)
    tall = read_samples(tmp_path / "tall")
    assert {(s.mask.width, s.mask.height) for s in tall} == {(500, 1250)}
    assert all(s.mask.area < 0.02 * 500 * 1250 for s in tall)
    assert len(read_good(tmp_path / "plates")) == 2


def test_the_same_seed_draws_the_same_pictures(tmp_path: Path) -> None:
    for name, seed in (("a", "3"), ("b", "3"), ("c", "4")):
        surfaces.main(
            [str(tmp_path / name), "--kinds", "plates", "--images", "1", "--good", "0", "--seed", seed]
        )
    seen = [cv2.imread(str(tmp_path / name / "plates/test/crack/000.png")) for name in "abc"]
    assert (seen[0] == seen[1]).all()
    assert seen[0].shape != seen[2].shape or (seen[0] != seen[2]).any()

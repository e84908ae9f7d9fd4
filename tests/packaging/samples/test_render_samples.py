"""The sample set: the committed files keep what their README says, and the script draws them."""

from __future__ import annotations

import sys
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image

ROOT = Path(__file__).parent.parent.parent.parent


@pytest.fixture
def render_samples(monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    """The script as a module; it imports its neighbours by name."""
    monkeypatch.syspath_prepend(str(ROOT / "packaging" / "samples"))
    import render_samples

    yield render_samples
    for name in ("render_samples", "bottle_scene", "bottle_defects"):
        sys.modules.pop(name, None)


def read(path: Path) -> np.ndarray:
    with Image.open(path) as image:
        return np.asarray(image)


def test_every_defect_image_has_a_mask_of_its_size(sample_bottles: Path) -> None:
    images = sorted(p for p in sample_bottles.glob("test/*/*.png") if p.parent.name != "good")
    assert len(images) == 20
    for path in images:
        mask = read(sample_bottles / "ground_truth" / path.parent.name / f"{path.stem}_mask.png")
        assert mask.shape == read(path).shape[:2]
        assert set(np.unique(mask)) == {0, 255}
        assert 100 < np.count_nonzero(mask) < mask.size // 4


def test_the_set_is_small_and_varied(sample_bottles: Path) -> None:
    assert sum(p.stat().st_size for p in sample_bottles.rglob("*.png")) < 6_000_000
    shapes = {read(p).shape for p in sample_bottles.glob("test/*/*.png")}
    assert len(shapes) > 8 and all(512 <= side <= 900 for shape in shapes for side in shape[:2])
    assert {p.name for p in sample_bottles.glob("test/*")} == {
        "broken_large",
        "broken_small",
        "contamination",
        "good",
    }


def test_some_masks_have_islands_and_one_has_a_hole(sample_bottles: Path) -> None:
    masks = [read(p) for p in sorted(sample_bottles.glob("ground_truth/*/*.png"))]
    assert sum(cv2.connectedComponents(mask)[0] > 2 for mask in masks) >= 2
    trees = [cv2.findContours(mask, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_NONE)[1] for mask in masks]
    assert any((tree[0, :, 3] >= 0).any() for tree in trees if tree is not None)


def test_the_same_seed_gives_the_same_pixels(render_samples) -> None:  # type: ignore[no-untyped-def]
    sample = render_samples.Sample("broken_small", (160, 140), "backlight", "amber", ("small",))
    first, mask = render_samples.render(sample, 5)
    again, _ = render_samples.render(sample, 5)
    other, _ = render_samples.render(sample, 6)
    assert first.shape == (140, 160, 3) and first.dtype == np.uint8 and mask.shape == (140, 160)
    assert np.array_equal(first, again) and not np.array_equal(first, other)


@pytest.mark.parametrize(
    "defect", ["large", "small", "crack", "film", "liquid", "particles", "residue", "fibre"]
)
def test_every_defect_changes_the_picture_where_its_mask_is(render_samples, defect: str) -> None:  # type: ignore[no-untyped-def]
    image, mask = render_samples.render(
        render_samples.Sample("x", (200, 200), "backlight", "flint", (defect,)), 3
    )
    assert 0 < np.count_nonzero(mask) < mask.size // 3
    assert image[mask > 0].std() > 1

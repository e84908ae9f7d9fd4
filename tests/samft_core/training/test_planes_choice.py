"""Whether a fit reads planes: where these tell object from ground, and only there."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from samft_core.engine.session import load_version
from samft_core.imaging.geometry import Frame, View
from samft_core.project.manifest import Sample
from samft_core.project.project import Project
from samft_core.sam.adapter import reads_planes
from samft_core.sam.model import SamModel
from samft_core.sam.skips import has_skip
from samft_core.sam.types import Embedding, Planes
from samft_core.training import trainer
from samft_core.training.fit.batches import ViewDataset, soft_target
from samft_core.training.planes_choice import LEAST_GAIN, LEAST_IMAGES, PlanesTrial, tried, try_planes
from samft_core.training.recipe import Pasting, Recipe, recipe_named
from tests.samft_core.planes import FakePlaneEncoder, made_planes
from tests.samft_core.training.rows import sample
from tests.samft_core.training.runs import fine_tune_shortly, make_project

AUTO = recipe_named("auto")


class Telling:
    """Noise everywhere, with the mask itself in one channel: of the planes, of the embedding, or of
    neither."""

    def __init__(self, where: str) -> None:
        self._where = where

    def __call__(self, sample: Sample, view: View, *, planes: bool = False) -> Embedding:
        frame = Frame(sample.mask.width, sample.mask.height, view)
        target, _ = soft_target(sample.mask.to_array(), frame)
        shown = target.reshape(64, 4, 64, 4).mean(axis=(1, 3))
        rng = np.random.default_rng([sample.image_id, len(view.key)])
        features = rng.normal(0, 0.1, (256, 64, 64)).astype(np.float32)
        layers = dict(made_planes(sample.image_id).layers)
        if self._where == "embedding":
            features[7] += shown
        if self._where == "planes":
            layers["s8"] = layers["s8"].copy()
            layers["s8"][3] = (shown * 20).astype(np.float16)
        return Embedding(features, frame, "fake", Planes(layers, "fake") if planes else None)


def dataset(where: str, masks: int) -> ViewDataset:
    return ViewDataset([sample(n) for n in range(masks)], AUTO, Telling(where), views_each=3)


def test_planes_are_read_where_they_tell_what_the_embedding_does_not() -> None:
    helpful = try_planes(dataset("planes", 6))
    assert helpful.read and helpful.gain > 0.2 and helpful.masks == 6
    assert tried(AUTO, helpful).reads_planes
    needless = try_planes(dataset("embedding", 6))
    assert not needless.read and needless.gain <= LEAST_GAIN
    decided = tried(AUTO, needless)
    assert not decided.reads_planes and decided.planes_when == "always"
    assert try_planes(dataset("planes", 6)) == helpful


def test_too_few_images_cannot_decide() -> None:
    trial = try_planes(dataset("embedding", LEAST_IMAGES - 1))
    assert trial == PlanesTrial(gain=0.0, masks=0, read=True)


@pytest.mark.parametrize("read", [True, False])
def test_a_run_does_what_its_masks_decide_and_the_card_tells(
    tmp_path: Path, model: SamModel, recipe: Recipe, monkeypatch: pytest.MonkeyPatch, read: bool
) -> None:
    said = PlanesTrial(gain=0.123 if read else -0.02, masks=3, read=read)
    monkeypatch.setattr(trainer, "try_planes", lambda _bank: said)
    with make_project(tmp_path, 3) as project:
        finished = fine_tune_shortly(project, recipe, model=model)
        [version] = project.versions.all()
        report = Path(finished.report or "").read_text("utf-8")
        assert _again(project, model) == read
    assert version.card.to_json()["planes"] == said.model_dump()
    assert version.card.recipe["planes"] == ("efficientnet_lite2" if read else "none")
    assert version.card.planes_digest == (FakePlaneEncoder.digest if read else None)
    assert ("looks at the second encoder" if read else "does without the second encoder") in report


def test_a_recipe_that_always_reads_planes_asks_nobody(
    tmp_path: Path, model: SamModel, recipe: Recipe, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(trainer, "try_planes")
    with make_project(tmp_path, 3) as project:
        fine_tune_shortly(project, recipe.model_copy(update={"planes_when": "always"}), model=model)
        [version] = project.versions.all()
    assert version.card.to_json()["planes"] is None and version.card.recipe["planes"] == "efficientnet_lite2"


def test_a_run_learns_from_good_images_and_its_version_keeps_their_places(
    tmp_path: Path, model: SamModel, recipe: Recipe
) -> None:
    paths = [tmp_path / f"good-{number}.png" for number in range(3)]
    for number, path in enumerate(paths):
        rgb = np.random.default_rng(50 + number).integers(0, 60, (48, 64, 3), np.uint8)
        Image.fromarray(rgb).save(path)
    further = {"planes_when": "always", "skips": True, "good_distance": True}
    pasting = Pasting(share=0.25, images=2, views=1)
    with make_project(tmp_path, 3) as project:
        project.images.sign_off_good(project.images.add(paths).added)
        fine_tune_shortly(project, recipe.model_copy(update=further | {"pasting": pasting}), model=model)
        decoder = load_version(project.versions.all()[-1], model).decoder
        assert decoder is not None and has_skip(decoder) and decoder.adapter.good is not None
        assert decoder.adapter.good.cells.abs().sum() > 0
        # What was made to learn from is gone with the run.
        assert not list(tmp_path.rglob("pasted"))


def _again(project: Project, model: SamModel) -> bool:
    """Whether the newest version's weights, read as the engine reads them, look at planes."""
    return reads_planes(load_version(project.versions.all()[-1], model).decoder)

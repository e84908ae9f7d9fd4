from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from samft_core.imaging.image_io import read_image
from samft_core.sam.initial_weights import drawn_weights, start_digest
from samft_core.sam.registry import load_model
from samft_core.sam.weights import read_card
from samft_core.training.recipe import recipe_from

PACKAGING = Path(__file__).resolve().parents[3] / "packaging"


@pytest.fixture
def tune_start(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    monkeypatch.syspath_prepend(str(PACKAGING / "samples"))
    monkeypatch.syspath_prepend(str(PACKAGING / "model"))
    import tune_start

    yield tune_start
    for name in ("tune_start", "render_samples", "bottle_scene", "bottle_defects"):
        sys.modules.pop(name, None)


def test_every_bottle_is_drawn_as_often_and_never_the_same(tune_start: ModuleType) -> None:
    drawings = tune_start.drawings()
    assert drawings == tune_start.drawings()
    assert (
        len(drawings)
        == len({drawing.seed for drawing in drawings})
        == len({drawing.name for drawing in drawings})
        == 360
    )
    classes = Counter(drawing.bottle.class_name for drawing in drawings)
    assert set(classes) == {"broken_large", "broken_small", "contamination"}
    assert len({(drawing.bottle.light, drawing.bottle.tint) for drawing in drawings}) > 6


def test_pictures_become_samples_and_are_not_drawn_twice(
    tune_start: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = tune_start.drawings()[:2]
    monkeypatch.setattr(tune_start, "drawings", lambda: few)
    samples = tune_start.write_samples(tmp_path)
    assert [sample.class_name for sample in samples] == [drawing.bottle.class_name for drawing in few]
    for sample in samples:
        rgb, mask = read_image(sample.path), sample.mask.to_array()
        assert rgb.shape[:2] == mask.shape and mask.any()
        # What is drawn is what the script says it is: the same pixels from the same seed.
        drawn, _ = tune_start.render(few[sample.annotation_id - 1].bottle, few[sample.annotation_id - 1].seed)
        assert np.array_equal(rgb, drawn)
    monkeypatch.setattr(tune_start, "render", None)
    assert tune_start.write_samples(tmp_path) == samples


def test_what_is_shipped_was_made_by_this_script_as_it_is(tune_start: ModuleType) -> None:
    card = read_card(tune_start.TARGET / tune_start.CARD)
    assert (card["drawings"], card["steps"]) == (360, tune_start.STEPS)
    recipe = recipe_from(card["recipe"])
    assert recipe.steps == tune_start.STEPS and recipe.start == "base"
    asked = tune_start.recipe_for(card["drawings"])
    assert asked.steps == recipe.steps and asked.views.per_mask(360) == recipe.views.per_mask(360)
    assert not asked.rehearsal.wanted(1) and asked.start == "base"


def test_weights_are_kept_with_a_card_that_the_model_reads(tune_start: ModuleType, tmp_path: Path) -> None:
    model = load_model(device="cpu", encoder=False)
    state = {name: value.detach() for name, value in model.mask_decoder.state_dict().items()}
    tune_start.save_start(tmp_path, model, state, {"drawings": 1})
    again = replace(model, start_folder=tmp_path)
    kept = drawn_weights(again)
    assert (
        kept is not None
        and start_digest(again)
        == read_card(tmp_path / tune_start.CARD)["files"]["decoder.safetensors"]["sha256"]
    )
    for name, value in state.items():
        assert np.allclose(kept[name].float().numpy(), value.float().numpy(), atol=2e-3, rtol=2e-3), name

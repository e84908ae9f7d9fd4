from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from samft_core.imaging.geometry import FULL_VIEW, Box
from samft_core.imaging.pixels import SourceImage
from samft_core.imaging.prompts import PointPrompt, Prompts
from samft_core.sam.embedder import Embedder
from samft_core.sam.embedding_cache import as_stored
from samft_core.sam.inference_policy import InferencePolicy
from samft_core.sam.model import SamModel
from samft_core.sam.postprocess import merge_views
from samft_core.sam.predictor import LoadedVersion, Predictor, base_version
from samft_core.sam.types import Prediction
from samft_core.sam.weights import mix
from tests.samft_core.sam.remembering import RememberingEncoder

BOX = Box(60, 30, 110, 75)
POINTS = (PointPrompt(84, 52), PointPrompt(70, 40, positive=False))


def answering(model: SamModel, version: LoadedVersion) -> Predictor:
    return Predictor(model, Embedder(model, None), lambda _name: version)


@pytest.fixture(scope="module")
def model(model: SamModel) -> SamModel:
    """All tests here ask about the same views of the same image."""
    return dataclasses.replace(model, encoder=RememberingEncoder(model.require_encoder()))


@pytest.fixture
def predictor(model: SamModel) -> Predictor:
    return answering(model, base_version())


def ask(predictor: Predictor, rgb: np.ndarray, *points: PointPrompt, box: Box | None = BOX) -> Prediction:
    return predictor.predict(SourceImage.of(rgb), Prompts(box, points))


def test_a_point_builds_on_the_mask_before_it(
    predictor: Predictor, model: SamModel, bottle_image: np.ndarray
) -> None:
    boxed = ask(predictor, bottle_image)
    pointed = ask(predictor, bottle_image, POINTS[0])
    assert boxed.logits is not None and pointed.logits is not None
    embedding = model.encode(bottle_image, FULL_VIEW)
    asked = Prompts(BOX, POINTS[:1])
    by_hand = model.decode(embedding, asked, mask_input=boxed.logits[0])
    alone = model.decode(embedding, asked)
    assert by_hand.logits is not None and alone.logits is not None
    # Embeddings are kept in half precision, so the answers agree to a little less than that.
    np.testing.assert_allclose(pointed.logits, by_hand.logits, atol=0.1)
    assert np.abs(pointed.logits - alone.logits).max() > 0.5


def test_the_same_prompts_give_the_same_mask_whatever_was_asked_before(
    predictor: Predictor, model: SamModel, bottle_image: np.ndarray
) -> None:
    for count in range(3):
        ask(predictor, bottle_image, *POINTS[:count])
    step_by_step = ask(predictor, bottle_image, *POINTS)
    at_once = ask(answering(model, base_version()), bottle_image, *POINTS)
    assert step_by_step.logits is not None and at_once.logits is not None
    np.testing.assert_array_equal(step_by_step.logits, at_once.logits)
    # A point taken back is as if it had never been.
    back = ask(predictor, bottle_image, POINTS[0])
    fresh = ask(answering(model, base_version()), bottle_image, POINTS[0])
    np.testing.assert_array_equal(back.masks, fresh.masks)


def test_a_first_point_without_a_box_has_nothing_to_build_on(
    predictor: Predictor, model: SamModel, bottle_image: np.ndarray
) -> None:
    answer = ask(predictor, bottle_image, POINTS[0], box=None)
    alone = model.decode(model.encode(bottle_image, FULL_VIEW), Prompts(None, POINTS[:1]))
    assert answer.logits is not None and alone.logits is not None
    np.testing.assert_allclose(answer.logits, alone.logits, atol=0.1)


def test_another_decoder_is_asked_anew(model: SamModel, bottle_image: np.ndarray) -> None:
    import torch

    loaded = base_version()
    predictor = answering(model, loaded)
    first = predictor.predict(SourceImage.of(bottle_image), Prompts(BOX, POINTS), version="v1")
    loaded.decoder = model.new_decoder()
    with torch.no_grad():
        for value in loaded.decoder.parameters():
            value.mul_(0.5)
    second = predictor.predict(SourceImage.of(bottle_image), Prompts(BOX, POINTS), version="v1")
    assert first.logits is not None and second.logits is not None
    assert not np.allclose(first.logits, second.logits)


def test_a_second_pass_asks_the_box_again_with_its_own_mask(
    model: SamModel, bottle_image: np.ndarray
) -> None:
    twice = LoadedVersion("v1", None, InferencePolicy(zoom=(2.0,), passes=2))
    predictor = answering(model, twice)
    size = bottle_image.shape[:2]

    def asked(*points: PointPrompt) -> Prediction:
        return predictor.predict(SourceImage.of(bottle_image), Prompts(BOX, points), version="v1")

    (view,) = twice.policy.views(Prompts(BOX), size[1], size[0])
    embedding = as_stored(model.encode(bottle_image, view))
    first, _ = model.logits(embedding, Prompts(BOX))
    second, _ = model.logits(embedding, Prompts(BOX), mask_input=first[0])
    pointed, _ = model.logits(embedding, Prompts(BOX, POINTS[:1]), mask_input=second[0])
    boxed, corrected = asked(), asked(POINTS[0])
    assert boxed.logits is not None and corrected.logits is not None
    np.testing.assert_array_equal(boxed.logits, second)
    np.testing.assert_array_equal(corrected.logits, pointed)
    assert np.abs(second - first).max() > 0.1
    assert predictor.refines("v1", Prompts(BOX), size)
    assert not predictor.refines("v1", Prompts(points=POINTS[:1]), size)


def test_points_are_answered_with_a_share_of_the_base_model(
    model: SamModel, bottle_image: np.ndarray
) -> None:
    base = model.mask_decoder.state_dict()
    tuned = model.new_decoder({name: value * 1.02 for name, value in base.items()})
    half = model.new_decoder(mix(dict(base), dict(tuned.state_dict()), 0.5))
    listening = LoadedVersion("v1", tuned, InferencePolicy(points_base_share=0.5))
    predictor = answering(model, listening)

    def asked(*points: PointPrompt) -> Prediction:
        return predictor.predict(SourceImage.of(bottle_image), Prompts(BOX, points), version="v1")

    embedding = as_stored(model.encode(bottle_image, FULL_VIEW))
    first, _ = model.logits(embedding, Prompts(BOX), decoder=tuned)
    pointed, _ = model.logits(embedding, Prompts(BOX, POINTS[:1]), decoder=half, mask_input=first[0])
    # The points first: what comes before them is asked of the tuned decoder all the same.
    corrected, boxed = asked(POINTS[0]), asked()
    assert boxed.logits is not None and corrected.logits is not None
    np.testing.assert_array_equal(boxed.logits, first)
    np.testing.assert_array_equal(corrected.logits, pointed)


def test_each_view_of_a_zoomed_version_builds_on_its_own_mask(
    model: SamModel, bottle_image: np.ndarray
) -> None:
    zoomed = LoadedVersion("v1", None, InferencePolicy(zoom=(2.0,), mirrored_zoom=(3.0,)))

    def asked(predictor: Predictor, *points: PointPrompt) -> Prediction:
        return predictor.predict(SourceImage.of(bottle_image), Prompts(BOX, points), version="v1")

    def fresh() -> Predictor:
        return answering(model, zoomed)

    predictor = fresh()
    for count in range(3):
        asked(predictor, *POINTS[:count])
    step_by_step = asked(predictor, *POINTS)
    np.testing.assert_array_equal(step_by_step.masks, asked(fresh(), *POINTS).masks)

    views = zoomed.policy.views(Prompts(BOX), bottle_image.shape[1], bottle_image.shape[0])
    assert len(views) == 2
    by_hand = []
    for view in views:
        embedding = as_stored(model.encode(bottle_image, view))
        before, _ = model.logits(embedding, Prompts(BOX))
        logits, _ = model.logits(embedding, Prompts(BOX, POINTS[:1]), mask_input=before[0])
        by_hand.append((logits[0], embedding.frame))
    np.testing.assert_array_equal(asked(fresh(), POINTS[0]).best, merge_views(by_hand) > 0)

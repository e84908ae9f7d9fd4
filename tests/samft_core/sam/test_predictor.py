from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from samft_core.errors import ModelError
from samft_core.imaging.geometry import FULL_VIEW, Box, View
from samft_core.imaging.pixels import SourceImage, pixel_digest
from samft_core.imaging.prompts import PointPrompt, Prompts
from samft_core.messages.message import Message
from samft_core.sam.calibration import Calibration
from samft_core.sam.embedder import Embedder
from samft_core.sam.embedding_cache import EmbeddingCache
from samft_core.sam.inference_policy import InferencePolicy
from samft_core.sam.model import SamModel
from samft_core.sam.predictor import LoadedVersion, Predictor, base_version
from samft_core.sam.types import AnswerStage, Prediction

BOX = Prompts(Box(60, 30, 110, 75))
ZOOMED = InferencePolicy(zoom=(0, 2.0), mirror=True)


class Source:
    """An image that counts how often it was read."""

    def __init__(self, rgb: np.ndarray) -> None:
        self.reads = 0
        self.digest = pixel_digest(rgb)
        self.image = replace(SourceImage.of(rgb), rgb=self._read)
        self._rgb = rgb

    def _read(self) -> np.ndarray:
        self.reads += 1
        return self._rgb


@pytest.fixture
def source(bottle_image: np.ndarray) -> Source:
    return Source(bottle_image)


def predictor_of(model: SamModel, cache: EmbeddingCache | None) -> Predictor:
    return Predictor(model, Embedder(model, cache), versions)


def versions(name: str) -> LoadedVersion:
    if name != "v1":
        raise ModelError(Message.plain(f"There is no version {name}"))
    return LoadedVersion("v1", None, ZOOMED)


def ask(
    predictor: Predictor,
    source: Source,
    version: str = "base",
    *,
    stage: AnswerStage = "refined",
    proposals: bool = False,
    prompts: Prompts = BOX,
) -> Prediction:
    return predictor.predict(source.image, prompts, version=version, stage=stage, proposals=proposals)


def test_the_image_is_read_and_encoded_once(model: SamModel, source: Source, tmp_path: Path) -> None:
    cache = EmbeddingCache(tmp_path)
    first = ask(predictor_of(model, cache), source)
    assert source.reads == 1 and first.masks.shape == (1, 120, 160)
    second = ask(predictor_of(model, cache), source)
    assert source.reads == 1
    np.testing.assert_array_equal(first.masks, second.masks)
    assert first.logits is not None and second.logits is not None
    np.testing.assert_array_equal(first.logits, second.logits)


def test_without_a_cache_the_answer_is_the_same(model: SamModel, source: Source, tmp_path: Path) -> None:
    cached = ask(predictor_of(model, EmbeddingCache(tmp_path)), source)
    np.testing.assert_array_equal(ask(predictor_of(model, None), source).masks, cached.masks)


def test_refined_goes_through_all_views_and_first_through_the_whole_image(
    model: SamModel, source: Source, tmp_path: Path
) -> None:
    cache = EmbeddingCache(tmp_path)
    predictor = predictor_of(model, cache)
    digest = model.require_encoder().digest
    first = ask(predictor, source, "v1", stage="first")
    crop = View((35, 2, 135, 102))
    assert cache.contains(source.digest, FULL_VIEW, digest)
    assert not cache.contains(source.digest, crop, digest)
    refined = ask(predictor, source, "v1")
    for view in (FULL_VIEW, View(mirrored=True), crop, View(crop.crop, mirrored=True)):
        assert cache.contains(source.digest, view, digest)
    assert refined.version == "v1" and refined.logits is None and first.logits is not None
    assert source.reads == 2
    both = np.logical_or(first.best, refined.best).sum()
    assert np.logical_and(first.best, refined.best).sum() > 0.5 * both


def test_proposals_from_several_views_are_ordered(model: SamModel, source: Source) -> None:
    answer = ask(predictor_of(model, None), source, "v1", proposals=True)
    assert answer.masks.shape == (3, 120, 160) and (np.diff(answer.scores) <= 0).all()


def test_whether_a_better_answer_exists(model: SamModel) -> None:
    predictor = predictor_of(model, None)
    assert predictor.refines("v1", BOX, (120, 160))
    assert not predictor.refines("base", BOX, (120, 160))


def filled(*boxes: Box) -> Prediction:
    mask = np.zeros((120, 160), bool)
    for box in boxes:
        x0, y0, x1, y1 = map(int, box.as_tuple())
        mask[y0:y1, x0:x1] = True
    return Prediction(mask[None], np.array([0.5 + 0.1 * len(boxes)], np.float32), "v1")


def test_parts_of_an_answer_are_asked_about_again_by_their_own_boxes(
    model: SamModel, source: Source, monkeypatch: pytest.MonkeyPatch
) -> None:
    large = Box(20, 20, 60, 60)
    small = Box(100, 80, 120, 90)
    speckled = Box(140, 20, 148, 28)
    asked: list[Prompts] = []

    def through(_views: object, _image: object, prompts: Prompts, *_: object, **__: object) -> Prediction:
        asked.append(prompts)
        assert prompts.box is not None
        return filled(large, small, speckled) if len(asked) == 1 else filled(prompts.box)

    predictor = Predictor(
        model, Embedder(model, None), lambda name: LoadedVersion(name, None, InferencePolicy(parts=2))
    )
    monkeypatch.setattr(predictor, "_through", through)
    said = predictor.predict(source.image, Prompts(Box(10, 10, 150, 100)), version="v1")
    # The two largest, a tenth and a pixel wider on each side; the third stays as it was.
    assert [query.box for query in asked[1:]] == [Box(15, 15, 65, 65), Box(97, 78, 123, 92)]
    expected = filled(Box(15, 15, 65, 65), Box(97, 78, 123, 92), speckled)
    np.testing.assert_array_equal(said.best, expected.best)
    assert said.scores == pytest.approx([0.6]) and said.logits is None
    asked.clear()
    predictor.predict(source.image, Prompts(Box(10, 10, 150, 100)), version="v1", stage="first")
    predictor.predict(
        source.image, Prompts(Box(10, 10, 150, 100), (PointPrompt(30, 30, True),)), version="v1"
    )
    assert len(asked) == 2  # once each: the first answer is quick, and points correct one part at a time


def test_a_better_answer_exists_where_parts_are_asked_again(model: SamModel) -> None:
    predictor = Predictor(
        model, Embedder(model, None), lambda name: LoadedVersion(name, None, InferencePolicy(parts=2))
    )
    assert predictor.refines("v1", BOX, (120, 160))
    assert not predictor.refines("v1", Prompts(None, (PointPrompt(30, 30, True),)), (120, 160))


def test_a_cache_that_cannot_be_written_costs_no_answer(
    model: SamModel, source: Source, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    answer = ask(predictor_of(model, EmbeddingCache(blocked / "cache")), source)
    assert answer.masks.shape == (1, 120, 160)
    assert "cannot be written" in caplog.text


def test_an_unknown_version_is_an_error(model: SamModel, source: Source) -> None:
    with pytest.raises(ModelError, match="no version v9"):
        ask(predictor_of(model, None), source, "v9")


def test_scores_are_told_as_what_they_turned_out_to_be_worth(model: SamModel, source: Source) -> None:
    worth = Calibration(slope=0.5, offset=0.1)
    loaded = LoadedVersion("v1", None, InferencePolicy(), worth)
    predictor = Predictor(
        model,
        Embedder(model, None),
        lambda _: loaded,
        base=lambda: replace(base_version(), calibration=worth),
    )
    plain = predictor_of(model, None)
    raw = ask(plain, source).scores
    for version in ("v1", "base"):
        said = ask(predictor, source, version)
        np.testing.assert_allclose(said.scores, 0.5 * raw + 0.1, atol=1e-6)
    # Answers to points have a map of their own, where they were measured.
    clicked = Prompts(BOX.box, (PointPrompt(80.5, 50.5, True),))
    with_points = ask(plain, source, prompts=clicked).scores
    assert not np.allclose(with_points, raw)
    np.testing.assert_allclose(
        ask(predictor, source, "v1", prompts=clicked).scores, 0.5 * with_points + 0.1, atol=1e-6
    )
    loaded.points_calibration = Calibration(slope=0.25)
    np.testing.assert_allclose(
        ask(predictor, source, "v1", prompts=clicked).scores, 0.25 * with_points, atol=1e-6
    )
    np.testing.assert_allclose(ask(predictor, source, "v1").scores, 0.5 * raw + 0.1, atol=1e-6)
    # Proposals come from other outputs of the decoder, which were not measured.
    proposals = ask(predictor, source, proposals=True).scores
    np.testing.assert_array_equal(proposals, ask(plain, source, proposals=True).scores)

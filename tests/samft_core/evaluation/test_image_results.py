"""A version image by image: the sentence, the images to look at, and what to do about a refused one."""

from __future__ import annotations

import pytest

from samft_core.evaluation.advice import NamedImage, advice_on
from samft_core.evaluation.gate import assess_candidate
from samft_core.evaluation.image_results import ResultSummary, image_results
from samft_core.evaluation.records import Comparison, RowResult, table
from samft_core.project.version_card import ImageResult, VersionCard


def row(image: int, iou: float, annotation: int | None = None) -> RowResult:
    own = image if annotation is None else annotation
    return RowResult(
        key=f"{image}-{own}", image_id=image, annotation_id=own, class_name="chip", boxes="noisy",
        iou=iou, dice=iou, boundary_iou=iou,
    )  # fmt: skip


def result(image: int, before: float, after: float) -> ImageResult:
    return ImageResult(image=image, name=f"{image:03}.png", masks=1, before=before, after=after)


def comparison(candidate: list[RowResult], base: list[RowResult]) -> Comparison:
    return Comparison(
        method="held out", held_out_images=len(base), train_images=9, box_noise=0.1,
        rows=table({"candidate": candidate, "base": base}, {"candidate": "v1", "base": "base"}),
        gate=assess_candidate(candidate, {"base": base}),
    )  # fmt: skip


def test_an_image_is_the_mean_of_its_masks_against_what_is_in_use() -> None:
    base = [row(1, 0.5), row(2, 0.4, 3), row(2, 0.6, 4)]
    found = image_results(
        [row(1, 0.8), row(2, 0.7, 3), row(2, 0.9, 4)],
        {"base": base, "v1": [row(2, 0.6, 3), row(2, 0.8, 4)]},
        {1: "a.png", 2: "b.png"},
    )
    assert [(i.image, i.name, i.masks, i.against) for i in found] == [
        (1, "a.png", 1, "base"), (2, "b.png", 2, "v1"),
    ]  # fmt: skip
    assert [(i.before, i.after) for i in found] == [
        (pytest.approx(0.5), pytest.approx(0.8)), (pytest.approx(0.7), pytest.approx(0.8)),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("gains", "sentence"),
    [
        ([0.1] * 9 + [-0.1], "Better on 9 of 10 images. Look at this one."),
        ([0.1] * 7 + [-0.1] * 3, "Better on 7 of 10 images. Look at these 3."),
        ([0.1] * 4, "Better on all 4 images."),
        ([0.0] * 4, "Better on none of 4 images."),
        ([0.1], "Better on the one image that was measured."),
    ],
)
def test_the_card_begins_with_one_sentence(gains: list[float], sentence: str) -> None:
    summary = ResultSummary.of([result(n, 0.7, 0.7 + gain) for n, gain in enumerate(gains, 1)])
    assert summary is not None and str(summary.sentence) == sentence


def test_what_got_worse_is_named_first_and_each_picture_comes_once() -> None:
    summary = ResultSummary.of([result(1, 0.2, 0.4), result(2, 0.9, 0.8), result(3, 0.5, 0.9)])
    assert summary is not None
    assert [i.image for i in summary.look] == [2, 1]
    assert [(word, i.image) for word, i in summary.pictured()] == [("best", 3), ("worse", 2), ("worst", 1)]


def test_cards_keep_the_images_and_old_or_foreign_ones_have_none() -> None:
    card = VersionCard(version="v1", image_results=(result(1, 0.2, 0.4),))
    assert VersionCard.read(card.to_json()).image_results == card.image_results
    for other in ({}, {"image_results": "x"}, {"image_results": [{"image": 1, "before": 7, "after": 0}]}):
        assert ResultSummary.of(VersionCard.read(other).image_results) is None


def test_a_refused_version_says_what_to_do_by_name_of_image() -> None:
    base = [row(n, 0.8) for n in range(1, 6)]
    worse = [row(n, 0.5 + n / 100) for n in range(1, 6)]
    results = [result(n, 0.8, 0.5 + n / 100) for n in range(1, 6)]
    [advice] = advice_on(comparison(worse, base), results)
    assert [image.name for image in advice.images] == ["001.png", "002.png", "003.png"]
    [few] = advice_on(comparison(worse[:2], base[:2]), results[:2], undecided=[NamedImage(9, "new.png")])
    assert "Too few images" in str(few.text) and few.images == (NamedImage(9, "new.png"),)


def test_an_offered_version_needs_no_advice() -> None:
    base = [row(n, 0.5) for n in range(1, 6)]
    better = [row(n, 0.8) for n in range(1, 6)]
    assert advice_on(comparison(better, base), []) == []

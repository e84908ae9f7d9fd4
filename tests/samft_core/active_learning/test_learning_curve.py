from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from samft_core.active_learning.learning_curve import PRIOR, Curve, Point, expect, fit_curve, points_of
from samft_core.evaluation.records import Comparison, ComparisonRow, GateVerdict, RowResult, Score
from samft_core.project.version_card import VersionCard


def along(curve: Curve, *masks: int, error: float = 0.005) -> list[Point]:
    return [Point(n, curve.iou(n), error) for n in masks]


def test_without_runs_the_expected_gain_is_the_measured_curve_and_wide() -> None:
    early, late = expect([], masks=5), expect([], masks=100)
    assert early.runs == 0 and early.more == 10
    assert 0 <= early.low < early.gain < early.high
    typical = Curve(0.7, PRIOR.drop, PRIOR.rate)
    assert early.gain == pytest.approx(typical.iou(15) - typical.iou(5), abs=0.02)
    assert late.gain < early.gain / 3  # ever less from ever more masks
    assert expect([], masks=0) == replace(expect([], masks=1), masks=0)


def test_runs_pull_the_expected_gain_to_what_the_project_shows() -> None:
    steep, flat = Curve(0.8, 0.6, 0.5), Curve(0.8, 0.01, 0.5)
    promising = expect(along(steep, 5, 10, 20), masks=20)
    exhausted = expect(along(flat, 5, 10, 20), masks=20)
    assert promising.runs == exhausted.runs == 3
    assert promising.low <= steep.iou(30) - steep.iou(20) <= promising.high
    assert promising.gain > expect([], masks=20).gain > exhausted.gain
    assert exhausted.high < 0.01
    assert promising.high - promising.low < 0.03


def test_one_run_alone_says_little_about_the_slope() -> None:
    blind, informed = expect([], masks=20), expect([Point(20, 0.75, 0.02)], masks=20)
    assert informed.gain == pytest.approx(blind.gain, abs=0.005)


def test_near_the_top_little_is_left_to_gain() -> None:
    assert expect([Point(10, 0.99, 0.005)], masks=10).high < expect([Point(10, 0.7, 0.005)], masks=10).high


def test_the_fit_finds_the_curve_back_and_never_falls() -> None:
    truth = Curve(0.78, 0.3, 0.6)
    found = fit_curve(along(truth, 1, 2, 5, 10, 20, 30))
    for masks in (1, 3, 30, 60):
        assert found.iou(masks) == pytest.approx(truth.iou(masks), abs=0.005)
    falling = fit_curve([Point(5, 0.8, 0.01), Point(20, 0.7, 0.01)])
    assert falling.drop == 0 and falling.limit == pytest.approx(0.75)


def card(masks: int, iou: float, *, held_out: list[int]) -> dict[str, Any]:
    rows = [
        RowResult(
            key=str(k), image_id=k, annotation_id=k, class_name="crack", boxes="noisy",
            iou=iou + shift, dice=iou, boundary_iou=iou,
        )
        for k, shift in enumerate((-0.1, 0.0, 0.1))
    ]  # fmt: skip
    line = ComparisonRow(subject="candidate", version="v1", boxes="noisy", score=Score.of(rows))
    comparison = Comparison(
        method="", held_out_images=3, train_images=masks, box_noise=0.1, rows=[line],
        gate=GateVerdict(offered=True, reasons=[]),
    )  # fmt: skip
    return {"masks": masks, "held_out_images": held_out, "comparison": comparison.model_dump(mode="json")}


class Cards:
    """The part of a project that is asked here: its versions."""

    def __init__(self, *cards: dict[str, Any]) -> None:
        self._cards = cards
        self.versions = self

    def all(self) -> list[Any]:
        return [type("Version", (), {"card": VersionCard.read(card)})() for card in self._cards]


def test_points_come_from_the_cards_and_folds_learn_from_two_thirds() -> None:
    project = Cards(card(30, 0.7, held_out=[1, 2, 3]), card(9, 0.6, held_out=[]), {}, {"comparison": 3})
    first, second = points_of(project)  # type: ignore[arg-type]
    assert (first.masks, first.iou) == (30, pytest.approx(0.7))
    assert (second.masks, second.iou) == (6, pytest.approx(0.6))
    assert 0.01 < first.error < 0.1

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from samft_core.evaluation.compare import (
    Comparison,
    GateVerdict,
    Obedience,
    RowResult,
    Score,
    judge,
    paired_gain,
    table,
)


def rows(values: list[float], *, boxes: str = "noisy") -> list[RowResult]:
    return [
        RowResult(
            key=f"{boxes}{i}", image_id=i, annotation_id=i, class_name="ab"[i % 2], boxes=boxes,
            iou=v, dice=v, boundary_iou=v,
        )
        for i, v in enumerate(values)
    ]  # fmt: skip


BASE = [0.5, 0.55, 0.6, 0.52, 0.58, 0.5]
BETTER = [0.7, 0.72, 0.75, 0.7, 0.71, 0.69]


def test_a_score_summarises_by_class() -> None:
    score = Score.of(rows([0.2, 0.8, 0.4, 0.6]))
    assert score.iou == pytest.approx(0.5)
    assert score.classes == {"a": pytest.approx(0.3), "b": pytest.approx(0.7)}
    assert score.interval.low <= score.iou <= score.interval.high
    assert score.p10 == pytest.approx(0.26)


def test_a_clearly_better_candidate_is_offered() -> None:
    verdict = judge(rows(BETTER), {"base": rows(BASE)})
    assert verdict.offered
    assert "better beyond chance" in verdict.reasons[0]
    assert "0.712" in verdict.reasons[0] and "6 held-out images" in verdict.reasons[0]


def test_a_gain_within_noise_is_refused_with_numbers() -> None:
    verdict = judge(rows([0.2, 0.95, 0.62, 0.4, 0.9, 0.35]), {"base": rows(BASE)})
    assert not verdict.offered
    assert "may be chance" in verdict.reasons[0] and "95 % interval -" in verdict.reasons[0]


def test_no_gain_is_refused() -> None:
    assert "not better" in judge(rows(BASE), {"base": rows(BASE)}).reasons[0]


def test_every_reference_must_be_beaten() -> None:
    verdict = judge(rows(BETTER), {"base": rows(BASE), "v1": rows(BETTER)})
    assert not verdict.offered
    assert any("of v1" in reason for reason in verdict.reasons)


def test_too_few_common_images_are_refused() -> None:
    verdict = judge(rows(BETTER), {"base": rows(BASE), "v1": rows(BASE)[:2]})
    assert not verdict.offered
    assert any("Only 2 held-out images" in reason for reason in verdict.reasons)


def test_losing_on_tight_boxes_is_refused() -> None:
    candidate = rows(BETTER) + rows(BASE, boxes="tight")
    verdict = judge(candidate, {"base": rows(BASE) + rows(BETTER, boxes="tight")})
    assert not verdict.offered
    assert any("tight boxes it is worse" in reason for reason in verdict.reasons)


@pytest.mark.parametrize(
    ("spills", "offered", "said"),
    [
        ([0.07, 0.06, 0.08, 0.07, 0.07, 0.07], True, "it obeys its box"),
        ([0.4, 0.5, 0.3, 0.4, 0.45, 0.35], False, "look past the box"),
        ([0.05, 0.05, 0.05, 0.05, 0.05, 0.9], True, "no drift beyond chance"),
    ],
)
def test_a_candidate_must_obey_its_box(spills: list[float], offered: bool, said: str) -> None:
    probes = [Obedience.of("candidate", spills), Obedience.of("base", [0.05] * 6)]
    verdict = judge(rows(BETTER), {"base": rows(BASE)}, obedience=probes)
    assert verdict.offered is offered
    assert said in verdict.reasons[-1]


def test_a_gain_pairs_rows_by_key() -> None:
    gain = paired_gain(rows(BETTER)[2:], rows(BASE), name="base", boxes="noisy")
    assert gain is not None and gain.images == 4
    assert gain.reference_iou == pytest.approx(sum(BASE[2:]) / 4)
    assert paired_gain(rows(BETTER), [], name="base", boxes="noisy") is None


def test_a_comparison_survives_json() -> None:
    lines = table({"base": rows(BASE), "candidate": rows(BETTER)}, {"base": "base", "candidate": "v1"})
    comparison = Comparison(
        method="hold-out", held_out_images=6, train_images=10, box_noise=0.1, rows=lines,
        gate=GateVerdict(offered=True, reasons=[]),
    )  # fmt: skip
    assert Comparison.model_validate(json.loads(comparison.model_dump_json())) == comparison
    assert comparison.score("candidate", "noisy") == lines[0].score
    assert comparison.score("active", "tight") is None


def test_these_modules_load_no_torch() -> None:
    code = (
        "import sys, samft_core.evaluation.compare, samft_core.evaluation.metrics;"
        "import samft_core.training.events;"
        "import samft_core.evaluation.evaluate, samft_core.training.recipe;"
        "sys.exit('torch' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0

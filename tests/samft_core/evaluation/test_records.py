from __future__ import annotations

import json
import subprocess
import sys

import pytest

from samft_core.evaluation.records import Comparison, GateVerdict, RowResult, Score, paired_gain, table


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
    assert Comparison.read(comparison.to_json()) == comparison
    # Cards keep the names of earlier programs, which read them too.
    assert {"obedience", "drift"} <= comparison.to_json()["gate"].keys()
    assert comparison.score("candidate", "noisy") == lines[0].score
    assert comparison.score("active", "tight") is None


def test_parts_are_in_a_card_only_where_they_were_asked_about() -> None:
    lines = table({"candidate": rows(BETTER)}, {"candidate": "new"})
    whole = Comparison(
        method="hold-out", held_out_images=6, train_images=10, box_noise=0.1, rows=lines,
        gate=GateVerdict(offered=True, reasons=[]),
    )  # fmt: skip
    assert "parts" not in whole.to_json() and Comparison.read(whole.to_json()) == whole
    both = whole.model_copy(update={"parts": lines}).with_candidate("v7")
    assert {row.version for row in both.parts} == {"v7"}
    assert Comparison.read(json.loads(json.dumps(both.to_json()))) == both


def test_these_modules_load_no_torch() -> None:
    code = (
        "import sys, samft_core.evaluation.records, samft_core.evaluation.metrics;"
        "import samft_core.training.events;"
        "import samft_core.evaluation.evaluate, samft_core.evaluation.gate;"
        "import samft_core.evaluation.box_adherence;"
        "import samft_core.evaluation.forgetting, samft_core.evaluation.suspect_labels;"
        "import samft_core.training.recipe;"
        "sys.exit('torch' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0

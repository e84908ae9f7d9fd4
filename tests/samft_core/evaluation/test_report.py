from __future__ import annotations

from pathlib import Path

import numpy as np

from samft_core.evaluation.compare import Comparison, GateVerdict, RowResult, table
from samft_core.evaluation.report import Curve, Example, ReportData, write_report
from samft_core.geometry import Box


def rows(value: float) -> list[RowResult]:
    return [
        RowResult(
            key=f"{boxes}{i}", image_id=i, annotation_id=i, class_name="crack <b>", boxes=boxes,
            iou=value, dice=value, boundary_iou=value,
        )
        for i in range(3)
        for boxes in ("noisy", "tight")
    ]  # fmt: skip


def report(tmp_path: Path, *, offered: bool) -> str:
    lines = table({"base": rows(0.5), "candidate": rows(0.7)}, {"base": "base", "candidate": "v1"})
    gate = GateVerdict(offered=offered, reasons=["It is 0.2 better & <certain>."])
    comparison = Comparison(
        method="hold-out", held_out_images=3, train_images=9, box_noise=0.1, rows=lines, gate=gate
    )
    mask = np.zeros((60, 80), bool)
    mask[20:40, 30:50] = True
    rgb = np.full((60, 80, 3), 90, np.uint8)
    example = Example("äß 1.png", "crack", rgb, Box(28, 18, 52, 42), mask, ~mask, mask, 0.1, 0.9)
    card = {"base_digest": "abc123", "seed": 4, "recipe": {"name": "auto"}}
    curve = Curve("fit", list(np.linspace(1, 0, 40)))
    data = ReportData("v1", comparison, card, examples=[example], curves=[curve])
    return write_report(tmp_path / "report.html", data).read_text("utf-8")


def test_a_report_holds_everything_in_one_file(tmp_path: Path) -> None:
    text = report(tmp_path, offered=True)
    assert "Offered" in text and "0.700" in text and "abc123" in text and "äß 1.png" in text
    assert text.count("data:image/jpeg") == 4 and text.count("data:image/png") == 2
    assert "http" not in text and "<script" not in text


def test_text_from_people_is_escaped(tmp_path: Path) -> None:
    text = report(tmp_path, offered=False)
    assert "Not offered" in text
    assert "crack &lt;b&gt;" in text and "&lt;certain&gt;" in text

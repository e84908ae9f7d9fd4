"""A report's content with everything in it, as a run would leave it."""

from __future__ import annotations

import numpy as np
import pytest

from samft_core.evaluation.calibration import Reliability
from samft_core.evaluation.gate import assess_candidate
from samft_core.evaluation.records import (
    BoxAdherence,
    Comparison,
    Forgetting,
    Mixture,
    RowResult,
    Suggestion,
    table,
)
from samft_core.evaluation.report.figures import Curve
from samft_core.evaluation.report.html import ReportData
from samft_core.evaluation.report.pictures import Example, Gallery
from samft_core.imaging.geometry import Box
from samft_core.project.version_card import VersionCard

KINDS = ("good", "beside", "shifted", "halved") * 2


def rows(values: dict[str, float]) -> list[RowResult]:
    """Three images of each class, asked with both boxes."""
    return [
        RowResult(
            key=f"{boxes}{image}", image_id=image, annotation_id=image, class_name=name, boxes=boxes,
            iou=value + (image % 3) / 50, dice=value, boundary_iou=value,
        )
        for place, (name, value) in enumerate(values.items())
        for image in range(place * 6, place * 6 + 6)
        for boxes in ("noisy", "tight")
    ]  # fmt: skip


@pytest.fixture
def report_data() -> ReportData:
    base, candidate = rows({"crack <b>": 0.5, "chip": 0.6}), rows({"crack <b>": 0.75, "chip": 0.53})
    gate = assess_candidate(
        candidate,
        {"base": base},
        box_adherence=[
            BoxAdherence.of("candidate", [0.05] * 8, KINDS),
            BoxAdherence.of("base", [0.1] * 8, KINDS),
        ],
        forgetting=[Forgetting.of("candidate", [0.9, 0.8, 0.85], [1, 2, 3])],
    )
    mixtures = [Mixture(tuned_share=1, passed=False, iou=0.7, agreement=0.4)]
    mixtures.append(Mixture(tuned_share=0.75, passed=True, iou=0.68, agreement=0.8))
    comparison = Comparison(
        method="12 of 48 images were held out; the measured weights are the ones that ship",
        held_out_images=12,
        train_images=36,
        box_noise=0.1,
        rows=table({"base": base, "candidate": candidate}, {"base": "base", "candidate": "v1"}),
        gate=gate.model_copy(update={"mixtures": mixtures, "tuned_share": 0.75}),
        reliability=Reliability.of(
            [0.8 + i / 200 for i in range(24)], [0.6 + i / 100 for i in range(24)], range(24)
        ),
        suggestions=[
            Suggestion(
                annotation_id=3, image_id=3, image="瓶 003.png", class_name="chip", iou=0.3, expected=0.7
            )
        ],
    )
    mask = np.zeros((60, 80), bool)
    mask[20:40, 30:50] = True
    rgb = np.full((60, 80, 3), 90, np.uint8)
    example = Example("äß 1.png", "chip", rgb, Box(28, 18, 52, 42), mask, ~mask, mask, 0.1, 0.9)
    card = {
        "version": "v1", "base_digest": "abc123" * 10, "manifest_digest": "def456" * 10, "seed": 4,
        "decoder_sha256": "789abc" * 10, "program": "SAMFT 0.1.0", "who": "Ada",
        "when": "2026-01-02T03:04:05",
        "run": "run-001", "steps": 300, "tuned_share": 0.75,
        "recipe": {
            "name": "auto", "optimizer": "adamw", "learning_rate": 2e-4, "batch_rows": 4, "box_jitter": 0.12,
            "losses": {"bce": 1.0, "mse": 0.0}, "policy": {"zoom": [2.0]},
        },
        "data": {
            "images": 48, "masks": 50, "good": 9, "classes": {"crack <b>": 26, "chip": 24},
            "accepted_by": {"Ada": 40, "Bob": 10}, "newest": "2026-01-01T00:00:00",
        },
    }  # fmt: skip
    return ReportData(
        "v1",
        comparison,
        VersionCard.read(card),
        galleries=[Gallery("The worst held-out masks", [example])],
        curves=[Curve("fit", list(np.linspace(1, 0, 40)))],
    )

from __future__ import annotations

import pytest

from samft_core.evaluation.simulated_clicks import CorrectionRun
from samft_core.training.assess.click_validation import answers_reliability


def clicking(ious: list[float], *, off: float) -> CorrectionRun:
    scores = tuple(value + off for value in ious)
    return CorrectionRun(len(ious) - 1, True, tuple(ious), scores)


def test_answers_to_boxes_do_not_count_among_those_to_clicks() -> None:
    runs = [clicking([0.1, 0.4 + 0.01 * n, 0.6, 0.8], off=0.1) for n in range(6)]
    known = answers_reliability(runs, list(range(6)))
    assert known is not None and (known.answers, known.images) == (18, 6)
    assert known.raw_error == pytest.approx(0.1) and known.error < 0.05
    assert min(part.iou for part in known.raw) > 0.4


def test_masks_that_needed_no_click_tell_nothing() -> None:
    assert answers_reliability([clicking([0.9], off=0)] * 8, list(range(8))) is None
    assert answers_reliability([], []) is None

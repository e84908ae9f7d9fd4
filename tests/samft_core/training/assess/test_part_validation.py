from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from samft_core.evaluation.evaluate import BoxQuery, PredictFn, ScoredMask
from samft_core.imaging.masks import RleMask
from samft_core.progress import CancelToken
from samft_core.project.manifest import Sample
from samft_core.sam.inference_policy import InferencePolicy
from samft_core.sam.predictor import LoadedVersion
from samft_core.training.assess.part_validation import part_rows
from samft_core.training.assess.validation import Validator
from samft_core.training.clocks import AnswerClock
from samft_core.training.context import Reporter
from samft_core.training.run_folder import RunFolder, recorded_rows


def sample(number: int, *boxes: tuple[int, int, int, int]) -> Sample:
    drawn = np.zeros((120, 160), bool)
    for x0, y0, x1, y1 in boxes:
        drawn[y0:y1, x0:x1] = True
    rle = RleMask.from_array(drawn)
    assert rle.box is not None
    return Sample(number, Path(f"{number}.png"), "", "pore", rle, rle.box, number, f"digest {number}")


class Boxes:
    """Fills the box for every version; the base model answers with nothing."""

    decodes = 0

    def __init__(self) -> None:
        self.asked: list[tuple[str, BoxQuery]] = []

    def predict_fn(self, version: LoadedVersion | None) -> PredictFn:
        name = "base" if version is None else version.name

        def ask(asked: BoxQuery) -> ScoredMask:
            self.asked.append((name, asked))
            mask = np.zeros((asked.height, asked.width), bool)
            if version is not None:
                x0, y0, x1, y1 = (round(value) for value in asked.box.as_tuple())
                mask[y0:y1, x0:x1] = True
            return ScoredMask(mask, 0.9)

        return ask


def validator(folder: Path, model_under_test: Any) -> Validator:
    folder.mkdir(parents=True, exist_ok=True)
    reporter = Reporter(lambda _: None, CancelToken())
    return Validator(RunFolder(folder), model_under_test, AnswerClock(lambda: 0.0, lambda: 0), reporter)


def test_each_part_is_asked_once_with_its_own_noisy_box(tmp_path: Path) -> None:
    model_under_test = Boxes()
    two = sample(1, (20, 30, 60, 70), (100, 90, 130, 110))
    three = sample(3, (20, 30, 60, 70), (90, 90, 110, 110), (140, 10, 156, 26))
    folds = [
        (LoadedVersion("fold-1", None, InferencePolicy()), [two, sample(2, (20, 30, 60, 70))]),
        (LoadedVersion("fold-2", None, InferencePolicy()), [three]),
    ]
    rows = part_rows(validator(tmp_path / "runs" / "r", model_under_test), folds)
    assert [(row.image_id, row.boxes) for row in rows["candidate"]] == [(1, "noisy")] * 2 + [(3, "noisy")] * 3
    assert all(row.iou > 0.6 for row in rows["candidate"]) and all(row.iou == 0 for row in rows["base"])
    assert [row.key for row in rows["base"]] == [row.key for row in rows["candidate"]]
    assert len(model_under_test.asked) == 10
    again = Boxes()
    assert part_rows(validator(tmp_path / "runs" / "r", again), folds) == rows
    assert again.asked == []  # a resumed run finds them in its folder
    assert recorded_rows(tmp_path / "runs" / "r") == []  # they are not taken for answers about whole masks


def test_masks_of_one_piece_have_nothing_to_say_about_parts(tmp_path: Path) -> None:
    version = LoadedVersion("fit", None, InferencePolicy())
    assert part_rows(validator(tmp_path, Boxes()), [(version, [sample(1, (20, 30, 60, 70))])]) == {}

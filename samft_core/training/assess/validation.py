"""Asks versions about held-out masks and keeps their answers; a resumed run asks nothing twice."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from samft_core.dataset.splits import pictures_of
from samft_core.evaluation.evaluate import (
    BoxQuery,
    PredictFn,
    ScoredMask,
    evaluate,
    predict_ellipse,
    predict_filled_box,
)
from samft_core.evaluation.records import Boxes, RowResult, Subject
from samft_core.imaging.masks import Mask, RleMask
from samft_core.progress import Stage, Ticker
from samft_core.project.manifest import Sample
from samft_core.project.project import Project
from samft_core.project.records import VersionRecord
from samft_core.sam.decoder_files import load_decoder
from samft_core.sam.model import SamModel
from samft_core.sam.predictor import LoadedVersion
from samft_core.sam.types import BASE_VERSION
from samft_core.training.clocks import AnswerClock
from samft_core.training.context import Reporter
from samft_core.training.estimate.preflight import seen_by
from samft_core.training.model_under_test import ModelUnderTest
from samft_core.training.plan import RunData
from samft_core.training.run_folder import Answer, Answers, RunFolder, recorded_rows


@dataclass(frozen=True, slots=True)
class Validator:
    """Asks versions about held-out masks; what is in the run's folder already is not measured again."""

    folder: RunFolder
    model_under_test: ModelUnderTest
    clock: AnswerClock
    reporter: Reporter

    def measure(self, version: LoadedVersion, samples: Sequence[Sample]) -> Answers:
        """What a fit's weights say about masks that they did not learn from."""
        return self.answers(version.name, self.model_under_test.predict_fn(version), samples, Stage.EVALUATE)

    def answers(
        self,
        name: str,
        predict: PredictFn,
        samples: Sequence[Sample],
        stage: Stage,
        *,
        kinds: Collection[Boxes] = ("tight", "noisy"),
    ) -> Answers:
        """Answers to the boxes of each mask, kept under ``name``."""
        known = self.folder.answers(name)
        if known is not None:
            return known
        answered: list[tuple[BoxQuery, ScoredMask]] = []

        def remember(query: BoxQuery) -> Mask:
            answer = predict(query)
            answered.append((query, answer))
            return answer.mask

        ticker = Ticker(stage, len(kinds) * len(samples), self.reporter.progress())
        with self.clock.running():
            rows = evaluate(
                remember,
                samples,
                kinds=kinds,
                on_row=lambda _: ticker.tick(name),
                cancel=self.reporter.cancel,
            )
        found = [_answer(row, query, answer) for row, (query, answer) in zip(rows, answered, strict=True)]
        return self.folder.keep_answers(name, found)


def references(validator: Validator, held_out: Sequence[Sample]) -> dict[Subject, Sequence[RowResult]]:
    """The shapes that need no model, and the base model, on all held-out masks."""
    base = validator.answers(
        BASE_VERSION, validator.model_under_test.predict_fn(None), held_out, Stage.BASELINE
    )
    return {
        "ellipse": evaluate(predict_ellipse, held_out),
        "filled_box": evaluate(predict_filled_box, held_out),
        "base": base.rows,
    }


def active_rows(
    validator: Validator, project: Project, data: RunData, model: SamModel, active: VersionRecord
) -> list[RowResult]:
    """The active version on the held-out images, honestly.

    Where it learnt from one of them, what its own run measured there while the image was held out counts.
    """
    held_out = data.held_out()
    pictures = pictures_of(data.samples)
    known = seen_by(project, active).learnt(data.samples, pictures)
    learnt = {image for image, picture in pictures.items() if picture in known}
    # By picture, not by id: an image that was removed and added again has another id.
    unseen = [sample for sample in held_out if sample.image_id not in learnt]
    version = LoadedVersion(active.name, model.new_decoder(load_decoder(active.folder, model)), active.policy)
    rows = validator.answers(
        active.name, validator.model_under_test.predict_fn(version), unseen, Stage.BASELINE
    ).rows
    if active.run_id is None:
        return rows
    wanted = {sample.annotation_id for sample in held_out} - {sample.annotation_id for sample in unseen}
    recorded = recorded_rows(project.runs.get(active.run_id).folder, tuned_share=active.card.tuned_share)
    return rows + [row for row in recorded if row.annotation_id in wanted]


def _answer(row: RowResult, query: BoxQuery, scored: ScoredMask) -> Answer:
    return Answer(
        row=row,
        box=query.box.as_tuple(),
        mask=RleMask.from_array(scored.mask).to_json(),
        score=scored.score,
    )

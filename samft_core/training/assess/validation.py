"""Asks versions about held-out masks and keeps what they said; a resumed run asks nothing twice."""

from __future__ import annotations

from collections.abc import Sequence

from samft_core.dataset.splits import pictures_of
from samft_core.evaluation.evaluate import Ask, Asked, Said, evaluate, predict_ellipse, predict_filled_box
from samft_core.evaluation.records import RowResult, Subject
from samft_core.imaging.masks import Mask, RleMask
from samft_core.progress import Ticker
from samft_core.project.manifest import Sample
from samft_core.project.records import VersionRecord
from samft_core.sam.decoder_files import load_decoder
from samft_core.sam.predictor import LoadedVersion
from samft_core.sam.types import BASE_VERSION
from samft_core.sam.weights import State
from samft_core.training import events
from samft_core.training.context import Work
from samft_core.training.estimate.preflight import seen_by
from samft_core.training.plan import Fit
from samft_core.training.run_folder import Answer, Answers, recorded_rows


def references(work: Work) -> dict[Subject, Sequence[RowResult]]:
    """The shapes that need no model, the base model, and the version in use, on all held-out masks."""
    held_out = work.held_out()
    results: dict[Subject, Sequence[RowResult]] = {
        "ellipse": evaluate(predict_ellipse, held_out),
        "filled_box": evaluate(predict_filled_box, held_out),
        "base": measured(work, BASE_VERSION, work.judge.ask_with(None), held_out, "baseline").rows,
    }
    if work.active is not None:
        results["active"] = _active_rows(work, work.active, held_out)
    return results


def measure_fit(work: Work, one: Fit, state: State, *, name: str | None = None) -> Answers:
    """What a fit's weights say about the masks that it did not learn from."""
    known_as = name or one.name
    version = LoadedVersion(known_as, work.model.new_decoder(state), work.policies[one.name])
    samples = one.split.parts(work.samples)[1]
    answers = measured(work, known_as, work.judge.ask_with(version), samples, "evaluate")
    if name is None:
        noisy = [row.iou for row in answers.rows if row.boxes == "noisy"]
        work.say(events.Validated(step=work.steps(one), iou=sum(noisy) / len(noisy), fold=one.fold))
    return answers


def measured(work: Work, name: str, ask: Ask, samples: Sequence[Sample], stage: str) -> Answers:
    """Answers to the tight and the noisy box of each mask, from the run's folder where they are known."""
    known = work.folder.answers(name)
    if known is not None:
        return known
    said: list[tuple[Asked, Said]] = []

    def remember(question: Asked) -> Mask:
        answer = ask(question)
        said.append((question, answer))
        return answer.mask

    ticker = Ticker(stage, 2 * len(samples), work.progress())
    with work.answering():
        rows = evaluate(remember, samples, on_row=lambda _: ticker.tick(name), cancel=work.cancel)
    answers = [_answer(row, question, answer) for row, (question, answer) in zip(rows, said, strict=True)]
    return work.folder.keep_answers(name, answers)


def _active_rows(work: Work, active: VersionRecord, held_out: list[Sample]) -> list[RowResult]:
    """The active version on the held-out images, honestly.

    Where it learnt from one of them, what its own run measured there while the image was held out counts.
    """
    pictures = pictures_of(work.samples)
    known = seen_by(work.project, active).learnt(work.samples, pictures)
    learnt = {image for image, picture in pictures.items() if picture in known}
    unseen = [sample for sample in held_out if sample.image_id not in learnt]
    state = load_decoder(active.folder, work.model)
    version = LoadedVersion(active.name, work.model.new_decoder(state), active.policy)
    rows = measured(work, active.name, work.judge.ask_with(version), unseen, "baseline").rows
    if active.run_id is None:
        return rows
    wanted = {sample.annotation_id for sample in held_out} - {sample.annotation_id for sample in unseen}
    recorded = recorded_rows(work.project.runs.get(active.run_id).folder, tuned_share=active.card.tuned_share)
    return rows + [row for row in recorded if row.annotation_id in wanted]


def _answer(row: RowResult, question: Asked, said: Said) -> Answer:
    return Answer(
        row=row,
        box=question.box.as_tuple(),
        mask=RleMask.from_array(said.mask).to_json(),
        score=said.score,
    )

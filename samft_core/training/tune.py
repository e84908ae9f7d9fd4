"""The work inside a run: encode, fit, measure, judge. A resumed run skips every finished part."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from samft_core.dataset import Manifest, Sample
from samft_core.embeddings import EmbeddingCache
from samft_core.evaluation.compare import (
    Comparison,
    GateVerdict,
    Obedience,
    RowResult,
    Subject,
    judge,
    table,
)
from samft_core.evaluation.evaluate import (
    BOX_NOISE,
    Asked,
    Predict,
    evaluate,
    obedience,
    predict_ellipse,
    predict_filled_box,
    probes,
)
from samft_core.evaluation.report import ReportData, write_report
from samft_core.masks import Mask, RleMask
from samft_core.models.predictor import LoadedVersion
from samft_core.models.sam import SamModel
from samft_core.models.types import BASE_VERSION
from samft_core.models.versions import DECODER_FILE, load_decoder, save_decoder
from samft_core.models.weights import State, sha256_of
from samft_core.progress import CancelToken, OnProgress, Progress, Ticker
from samft_core.store.project import Project
from samft_core.store.records import RunRecord, VersionRecord
from samft_core.training import events
from samft_core.training.bank import RowBank
from samft_core.training.gallery import curves_of, examples_of
from samft_core.training.loop import Checkpoints, Step, fingerprint, fit
from samft_core.training.plan import Fit, Plan
from samft_core.training.recipe import Recipe
from samft_core.training.rundir import Answer, Answers, RunFolder
from samft_core.training.sources import Embedder, Images, Judge

EMBEDDINGS = "embeddings"
"""The folder of the project's cache that holds embeddings, shared with the engine."""

CANDIDATE = "candidate"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run leaves: the new version's card, the gate's word, and a writer of the version's files."""

    card: dict[str, Any]
    offered: bool
    build: Callable[[Path, str], None]


@dataclass
class Tuning:
    """One run at work. ``position`` ends with the number of the last finished step."""

    project: Project
    run: RunRecord
    recipe: Recipe
    manifest: Manifest
    plan: Plan
    model: SamModel
    active: VersionRecord | None
    say: Callable[[Any], None]
    cancel: CancelToken
    position: list[int] = field(default_factory=lambda: [0])

    def __post_init__(self) -> None:
        """Set up what all parts share."""
        self.folder = RunFolder(self.run.folder)
        self.images = Images()
        self.cache = EmbeddingCache(self.project.cache_dir / EMBEDDINGS)
        self.embed = Embedder(self.model, self.cache, self.images)
        self.judge = Judge(self.model, self.cache, self.images)
        self.samples = self.manifest.samples
        self.steps_done, self.step_seconds = 0, 0.0

    def work(self) -> Outcome:
        """Do everything that is not done yet. Raises CancelledError and SamftError."""
        self._announce()
        banks = {one.name: self._bank(one) for one in self.plan.fits}
        for bank in banks.values():
            bank.encode(self._progress(), self.cancel)
        results = self._references()
        answers = []
        for one in self.plan.fits:
            state = self._fit(one, banks[one.name])
            if one.split.held_out:
                answers += self._measure_fit(one, state).answers
        results["candidate"] = [answer.row for answer in answers]
        gate = self._judge(results)
        return self._outcome(results, gate, answers)

    def _announce(self) -> None:
        shipping, held_out = self.plan.shipping, self._held_out()
        self.say(
            events.RunStarted(
                run_id=self.run.id,
                run_name=self.run.name,
                folder=str(self.run.folder),
                masks=len(self.samples),
                train_images=len(shipping.split.train),
                held_out_images=len({sample.image_id for sample in held_out}),
                classes={
                    name: sum(s.class_name == name for s in self.samples)
                    for name in sorted({s.class_name for s in self.samples})
                },
                device=f"{self.model.device} · {self.model.require_encoder().description}",
                steps=sum(map(self._steps, self.plan.fits)),
                resumed_from_step=self._done_before(),
            )
        )

    def _done_before(self) -> int:
        steps = [event.step for event in self.folder.logged() if event.kind == "step"]
        return max(steps, default=0)

    def _held_out(self) -> list[Sample]:
        return [sample for one in self.plan.fits for sample in one.split.parts(self.samples)[1]]

    def _steps(self, one: Fit) -> int:
        return self.recipe.step_count(len(one.split.parts(self.samples)[0]))

    def _bank(self, one: Fit) -> RowBank:
        views = self.recipe.views.per_mask(len(self.samples))
        return RowBank(one.split.parts(self.samples)[0], self.recipe, self.embed, views_each=views)

    def _fit(self, one: Fit, bank: RowBank) -> State:
        """The fit's weights, from an earlier attempt where it was finished."""
        weights, checkpoint = self.folder.weights(one.name), self.folder.checkpoint(one.name)
        if weights.is_dir():
            self.steps_done += self._steps(one)
            return load_decoder(weights, self.model)
        mark = fingerprint(
            self.recipe.model_dump_json(), self.manifest.digest, self.model.base_digest, one.name
        )
        state = fit(
            self.model,
            bank,
            self.recipe,
            steps=self._steps(one),
            seed=self.run.seed,
            checkpoints=Checkpoints(checkpoint, mark),
            on_step=self._on_step(one),
            cancel=self.cancel,
        )
        temporary = weights.with_suffix(".part")
        temporary.mkdir(exist_ok=True)
        save_decoder(temporary, self.model.new_decoder(state), base_digest=self.model.base_digest)
        temporary.replace(weights)
        checkpoint.unlink(missing_ok=True)
        self.steps_done += self._steps(one)
        return state

    def _on_step(self, one: Fit) -> Callable[[Step], None]:
        total, before = sum(map(self._steps, self.plan.fits)), self.steps_done
        last = time.perf_counter()

        def report(step: Step) -> None:
            nonlocal last
            now = time.perf_counter()
            # A running mean: the pace of a shared PC changes while it works.
            pace = now - last
            self.step_seconds, last = 0.9 * self.step_seconds + 0.1 * pace if self.step_seconds else pace, now
            done = before + step.number
            self.position.append(done)
            steps = self._steps(one)
            self.say(
                events.StepDone(
                    step=step.number, steps=steps, learning_rate=step.learning_rate,
                    losses=step.losses, fold=one.fold,
                )
            )  # fmt: skip
            remaining = (total - done) * self.step_seconds
            self.say(events.StageProgress(stage="train", done=done, total=total, remaining_s=remaining))

        return report

    def _measure_fit(self, one: Fit, state: State) -> Answers:
        version = LoadedVersion(one.name, self.model.new_decoder(state), self.recipe.policy)
        samples = one.split.parts(self.samples)[1]
        answers = self._measured(one.name, self.judge.predict_with(version), samples, "evaluate")
        noisy = [row.iou for row in answers.rows if row.boxes == "noisy"]
        self.say(events.Validated(step=self._steps(one), iou=sum(noisy) / len(noisy), fold=one.fold))
        return answers

    def _references(self) -> dict[Subject, Sequence[RowResult]]:
        held_out = self._held_out()
        results: dict[Subject, Sequence[RowResult]] = {
            "ellipse": evaluate(predict_ellipse, held_out),
            "filled_box": evaluate(predict_filled_box, held_out),
            "base": self._measured(BASE_VERSION, self.judge.predict_with(None), held_out, "baseline").rows,
        }
        if self.active is not None:
            results["active"] = self._active_rows(self.active, held_out)
        return results

    def _active_rows(self, active: VersionRecord, held_out: list[Sample]) -> list[RowResult]:
        """The active version on the held-out images, honestly.

        Where it learnt from one of them, what its own run measured there while the image was held out counts.
        """
        learnt = set(active.card.get("train_images", ()))
        unseen = [sample for sample in held_out if sample.image_id not in learnt]
        state = load_decoder(active.folder, self.model)
        policy = Recipe.model_validate(active.card["recipe"]).policy
        version = LoadedVersion(active.name, self.model.new_decoder(state), policy)
        rows = self._measured(active.name, self.judge.predict_with(version), unseen, "baseline").rows
        own = self.project.run(active.run_id).folder if active.run_id is not None else None
        wanted = {sample.annotation_id for sample in held_out} - {sample.annotation_id for sample in unseen}
        recorded = _recorded_rows(own) if own is not None else []
        return rows + [row for row in recorded if row.annotation_id in wanted]

    def _measured(self, name: str, predict: Predict, samples: Sequence[Sample], stage: str) -> Answers:
        known = self.folder.answers(name)
        if known is not None:
            return known
        asked: list[tuple[Asked, Mask]] = []

        def remember(question: Asked) -> Mask:
            mask = predict(question)
            asked.append((question, mask))
            return mask

        ticker = Ticker(stage, 2 * len(samples), self._progress())
        rows = evaluate(remember, samples, on_row=lambda _: ticker.tick(name), cancel=self.cancel)
        pairs = zip(rows, asked, strict=True)
        return self.folder.keep_answers(
            name, [_answer(row, question, mask) for row, (question, mask) in pairs]
        )

    def _judge(self, results: dict[Subject, Sequence[RowResult]]) -> GateVerdict:
        references = {BASE_VERSION: results["base"]}
        if self.active is not None:
            references[self.active.name] = results["active"]
        return judge(results["candidate"], references, obedience=self._obedience())

    def _obedience(self) -> list[Obedience]:
        found = probes(self._held_out(), self.manifest.good, seed=self.run.seed)
        state = load_decoder(self.folder.weights(self.plan.shipping.name), self.model)
        shipped = LoadedVersion(CANDIDATE, self.model.new_decoder(state), self.recipe.policy)
        measured = []
        for name, version in ((CANDIDATE, shipped), (BASE_VERSION, None)):
            self.cancel.raise_if_cancelled()
            result = obedience(self.judge.predict_with(version), found, version=name)
            measured += [result] if result else []
        return measured

    def _outcome(
        self, results: dict[Subject, Sequence[RowResult]], gate: GateVerdict, answers: Sequence[Answer]
    ) -> Outcome:
        name = next_version_name(self.project)
        names: dict[Subject, str] = {"base": BASE_VERSION, "candidate": name}
        if self.active is not None:
            names["active"] = self.active.name
        shipping = self.plan.shipping
        comparison = Comparison(
            method=self.plan.method,
            held_out_images=len({sample.image_id for sample in self._held_out()}),
            train_images=len(shipping.split.train),
            box_noise=BOX_NOISE,
            rows=table(results, names),
            gate=gate,
        )
        weights = self.folder.weights(shipping.name)
        card = self._card(name, comparison, weights)
        self.folder.write_metrics({"comparison": card["comparison"], "pace": self._pace()})

        def build(target: Path, version: str) -> None:
            shutil.copyfile(weights / DECODER_FILE, target / DECODER_FILE)
            base = self.folder.answers(BASE_VERSION) or Answers(answers=[])
            examples = examples_of(self._held_out(), base.answers, answers, self.images)
            curves = curves_of(self.folder.logged())
            data = ReportData(version, comparison, card, examples=examples, curves=curves)
            write_report(target / "report.html", data)

        self.say(events.StageProgress(stage="report", done=0, total=1))
        return Outcome(card, gate.offered, build)

    def _card(self, name: str, comparison: Comparison, weights: Path) -> dict[str, Any]:
        split = self.plan.shipping.split
        return {
            "version": name,
            "base_model": self.model.spec.name,
            "base_digest": self.model.base_digest,
            "encoder": self.model.require_encoder().description,
            "encoder_digest": self.model.require_encoder().digest,
            "decoder_sha256": sha256_of(weights / DECODER_FILE),
            "manifest_digest": self.manifest.digest,
            "recipe_name": self.recipe.name,
            "recipe": self.recipe.model_dump(mode="json"),
            "seed": self.run.seed,
            "steps": self._steps(self.plan.shipping),
            "masks": len(split.parts(self.samples)[0]),
            "train_images": list(split.train),
            "held_out_images": list(split.held_out),
            "comparison": comparison.model_dump(mode="json"),
        }

    def _pace(self) -> dict[str, float]:
        encode = self.embed.seconds / self.embed.encoded if self.embed.encoded else 0.0
        return {"encode": encode, "step": self.step_seconds}

    def _progress(self) -> OnProgress:
        def report(progress: Progress) -> None:
            self.say(
                events.StageProgress(
                    stage=progress.stage, done=progress.done, total=progress.total,
                    remaining_s=progress.remaining_s, detail=progress.detail,
                )
            )  # fmt: skip

        return report


def next_version_name(project: Project) -> str:
    """The next of v1, v2, …; folders count too, for one may be left from a restored backup."""
    names = {version.name for version in project.versions()}
    if project.models_dir.is_dir():
        names |= {path.name for path in project.models_dir.iterdir()}
    numbers = [int(name[1:]) for name in names if name[:1] == "v" and name[1:].isdigit()]
    return f"v{max(numbers, default=0) + 1}"


def _answer(row: RowResult, question: Asked, mask: Mask) -> Answer:
    return Answer(row=row, box=question.box.as_tuple(), mask=RleMask.from_array(mask).to_json())


def _recorded_rows(folder: Path) -> list[RowResult]:
    """What a run measured on images while they were held out."""
    run, rows = RunFolder(folder), []
    for path in sorted(folder.glob("answers-f*.json")):
        found = run.answers(path.stem.removeprefix("answers-"))
        rows += found.rows if found else []
    return rows
